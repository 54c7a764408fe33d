import type { Observation } from '../language/index.ts';
import { ending, headline, type Story } from './story.ts';
import { changed, changesBySlot, flow, told } from './words.ts';

/** Text from designs, made harmless for Markdown and HTML. */
const escape = (text: string): string =>
  text.replaceAll(/[&<>]/g, (c) => `&#${c.codePointAt(0)};`).replaceAll(/[\\`*_{}[\]|]/g, (c) => `\\${c}`);

/** Text from designs, made harmless for a Mermaid message: `;` and `#` end statements and begin entities. */
const mermaidText = (text: string): string =>
  text.replaceAll(/[#;<>&"]/g, (c) => `#${c.codePointAt(0)};`).replaceAll(/\s+/g, ' ');

/** The story with a sequence diagram, for a stored counterexample. */
export const markdown = (
  story: Story,
  about: { why: string; sources: readonly string[]; replay: string },
): string => {
  const { property, trace, phrases } = story;
  const steps = trace.steps.flatMap((step, i) => [
    '',
    `### ${i + 1}. ${escape(step.actor)}`,
    '',
    ...flow(step).map((o) => `- ${escape(o.from)} → ${escape(o.to)}: ${escape(told(o.event, phrases))}`),
    ...[...changesBySlot(step.changes)].map(
      ([slot, changes]) =>
        `- *${escape(slot)}* ${escape(changes.map((change) => changed(change, phrases)).join('; '))}`,
    ),
  ]);
  return [
    `# ${escape(headline(story))}`,
    '',
    `**Claim.** ${escape(property.claim)}`,
    '',
    `**Why it matters.** ${escape(about.why)}`,
    '',
    '## What happens',
    ...steps,
    '',
    `**${escape(ending(story))}**`,
    '',
    '## As a sequence',
    '',
    '```mermaid',
    ...sequence(story),
    '```',
    '',
    '## Replay',
    '',
    '```',
    about.replay,
    '```',
    '',
    '## Sources',
    '',
    ...about.sources.map((source) => `- ${escape(source)}`),
    '',
  ].join('\n');
};

/** A Mermaid sequence diagram with the parties in the order in which they appear. */
const sequence = ({ trace, phrases }: Story): string[] => {
  const flows = trace.steps.map(flow);
  const parties = [...new Set(flows.flat().flatMap(({ from, to }) => [from, to]))];
  const id = (party: string): string => `p${parties.indexOf(party)}`;
  const line = ({ from, to, event, phase }: Observation): string =>
    `  ${id(from)}${phase === 'delivered' ? '->>' : '--)'}${id(to)}: ${mermaidText(told(event, phrases))}`;
  return [
    'sequenceDiagram',
    ...parties.map((party) => `  participant ${id(party)} as ${mermaidText(party)}`),
    ...flows.flatMap((passed, i) => [
      `  Note over ${id(passed[0]!.from)}: step ${i + 1}`,
      ...passed.map(line),
    ]),
  ];
};
