import { readFileSync } from 'node:fs';
import type { Design } from '../../model/index.ts';
import { networkOf } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { check, type CheckOptions } from '../../src/check.ts';
import { loadDesigns } from '../../src/cli/load.ts';
import type { ManifestRow } from '../../src/cli/save.ts';
import type { Property } from '../../src/language/index.ts';
import type { CheckResult } from '../../src/trace/index.ts';

/** The designs that come with irqproof. */
export const bundledDesigns = await loadDesigns([]);

export const manifestRows = (
  JSON.parse(readFileSync('counterexamples/manifest.json', 'utf8')) as { verdicts: ManifestRow[] }
).verdicts;

/** The counterexamples that the manifest names. */
export const storedTraces = manifestRows.flatMap(({ design, property, steps = 0, trace }) =>
  trace === undefined ? [] : [{ design, property, steps, file: `counterexamples/${trace}` }],
);

/** Checks a design to the end, with all properties unless some are named. */
export const checked = (
  design: Design,
  options: CheckOptions = {},
  claims: readonly Property[] = properties,
): CheckResult => {
  const search = check(networkOf(design), claims, options);
  let turn = search.next();
  while (turn.done !== true) turn = search.next();
  return turn.value;
};
