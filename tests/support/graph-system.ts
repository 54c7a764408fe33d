import type { Leaf, System, Tree } from '../../src/kernel/index.ts';

/** An edge of a hand-drawn graph; `blocked` edges are steps that the full queue disables. */
export interface Edge {
  readonly to: number;
  readonly marks?: readonly number[];
  readonly blocked?: boolean;
}

const leaf = (writes: readonly number[], marks: readonly number[], blockedBy = -1): Leaf => ({
  slot: -1,
  writes,
  marks,
  blockedBy,
});

/**
 * A system whose global states are the nodes of a graph, drawn by hand: node 0 is initial, `edges[node]` are
 * its steps in order. Slot 0 holds the node; slot 1 is a queue that never holds anything and is named as the
 * reason of blocked edges.
 */
export const graphSystem = (
  edges: readonly (readonly (number | Edge)[])[],
  {
    marks = [],
    stateMarks = {},
  }: { marks?: readonly string[]; stateMarks?: Record<number, readonly number[]> } = {},
): System => {
  const trees = edges.map((steps, node) =>
    steps.map((step): Tree => {
      const { to, marks: seen = [], blocked = false } = typeof step === 'number' ? { to: step } : step;
      if (blocked) return leaf([], [], 1);
      return leaf(to === node ? [] : [0, to], seen);
    }),
  );
  const watch: Tree = { slot: 0, children: edges.map((_, node) => leaf([], stateMarks[node] ?? [])) };
  return {
    slots: [
      { name: 'node', kind: 'component' },
      { name: 'queue', kind: 'queue' },
    ],
    initial: [0, 0],
    marks,
    watches: [watch],
    starts: (slot, local) => (slot === 0 ? trees[local]! : []),
    grow: () => {
      throw new Error('a drawn graph does not grow');
    },
    localCount: (slot) => (slot === 0 ? edges.length : 1),
    blocking: () => 'bound',
  };
};

/** The nodes that a path goes through, the initial one left out. */
export const nodesOf = (system: System, path: readonly { slot: number; index: number }[]): number[] => {
  let node = 0;
  return path.map(({ index }) => {
    const { writes } = system.starts(0, node)[index] as Leaf;
    node = writes[1] ?? node;
    return node;
  });
};
