import type { Branch, Leaf, System, Tree } from '../../src/kernel/index.ts';

const leaf = (writes: readonly number[], marks: readonly number[] = [], blockedBy = -1): Leaf => ({
  slot: -1,
  writes,
  marks,
  blockedBy,
});

const branch = (slot: number, children: (Tree | undefined)[]): Branch => ({ slot, children });

/**
 * A system that no network stands behind, as a stranger may write one: a lamp with three settings and a
 * counter. It has no names, a state mark, a step mark, a blocked step, and a branch that nothing reaches.
 */
export const byHand = (): System => {
  const trees: Readonly<Record<string, readonly Tree[]>> = {
    // The lamp goes round; its second step is only possible once the counter counts.
    '0 0': [leaf([0, 1])],
    '0 1': [branch(1, [leaf([], [], 1), leaf([0, 2])])],
    '0 2': [branch(1, [undefined, leaf([0, 0], [1])])],
    // The counter does not care about the lamp's first two settings.
    '1 0': [branch(0, [leaf([1, 1]), leaf([1, 1]), undefined])],
    '1 1': [branch(0, [leaf([1, 0]), leaf([1, 0]), leaf([])])],
  };
  return {
    slots: [
      { name: 'lamp', kind: 'component' },
      { name: 'counter', kind: 'queue' },
    ],
    initial: [0, 0],
    marks: ['bright', 'round', 'never'],
    watches: [branch(0, [leaf([]), leaf([]), leaf([], [0])])],
    starts: (slot, local) => trees[`${slot} ${local}`] ?? [],
    grow: () => {
      throw new Error('everything that is reachable has grown');
    },
    localCount: (slot) => [3, 2][slot]!,
    blocking: () => 'bound',
  };
};
