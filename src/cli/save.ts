import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../kernel/index.ts';
import { type CheckedDesign, markdown } from '../report/index.ts';
import { toItf } from '../trace/index.ts';

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
  write(
    join(folder, 'manifest.json'),
    `${JSON.stringify({ manifest: 1, verdicts: manifest(checked) }, undefined, 1)}\n`,
  );
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

/** Writes a whole file or nothing. */
const write = (file: string, text: string): void => {
  try {
    makeFolder(dirname(file));
    writeFileSync(`${file}.part`, text);
    renameSync(`${file}.part`, file);
  } catch (error) {
    throw new UserError('IRQ026', (error as Error).message, { file });
  }
};

/** With the folders above it. Not `recursive`, which never returns where a virtual file system refuses. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
};
