import type { UserError } from '../kernel/index.ts';

/** Mistakes as text: each with its code, where it is, what was expected, the likely fix. */
export const errorText = (error: UserError): string => {
  const all = [error, ...error.others];
  const codes = [...new Set(all.map(({ code }) => code))];
  return [...all.map(one), `More: irqproof explain ${codes.join(' ')}`].map(printable).join('\n');
};

const one = ({ code, message, place }: UserError): string => {
  const { file, line, column, field, expected, fix } = place;
  const where = [file, line, column].filter((part) => part !== undefined).join(':');
  return [
    `error ${code}: ${[where, field, message].filter((part) => part !== undefined && part !== '').join(': ')}`,
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
  ].join('\n');
};

/** Messages quote what others wrote: no character in them may steer a terminal. */
const printable = (text: string): string =>
  text.replaceAll(
    /[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
