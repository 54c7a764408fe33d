import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Lower layers first. A file may import from its own layer or from a layer that its row lists, through that
 * layer's index.ts.
 */
const layers: Readonly<Record<string, readonly string[]>> = {
  'src/kernel': [],
  'src/language': ['src/kernel'],
  'src/engine': ['src/kernel'],
  properties: ['src/language'],
  model: ['src/language', 'src/kernel'],
  'src/network': ['src/kernel', 'src/language'],
  'src/tabulate': ['src/kernel', 'src/language', 'src/network'],
  'src/export': ['src/kernel'],
  'src/crosscheck': ['src/kernel', 'src/export'],
  'src/trace': ['src/kernel', 'src/language', 'src/network'],
  'src/report': ['src/kernel', 'src/language', 'src/network', 'src/trace'],
  'src/search.ts': ['src/kernel', 'src/language', 'src/tabulate', 'src/engine'],
  'src/lost.ts': ['src/kernel', 'src/network', 'src/tabulate', 'src/engine'],
  'src/check.ts': [
    'src/search.ts',
    'src/kernel',
    'src/language',
    'src/network',
    'src/tabulate',
    'src/engine',
    'src/trace',
  ],
  'src/index.ts': ['*'],
  'src/cli': ['*'],
};

/** Packages that only these layers may know. */
const packages: Readonly<Record<string, readonly string[]>> = {
  xstate: ['src/language', 'src/network', 'src/tabulate'],
  // Threads are needed where states are expanded: crew.ts, and nothing else there. They read no clock and no file.
  'node:worker_threads': ['src/engine', 'src/cli'],
  'node:': ['src/cli', 'model'],
  yaml: ['src/cli', 'model'],
  zod: ['src/report', 'src/trace', 'src/cli', 'model'],
};

const layerOf = (path: string): string | undefined =>
  Object.keys(layers).find((layer) => path === layer || path.startsWith(`${layer}/`));

const imports = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, target]) => target!);

/** What is wrong with the imports of one file, as sentences. */
const violations = (file: string, text: string): string[] => {
  const layer = layerOf(file);
  if (layer === undefined) return [`${file} is in no layer`];
  return imports(text).flatMap((target) => {
    if (!target.startsWith('.')) {
      const owners = Object.entries(packages).find(
        ([name]) => target === name || target.startsWith(name),
      )?.[1];
      return owners === undefined || owners.includes(layer) ? [] : [`${file} may not use ${target}`];
    }
    const path = normalize(join(dirname(file), target));
    const other = layerOf(path);
    if (other === layer) return [];
    const allowed = layers[layer]!;
    if (other === undefined || !(allowed.includes('*') || allowed.includes(other)))
      return [`${file} -> ${path}`];
    return path === other || path === `${other}/index.ts` ? [] : [`${file} -> ${path} goes round index.ts`];
  });
};

const files = ['src', 'model', 'properties'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, name)),
);

describe('layers', () => {
  test('there are files to look at', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test('every import points downwards, through the door of its layer', () => {
    expect(files.flatMap((file) => violations(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  test.each([
    ['upward', 'src/kernel/a.ts', "import { x } from '../engine/index.ts';"],
    ['sideways', 'src/engine/a.ts', "import type { x } from '../tabulate/index.ts';"],
    ['round the door', 'src/engine/a.ts', "export { x } from '../kernel/system.ts';"],
    ['dynamic', 'src/engine/a.ts', "const x = await import('../cli/main.ts');"],
    ['side effect', 'src/engine/a.ts', "import '../report/index.ts';"],
    ['a package below its layer', 'src/engine/a.ts', "import { setup } from 'xstate';"],
    ['the file system below the command line', 'src/kernel/a.ts', "import { readFileSync } from 'node:fs';"],
    ['a file in no layer', 'src/stray.ts', ''],
  ])('notices an import that goes %s', (_kind, file, text) => {
    expect(violations(file, text)).toHaveLength(1);
  });

  test('no file is longer than 250 lines', () => {
    const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 251);
    expect(long).toEqual([]);
  });
});
