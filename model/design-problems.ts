import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { Code } from '../src/kernel/index.ts';

/** A mistake in the data of a design: where, what, and what would be right. */
export interface Problem {
  readonly code: Code;
  readonly path: readonly string[];
  /** The key itself is wrong, not its value. */
  readonly atKey?: boolean;
  /** The path of another value with which this one does not go together. */
  readonly against?: readonly string[];
  readonly message: string;
  readonly expected?: string;
  readonly fix?: string;
}

type Issue = z.core.$ZodIssue;

/** The schema library's findings in our own codes and words, one for each place. */
export const problemsOf = (issues: readonly Issue[], data: unknown, fieldsAt: FieldsAt): Problem[] => {
  const problems = issues.flatMap((issue) => problemOf(issue, data, fieldsAt));
  const where = problems.map(({ path }) => path.join('.'));
  return problems.filter((_, i) => where.lastIndexOf(where[i]!) === i);
};

/** The names of the fields allowed at a path. */
export type FieldsAt = (path: readonly string[]) => readonly string[];

const problemOf = (issue: Issue, data: unknown, fieldsAt: FieldsAt): Problem[] => {
  const path = issue.path.map(String);
  const value = valueAt(data, path);
  const shown = text(value);
  const wrong = (what: string): string => (value === null ? 'this field has no value' : `${shown} ${what}`);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'IRQ004',
        path: [...path, key],
        atKey: true,
        message: `there is no field ${/^[\w-]+$/.test(key) ? key : text(key)} here`,
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
      const hint = typeof value === 'string' ? suggest(value, values) : { expected: oneOf(values) };
      return [{ code: 'IRQ006', path, message: wrong('is not among the allowed values'), ...hint }];
    }
    case 'invalid_type': {
      if (value === undefined) return [missing(path, typeText(issue.expected, path))];
      if (typeof value === 'number' && ['int', 'number'].includes(issue.expected)) {
        return [{ code: 'IRQ008', path, message: `${shown} is not whole`, expected: 'a whole number' }];
      }
      return [
        {
          code: 'IRQ007',
          path,
          message: wrong('is of the wrong type'),
          expected: typeText(issue.expected, path),
        },
      ];
    }
    case 'too_small':
      return [size(path, value, 'least', Number(issue.minimum))];
    case 'too_big':
      return [size(path, value, 'most', Number(issue.maximum))];
    case 'invalid_format':
      return [
        path.join() === 'name'
          ? { code: 'IRQ020', path, message: `${shown} is not a good name`, expected: goodName }
          : {
              code: 'IRQ007',
              path,
              message: `${shown} cannot be printed as it is`,
              expected: goodText(path),
            },
      ];
    default:
      return [{ code: 'IRQ007', path, message: `${shown} cannot stand here` }];
  }
};

const size = (path: readonly string[], value: unknown, bound: 'least' | 'most', limit: number): Problem => {
  const expected = `at ${bound} ${limit}`;
  if (typeof value !== 'string') {
    const how = bound === 'least' ? 'small' : 'large';
    return { code: 'IRQ008', path, message: `${text(value)} is too ${how}`, expected };
  }
  const how = value === '' ? 'this text is empty' : `this text has ${value.length} characters`;
  const unit = limit === 1 ? 'character' : 'characters';
  return { code: 'IRQ008', path, message: how, expected: `${expected} ${unit}` };
};

const missing = (path: readonly string[], expected: string): Problem => ({
  code: 'IRQ005',
  path,
  message: 'this field is missing',
  expected,
  fix: `add ${path.at(-1)}: …`,
});

/** What was expected, and the nearest of it if something is near. */
export const suggest = (given: string, allowed: readonly string[]): Pick<Problem, 'expected' | 'fix'> => {
  if (allowed.length === 0) return {};
  const near = closest(given, allowed);
  const far = distance(given, near);
  // Something must be left of the word that is meant.
  return far < near.length && far <= Math.max(2, near.length / 2)
    ? { expected: oneOf(allowed), fix: `did you mean ${near}?` }
    : { expected: oneOf(allowed) };
};

const oneOf = (allowed: readonly string[]): string =>
  allowed.length === 1 ? allowed[0]! : `one of ${allowed.join(', ')}`;

const goodName = 'lower-case letters, digits and hyphens, starting with a letter, at most 64';

const goodText = (path: readonly string[]): string =>
  path.join() === 'description' ? 'printable text' : 'one line of printable text';

const typeText = (type: string, path: readonly string[]): string => {
  if (path.join() === 'name') return goodName;
  const texts: Record<string, string> = {
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a whole number',
    object: 'a mapping',
    record: 'a mapping',
    string: goodText(path),
  };
  return texts[type] ?? `a ${type}`;
};

/** Longer values are cut: the place says where to read on. */
const SHOWN_MAX = 60;

/** A value as a message shows it. */
const text = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (typeof value === 'number') return String(value);
  const whole = json(value);
  return whole.length <= SHOWN_MAX ? whole : `${whole.slice(0, SHOWN_MAX)}…`;
};

const json = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value that contains itself';
  }
};

const valueAt = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
    data,
  );
