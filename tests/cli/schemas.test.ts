import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemas } from '../../scripts/schemas.ts';
import { bundledDesigns } from '../support/corpus.ts';
import { irqproof, spawned } from '../support/cli.ts';

const stored = (name: string): object => JSON.parse(readFileSync(join('schemas', name), 'utf8')) as object;

/** What a schema has to say against some data, as another program sees it. */
const objections = (name: string, data: unknown): string[] => {
  const validate = new Ajv2020({ allErrors: true }).compile(stored(name));
  if (validate(data)) return [];
  return validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
};

describe('the stored schemas', () => {
  test('are what scripts/schemas.ts makes of the code today', () => {
    const made = schemas();
    expect(readdirSync('schemas').toSorted()).toEqual(Object.keys(made).toSorted());
    for (const [name, schema] of Object.entries(made)) {
      expect(readFileSync(join('schemas', name), 'utf8')).toBe(`${JSON.stringify(schema, undefined, 2)}\n`);
    }
  });

  test('say which draft they are', () => {
    for (const name of readdirSync('schemas')) {
      expect(stored(name)).toHaveProperty('$schema', 'https://json-schema.org/draft/2020-12/schema');
    }
  });
});

describe('the schema of designs', () => {
  test.each(bundledDesigns.map(({ file }) => file))('accepts %s', (file) => {
    expect(objections('design-v1.schema.json', parse(readFileSync(file, 'utf8')))).toEqual([]);
  });

  const good = { irqproof: 1, name: 'mine', title: 'Mine' };
  test.each<[string, object]>([
    ['a misspelt field', { ...good, stroe: {} }],
    ['a misspelt field within a field', { ...good, store: { palce: 'guestMem' } }],
    ['a value that is not allowed', { ...good, unit: 'pf' }],
    ['a scope out of range', { ...good, scope: { guests: 5 } }],
    ['a misspelt property', { ...good, expect: { 'store-integrty': 'holds' } }],
    ['a verdict that is none', { ...good, expect: { 'store-integrity': 'hold' } }],
    ['a bad name', { ...good, name: 'My Design' }],
    ['another version', { ...good, irqproof: 2 }],
    ['no title', { irqproof: 1, name: 'mine' }],
  ])('objects to %s', (_, data) => {
    expect(objections('design-v1.schema.json', good)).toEqual([]);
    expect(objections('design-v1.schema.json', data)).not.toEqual([]);
  });
});

describe('check --json', () => {
  test.each<[string, readonly string[]]>([
    ['of all bundled designs', []],
    ['of one property', ['siov-ims-guest-memory', '-p', 'S6']],
    [
      'cut short by limits',
      ['siov-ims-guest-memory', '--depth-max', '2', '--seconds-max', '60', '--memory', '8GiB'],
    ],
    ['of a design in TypeScript', ['examples/forgetful-iommu.ts', '--trace', 'mail']],
  ])('prints one document that its schema accepts: %s', async (_, argv) => {
    const { code, stdout, stderr } = await irqproof('check', ...argv, '--json');
    expect(stderr).toBe('');
    const report = JSON.parse(stdout) as { exitCode: number };
    expect(report.exitCode).toBe(code);
    expect(objections('report-v1.schema.json', report)).toEqual([]);
  });

  test('has nothing else on either stream of the process, also in CI', async () => {
    const argv = ['check', 'siov-ims-guest-memory', '-p', 'S6', '--json', '--expect', 'holds'];
    const ended = await spawned(argv, { env: { CI: '1', FORCE_COLOR: '1' } });
    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(objections('report-v1.schema.json', JSON.parse(ended.stdout))).toEqual([]);
  });

  test('is refused by the schema if something is missing or strange', async () => {
    const { stdout } = await irqproof('check', 'siov-ims-guest-memory', '-p', 'S6', '--json');
    const report = JSON.parse(stdout) as { designs: object[] };
    expect(objections('report-v1.schema.json', { ...report, exitCode: '0' })).not.toEqual([]);
    expect(objections('report-v1.schema.json', { ...report, extra: 1 })).not.toEqual([]);
    const { states: _, ...rest } = report.designs[0] as { states: number };
    expect(objections('report-v1.schema.json', { ...report, designs: [rest] })).not.toEqual([]);
  });
});
