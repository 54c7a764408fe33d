import { parts } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { propertyName } from '../report/index.ts';
import type { EngineName } from '../search.ts';
import { colorsFor } from './colors.ts';
import { loadDesigns } from './load.ts';

export const listable = ['designs', 'properties', 'parts', 'engines'] as const;
export type Listable = (typeof listable)[number];

const engines: Readonly<Record<EngineName, string>> = {
  explicit: 'Breadth-first over packed states, step trees read from flat arrays; the default.',
  compact:
    'Breadth-first, with only a signature of each state: for the largest runs. Finds violations; else says how likely it is that a state was missed.',
  reach: 'Breadth-first on one page; the oracle for every other engine.',
};

interface Item {
  readonly name: string;
  readonly lines: readonly string[];
}

/** `irqproof list`: what there is, each with what one needs to know to choose. */
export const listCommand = async (what: readonly Listable[]): Promise<number> => {
  const colors = colorsFor(process.stdout, process.env);
  const sections = await Promise.all(
    what.map(async (kind) => [colors.bold(kind), ...(await items[kind]()).map(itemText)].join('\n')),
  );
  process.stdout.write(`${sections.join('\n\n')}\n`);
  return 0;
};

const itemText = ({ name, lines }: Item): string =>
  [`  ${name}`, ...lines.map((line) => `      ${line}`)].join('\n');

const items: Readonly<Record<Listable, () => Promise<readonly Item[]>>> = {
  designs: async () =>
    (await loadDesigns([])).map(({ design: { name, title, source } }) => ({
      name,
      lines: [
        title,
        ...(source === undefined ? [] : [`${source.thread}${source.row ? ` (row ${source.row})` : ''}`]),
      ],
    })),
  properties: () =>
    Promise.resolve(
      properties.map((property) => ({
        name: propertyName(property),
        lines: [property.claim, `witness: ${property.witness.means}`],
      })),
    ),
  parts: () =>
    Promise.resolve(
      Object.values(parts).map(({ id, title, role, sources }) => ({
        name: `${id}: ${title} (${role})`,
        lines: sources,
      })),
    ),
  engines: () => Promise.resolve(Object.entries(engines).map(([name, line]) => ({ name, lines: [line] }))),
};
