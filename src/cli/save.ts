import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../kernel/index.ts';
import { type CheckedDesign, markdown } from '../report/index.ts';
import { toItf } from '../trace/index.ts';
import { write } from './write.ts';

/** One row of the manifest: what a bundled design is known to give. */
export interface ManifestRow {
  readonly design: string;
  readonly property: string;
  readonly verdict: string;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Steps of the counterexample. */
  readonly steps?: number;
  /** The stored trace, relative to the manifest. */
  readonly trace?: string;
}

const traceFile = (design: string, property: string): string => `${design}/${property}.itf.json`;

/**
 * Stores every counterexample as ITF and as a story, and a manifest that pins the verdicts.
 *
 * @throws UserError IRQ026
 */
export const saveCounterexamples = (checked: readonly CheckedDesign[], folder: string): void => {
  for (const { name, phrases, source, result } of checked) {
    for (const { property, trace, goal } of result.verdicts) {
      if (trace === undefined) continue;
      const reached = goal === undefined ? {} : { goal };
      const file = join(folder, traceFile(name, property.id));
      const itf = toItf(trace, {
        design: name,
        property: property.id,
        ...(source === undefined ? {} : { source }),
        ...reached,
      });
      const story = { design: name, property, trace, phrases, ...reached };
      const { why, sources } = property;
      write(file, `${JSON.stringify(itf, undefined, 1)}\n`);
      write(
        file.replace('.itf.json', '.md'),
        markdown(story, {
          why,
          sources,
          replay: `irqproof replay counterexamples/${traceFile(name, property.id)}`,
        }),
      );
    }
  }
  const file = join(folder, 'manifest.json');
  const rows = merged(storedRows(file), manifest(checked));
  write(file, `${JSON.stringify({ manifest: 1, verdicts: rows }, undefined, 1)}\n`);
};

/** The rows that are stored already; none if there is no manifest yet. @throws UserError IRQ026 */
const storedRows = (file: string): readonly ManifestRow[] => {
  if (!existsSync(file)) return [];
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { verdicts: readonly ManifestRow[] }).verdicts;
  } catch {
    throw new UserError('IRQ026', 'there is a manifest already, and it cannot be read', {
      file,
      fix: 'delete it, and store the counterexamples of all designs again',
    });
  }
};

/** New rows take the place of old ones for the same design and property; what was not checked now stays. */
const merged = (old: readonly ManifestRow[], fresh: readonly ManifestRow[]): ManifestRow[] => {
  const rank = new Map(fresh.map(({ design, property }, i) => [`${design} ${property}`, i]));
  const kept = old.filter(({ design, property }) => !rank.has(`${design} ${property}`));
  return kept.length === 0
    ? [...fresh]
    : [...kept, ...fresh].sort((a, b) => (a.design < b.design ? -1 : a.design > b.design ? 1 : 0));
};

/** The verdicts of all designs, with the counts that a change of the model would change. */
export const manifest = (checked: readonly CheckedDesign[]): ManifestRow[] =>
  checked.flatMap(({ name, result: { states, transitions, depth, verdicts } }) =>
    verdicts.map(({ property, outcome, trace }) => ({
      design: name,
      property: property.id,
      verdict: outcome,
      states,
      transitions,
      depth,
      ...(trace === undefined ? {} : { steps: trace.steps.length, trace: traceFile(name, property.id) }),
    })),
  );
