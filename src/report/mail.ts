import wrapAnsi from 'wrap-ansi';
import { ending, headline, type Story } from './story.ts';
import { flow, told } from './words.ts';

/** The width at which mail is quoted without being folded. */
const COLUMNS = 72;

const indented = (text: string, first: string, rest: string): string[] => {
  const lines = wrapAnsi(ascii(text), COLUMNS - rest.length, { trim: true, hard: true }).split('\n');
  return lines.map((line, i) => (i === 0 ? first : rest) + line);
};

/** ASCII for what a mail in an old terminal may not show. */
const ascii = (text: string): string =>
  text
    .replaceAll('→', '->')
    .replaceAll('’', "'")
    .replaceAll('…', '...')
    .replaceAll(/[^\x20-\x7e\n]/g, '?');

/** A counterexample as plain text of at most 72 columns, to be pasted into a reply on a mailing list. */
export const mail = (story: Story, command: string): string => {
  const { property, trace, phrases } = story;
  const lines = [
    ...indented(headline(story), '', ''),
    '',
    ...indented(`Claim: ${property.claim}`, '', '       '),
    ...trace.steps.flatMap((step, i) => {
      const passed = flow(step).map((o) => `${o.from} -> ${o.to}: ${told(o.event, phrases)}`);
      return [
        '',
        ...indented(`${i + 1}. ${step.actor}`, '', '   '),
        ...passed.flatMap((text) => indented(text, '   ', '     ')),
      ];
    }),
    '',
    ...indented(ending(story), '', ''),
    '',
    ...indented(`Reproduce: ${command}`, '', '  '),
  ];
  return lines.join('\n');
};
