import { type Claim, follow } from '../kernel/index.ts';
import { after, stepsOf } from './interpret.ts';
import { tally } from './program.ts';
import type { Space } from './space.ts';

/** The states nearest to the start from which a goal can never be reached again. */
export interface FirstStuck {
  readonly goal: number;
  readonly length: number;
  readonly here: (id: number) => boolean;
}

/** As many goals as fit a word are followed at a time. */
const GOALS_MAX = 31;

/**
 * For each claim that asks what stays possible, the first level with a stuck state and the first of its goals
 * that is stuck there.
 *
 * A goal is possible in a state if it is at hand there or possible in a successor: the least fixed point is
 * reached by going over the states backwards, again and again until nothing changes. No edges are kept; they
 * are generated anew, and only for states in which some goal is still in doubt. States from `expanded` on
 * count as if every goal were at hand, so that what is found is stuck for certain.
 */
export const firstStuck = (
  space: Space,
  claims: readonly Claim[],
  levels: readonly number[],
  expanded: number,
): (FirstStuck | undefined)[] => {
  const goals = [...new Set(claims.flatMap((claim) => (claim.kind === 'alwaysPossible' ? claim.goals : [])))];
  const possible = new Map<number, { masks: Int32Array; bit: number }>();
  for (let i = 0; i < goals.length; i += GOALS_MAX) {
    const some = goals.slice(i, i + GOALS_MAX);
    const masks = possibleGoals(space, some, expanded);
    some.forEach((goal, bit) => possible.set(goal, { masks, bit }));
  }
  return claims.map((claim) => {
    if (claim.kind !== 'alwaysPossible') return undefined;
    for (let length = 0; length + 1 < levels.length; length++) {
      for (const goal of claim.goals) {
        const { masks, bit } = possible.get(goal)!;
        const here = (id: number): boolean => ((masks[id]! >>> bit) & 1) === 0;
        for (let id = levels[length]!; id < levels[length + 1]!; id++) {
          if (here(id)) return { goal, length, here };
        }
      }
    }
    return undefined;
  });
};

/** For each state the goals that can still be reached, as a set of bits. */
const possibleGoals = (space: Space, goals: readonly number[], expanded: number): Int32Array => {
  const all = (1 << goals.length) - 1;
  const masks = new Int32Array(space.count).fill(all, expanded);
  const bits = new Map(goals.map((goal, bit) => [goal, 1 << bit]));
  for (let changed = true; changed;) {
    changed = false;
    for (let id = expanded - 1; id >= 0; id--) {
      if (masks[id] === all) continue;
      const mask = masks[id]! | fromSteps(space, id, masks, bits);
      if (mask === masks[id]) continue;
      masks[id] = mask;
      changed = true;
    }
  }
  return masks;
};

/** The goals at hand in a state and those possible in its successors. */
const fromSteps = (
  space: Space,
  id: number,
  masks: Int32Array,
  bits: ReadonlyMap<number, number>,
): number => {
  const { steps, visited, scratch, layout, system } = space;
  for (const goal of bits.keys()) scratch.marks[goal] = 0;
  steps.expand(id, id + 1, 0);
  const missed = scratch.tally[tally.missed] === 1;
  scratch.tally[tally.missed] = 0;
  if (missed || (system.watches.length > 0 && steps.watch(id) < 0))
    return interpreted(space, id, masks, bits);
  let mask = 0;
  for (const [goal, bit] of bits) if (scratch.marks[goal] === 1) mask |= bit;
  const words = scratch.tally[tally.words]!;
  for (let at = 0; at < words; at += layout.words) mask |= masks[visited.find(at)]!;
  return mask;
};

const interpreted = (
  space: Space,
  id: number,
  masks: Int32Array,
  bits: ReadonlyMap<number, number>,
): number => {
  const { system } = space;
  const state = space.read(id);
  let mask = 0;
  const note = (marks: readonly number[]): void => {
    for (const mark of marks) mask |= bits.get(mark) ?? 0;
  };
  for (const tree of system.watches) note(follow(system, tree, state).marks);
  for (const { leaf } of stepsOf(system, state)) {
    if (leaf.blockedBy >= 0) continue;
    note(leaf.marks);
    mask |= masks[space.find(after(system, state, leaf))]!;
  }
  return mask;
};
