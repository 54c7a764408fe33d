import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findings, judgement } from '../examples/library/hand-made-table.ts';
import { checkDesign, isDesign, networkOf, parseDesign } from '../model/index.ts';
import { properties } from '../properties/index.ts';
import { agrees, consoles, documents, refreshed, rerun } from '../scripts/documents.ts';
import { tables } from '../scripts/tables.ts';
import { check } from '../src/check.ts';
import type { CheckResult } from '../src/trace/index.ts';

const read = (file: string): string => readFileSync(file, 'utf8');

const manifest = JSON.parse(read('package.json')) as Record<
  'scripts' | 'dependencies' | 'devDependencies',
  Record<string, string>
>;

describe.each(documents())('%s', (file) => {
  const text = read(file);

  test('shows tables and files as they are; `npm run docs` writes them', async () => {
    expect(refreshed(text, await tables())).toBe(text);
  });

  test.each(consoles(text).map((block) => [block.map(({ command }) => command).join('; '), block] as const))(
    'shows what this prints: %s',
    async (_, shown) => {
      const now = await rerun(shown);
      for (const [i, { command, output }] of now.entries()) {
        if (!agrees(shown[i]!.output, output)) expect(output, command).toBe(shown[i]!.output);
      }
    },
  );

  test('names only scripts and tests that exist', () => {
    const scripts = [...text.matchAll(/npm run (?:-s )?([a-z][a-z:]*)/g)].map(([, name]) => name!);
    expect(scripts.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
    const tests = [...text.matchAll(/tests\/[a-z/-]+\.test\.ts/g)].map(([path]) => path);
    expect(tests.filter((path) => !existsSync(path))).toEqual([]);
  });
});

/** Headings as anchors, as GitHub makes them. */
const anchors = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The links of a document that lead nowhere. */
const deadLinks = (file: string, text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^https?:/.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : normalize(join(dirname(file), path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchors(read(target)).includes(anchor);
    });

describe('links', () => {
  const stories = readdirSync('counterexamples', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('counterexamples', name));

  test.each([...documents(), ...stories])('of %s lead somewhere', (file) => {
    expect(deadLinks(file, read(file))).toEqual([]);
  });

  test('that are dead are noticed', () => {
    const text =
      '[a](nowhere.md) [b](#nothing) [c](LICENSE) [d](#heading-1) [e](https://example.org)\n# Heading 1';
    expect(deadLinks('README.md', text)).toEqual(['nowhere.md', '#nothing', '#heading-1']);
  });
});

describe('shown output', () => {
  test.each([
    ['a\nb', 'a\nb', true],
    ['a\nb', 'a\nc', false],
    ['a\nb', 'a\nb\nc', false],
    ['...\nb', 'x\ny\nb', true],
    ['a\n...\nc', 'a\nc', false],
    ['1 states, 0.1 s (reach)', '1 states, 12.3 s (reach)', true],
    ['1 states, 0.1 s (reach)', '2 states, 0.1 s (reach)', false],
    ['a.b', 'axb', false],
  ])('%j compared with %j', (shown, actual, same) => {
    expect(agrees(shown, actual)).toBe(same);
  });
});

test('each generated block is filled by itself, and a copied file as well', () => {
  const block = (name: string, content: string): string =>
    `<!-- generated: ${name} -->\n${content}<!-- end -->`;
  const empty = `${block('a', '')}\ntext\n${block('b', '')}\n`;
  const filled = `${block('a', '\nA\n\n')}\ntext\n${block('b', '\nB\n\n')}\n`;
  expect(refreshed(empty, { a: 'A', b: 'B' })).toBe(filled);
  expect(refreshed(filled, { a: 'A', b: 'B' })).toBe(filled);
  expect(() => refreshed(empty, { a: 'A' })).toThrow('there is no table b');
  const file = (content: string): string => `<!-- file: .gitignore -->\n\`\`\`text\n${content}\`\`\`\n`;
  expect(refreshed(file(''), {})).toBe(file(read('.gitignore')));
});

test('every dependency has its line, and no line is without its dependency', () => {
  const listed = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(listed).toEqual([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]);
});

test('the hand-made table gives what ARCHITECTURE.md says', () => {
  expect(judgement.outcome).toBe('violated');
  expect(judgement.path?.map(({ slot }) => slot)).toEqual([0, 2, 2]);
  expect(findings.states).toBe(9);
});

type Data = Record<string, unknown>;

/** The verdicts of a design file with some fields changed, and the steps of each violation. */
const verdicts = (file: string, changes: Readonly<Record<string, Data>>): Record<string, string> => {
  const { name, title, choices, scope } = parseDesign(
    read(file),
    file,
    properties.map(({ id }) => id),
  );
  const data: Record<string, unknown> = { irqproof: 1, name, title, ...choices, scope };
  for (const [field, change] of Object.entries(changes))
    data[field] = { ...(data[field] as Data), ...change };
  const design = checkDesign(data);
  if (!isDesign(design)) throw new Error(JSON.stringify(design));
  const search = check(networkOf(design), properties);
  let step: IteratorResult<unknown, CheckResult> = search.next();
  while (step.done !== true) step = search.next();
  return Object.fromEntries(
    step.value.verdicts.map(({ property, outcome, trace }) => [
      property.short ?? property.id,
      outcome === 'violated' ? `violated in ${trace?.steps.length}` : outcome,
    ]),
  );
};

const design = (name: string): string => `model/designs/${name}.yaml`;
const accelerator = 'examples/my-accelerator.yaml';

describe('variations that the documents speak of', () => {
  test.each<[string, string, Record<string, Data>, Record<string, string>]>([
    [
      'README, the PASID is checked',
      accelerator,
      { perm: { pasid: 'checked' } },
      { S1: 'holds', S11: 'holds' },
    ],
    [
      'README, the association is checked',
      accelerator,
      { imgl: { assoc: 'adiChecked' } },
      { S1: 'holds', S11: 'violated in 4' },
    ],
    [
      'scenario 1 without source validation',
      design('sriov-ims-guest-store'),
      { ir: { granularity: 'none' } },
      { S1: 'violated in 3', S2: 'violated in 2', S4: 'violated in 2' },
    ],
    [
      'scenario 1 with invented messages',
      design('sriov-ims-guest-store'),
      { guest: { ims: 'noHypercall' } },
      { 'interrupt-deliverable': 'violated in 0', S1: 'vacuous', S2: 'vacuous' },
    ],
    [
      'scenario 4 without a check of the PASID',
      design('siov-pasid-tagged'),
      { ir: { granularity: 'rid' } },
      { S1: 'violated in 3', S2: 'violated in 2', S4: 'violated in 2' },
    ],
    [
      'scenario 4 on a platform of today',
      design('siov-pasid-tagged'),
      { fee: { pasidTagged: 'translatedAsDma' } },
      { 'interrupt-deliverable': 'violated in 0', S1: 'vacuous' },
    ],
  ])('%s', (_, file, changes, expected) => {
    expect(verdicts(file, changes)).toMatchObject(expected);
  });

  test('scenario 2 with either of the two checks upholds everything', () => {
    const all = properties.map(() => 'holds');
    expect(Object.values(verdicts(design('siov-ims-hypervisor'), { imgl: { assoc: 'handleOnly' } }))).toEqual(
      all,
    );
    expect(Object.values(verdicts(accelerator, { perm: { pasid: 'checked' } }))).toEqual(all);
  });

  test('scenario 4 has the same verdicts without the carve-out', () => {
    const file = design('siov-pasid-tagged');
    expect(verdicts(file, { svm: { carveout: 'none' } })).toEqual(verdicts(file, {}));
  });
});
