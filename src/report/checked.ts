import type { Outcome, StopReason } from '../kernel/index.ts';
import type { Phrases, Property } from '../language/index.ts';
import type { Trace } from '../trace/index.ts';

/** Limits that the user has set. */
export interface Limits {
  readonly depthMax?: number;
  readonly statesMax?: number;
  readonly secondsMax?: number;
  /** Bytes. */
  readonly memoryMax?: number;
}

/** A design with its verdicts and what was expected of it: all that reports are made from. */
export interface CheckedDesign {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly scope: Readonly<Record<string, number>>;
  readonly limits: Limits;
  readonly elapsedSeconds: number;
  readonly phrases: Phrases;
  /** The data of the design, unless it is code. */
  readonly source?: unknown;
  readonly expected: (property: string) => Outcome;
  readonly result: {
    readonly engine: string;
    readonly states: number;
    readonly transitions: number;
    readonly depth: number;
    readonly frontier: number;
    readonly stopped?: StopReason;
    readonly omission?: number;
    readonly symmetries: number;
    readonly ordered: boolean;
    readonly dropped: readonly string[];
    readonly backpressure: readonly string[];
    readonly cut: readonly string[];
    readonly verdicts: readonly {
      readonly property: Property;
      readonly outcome: Outcome;
      readonly reason?: StopReason | 'queue';
      readonly witnessDepth?: number;
      readonly goal?: string;
      readonly trace?: Trace;
    }[];
  };
}

/** What reasons for not knowing mean to a reader. */
export const reasonText = (reason: StopReason | 'queue'): string =>
  ({
    depth: 'the depth limit was reached',
    states: 'the limit of states was reached',
    time: 'time ran out',
    memory: 'the memory budget was used up',
    interrupted: 'interrupted',
    settled: 'every claim was refuted before everything was seen',
    compacted: 'states were told apart by their signatures only',
    queue: 'a full queue cut the search',
  })[reason];
