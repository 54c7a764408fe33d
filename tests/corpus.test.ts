import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkDesign, type Design, isDesign, networkOf } from '../model/index.ts';
import { properties } from '../properties/index.ts';
import { manifest } from '../src/cli/save.ts';
import type { Property } from '../src/language/index.ts';
import { buildNetwork, initialConfiguration, marking } from '../src/network/index.ts';
import { type CheckedDesign, markdown } from '../src/report/index.ts';
import { fromItf, replay, type StoredTrace } from '../src/trace/index.ts';
import { globalValue } from '../src/trace/trace.ts';
import { bundledDesigns, checked, manifestRows, storedTraces } from './support/corpus.ts';

const designs = new Map(bundledDesigns.map(({ design }) => [design.name, design]));
const claims = new Map(properties.map((property) => [property.id, property]));

interface Stored {
  readonly design: Design;
  readonly property: Property;
  readonly trace: StoredTrace;
}

const stored = ({ design, property, file }: (typeof storedTraces)[number]): Stored => ({
  design: designs.get(design)!,
  property: claims.get(property)!,
  trace: fromItf(JSON.parse(readFileSync(file, 'utf8')), file),
});

describe('the corpus', () => {
  test('pins for every bundled design and property what checking it gives', () => {
    const results = bundledDesigns.map(({ design }) => ({ name: design.name, result: checked(design) }));
    expect(manifest(results as unknown as CheckedDesign[])).toEqual(manifestRows);
  });

  test('says of every bundled design and property what the design expects', () => {
    const expected = bundledDesigns.flatMap(({ design: { name, expect } }) =>
      properties.map(({ id }) => [name, id, expect[id]]),
    );
    expect(manifestRows.map(({ design, property, verdict }) => [design, property, verdict])).toEqual(
      expected,
    );
  });

  test('has a trace for each violation and for nothing else', () => {
    const violated = manifestRows.filter(({ verdict }) => verdict === 'violated');
    expect(violated.map(({ design, property }) => `${design}/${property}.itf.json`)).toEqual(
      manifestRows.flatMap(({ trace = [] }) => trace),
    );
    expect(violated.length).toBeGreaterThan(5);
  });

  test('has no stray files', () => {
    const files = readdirSync('counterexamples', { recursive: true, withFileTypes: true }).filter((f) =>
      f.isFile(),
    );
    const wanted = storedTraces.flatMap(({ file }) => [file, file.replace('.itf.json', '.md')]);
    expect(files.map(({ parentPath, name }) => join(parentPath, name)).toSorted()).toEqual(
      ['counterexamples/manifest.json', ...wanted].toSorted(),
    );
  });
});

describe('a stored counterexample', () => {
  test.each(storedTraces)('is about the design as it is: $design $property', (row) => {
    const { design, trace } = stored(row);
    expect(trace.meta).toMatchObject({ design: row.design, property: row.property });
    const carried = checkDesign(trace.meta.source);
    expect(isDesign(carried)).toBe(true);
    expect(carried).toMatchObject({ choices: design.choices, scope: design.scope, title: design.title });
  });

  test.each(storedTraces)('begins at the initial state: $design $property', (row) => {
    const { design, trace } = stored(row);
    const network = buildNetwork(networkOf(design));
    expect(trace.initial).toEqual(globalValue(network, initialConfiguration(network)));
  });

  test.each(storedTraces)('shows its violation at the end and not before: $design $property', (row) => {
    const { design, property, trace } = stored(row);
    const network = buildNetwork(networkOf(design), [property]);
    const marks = marking(network);
    const [claim] = marks.claims;
    const bad = claim?.kind === 'never' ? claim.bad : -1;
    expect(bad, 'violations of other kinds need a test of their own').toBeGreaterThanOrEqual(0);

    // Replaying compares every state with the recorded one.
    const whole = replay(network, marks, trace, row.file);
    expect(whole.trace.steps).toHaveLength(row.steps);
    expect(whole.marks).toContain(bad);
    for (let length = 0; length < row.steps; length++) {
      const begun = replay(network, marks, { ...trace, steps: trace.steps.slice(0, length) }, row.file);
      expect(begun.marks).not.toContain(bad);
    }
  });

  test.each(storedTraces)('is a shortest one: $design $property', (row) => {
    const { design, property } = stored(row);
    const [verdict] = checked(design, { depthMax: row.steps - 1 }, [property]).verdicts;
    expect(verdict).toMatchObject({ outcome: 'unknown', reason: 'depth' });
  });

  test.each(storedTraces)('has the story that is told today: $design $property', (row) => {
    const { design, property, trace } = stored(row);
    const definition = networkOf(design);
    const network = buildNetwork(definition, [property]);
    const replayed = replay(network, marking(network), trace, row.file);
    const story = { design: design.name, property, trace: replayed.trace, phrases: definition.phrases ?? {} };
    const { why, sources } = property;
    const text = markdown(story, { why, sources, replay: `irqproof replay ${row.file}` });
    expect(readFileSync(row.file.replace('.itf.json', '.md'), 'utf8')).toBe(text);
  });
});
