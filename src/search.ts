import { reach } from './engine/index.ts';
import type { Bounds, Claim, Findings, Progress, StopReason } from './kernel/index.ts';
import type { SymmetricSet } from './language/index.ts';
import {
  type Difference,
  findDifference,
  quotient,
  symmetryGroup,
  type Tabulated,
} from './tabulate/index.ts';

/** Findings about the system itself, whatever quotient they were found on. */
interface Searched {
  readonly findings: Findings;
  /** Number of renamings under which states were taken for the same; 1 without symmetry. */
  readonly symmetries: number;
}

type Searching<T> = Generator<Progress, T, StopReason | undefined>;

/**
 * Searches the quotient of a system under its declared symmetries. If it turns out that two members are not
 * alike (a property names one of them, or a machine treats it differently), they are told apart and the
 * search begins again, so the result never rests on a symmetry that is not there.
 */
export function* searchQuotient(
  system: Tabulated,
  sets: readonly SymmetricSet[],
  claims: readonly Claim[],
  bounds: Bounds,
): Searching<Searched> {
  const differences: Difference[] = [];
  for (;;) {
    const group = symmetryGroup(sets, differences);
    const reduced = quotient(system, group);
    const findings = yield* reach(reduced, claims, bounds);
    const difference =
      findings.stopped === 'interrupted' ? undefined : findDifference(system, sets, differences);
    if (difference !== undefined) {
      differences.push(difference);
      continue;
    }
    const { realise } = reduced;
    return {
      symmetries: group.length,
      findings: {
        ...findings,
        reached: findings.reached.map((path) => path && realise(path)),
        stuck: findings.stuck.map((stuck) => stuck && { ...stuck, path: realise(stuck.path) }),
        ...(findings.deadlock === undefined ? {} : { deadlock: realise(findings.deadlock) }),
      },
    };
  }
}
