import type { Branch, Leaf, Tree } from '../kernel/index.ts';

/** A step tree whose branches have been put together where they do not differ. */
export type Reduced = Leaf | Fork;

export interface Fork {
  readonly slot: number;
  readonly groups: readonly Group[];
  /** Local states of `slot` that the tree has never been read with. */
  readonly missing: readonly number[];
}

export interface Group {
  readonly locals: readonly number[];
  readonly rest: Reduced;
}

interface Keyed {
  readonly key: string;
  readonly rest: Reduced;
}

/**
 * Joins the children of a branch that go on alike, and drops a branch that makes no difference at all, as
 * in an ordered decision diagram (Bryant 1986). Observers that do not care about an event, and properties
 * that look at a part without its mattering, make many such branches.
 *
 * @param possible the local states that a slot can have, where they are not known
 */
export const reduce = (
  tree: Tree,
  known: ReadonlyMap<number, number>,
  possible: readonly (readonly number[])[],
): Reduced => keyed(tree, known, possible).rest;

const keyed = (
  tree: Tree,
  known: ReadonlyMap<number, number>,
  possible: readonly (readonly number[])[],
): Keyed => {
  if (tree.slot < 0) {
    const { writes, marks, blockedBy } = tree as Leaf;
    return { key: `${writes.join()};${marks.join()};${blockedBy}`, rest: tree as Leaf };
  }
  const { slot, children } = tree as Branch;
  const groups = new Map<string, { locals: number[]; rest: Reduced }>();
  const missing: number[] = [];
  const fixed = known.get(slot);
  for (const local of fixed === undefined ? possible[slot]! : [fixed]) {
    const child = children[local];
    if (child === undefined) {
      missing.push(local);
      continue;
    }
    const { key, rest } = keyed(child, new Map(known).set(slot, local), possible);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { locals: [local], rest });
    else group.locals.push(local);
  }
  const [first, second] = groups;
  if (first !== undefined && second === undefined && missing.length === 0) {
    return { key: first[0], rest: first[1].rest };
  }
  const key = [...groups].map(([inner, { locals }]) => `${locals.join()}?${inner}`).join('|');
  return { key: `(${slot}:${key}:${missing.join()})`, rest: { slot, groups: [...groups.values()], missing } };
};
