import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { Code } from '../src/kernel/index.ts';

/** A mistake in the data of a design: where, what, and what would be right. */
export interface Problem {
  readonly code: Code;
  readonly path: readonly string[];
  /** The key itself is wrong, not its value. */
  readonly atKey?: boolean;
  readonly message: string;
  readonly expected?: string;
  readonly fix?: string;
}

type Issue = z.core.$ZodIssue;

/** The schema library's findings in our own codes and words. */
export const problemsOf = (issues: readonly Issue[], data: unknown, fieldsAt: FieldsAt): Problem[] =>
  issues.flatMap((issue) => problemOf(issue, data, fieldsAt));

/** The names of the fields allowed at a path. */
export type FieldsAt = (path: readonly string[]) => readonly string[];

const problemOf = (issue: Issue, data: unknown, fieldsAt: FieldsAt): Problem[] => {
  const path = issue.path.map(String);
  const value = valueAt(data, path);
  const shown = JSON.stringify(value);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'IRQ004',
        path: [...path, key],
        atKey: true,
        message: `there is no field ${key} here`,
        ...suggest(key, fieldsAt(path)),
      }));
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (path.join() === 'irqproof') {
        return [
          value === undefined
            ? missing(path, '1, the version of the format')
            : { code: 'IRQ013', path, message: `design format ${shown} is not supported`, expected: '1' },
        ];
      }
      if (value === undefined) return [missing(path, values.join(', '))];
      return [
        {
          code: 'IRQ006',
          path,
          message: `${shown} is not among the allowed values`,
          ...suggest(String(value), values),
        },
      ];
    }
    case 'invalid_type':
      if (value === undefined) return [missing(path, issue.expected)];
      return [
        {
          code: 'IRQ007',
          path,
          message: `${shown} is of the wrong type`,
          expected: expectedType(issue.expected),
        },
      ];
    case 'too_small':
      return [
        { code: 'IRQ008', path, message: `${shown} is too small`, expected: `at least ${issue.minimum}` },
      ];
    case 'too_big':
      return [
        { code: 'IRQ008', path, message: `${shown} is too large`, expected: `at most ${issue.maximum}` },
      ];
    case 'invalid_format':
      return [
        {
          code: 'IRQ020',
          path,
          message: `${shown} is not a good name`,
          expected: 'lower-case letters, digits and hyphens, starting with a letter, at most 64',
        },
      ];
    default:
      return [{ code: 'IRQ007', path, message: `${shown ?? 'nothing'} cannot stand here` }];
  }
};

const missing = (path: readonly string[], expected: string): Problem => ({
  code: 'IRQ005',
  path,
  message: 'this field is missing',
  expected,
});

/** What was expected, and the nearest of it if something is near. */
export const suggest = (given: string, allowed: readonly string[]): Pick<Problem, 'expected' | 'fix'> => {
  if (allowed.length === 0) return {};
  const expected = allowed.length === 1 ? allowed[0]! : `one of ${allowed.join(', ')}`;
  const near = closest(given, allowed);
  return distance(given, near) <= Math.max(2, near.length / 2)
    ? { expected, fix: `did you mean ${near}?` }
    : { expected };
};

const expectedType = (type: string): string =>
  type === 'int' ? 'a whole number' : type === 'object' ? 'a mapping' : `a ${type}`;

const valueAt = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
    data,
  );
