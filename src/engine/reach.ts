import {
  type Bounds,
  type Claim,
  follow,
  type Findings,
  type Leaf,
  type Search,
  type System,
} from '../kernel/index.ts';
import { Discovery } from './discovery.ts';
import { firstStuckState } from './possible.ts';

/** How many states are expanded between two reports of progress. */
const REPORT_EVERY = 4096;

/**
 * Plain breadth-first search, the oracle for every other engine. Read this first.
 *
 * States are numbered in the order in which they are found, so the queue of states to expand is just the
 * next number, the first path found to anything is a shortest one, and the order is the same on every run.
 */
export function* reach(system: System, claims: readonly Claim[], bounds: Bounds = {}): Search {
  const slots = system.slots.map((_, slot) => slot);
  const found = new Discovery(system, claims);
  const index = new Map<string, number>();
  const { depthMax = Infinity, statesMax = Infinity } = bounds;

  const keyOf = (state: number[]): string => {
    system.represent?.(state);
    return String.fromCharCode(...state); // local states are below 65,536
  };

  const add = (state: number[], parent: number, slot: number, choice: number): number => {
    const key = keyOf(state);
    const known = index.get(key);
    if (known !== undefined) return known;
    const id = found.add(state, parent, slot, choice);
    index.set(key, id);
    for (const watch of system.watches) found.markState(id, follow(system, watch, state).marks);
    return id;
  };

  add([...system.initial], -1, -1, -1);
  let stopped: Findings['stopped'];
  let id = 0;
  while (id < found.count && stopped === undefined) {
    if (found.depth(id) >= depthMax) {
      stopped = 'depth';
      break;
    }
    const state = found.state(id);
    const at = id;
    const ample = system.ample?.(state, (next) => (index.get(keyOf(next)) ?? Infinity) > at);
    let enabled = 0;
    for (const slot of ample ?? slots) {
      const starts = system.starts(slot, state[slot] as number);
      for (let choice = 0; choice < starts.length; choice++) {
        const leaf: Leaf = follow(system, starts[choice]!, state);
        if (leaf.blockedBy >= 0) {
          found.block(leaf.blockedBy);
          continue;
        }
        enabled++;
        const next = [...state];
        for (let i = 0; i < leaf.writes.length; i += 2) next[leaf.writes[i]!] = leaf.writes[i + 1]!;
        found.step(id, slot, choice, leaf.marks, add(next, id, slot, choice));
      }
    }
    if (enabled === 0) found.deadlock(id);
    id++;
    if (id === found.count) break;
    // At the end of a level only: so the findings do not depend on the order within it.
    if (found.settled && found.depth(id) > found.depth(id - 1)) stopped = 'settled';
    else if (found.count >= statesMax) stopped = 'states';
    else if (id % REPORT_EVERY === 0) stopped = yield found.progress(id);
  }
  return found.findings('reach', id, stopped, (goal) => firstStuckState(found, goal, id));
}
