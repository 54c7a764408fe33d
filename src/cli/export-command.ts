import { networkOf } from '../../model/index.ts';
import {
  askedBy,
  aut,
  dot,
  etf,
  murphi,
  promela,
  rulesOf,
  type Asked,
  type RuleSystem,
} from '../export/index.ts';
import { UserError } from '../kernel/index.ts';
import type { Property } from '../language/index.ts';
import { buildNetwork, marking } from '../network/index.ts';
import { tabulate, type Tabulated } from '../tabulate/index.ts';
import { loadDesigns } from './load.ts';
import { write } from './write.ts';

/** A design in another tool's language: from its rules, or from the graph of its states. */
type Exporter = (system: Tabulated, asked: Asked, title: string, statesMax?: number) => string;

const byRules =
  (text: (rules: RuleSystem, asked: Asked, title: string) => string): Exporter =>
  (system, asked, title, statesMax) =>
    text(rulesOf(system, statesMax), asked, title);

const exporters = {
  promela: byRules(promela),
  murphi: byRules(murphi),
  etf: byRules(etf),
  dot: (system, _, title, statesMax) => dot(system, title, statesMax),
  aut: (system, _asked, _title, statesMax) => aut(system, statesMax),
} satisfies Readonly<Record<string, Exporter>>;

export const languages = Object.keys(exporters) as (keyof typeof exporters)[];

export interface ExportFlags {
  readonly to: keyof typeof exporters;
  readonly properties: readonly Property[];
  readonly output?: string;
  readonly statesMax?: number;
}

/** `irqproof export`: prints one design in another tool's language, or writes it to a file. */
export const exportCommand = async (
  arg: string,
  { to, properties, output, statesMax }: ExportFlags,
): Promise<number> => {
  const [loaded, ...others] = await loadDesigns([arg]);
  if (loaded === undefined || others.length > 0) {
    throw new UserError('IRQ022', `${arg} holds ${others.length + 1} designs`, {
      expected: 'one design to export',
    });
  }
  const network = buildNetwork(networkOf(loaded.design), properties);
  const asked = askedBy(marking(network).claims);
  const text = exporters[to](tabulate(network), asked, loaded.design.name, statesMax);
  if (output === undefined) process.stdout.write(text);
  else write(output, text);
  return 0;
};
