import { certify, type StoredStates, type Tuning } from './engine/index.ts';
import {
  type Bounds,
  type Claim,
  InternalError,
  judge,
  type Judgement,
  type Progress,
  type StopReason,
  type System,
} from './kernel/index.ts';
import type { NetworkDefinition, Property } from './language/index.ts';
import { buildNetwork, marking } from './network/index.ts';
import { type Engine, type EngineName, engines, type Reduction, searchReduced } from './search.ts';
import { tabulate } from './tabulate/index.ts';
import { type CheckResult, recordViolation, type Verdict } from './trace/index.ts';

export interface CheckOptions extends Bounds {
  /** Fill every table cell twice and compare: catches machines that are not pure. */
  readonly selfTest?: boolean;
  /** `explicit` unless told otherwise. */
  readonly engine?: EngineName;
  /** Threads of the explicit engine; what is found does not depend on it. */
  readonly workers?: number;
  /** Check what holds a second time, from the stored states alone; needs the explicit engine and no reduction. */
  readonly certify?: boolean;
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
  let stored: StoredStates | undefined;
  const tuning: Tuning = {
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.certify === true ? { keep: (states) => (stored = states) } : {}),
  };
  const name = options.engine ?? 'explicit';
  const engine: Engine =
    name === 'explicit' ? (...asked) => engines.explicit(...asked, tuning) : engines[name];
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
  const judgements = marks.claims.map((claim, i) => judge(claim, i, findings, cut.length > 0));
  const certified =
    stored === undefined
      ? new Set<number>()
      : yield* certifyHolding(system, marks.claims, judgements, stored);
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
      const { outcome, reason, path, goal, witness } = judgements[i]!;
      return {
        property,
        outcome,
        ...(reason === undefined ? {} : { reason }),
        ...(certified.has(i) ? { certified: true } : {}),
        ...(witness === undefined ? {} : { witnessDepth: witness.length }),
        ...(path === undefined ? {} : { trace: recordViolation(network, marks, claim, path) }),
        ...(goal === undefined ? {} : { goal: marks.goalNames.get(goal)! }),
      };
    }),
  };
}

/**
 * Checks the claims that hold a second time, from the stored states alone.
 *
 * @returns the claims that this proves
 * @throws InternalError if it does not
 */
function* certifyHolding(
  system: System,
  claims: readonly Claim[],
  judgements: readonly Judgement[],
  stored: StoredStates,
): Generator<Progress, ReadonlySet<number>, StopReason | undefined> {
  const holding = claims.flatMap((_, i) => (judgements[i]!.outcome === 'holds' ? [i] : []));
  if (holding.length === 0) return new Set();
  const certificate = yield* certify(
    system,
    holding.map((i) => claims[i]!),
    stored,
  );
  if (certificate.flaw === undefined) return new Set(certificate.claims.map((i) => holding[i]!));
  if (certificate.flaw.startsWith('stopped')) return new Set();
  throw new InternalError(`the stored states do not prove what was found: ${certificate.flaw}`);
}
