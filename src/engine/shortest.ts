import { type Choice, follow, type Path } from '../kernel/index.ts';
import { after, stepsOf, stutters } from './interpret.ts';
import { Layer } from './layer.ts';
import { tally } from './program.ts';
import type { Space } from './space.ts';

/** What a path shall lead to, and the number of steps in which it is known to be reachable at the earliest. */
export type Target = { readonly length: number } & (
  | { readonly kind: 'mark'; readonly mark: number }
  | { readonly kind: 'deadlock' }
  | { readonly kind: 'states'; readonly here: (id: number) => boolean }
);

/**
 * For each target a shortest path; among the shortest the one on which the acting slot changes least often;
 * among those the first in the order of slots and choices. So the answer depends on the set of states of each
 * level only, not on the order in which they were found.
 *
 * Dynamic programming from the deepest level to the initial state, over the states that lie on a shortest
 * path to some target. Predecessors are found by generating the successors of each level once more, which
 * costs no memory during the search and is done once for all targets together.
 */
export const shortestPaths = (
  space: Space,
  levels: readonly number[],
  targets: readonly Target[],
): Path[] => {
  const deepest = targets.reduce((most, { length }) => Math.max(most, length), -1);
  const layers: Layer[] = [];
  let below = new Layer(space, 0, 0);
  for (let depth = Math.min(deepest, levels.length - 2); depth >= 0; depth--) {
    const layer = new Layer(space, levels[depth]!, levels[depth + 1]!);
    fill(layer, below, depth, targets);
    layers[depth] = below = layer;
  }
  return targets.map((target, goal) => walk(space, layers, target, goal));
};

const fill = (layer: Layer, below: Layer, depth: number, targets: readonly Target[]): void => {
  const { space } = layer;
  const ends = [...targets.keys()].filter((goal) => targets[goal]!.length === depth);
  const lasts = stepMarks(targets, depth);
  for (let id = layer.from; id < layer.to; id++) {
    for (const goal of ends) if (isAt(space, id, targets[goal]!)) layer.end(goal);
    if (worthReading(space, id, below, lasts)) {
      const state = space.read(id);
      for (const { slot, leaf } of stepsOf(space.system, state)) {
        if (leaf.blockedBy >= 0) continue;
        for (const mark of leaf.marks) for (const goal of lasts.get(mark) ?? []) layer.offer(goal, slot, 0);
        if (below.isEmpty || stutters(state, leaf)) continue;
        const next = space.find(after(space.system, state, leaf));
        below.each(next, slot, (goal, cost) => layer.offer(goal, slot, cost));
      }
    }
    layer.commit(id);
  }
};

/** For each mark, the targets that a step from this depth with that mark reaches. */
const stepMarks = (targets: readonly Target[], depth: number): Map<number, number[]> => {
  const marks = new Map<number, number[]>();
  targets.forEach((target, goal) => {
    if (target.kind !== 'mark' || target.length !== depth + 1) return;
    marks.set(target.mark, [...(marks.get(target.mark) ?? []), goal]);
  });
  return marks;
};

/** Whether some step of the state may matter, by generated code: false is certain. */
const worthReading = (
  { steps, visited, scratch, layout }: Space,
  id: number,
  below: Layer,
  lasts: ReadonlyMap<number, readonly number[]>,
): boolean => {
  if (below.isEmpty && lasts.size === 0) return false;
  for (const mark of lasts.keys()) scratch.marks[mark] = 0;
  steps.expand(id, id + 1, 0);
  if (scratch.tally[tally.missed] === 1) {
    scratch.tally[tally.missed] = 0;
    return true;
  }
  for (const mark of lasts.keys()) if (scratch.marks[mark] === 1) return true;
  const words = scratch.tally[tally.words]!;
  for (let at = 0; at < words; at += layout.words) {
    if (below.mayHold(visited.hashAt(at)) && below.holds(visited.find(at))) return true;
  }
  return false;
};

const isAt = (space: Space, id: number, target: Target): boolean => {
  if (target.kind === 'states') return target.here(id);
  const { system, steps, scratch } = space;
  if (target.kind === 'mark') {
    const state = space.read(id);
    return system.watches.some((tree) => follow(system, tree, state).marks.includes(target.mark));
  }
  scratch.tally[tally.deadlock] = 0;
  steps.expand(id, id + 1, 0);
  if (scratch.tally[tally.missed] === 0) return scratch.tally[tally.deadlock] === 1;
  scratch.tally[tally.missed] = 0;
  return stepsOf(system, space.read(id)).every(({ leaf }) => leaf.blockedBy >= 0);
};

/** From the initial state on, always along a cheapest step. */
const walk = (space: Space, layers: readonly Layer[], target: Target, goal: number): Path => {
  const path: Choice[] = [];
  let state = space.read(0);
  for (let depth = 0; depth < target.length; depth++) {
    const last = path.at(-1)?.slot ?? -1;
    let best: { cost: number; slot: number; index: number; next: number[] } | undefined;
    for (const { slot, index, leaf } of stepsOf(space.system, state)) {
      if (leaf.blockedBy >= 0) continue;
      const next = after(space.system, state, leaf);
      const ahead = costAhead(space, layers[depth + 1], { target, goal, slot, depth }, leaf.marks, next);
      if (ahead === undefined) continue;
      const cost = ahead + (last >= 0 && last !== slot ? 1 : 0);
      if (best === undefined || cost < best.cost) best = { cost, slot, index, next };
    }
    const { slot, index, next } = best!;
    path.push({ slot, index });
    state = next;
  }
  return path;
};

/** Changes of actor still to come after a step, if it lies on a shortest path to the target. */
const costAhead = (
  space: Space,
  layer: Layer | undefined,
  { target, goal, slot, depth }: { target: Target; goal: number; slot: number; depth: number },
  marks: readonly number[],
  next: readonly number[],
): number | undefined => {
  if (target.kind === 'mark' && target.length === depth + 1 && marks.includes(target.mark)) return 0;
  if (layer === undefined || layer.isEmpty) return undefined;
  let ahead: number | undefined;
  layer.each(space.find(next), slot, (other, cost) => {
    if (other === goal) ahead = cost;
  });
  return ahead;
};
