import type { Findings, Judgement } from '../kernel/index.ts';
import type { Property } from '../language/index.ts';
import type { Trace } from './trace.ts';

/** The answer to one property of one network. */
export interface Verdict extends Pick<Judgement, 'outcome' | 'reason'> {
  readonly property: Property;
  /** The claim was checked a second time, from the stored states alone. */
  readonly certified?: boolean;
  /** Steps to the witness, if it was seen. */
  readonly witnessDepth?: number;
  /** A shortest way to the violation (but see `ordered`), replayed on the XState machines. */
  readonly trace?: Trace;
  /** What can no longer be reached at the end of the trace. */
  readonly goal?: string;
}

/** The numbers of one search, which serves all properties at once. */
type Numbers = Pick<
  Findings,
  'engine' | 'states' | 'transitions' | 'depth' | 'frontier' | 'stopped' | 'omission'
>;

/** What a search has found out about a network. */
export interface CheckResult extends Numbers {
  readonly network: string;
  /** Number of exchanges of like parties under which states were counted as one; 1: none. */
  readonly symmetries: number;
  /** True if a partial order reduction left steps out: traces are real, but need not be shortest. */
  readonly ordered: boolean;
  /** Components, queues and observers left out because no verdict depends on them. */
  readonly dropped: readonly string[];
  /** Queues whose being full held somebody back as the hardware would: part of the scope of a `holds`. */
  readonly backpressure: readonly string[];
  /** Queues whose being full cut the search. */
  readonly cut: readonly string[];
  readonly verdicts: readonly Verdict[];
}
