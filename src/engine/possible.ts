import type { Discovery } from './discovery.ts';

/**
 * The first state, in the order of discovery, from which a step or state marked `goal` can never be reached
 * (the complement of the backward closure of the goal, as in CTL's EF), or `undefined`.
 *
 * States from `expanded` on have not been expanded: what they lead to is not known, so they count as if the
 * goal were at hand. What is found is thus stuck for certain, however early the search ended.
 */
export const firstStuckState = (found: Discovery, goal: number, expanded: number): number | undefined => {
  const possible = new Uint8Array(found.count);
  const pending: number[] = [];
  const reach = (id: number): void => {
    if (possible[id] === 1) return;
    possible[id] = 1;
    pending.push(id);
  };
  for (const id of found.atGoal.get(goal) ?? []) reach(id);
  for (let id = expanded; id < found.count; id++) reach(id);

  const { starts, sources } = predecessors(found);
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    for (let i = starts[id] as number; i < (starts[id + 1] as number); i++) reach(sources[i] as number);
  }
  const first = possible.indexOf(0);
  return first < 0 ? undefined : first;
};

/** The edges sorted by target: those into `id` are `sources[starts[id] .. starts[id + 1]]`. */
const predecessors = ({ edges, count }: Discovery): { starts: Int32Array; sources: Int32Array } => {
  const starts = new Int32Array(count + 1);
  for (let i = 0; i < edges.to.length; i++) starts[edges.to.at(i) + 1]!++;
  for (let id = 0; id < count; id++) starts[id + 1]! += starts[id]!;
  const fill = starts.slice();
  const sources = new Int32Array(edges.from.length);
  for (let i = 0; i < edges.from.length; i++) sources[fill[edges.to.at(i)]!++] = edges.from.at(i);
  return { starts, sources };
};
