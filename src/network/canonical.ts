import { UserError } from '../kernel/index.ts';
import type { Message } from '../language/index.ts';

/**
 * One text per value, whatever the order in which its fields were written. Only plain finite JSON has one.
 *
 * @throws UserError IRQ037 with the field, for anything else
 */
export const canonical = (value: unknown, what: string, field = ''): string => {
  if (value === null) return 'null';
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map((item, i) => canonical(item, what, `${field}[${i}]`)).join(',')}]`;
  }
  if (typeof value === 'object' && isPlain(value)) {
    const fields = Object.entries(value).filter(([, item]) => item !== undefined);
    fields.sort(([a], [b]) => (a < b ? -1 : 1));
    const inner = (name: string): string => (field === '' ? name : `${field}.${name}`);
    const text = fields.map(
      ([name, item]) => `${JSON.stringify(name)}:${canonical(item, what, inner(name))}`,
    );
    return `{${text.join(',')}}`;
  }
  throw new UserError('IRQ037', `${what} holds ${describe(value)}, which is not plain data`, {
    ...(field === '' ? {} : { field }),
    expected: 'strings, finite numbers, booleans, null, arrays and plain objects of these',
    fix: 'keep actors, functions, dates, maps and sets out of contexts and events',
  });
};

/**
 * The same value, which nobody can change any more. Snapshots and events are shared between all states in
 * which they occur, so an action that changed one in place would corrupt states that have been visited.
 *
 * @throws UserError IRQ037 for anything but plain finite JSON
 */
export const sealed = <T>(value: T, what: string): T => {
  canonical(value, what);
  freeze(value);
  return value;
};

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
};

const texts = new WeakMap<Message, string>();

/** The canonical text of an event. Events are never changed once they exist, so each is written out once. */
export const eventText = (event: Message): string => {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const text = canonical(event, 'event');
  texts.set(event, text);
  return text;
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const describe = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `an object of class ${value.constructor.name}`
    : `a value of type ${typeof value}${typeof value === 'number' ? ` (${value})` : ''}`;
