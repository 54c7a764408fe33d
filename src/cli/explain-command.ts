import { catalogue, type Code, UserError } from '../kernel/index.ts';
import { suggestion } from './suggestion.ts';

/** `irqproof explain`: the long text of error codes, or the titles of all. */
export const explainCommand = (codes: readonly string[]): number => {
  if (codes.length === 0) {
    const titles = Object.entries(catalogue).map(([code, { title }]) => `${code}: ${title}`);
    process.stdout.write(`${titles.join('\n')}\n`);
    return 0;
  }
  const texts = codes.map((given) => {
    const code = given.toUpperCase();
    if (!Object.hasOwn(catalogue, code)) {
      throw new UserError('IRQ024', `there is no error code ${given}`, {
        expected: 'a code such as IRQ009',
        ...suggestion(code, Object.keys(catalogue)),
      });
    }
    const { title, text } = catalogue[code as Code];
    return `${code}: ${title}\n\n${text}`;
  });
  process.stdout.write(`${texts.join('\n\n')}\n`);
  return 0;
};
