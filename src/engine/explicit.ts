import type { Bounds, Claim, Findings, Search, StopReason, System } from '../kernel/index.ts';
import { Seen } from './seen.ts';
import { Space } from './space.ts';
import type { Tuning } from './tuning.ts';

/** How many states are expanded between two reports of progress. */
const REPORT_EVERY = 4096;

/**
 * Breadth-first search over packed states with code generated for their layout; finds exactly what `reach`
 * finds. Read `reach` first.
 *
 * The search goes level by level. Marks are only noted with the level at which they were first seen; the
 * paths to them are worked out at the end.
 */
export function* explicit(
  system: System,
  claims: readonly Claim[],
  bounds: Bounds = {},
  tuning: Tuning = {},
): Search {
  const { depthMax = Infinity, statesMax = Infinity, bytesMax = Infinity } = bounds;
  const space = new Space(system, bytesMax, tuning);
  const seen = new Seen(space, claims);
  let stopped: StopReason | undefined;
  let at = 0;
  let reported = 0;

  while (at < space.count && stopped === undefined) {
    if (seen.depth >= depthMax) {
      stopped = 'depth';
      break;
    }
    const end = space.count;
    while (at < end && stopped === undefined) {
      // Near the limit one state at a time, so that the search ends where the oracle's does.
      const near = space.count + space.batchMax >= statesMax;
      at = space.advance(at, near ? at + 1 : end);
      stopped = outOfRoom(space, at, statesMax);
      if (stopped !== undefined || at - reported < REPORT_EVERY || at === space.count) continue;
      reported = at;
      const { count, transitions, bytes } = space;
      stopped = yield { states: count, transitions, depth: seen.depth, frontier: count - at, bytes };
    }
    seen.level(end);
    if (seen.settled && at === end && at < space.count) stopped = 'settled';
  }
  tuning.keep?.({ count: space.count, read: (id, into) => space.read(id, into) });
  return { engine: 'explicit', ...seen.findings(at, stopped) } satisfies Findings;
}

const outOfRoom = (space: Space, at: number, statesMax: number): StopReason | undefined => {
  if (space.full) return 'memory';
  return space.count >= statesMax && at < space.count ? 'states' : undefined;
};
