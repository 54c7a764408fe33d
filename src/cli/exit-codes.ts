import type { Outcome } from '../kernel/index.ts';
import type { CheckedDesign } from '../report/index.ts';

/** What the exit code of every command means. */
export const exit = {
  asExpected: 0,
  otherVerdict: 1,
  unknown: 2,
  vacuous: 3,
  badInput: 64,
  ourBug: 70,
  interrupted: 130,
} as const;

/** The exit code of a check: the gravest of what is not as expected. */
export const exitCodeOf = (checked: readonly CheckedDesign[]): number => {
  if (checked.some(({ result }) => result.stopped === 'interrupted')) return exit.interrupted;
  const surprises = new Set<Outcome>(
    checked.flatMap(({ result, expected }) =>
      result.verdicts.filter((v) => v.outcome !== expected(v.property.id)).map((v) => v.outcome),
    ),
  );
  if (surprises.has('violated') || surprises.has('holds')) return exit.otherVerdict;
  if (surprises.has('unknown')) return exit.unknown;
  if (surprises.has('vacuous')) return exit.vacuous;
  return exit.asExpected;
};
