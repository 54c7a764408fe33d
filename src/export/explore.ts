import { follow, type Leaf, type System, UserError } from '../kernel/index.ts';

/** Is told of everything that an exploration comes across. */
export interface Visitor {
  state?(id: number, vector: readonly number[]): void;
  /** An enabled step. */
  step?(from: number, slot: number, index: number, leaf: Leaf, to: number): void;
}

export interface Explored {
  readonly states: number;
  readonly transitions: number;
  /** For each slot, the local states that it has in some reachable state. */
  readonly locals: readonly ReadonlySet<number>[];
}

/**
 * Visits every reachable state, breadth-first, so that afterwards every step tree has grown wherever it
 * will ever be read. It keeps no paths and judges no claims: what is exported must not depend on the
 * engines that the other tools are going to be compared with.
 *
 * @throws UserError IRQ027 if there are more than `statesMax` states; half an export would be a lie
 */
export const explore = (system: System, visitor: Visitor = {}, statesMax = Infinity): Explored => {
  const index = new Map<string, number>();
  const vectors: (readonly number[])[] = [];
  const locals = system.slots.map(() => new Set<number>());
  let transitions = 0;

  const add = (vector: readonly number[]): number => {
    const key = String.fromCharCode(...vector); // local states are below 65,536
    const known = index.get(key);
    if (known !== undefined) return known;
    const id = vectors.push(vector) - 1;
    if (id >= statesMax) throw tooLarge(statesMax);
    index.set(key, id);
    vector.forEach((local, slot) => locals[slot]!.add(local));
    for (const watch of system.watches) follow(system, watch, vector);
    visitor.state?.(id, vector);
    return id;
  };

  add(system.initial);
  for (let id = 0; id < vectors.length; id++) {
    const vector = vectors[id]!;
    for (const slot of system.slots.keys()) {
      for (const [choice, tree] of system.starts(slot, vector[slot]!).entries()) {
        const leaf = follow(system, tree, vector);
        if (leaf.blockedBy >= 0) continue;
        const next = [...vector];
        for (let i = 0; i < leaf.writes.length; i += 2) next[leaf.writes[i]!] = leaf.writes[i + 1]!;
        transitions++;
        const to = add(next);
        visitor.step?.(id, slot, choice, leaf, to);
      }
    }
  }
  return { states: vectors.length, transitions, locals };
};

const tooLarge = (statesMax: number): UserError =>
  new UserError('IRQ027', `the design has more than ${statesMax} reachable states`, {
    expected: 'a design that can be visited whole, since only then are all of its rules known',
    fix: 'choose a smaller scope of the design, or raise the limit',
  });
