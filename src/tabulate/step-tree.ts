import type { Branch, Leaf, Tree } from '../kernel/index.ts';

/** The local states, by slot, that a step is known to find. */
export type Known = ReadonlyMap<number, number>;

/** Works out what a step does; throws `Need` if that depends on a slot that is not known yet. */
export type Attempt = (known: Known) => Leaf;

/** Thrown by an attempt that cannot go on without the local state of `slot`. */
export class Need {
  readonly slot: number;
  constructor(slot: number) {
    this.slot = slot;
  }
}

/** A branch that remembers how to grow. */
class GrowingBranch implements Branch {
  readonly slot: number;
  readonly children: (Tree | undefined)[] = [];
  private readonly known: Known;
  private readonly attempt: Attempt;

  constructor(slot: number, known: Known, attempt: Attempt) {
    this.slot = slot;
    this.known = known;
    this.attempt = attempt;
  }

  grow(local: number): Tree {
    return (this.children[local] = plant(this.attempt, new Map(this.known).set(this.slot, local)));
  }
}

/**
 * The tree of a step, found by trying: an attempt runs until it needs a slot that is not known, which
 * becomes a branch; with each of its local states the attempt is made again from the start. So whatever an
 * attempt looks at, in whatever order, is exactly what its tree branches on.
 */
export const plant = (attempt: Attempt, known: Known): Tree => {
  try {
    return attempt(known);
  } catch (need) {
    if (need instanceof Need) return new GrowingBranch(need.slot, known, attempt);
    throw need;
  }
};

export const grow = (branch: Branch, local: number): Tree => (branch as GrowingBranch).grow(local);
