import type { UserError } from '../kernel/index.ts';

/** Mistakes as text: each with its code, where it is, what was expected, the likely fix. */
export const errorText = (error: UserError): string => {
  const all = [error, ...error.others];
  const codes = [...new Set(all.map(({ code }) => code))];
  return [...all.map(one), `More: irqproof explain ${codes.join(' ')}`].join('\n');
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
