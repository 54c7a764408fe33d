import { type Bounds, judge, type Judgement, type Progress, type StopReason } from './kernel/index.ts';
import type { NetworkDefinition, Property } from './language/index.ts';
import { buildNetwork, marking } from './network/index.ts';
import { type EngineName, engines, type Reduction, searchReduced } from './search.ts';
import { tabulate } from './tabulate/index.ts';
import { recordViolation, type Trace } from './trace/index.ts';

/** The answer to one property of one network. */
export interface Verdict extends Pick<Judgement, 'outcome' | 'reason'> {
  readonly property: Property;
  /** Steps to the witness, if it was seen. */
  readonly witnessDepth?: number;
  /** A shortest way to the violation (but see `ordered`), replayed on the XState machines. */
  readonly trace?: Trace;
  /** What can no longer be reached at the end of the trace. */
  readonly goal?: string;
}

/** What a search has found out about a network. Counts are of the whole search, which serves all properties at once. */
export interface CheckResult {
  readonly network: string;
  readonly engine: string;
  /** Distinct states, the initial one included. */
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly frontier: number;
  readonly stopped?: StopReason;
  /** How likely it is at most that a state was missed; absent where none can be. */
  readonly omission?: number;
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

export interface CheckOptions extends Bounds {
  /** Fill every table cell twice and compare: catches machines that are not pure. */
  readonly selfTest?: boolean;
  /** `explicit` unless told otherwise. */
  readonly engine?: EngineName;
  /** None unless told otherwise. */
  readonly reductions?: readonly Reduction[];
}

/**
 * The pipeline: network definition → Network → System → findings → verdicts with traces.
 *
 * A generator, like the engines: it yields progress, is told whether to stop, and returns the result.
 *
 * @throws UserError for mistakes in the network, InternalError for ours
 */
export function* check(
  definition: NetworkDefinition,
  properties: readonly Property[],
  options: CheckOptions = {},
): Generator<Progress, CheckResult, StopReason | undefined> {
  const network = buildNetwork(definition, properties);
  const marks = marking(network);
  const system = tabulate(network);
  const engine = engines[options.engine ?? 'explicit'];
  const { findings, symmetries, ordered, dropped } = yield* searchReduced(
    engine,
    system,
    options.reductions ?? [],
    marks.claims,
    options,
  );
  if (options.selfTest === true) system.tables.parts.forEach((table) => table.refill());

  const named = (kind: 'bound' | 'backpressure'): string[] =>
    findings.blocked.filter((slot) => system.blocking(slot) === kind).map((slot) => system.slots[slot]!.name);
  const cut = named('bound');
  const { states, transitions, depth, frontier, stopped, omission } = findings;
  return {
    network: definition.name,
    engine: findings.engine,
    states,
    transitions,
    depth,
    frontier,
    ...(stopped === undefined ? {} : { stopped }),
    ...(omission === undefined ? {} : { omission }),
    symmetries,
    ordered,
    dropped,
    backpressure: named('backpressure'),
    cut,
    verdicts: properties.map((property, i): Verdict => {
      const claim = marks.claims[i]!;
      const { outcome, reason, path, goal, witness } = judge(claim, i, findings, cut.length > 0);
      return {
        property,
        outcome,
        ...(reason === undefined ? {} : { reason }),
        ...(witness === undefined ? {} : { witnessDepth: witness.length }),
        ...(path === undefined ? {} : { trace: recordViolation(network, marks, claim, path) }),
        ...(goal === undefined ? {} : { goal: marks.goalNames.get(goal)! }),
      };
    }),
  };
}
