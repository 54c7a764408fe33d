import { explicit, reach, type Tuning } from './engine/index.ts';
import type { Bounds, Claim, Findings, Progress, Search, StopReason, System } from './kernel/index.ts';
import type { SymmetricSet } from './language/index.ts';
import {
  type Difference,
  findDifference,
  quotient,
  symmetryGroup,
  type Tabulated,
} from './tabulate/index.ts';

type Engine = (system: System, claims: readonly Claim[], bounds: Bounds, tuning?: Tuning) => Search;

/** Every engine by name, the default first. */
export const engines = { explicit, reach } as const satisfies Readonly<Record<string, Engine>>;
export type EngineName = keyof typeof engines;

/** Findings about the system itself, whatever quotient they were found on. */
interface Searched {
  readonly findings: Findings;
  /** Number of renamings under which states were taken for the same; 1 without symmetry. */
  readonly symmetries: number;
}

/**
 * Searches the quotient of a system under its declared symmetries. If it turns out that two members are not
 * alike (a property names one of them, or a machine treats it differently), they are told apart and the
 * search begins again, so the result never rests on a symmetry that is not there.
 */
export function* searchQuotient(
  engine: Engine,
  system: Tabulated,
  sets: readonly SymmetricSet[],
  claims: readonly Claim[],
  bounds: Bounds,
): Generator<Progress, Searched, StopReason | undefined> {
  const differences: Difference[] = [];
  for (;;) {
    const group = symmetryGroup(sets, differences);
    const reduced = quotient(system, group);
    const findings = yield* engine(reduced, claims, bounds);
    const difference = findDifference(system, sets, differences);
    if (difference === undefined)
      return { symmetries: group.length, findings: realised(findings, reduced.realise) };
    differences.push(difference);
  }
}

const realised = (findings: Findings, realise: ReturnType<typeof quotient>['realise']): Findings => ({
  ...findings,
  reached: findings.reached.map((path) => path && realise(path)),
  stuck: findings.stuck.map((stuck) => stuck && { ...stuck, path: realise(stuck.path) }),
  ...(findings.deadlock === undefined ? {} : { deadlock: realise(findings.deadlock) }),
});
