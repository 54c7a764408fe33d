import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parts } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { catalogue, type Code } from '../../src/kernel/index.ts';
import { bundledDesigns, storedTraces } from '../support/corpus.ts';
import { folderWith, irqproof, spawned } from '../support/cli.ts';

describe('a command line that cannot be understood', () => {
  test.each<[Code, string, RegExp, RegExp]>([
    ['IRQ021', '', /no command is given/, /--help/],
    ['IRQ021', 'chekc', /unknown command 'chekc'/, /Did you mean check\?/],
    ['IRQ021', 'check --jsn', /unknown option '--jsn'/, /Did you mean --json\?/],
    ['IRQ021', 'check --depth-max', /--depth-max.* argument missing/, /--help/],
    ['IRQ021', 'replay', /missing required argument 'traces'/, /--help/],
    ['IRQ022', 'check --depth-max -1', /-1 is no value for --depth-max/, /a whole number from 0 on/],
    ['IRQ022', 'check --depth-max 1e3', /1e3 is no value/, /a whole number from 0 on/],
    ['IRQ022', 'check --states-max 0', /0 is no value for --states-max/, /a whole number from 1 on/],
    ['IRQ022', 'check --states-max 99999999999999999999', /is no value for --states-max/, /a whole number/],
    ['IRQ022', 'check --seconds-max 0', /0 is no value for --seconds-max/, /a number of seconds above 0/],
    ['IRQ022', 'check --seconds-max 5m', /5m is no value/, /a number of seconds above 0/],
    ['IRQ022', 'check --memory lots', /lots is no value for --memory/, /2GiB or 500MiB/],
    ['IRQ022', 'check --memory -1G', /-1G is no value/, /2GiB or 500MiB/],
    ['IRQ022', 'check --scope guest=2', /guest is no value for --scope/, /did you mean guests\?/],
    ['IRQ022', 'check --scope guests=two', /two is no value for --scope guests/, /a whole number from 1 on/],
    ['IRQ022', 'check --trace ful', /ful is no value for --trace/, /did you mean full\?/],
    ['IRQ022', 'check --expect hold', /hold is no value for --expect/, /did you mean holds\?/],
    ['IRQ022', 'check --engine rech', /rech is no value for --engine/, /did you mean reach\?/],
    ['IRQ022', 'list design', /design is no value for list/, /did you mean designs\?/],
    ['IRQ022', 'replay x.json --trace all', /all is no value for --trace/, /one of diff, full, mail, off/],
    ['IRQ023', 'check siov-ims-hypervisr', /no design is called/, /did you mean siov-ims-hypervisor\?/],
    ['IRQ001', 'check no/such.yaml', /no\/such\.yaml: there is no such file/, /check the path/],
    ['IRQ001', 'replay nosuch.json', /nosuch\.json: no such file/, /check the path/],
    ['IRQ001', 'replay model', /model: illegal operation on a directory/, /check the path/],
    ['IRQ001', 'check src/kernel/nosuch counterexamples', /src\/kernel\/nosuch/, /check the path/],
    ['IRQ015', 'check counterexamples', /counterexamples: there are no designs/, /\*\.yaml or \*\.ts/],
    ['IRQ024', 'explain IRQ999', /there is no error code IRQ999/, /a code such as IRQ009/],
    [
      'IRQ025',
      'check -p store-integrty',
      /there is no property store-integrty/,
      /did you mean store-integrity\?/,
    ],
    ['IRQ025', 'check -p S6,S99', /there is no property S99/, /irqproof list properties/],
    [
      'IRQ008',
      'check siov-ims-hypervisor --scope guests=9',
      /scope\.guests: with --scope, 9 is/,
      /at most 4/,
    ],
    [
      'IRQ012',
      'check siov-ims-hypervisor --scope guests=3',
      /scope\.entries: with --scope/,
      /at least scope\.guests/,
    ],
  ])('gets %s: irqproof %s', async (code, line, says, hint) => {
    const { code: exitCode, stdout, stderr } = await irqproof(...line.split(' ').filter(Boolean));
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^error ${code}: `));
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(hint);
    expect(stderr).toContain(`More: irqproof explain ${code}`);
  });

  test('is answered by the process itself on stderr alone', async () => {
    const ended = await spawned(['check', '--jsn']);
    expect(ended).toMatchObject({ code: 64, stdout: '' });
    expect(ended.stderr).toContain('error IRQ021');
  });
});

describe('help', () => {
  test.each([['--help'], ['help'], ['check', '--help'], ['help', 'replay']])(
    'is printed: %s %s',
    async (...argv) => {
      const { code, stdout, stderr } = await irqproof(...argv.filter(Boolean));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Usage: irqproof');
    },
  );

  test('tells the version in package.json', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await irqproof('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('list', () => {
  test.each([
    ['designs', bundledDesigns.map(({ design }) => design.title)],
    ['designs', bundledDesigns.map(({ design }) => design.source!.thread)],
    ['properties', properties.flatMap(({ id, claim, witness }) => [id, claim, `witness: ${witness.means}`])],
    ['parts', Object.values(parts).flatMap(({ id, title, sources }) => [`${id}: ${title}`, ...sources])],
    ['engines', ['reach']],
  ])('%s shows each with what one needs to know', async (kind, texts) => {
    const { code, stdout, stderr } = await irqproof('list', kind);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toBe(kind);
    expect(texts.filter((text) => !stdout.includes(text))).toEqual([]);
  });

  test('without a kind shows all kinds', async () => {
    const { stdout } = await irqproof('list');
    expect(stdout.match(/^\w+$/gm)).toEqual(['designs', 'properties', 'parts', 'engines']);
  });
});

describe('explain', () => {
  test('shows the title and text of each code, in either case', async () => {
    const { code, stdout } = await irqproof('explain', 'IRQ012', 'irq001');
    expect(code).toBe(0);
    const text = (one: Code): string => `${one}: ${catalogue[one].title}\n\n${catalogue[one].text}`;
    expect(stdout).toBe(`${text('IRQ012')}\n\n${text('IRQ001')}\n`);
  });

  test('lists all codes if none is given', async () => {
    const { stdout } = await irqproof('explain');
    expect(stdout.split('\n')).toHaveLength(Object.keys(catalogue).length + 1);
    expect(stdout).toContain('IRQ054: trace version not supported\n');
  });

  test('only speaks of commands and options that there are', async () => {
    const help = (
      await Promise.all(['check', 'list', 'replay', 'explain'].map((one) => irqproof('help', one)))
    ).map(({ stdout }) => stdout);
    for (const { text } of Object.values(catalogue)) {
      for (const [, quoted] of text.matchAll(/`irqproof ([^`]+)`/g)) {
        const [command, ...rest] = quoted!.split(' ');
        const usage = help.find((one) => one.startsWith(`Usage: irqproof ${command}`));
        if (command !== '--help' && command !== 'COMMAND') expect(usage, quoted).toBeDefined();
        for (const word of rest.filter((one) => one !== one.toUpperCase())) {
          const known = usage?.includes(word) ?? word === '--help';
          expect(known || ['designs', 'properties'].includes(word), quoted).toBe(true);
        }
      }
    }
  });
});

