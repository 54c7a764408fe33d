import type { Claim } from '../kernel/index.ts';

/** What the other tool is asked to check, in marks. Leaving all of it out leaves the reachable states as they are. */
export interface Asked {
  /** Must never be seen: an assertion. */
  readonly never: readonly number[];
  /** Must be seen at least once, for tools that can say so. */
  readonly seen: readonly number[];
  /** Must stay possible from every reachable state (CTL: AG EF), for tools that can say so. */
  readonly possible: readonly number[];
  /**
   * Also asserts that no gap is ever reached. Rules are read off reachable states only, so without this a
   * tool could not notice that a part of the state space has been overlooked.
   */
  readonly closed: boolean;
}

export const nothing: Asked = { never: [], seen: [], possible: [], closed: false };

/** The claims as they are meant: violations never, witnesses seen, goals always possible. */
export const askedBy = (claims: readonly Claim[]): Asked => ({
  never: claims.flatMap((claim) => (claim.kind === 'never' ? [claim.bad] : [])),
  seen: claims.map(({ witness }) => witness),
  possible: [...new Set(claims.flatMap((claim) => (claim.kind === 'never' ? [] : claim.goals)))],
  closed: false,
});
