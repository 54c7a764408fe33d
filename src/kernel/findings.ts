import type { Path } from './system.ts';

/**
 * Why a search may not have seen everything: a limit, Ctrl-C, because every claim had been refuted already
 * (`settled`), or because it told states apart by signatures only (`compacted`).
 */
export const stopReasons = [
  'depth',
  'states',
  'time',
  'memory',
  'interrupted',
  'settled',
  'compacted',
] as const;
export type StopReason = (typeof stopReasons)[number];

/** Limits that an engine can keep by itself; time is watched by whoever drives the engine. */
export interface Bounds {
  /** Longest path explored, in steps. */
  readonly depthMax?: number;
  /** Number of distinct states at which no further state is expanded. */
  readonly statesMax?: number;
  /** Memory for states and their index, in bytes. */
  readonly bytesMax?: number;
}

/** What an engine says while it works. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States found and not yet expanded. */
  readonly frontier: number;
  /** Memory taken by states and their index, in bytes, where the engine knows. */
  readonly bytes?: number;
}

/** What an engine has found out. */
export interface Findings {
  readonly engine: string;
  /** Distinct states, the initial one included. */
  readonly states: number;
  /** Enabled steps taken from expanded states, parallel edges counted. */
  readonly transitions: number;
  /** Length in steps of the longest shortest path. */
  readonly depth: number;
  /** States found and not expanded; 0 when the search was exhaustive. */
  readonly frontier: number;
  /** Why the search is not exhaustive; absent when it is. */
  readonly stopped?: StopReason;
  /** How likely it is at most that a state was missed; absent where none can be. */
  readonly omission?: number;
  /** Queue slots that were full when a step wanted to put something in, ascending. */
  readonly blocked: readonly number[];
  /** For each mark, a shortest path to it, or `undefined`: not seen. */
  readonly reached: readonly (Path | undefined)[];
  /** For each claim, a shortest path to a state from which one of its goals can never be reached again. */
  readonly stuck: readonly (Stuck | undefined)[];
  /** A shortest path to a state that has no step at all. */
  readonly deadlock?: Path;
}

export interface Stuck {
  readonly path: Path;
  /** The mark that cannot be reached. */
  readonly goal: number;
}

/**
 * An engine is a generator: it yields its progress at regular counts of states, is told whether to stop,
 * and returns its findings. So it needs no clock and no signal handler, and whoever drives it can let the
 * event loop run.
 */
export type Search = Generator<Progress, Findings, StopReason | undefined>;
