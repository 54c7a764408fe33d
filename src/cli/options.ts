import { scopeSchema } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { type Outcome, outcomes, UserError } from '../kernel/index.ts';
import type { Property } from '../language/index.ts';
import type { Limits } from '../report/index.ts';
import { type EngineName, engines, type Reduction, reductions } from '../search.ts';
import { suggestion } from './suggestion.ts';

/** How counterexamples are shown. */
export const traceViews = ['diff', 'full', 'mail', 'off'] as const;
export type TraceView = (typeof traceViews)[number];

/** @throws UserError IRQ022 */
export const oneOf =
  <const V extends readonly string[]>(option: string, values: V) =>
  (text: string): V[number] => {
    if (values.includes(text)) return text;
    throw new UserError('IRQ022', `${text} is no value for ${option}`, {
      expected: `one of ${values.join(', ')}`,
      ...suggestion(text, values),
    });
  };

/** A whole number from `min` on. @throws UserError IRQ022 */
export const wholeNumber =
  (option: string, min: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= min && /^\d+$/.test(text)) return value;
    throw new UserError('IRQ022', `${text} is no value for ${option}`, {
      expected: `a whole number from ${min} on`,
    });
  };

/** Seconds, also fractions. @throws UserError IRQ022 */
export const seconds = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UserError('IRQ022', `${text} is no value for --seconds-max`, {
    expected: 'a number of seconds above 0',
  });
};

/** Bytes, from `2GiB`, `500MiB` or a number of bytes. @throws UserError IRQ022 */
export const bytes = (text: string): number => {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*(|[KMG]i?B?)$/i.exec(text) ?? [];
  const power = { k: 1, m: 2, g: 3 }[unit.charAt(0).toLowerCase()] ?? 0;
  if (number !== undefined) return Math.floor(Number(number) * 1024 ** power);
  throw new UserError('IRQ022', `${text} is no value for --memory`, {
    expected: 'for instance 2GiB or 500MiB',
  });
};

/** `guests=2,entries=3` as a change to the scope of every design. @throws UserError IRQ022 */
export const scopeChange = (text: string): Readonly<Record<string, number>> => {
  const known = Object.keys(scopeSchema.unwrap().shape);
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=').map((side) => side.trim());
      oneOf('--scope', known)(name);
      return [name, wholeNumber(`--scope ${name}`, 1)(value)];
    }),
  );
};

/** `S1,store-integrity`, added to what the option has brought before. */
export const idList = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text.split(',').map((id) => id.trim()),
];

/** @throws UserError IRQ025 */
export const selectProperties = (ids: readonly string[]): readonly Property[] => {
  const byId = new Map(
    properties.flatMap(
      (p) => [[p.id, p], ...(p.short === undefined ? [] : [[p.short, p]])] as [string, Property][],
    ),
  );
  const stranger = ids.find((id) => !byId.has(id));
  if (stranger !== undefined) {
    throw new UserError('IRQ025', `there is no property ${stranger}`, {
      expected: 'an id or short id of irqproof list properties',
      ...suggestion(stranger, [...byId.keys()]),
    });
  }
  const wanted = new Set(ids.map((id) => byId.get(id)));
  return ids.length === 0 ? properties : properties.filter((property) => wanted.has(property));
};

/** What a design is expected to give: what the command line says, else what it says itself, else that it holds. */
export const expectation =
  (expect: Readonly<Record<string, Outcome>>, override: Outcome | undefined) =>
  (property: string): Outcome =>
    override ?? expect[property] ?? 'holds';

export const outcome = oneOf('--expect', outcomes);

export const engineName = oneOf('--engine', Object.keys(engines) as EngineName[]);

/** `symmetry,partial-order`. @throws UserError IRQ022 */
export const reductionList = (text: string): readonly Reduction[] =>
  text.split(',').map((one) => oneOf('--reduce', reductions)(one.trim()));

export interface CheckFlags extends Limits {
  readonly properties: readonly Property[];
  readonly expect?: Outcome;
  readonly scope: Readonly<Record<string, number>>;
  readonly trace?: TraceView;
  readonly json: boolean;
  readonly selfTest: boolean;
  readonly engine: EngineName;
  readonly workers: number;
  readonly certify: boolean;
  readonly reduce: readonly Reduction[];
  readonly save?: string;
}
