import { readFileSync } from 'node:fs';
import { loadDesigns } from '../../src/cli/load.ts';
import type { ManifestRow } from '../../src/cli/save.ts';

/** The designs that come with irqproof. */
export const bundledDesigns = await loadDesigns([]);

export const manifestRows = (
  JSON.parse(readFileSync('counterexamples/manifest.json', 'utf8')) as { verdicts: ManifestRow[] }
).verdicts;

/** The counterexamples that the manifest names. */
export const storedTraces = manifestRows.flatMap(({ design, property, steps = 0, trace }) =>
  trace === undefined ? [] : [{ design, property, steps, file: `counterexamples/${trace}` }],
);
