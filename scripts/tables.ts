import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Design, designSchema, networkOf, parts } from '../model/index.ts';
import { properties } from '../properties/index.ts';
import { loadDesigns } from '../src/cli/load.ts';
import type { ManifestRow } from '../src/cli/save.ts';
import { environment, type Wire } from '../src/language/index.ts';
import { propertyName } from '../src/report/index.ts';

/** The tables that documents show between markers, by name; paths in links are relative to the document. */
export const tables = async (): Promise<Readonly<Record<string, string>>> => {
  const designs = (await loadDesigns([])).map(({ design }) => design);
  return {
    verdicts: verdictTable(designs),
    properties: propertyTable(),
    'property-details': propertyDetails(),
    parts: partTable(),
    wires: wireTable(designs),
    choices: choiceTable(),
    designs: designTable(designs),
  };
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

const manifest = (): readonly ManifestRow[] =>
  (JSON.parse(readFileSync('counterexamples/manifest.json', 'utf8')) as { verdicts: ManifestRow[] }).verdicts;

const story = ({ trace }: ManifestRow): string => `counterexamples/${trace?.replace('.itf.json', '.md')}`;

const verdictText = (row: ManifestRow | undefined): string => {
  if (row === undefined) return '';
  if (row.verdict !== 'violated') return row.verdict;
  return `[**violated** in ${row.steps}](${story(row)})`;
};

/** Properties by designs, with a link to the story of each violation. */
const verdictTable = (designs: readonly Design[]): string => {
  const rows = manifest();
  const of = (design: string, property: string): ManifestRow | undefined =>
    rows.find((row) => row.design === design && row.property === property);
  const counts = designs.map(({ name }) => rows.find(({ design }) => design === name)?.states ?? 0);
  return table(
    ['property', ...designs.map(({ name }) => `[${name}](model/designs/${name}.yaml)`)],
    [
      ...properties.map((property) => [
        propertyName(property),
        ...designs.map(({ name }) => verdictText(of(name, property.id))),
      ]),
      ['states', ...counts.map(String)],
    ],
  );
};

const designsWith = (property: string, verdict: string): string =>
  manifest()
    .filter((row) => row.property === property && row.verdict === verdict)
    .map(({ design }) => design)
    .join(', ') || 'none';

const propertyTable = (): string =>
  table(
    ['id', 'short id', 'claim', 'violated by', 'vacuous for'],
    properties.map(({ id, short = '', claim }) => [
      `[${id}](#${id})`,
      short,
      claim,
      designsWith(id, 'violated'),
      designsWith(id, 'vacuous'),
    ]),
  );

const propertyDetails = (): string =>
  properties
    .map(({ id, short, title, claim, why, witness, sources, body }) =>
      [
        `### ${id}`,
        '',
        `${title}.${short === undefined ? '' : ` Short id ${short}.`} Source: [properties/${id}.ts](../properties/${id}.ts).`,
        '',
        `* **Claim.** ${claim}`,
        `* **Why.** ${why}`,
        `* **Kind.** \`${body.kind}\``,
        `* **Witness.** ${witness.means[0]!.toUpperCase()}${witness.means.slice(1)}.`,
        `* **Violated by** ${designsWith(id, 'violated')}. **Holds for** ${designsWith(id, 'holds')}. **Vacuous for** ${designsWith(id, 'vacuous')}.`,
        '* **Sources.**',
        ...sources.map((source) => `  * ${source}`),
      ].join('\n'),
    )
    .join('\n\n');

const partTable = (): string =>
  table(
    ['part', 'role', 'what it is', 'sources'],
    Object.values(parts).map(({ id, role, title, sources }) => [
      `\`${id}\``,
      role,
      title,
      sources.join('<br>'),
    ]),
  );

/** Names of instances without their numbers; ADIs and virtual functions are both units. */
const kind = (name: string): string => name.replace(/\d+$/, '').replace(/^(adi|vf)$/, 'unit');

const ends = (names: Wire['from']): string =>
  [...new Set((typeof names === 'string' ? [names] : names).map(kind))].join(', ');

/** Where a wire leads; one that picks its receiver is asked with fields that any of them understands. */
const receiver = ({ to, event }: Wire): string =>
  ends(typeof to === 'function' ? to({ type: event, entry: 0, index: 0, to: 'guest0' }) : to);

const via = ({ via: how }: Wire): string =>
  how.kind === 'sync' ? 'sync' : `${how.kind}, overflow: ${how.overflow}`;

/** Every wire of every bundled design, those that differ only in numbers and events taken together. */
const wireTable = (designs: readonly Design[]): string => {
  const rows = new Map<string, { wire: Wire; events: Set<string>; from: Set<string>; to: Set<string> }>();
  for (const wire of designs.flatMap((design) => networkOf(design).wires)) {
    const key = `${wire.because} ${via(wire)}`;
    const row = rows.get(key) ?? { wire, events: new Set(), from: new Set(), to: new Set() };
    rows.set(key, row);
    row.events.add(`\`${wire.event}\``);
    ends(wire.from)
      .split(', ')
      .forEach((name) => row.from.add(name));
    row.to.add(receiver(wire) === environment ? 'out of the network' : receiver(wire));
  }
  return table(
    ['events', 'from', 'to', 'how', 'because'],
    [...rows.values()].map(({ wire, events, from, to }) => [
      [...events].join(', '),
      [...from].join(', '),
      [...to].join(', '),
      via(wire),
      wire.because,
    ]),
  );
};

interface Field {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Field>>;
}

const notChoices = new Set(['irqproof', 'name', 'title', 'description', 'source', 'expect']);

/** All fields of a design that decide something, with the fields of mappings under their own path. */
const fieldsOf = (fields: Readonly<Record<string, Field>>, path = ''): [path: string, field: Field][] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.properties === undefined
      ? [[path + name, field] as [string, Field]]
      : fieldsOf(field.properties, `${path}${name}.`),
  );

const choiceFields = (): [path: string, field: Field][] => {
  const schema = z.toJSONSchema(designSchema, { io: 'input' }) as Field;
  const chosen = Object.entries(schema.properties ?? {}).filter(([name]) => !notChoices.has(name));
  return fieldsOf(Object.fromEntries(chosen));
};

const values = ({ enum: names, type, default: fallback, minimum, maximum }: Field): string => {
  const all = names ?? (type === 'boolean' ? ['true', 'false'] : undefined);
  if (all === undefined) return `${minimum} to ${maximum}, default **${String(fallback)}**`;
  return all.map((value) => (value === String(fallback) ? `**${value}**` : value)).join(', ');
};

const choiceTable = (): string =>
  table(
    ['field', 'values, the default in bold', 'meaning'],
    choiceFields().map(([path, field]) => [`\`${path}\``, values(field), field.description ?? '']),
  );

/** The choices and the scope in which the bundled designs differ from one another. */
const designTable = (designs: readonly Design[]): string => {
  const valueAt = ({ choices, scope }: Design, path: string): string =>
    String(
      path
        .split('.')
        .reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], { ...choices, scope }),
    );
  const rows = choiceFields()
    .map(([path]) => [`\`${path}\``, ...designs.map((design) => valueAt(design, path))])
    .filter(([, ...cells]) => new Set(cells).size > 1);
  return table(['choice', ...designs.map(({ name }) => name)], rows);
};