describe('replay', () => {
  const late = storedTraces.find(({ design }) => design === 'idxd-vsvm-msixperm-late')!;

  interface Itf {
    '#meta': Record<string, unknown>;
    states: {
      'mbt::actionTaken': string;
      'mbt::nondetPicks': Record<string, unknown>;
      [slot: string]: unknown;
    }[];
  }

  /** A stored trace with a change, in a file of its own. */
  const changed = (change: (itf: Itf) => void): string => {
    const itf = JSON.parse(readFileSync(late.file, 'utf8')) as Itf;
    change(itf);
    const file = join(folderWith(), 'changed.itf.json');
    writeFileSync(file, JSON.stringify(itf));
    return file;
  };

  test.each(storedTraces)('shows every state as recorded: $design $property', async ({ file, steps }) => {
    const { code, stdout, stderr } = await irqproof('replay', file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(
      `${file}: ${steps === 1 ? 'the one step' : `all ${steps} steps`} replayed, every state as recorded`,
    );
    expect(stdout.match(/^\d+\. /gm)).toHaveLength(steps);
  });

  test('takes several traces and shows as much as asked for', async () => {
    const files = storedTraces.slice(0, 3).map(({ file }) => file);
    const { code, stdout } = await irqproof('replay', ...files, '--trace', 'off');
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(': ')[0]),
    ).toEqual(files);
    expect((await irqproof('replay', files[0]!, '--trace', 'full')).stdout).toContain('At the start');
  });

  test.each(storedTraces)('fits a mail: $design $property', async ({ file }) => {
    const { stdout } = await irqproof('replay', file, '--trace', 'mail');
    expect(stdout).toContain('Reproduce: irqproof replay');
    const lines = stdout.slice(0, stdout.lastIndexOf(file)).split('\n');
    expect(lines.filter((line) => line.length > 72)).toEqual([]);
    expect(lines.filter((line) => !/^[\x20-\x7e]*$/.test(line))).toEqual([]);
    expect(
      lines.filter((line) => line.includes('?')),
      'nothing was lost to ASCII',
    ).toEqual([]);
  });

  test.each<[Code, string, (itf: Itf) => void, RegExp]>([
    [
      'IRQ052',
      'a state has been changed',
      ({ states }) =>
        ((states[2]!['entry0'] as { context: Record<string, unknown> }).context['masked'] = 'maybe'),
      /states\[2\]\.entry0: after 2 steps entry0 is [^]*expected: .*"maybe"/,
    ],
    [
      'IRQ052',
      'the initial state has been changed',
      ({ states }) => delete states[0]!['vmm0'],
      /states\[0\]\.vmm0/,
    ],
    [
      'IRQ051',
      'a step is one that nobody can take',
      ({ states }) => (states[1]!['mbt::nondetPicks']['event'] = { type: 'reset' }),
      /step 1 is not possible: \S+ cannot reset here/,
    ],
    [
      'IRQ051',
      'nobody is called so',
      ({ states }) => (states[2]!['mbt::actionTaken'] = 'guest9'),
      /step 2 .* guest9/,
    ],
    [
      'IRQ051',
      'an empty queue is to deliver',
      ({ states }) => (states[1]!['mbt::actionTaken'] = 'posted-writes'),
      /step 1 is not possible: posted-writes/,
    ],
    [
      'IRQ050',
      'a pick is no position',
      ({ states }) => (states[4]!['mbt::nondetPicks']['element'] = -1),
      /states\.4\.mbt::nondetPicks\.element: this is not a trace/,
    ],
    [
      'IRQ050',
      'it has no states',
      (itf) => (itf.states = []),
      /states: this is not a trace that irqproof has written/,
    ],
    [
      'IRQ050',
      'it says nothing about itself',
      (itf) => delete (itf as Partial<Itf>)['#meta'],
      /#meta: this is not/,
    ],
    [
      'IRQ054',
      'its version is of the future',
      (itf) => (itf['#meta']['irqproof-version'] = 2),
      /version 2 is not/,
    ],
    [
      'IRQ053',
      'its design is missing',
      (itf) => delete itf['#meta']['source'],
      /is not in the trace[^]*--design FILE/,
    ],
    [
      'IRQ053',
      'its design is no longer valid',
      (itf) => ((itf['#meta']['source'] as Record<string, unknown>)['unit'] = 'pf'),
      /no longer valid/,
    ],
    [
      'IRQ025',
      'its property does not exist',
      (itf) => (itf['#meta']['property'] = 'S99'),
      /property S99, which/,
    ],
  ])('ends with %s where %s', async (code, _, change, says) => {
    const ended = await irqproof('replay', changed(change));
    expect(ended).toMatchObject({ code: 64, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^error ${code}: .*changed\\.itf\\.json`));
    expect(ended.stderr).toMatch(says);
  });

  test.each([
    ['text', 'a story\n', /this is not JSON/],
    ['nothing', '', /this is not JSON/],
    ['a list', '[]', /this is not a trace/],
    [
      'a trace of another tool',
      '{"#meta": {"format": "ITF"}, "vars": [], "states": [{}]}',
      /irqproof-version/,
    ],
  ])('ends with IRQ050 where the file is %s', async (_, text, says) => {
    const file = join(folderWith({ 'x.json': text }), 'x.json');
    const ended = await irqproof('replay', file);
    expect(ended).toMatchObject({ code: 64, stdout: '' });
    expect(ended.stderr).toMatch(/^error IRQ050: /);
    expect(ended.stderr).toMatch(says);
  });

  test('says so with code 1 where the property is not violated any more', async () => {
    const file = changed((itf) => (itf['#meta']['property'] = 'store-integrity'));
    const { code, stdout } = await irqproof('replay', file, '--trace', 'off');
    expect(code).toBe(1);
    expect(stdout).toContain('replayed, but store-integrity is not violated any more');
  });

  test('takes another design where one is named, and notices that the trace is not of it', async () => {
    const file = join(
      folderWith({ 'd.yaml': designText(late.design).replace('afterEnable', 'beforeEnable') }),
      'd.yaml',
    );
    const ended = await irqproof('replay', late.file, '--design', file);
    expect(ended.code).toBe(64);
    expect(ended.stderr).toMatch(/^error IRQ05[12]: /);
  });

  const designText = (name: string): string => readFileSync(`model/designs/${name}.yaml`, 'utf8');
});
