import { type Bounds, judge, type Progress, type StopReason } from './kernel/index.ts';
import type { NetworkDefinition, Property } from './language/index.ts';
import { buildNetwork, marking } from './network/index.ts';
import { type EngineName, engines, searchQuotient } from './search.ts';
import { tabulate } from './tabulate/index.ts';
import { type CheckResult, recordViolation, type Verdict } from './trace/index.ts';

export interface CheckOptions extends Bounds {
  /** Fill every table cell twice and compare: catches machines that are not pure. */
  readonly selfTest?: boolean;
  /** `explicit` unless told otherwise. */
  readonly engine?: EngineName;
  /** Take states that differ only by an exchange of like parties for one. */
  readonly symmetry?: boolean;
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
  const sets = options.symmetry === true ? (definition.symmetric ?? []) : [];
  const { findings, symmetries } =
    sets.length === 0
      ? { findings: yield* engine(system, marks.claims, options), symmetries: 1 }
      : yield* searchQuotient(engine, system, sets, marks.claims, options);
  if (options.selfTest === true) system.tables.parts.forEach((table) => table.refill());

  const named = (kind: 'bound' | 'backpressure'): string[] =>
    findings.blocked.filter((slot) => system.blocking(slot) === kind).map((slot) => system.slots[slot]!.name);
  const cut = named('bound');
  const { states, transitions, depth, frontier, stopped } = findings;
  return {
    network: definition.name,
    engine: findings.engine,
    states,
    transitions,
    depth,
    frontier,
    ...(stopped === undefined ? {} : { stopped }),
    symmetries,
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
