import type { Bounds, Claim, Findings, Progress, Search, StopReason, System } from '../kernel/index.ts';
import { Crew } from './crew.ts';
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
  const { statesMax = Infinity, bytesMax = Infinity } = bounds;
  const space = new Space(system, bytesMax, tuning);
  const seen = new Seen(space, claims);
  const crew = new Crew(space, tuning.workers ?? 1, statesMax);
  try {
    const { expanded, stopped } = yield* explore(space, seen, crew, bounds);
    tuning.keep?.({ count: space.count, read: (id, into) => space.read(id, into) });
    return { engine: 'explicit', ...seen.findings(expanded, stopped) } satisfies Findings;
  } finally {
    crew.close();
  }
}

interface Explored {
  readonly expanded: number;
  readonly stopped: StopReason | undefined;
}

function* explore(
  space: Space,
  seen: Seen,
  crew: Crew,
  { depthMax = Infinity, statesMax = Infinity }: Bounds,
): Generator<Progress, Explored, StopReason | undefined> {
  let expanded = 0;
  let reported = 0;
  let stopped: StopReason | undefined;
  while (expanded < space.count && stopped === undefined) {
    if (seen.depth >= depthMax) return { expanded, stopped: 'depth' };
    const end = space.count;
    while (expanded < end && stopped === undefined) {
      // Near the limit one state at a time, so that the search ends where the oracle's does.
      const near = space.count + space.batchMax >= statesMax;
      expanded = near ? space.advance(expanded, expanded + 1) : crew.advance(expanded, end);
      stopped = outOfRoom(space, expanded, statesMax);
      if (stopped !== undefined || expanded - reported < REPORT_EVERY || expanded === space.count) continue;
      reported = expanded;
      const { count: states, transitions, store } = space;
      stopped = yield {
        states,
        transitions,
        depth: seen.depth,
        frontier: states - expanded,
        bytes: store.bytes,
      };
    }
    seen.level(end);
    if (seen.settled && expanded === end && expanded < space.count) stopped ??= 'settled';
  }
  return { expanded, stopped };
}

const outOfRoom = (space: Space, at: number, statesMax: number): StopReason | undefined => {
  if (space.full) return 'memory';
  return space.count >= statesMax && at < space.count ? 'states' : undefined;
};
