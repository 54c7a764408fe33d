import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { InternalError } from '../../src/kernel/index.ts';
import type { Report } from '../../src/report/index.ts';
import { colorsFor } from '../../src/cli/colors.ts';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { main } from '../../src/cli/program.ts';
import { folderWith, irqproof, spawned } from '../support/cli.ts';

const good = (name: string): string => `irqproof: 1\nname: ${name}\ntitle: My design\n`;
const hypervisor = 'siov-ims-hypervisor';

describe('the exit code of check', () => {
  test.each<[string, number, readonly string[]]>([
    ['0 if a design holds and nothing else is expected', 0, [hypervisor]],
    ['0 if it is violated and expected to be', 0, ['siov-ims-guest-memory', '-p', 'S6']],
    ['0 if it is vacuous and expected to be', 0, ['sriov-ims-guest-store', '-p', 'S6,S11']],
    ['0 if a limit is hit and that is expected', 0, [hypervisor, '--depth-max', '2', '--expect', 'unknown']],
    [
      '0 for a broken design if --expect says so',
      0,
      ['siov-ims-guest-memory', '-p', 'S5', '--expect', 'violated'],
    ],
    [
      '1 if a property is violated that should hold',
      1,
      ['siov-ims-guest-memory', '-p', 'S6', '--expect', 'holds'],
    ],
    ['1 if a property holds that should be violated', 1, [hypervisor, '-p', 'S6', '--expect', 'violated']],
    ['1 if a property holds that should be unknown', 1, [hypervisor, '-p', 'S6', '--expect', 'unknown']],
    ['2 if the depth limit leaves the answer open', 2, [hypervisor, '--depth-max', '2']],
    ['2 if the limit of states does', 2, [hypervisor, '--states-max', '50']],
    ['2 if the time does', 2, [hypervisor, '--seconds-max', '0.000001']],
    ['2 if the memory does', 2, [hypervisor, '--memory', '1KiB']],
    [
      '3 if a claim is vacuous that should hold',
      3,
      ['sriov-ims-guest-store', '-p', 'S6', '--expect', 'holds'],
    ],
    [
      '1 if some are violated and others open',
      1,
      ['siov-ims-guest-memory', '--depth-max', '3', '--expect', 'holds'],
    ],
  ])('is %s', async (_, code, argv) => {
    const ended = await irqproof('check', ...argv);
    expect(ended).toMatchObject({ code, stderr: '' });
  });

  test('follows the gravest of what is not as expected', () => {
    const design = (...outcomes: string[]) =>
      ({
        expected: () => 'holds',
        result: { verdicts: outcomes.map((outcome) => ({ outcome, property: { id: outcome } })) },
      }) as never;
    expect(exitCodeOf([design('holds'), design('vacuous')])).toBe(3);
    expect(exitCodeOf([design('vacuous'), design('unknown')])).toBe(2);
    expect(exitCodeOf([design('unknown', 'vacuous'), design('violated')])).toBe(1);
  });

  test('is 70, with a stack and a request to report it, if the bug is ours', async () => {
    const broken = vi.spyOn(process.stdout, 'write').mockImplementation(() => {
      throw new InternalError('a broken promise');
    });
    let told = '';
    const stderr = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => Boolean((told += String(text))));
    const code = await main(['list', 'engines']).finally(() =>
      [broken, stderr].forEach((spy) => spy.mockRestore()),
    );
    expect(code).toBe(70);
    expect(told).toContain('This is a bug in irqproof. Please report it');
    expect(told).toMatch(/a broken promise\n\s+at /);
  });

  test('is that of the process', async () => {
    const argv = ['check', 'siov-ims-guest-memory', '-p', 'S6', '--expect', 'holds', '--trace', 'off'];
    const ended = await spawned(argv);
    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(ended.stdout).toContain('violated  in 1 step  expected: holds');
  });

  test('is 0 without any argument: all bundled designs give what they expect', async () => {
    const ended = await irqproof('check');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/\d designs, (\d+) verdicts: \1 as expected, 0 not/);
    expect(ended.stdout, 'no story of what is expected').not.toContain('This breaks');
  });
});

describe('a limit', () => {
  test.each([
    ['--depth-max', '3', 'the depth limit was reached'],
    ['--states-max', '100', 'the limit of states was reached'],
    ['--seconds-max', '0.000001', 'time ran out'],
    ['--memory', '1KiB', 'the memory budget was used up'],
  ])('%s never comes out as holds or vacuous, and says so', async (option, value, reason) => {
    const { stdout } = await irqproof('check', hypervisor, option, value);
    expect(stdout).not.toMatch(/^ {2}.. {2}.*(holds|vacuous) {4}/m);
    expect(stdout.split(`unknown   ${reason}`)).toHaveLength(10);
    expect(stdout).toMatch(new RegExp(`not exhaustive: ${reason}; [\\d,]+ states not expanded`));
  });

  test('keeps what has been found before it', async () => {
    const { stdout } = await irqproof('check', 'siov-ims-guest-memory', '--depth-max', '2', '--trace', 'off');
    expect(stdout).toMatch(/store-integrity \(S6\) +violated {2}in 1 step/);
    expect(stdout).toMatch(
      /mask-integrity \(S15\) +unknown {3}the depth limit was reached {2}expected: violated/,
    );
  });
});

describe('Ctrl-C', () => {
  const scope = 'guests=3,entries=3,vectors=3,inFlight=2';
  const check = ['check', 'siov-ims-guest-memory', hypervisor, '--scope', scope];
  const once = (stderr: string, interrupt: () => void): void => {
    if (stderr.match(/\n/g)?.length === 1) interrupt();
  };

  test('ends the search with what is known so far, honestly, and code 130', async () => {
    const ended = await spawned([...check, '--json'], { env: { CI: '1' }, watch: once });
    expect(ended.code).toBe(130);
    expect(ended.stderr).toMatch(/^siov-ims-guest-memory: \d+ states, \d+\/s, frontier \d+, depth \d+\n$/);
    const { exitCode, designs } = JSON.parse(ended.stdout) as Report;
    expect(exitCode).toBe(130);
    expect(designs, 'the next design is not begun').toHaveLength(1);
    const [{ stopped, frontier, scope, properties }] = designs as [Report['designs'][number]];
    expect({ stopped, scope }).toEqual({
      stopped: 'interrupted',
      scope: { guests: 3, entries: 3, vectors: 3, inFlight: 2 },
    });
    expect(frontier).toBeGreaterThan(0);
    const outcomes = new Set(properties.map(({ verdict }) => verdict));
    expect(outcomes, 'violations are certain, the rest is open').toEqual(new Set(['violated', 'unknown']));
    for (const { verdict, reason, trace } of properties) {
      expect(reason).toBe(verdict === 'unknown' ? 'interrupted' : undefined);
      expect(trace !== undefined).toBe(verdict === 'violated');
    }
  });

  test('also ends a run whose result is a table', async () => {
    const ended = await spawned([...check, '-p', 'S4'], { env: { CI: '1' }, watch: once });
    expect(ended.code).toBe(130);
    expect(ended.stdout).toContain('no-dma-as-interrupt (S4)  unknown   interrupted  expected: holds');
    expect(ended.stdout).toContain('not exhaustive: interrupted; ');
  });
});

describe('what is checked', () => {
  const names = (stdout: string): string[] =>
    stdout.split('\n').filter((line) => /^[a-z][a-z-]*$/.test(line));
  const fast = ['--depth-max', '1', '--expect', 'unknown', '--trace', 'off'];

  test('are files, folders and names of bundled designs, in the order given', async () => {
    const folder = folderWith({ 'b.yml': good('bee'), 'a.yaml': good('ant'), 'notes.md': 'no design' });
    const single = join(folderWith({ 'my.yaml': good('mine') }), 'my.yaml');
    const { code, stdout } = await irqproof('check', single, folder, hypervisor, ...fast);
    expect(code).toBe(0);
    expect(names(stdout)).toEqual(['mine', 'ant', 'bee', hypervisor]);
  });

  test('is each file once, whatever way it is named', async () => {
    const twice = [
      hypervisor,
      `model/designs/${hypervisor}.yaml`,
      `./model/../model/designs/${hypervisor}.yaml`,
    ];
    const { stdout } = await irqproof('check', ...twice, ...fast);
    expect(names(stdout)).toEqual([hypervisor]);
  });

  test('are never two designs of one name', async () => {
    const folder = folderWith({ 'a.yaml': good('same'), 'b.yaml': good('same') });
    const { code, stdout, stderr } = await irqproof('check', folder);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^error IRQ016: .*b\.yaml: name: the design same is also in .*a\.yaml\n {2}fix: /);
  });

  test('are the properties that --property names, by id or short id, in the order of the tables', async () => {
    const { stdout } = await irqproof(
      'check',
      hypervisor,
      '-p',
      'S6,no-guest-to-guest-injection',
      '-p',
      'S6',
    );
    expect(stdout.match(/^ {2}ok {2}\S+/gm)).toEqual([
      '  ok  no-guest-to-guest-injection',
      '  ok  store-integrity',
    ]);
  });

  test('can have another scope', async () => {
    const { stdout } = await irqproof('check', hypervisor, '--scope', 'inFlight=1,entries=3', ...fast);
    expect(stdout).toContain('within: guests 2, entries 3, vectors 2, inFlight 1');
  });
});

describe('what is printed', () => {
  const memory = ['check', 'siov-ims-guest-memory', '-p', 'S6'];

  test('is the story of a violation where one design is asked for, in the view asked for', async () => {
    const { stdout: diff } = await irqproof(...memory);
    expect(diff).toContain('siov-ims-guest-memory violates store-integrity (S6) after 1 step');
    expect(diff).toMatch(/^ {3}guest0 → entry0 {2}writes the message entry/m);
    expect(diff).toMatch(/^ {3}\* entry0 {2}/m);
    expect(diff).not.toContain('At the start');

    const { stdout: full } = await irqproof(...memory, '--trace', 'full');
    expect(full).toContain('At the start');
    expect(full.match(/^ {3}= entry1 {2}/gm), 'every state in full').toHaveLength(2);

    const { stdout: off } = await irqproof(...memory, '--trace', 'off');
    expect(off).not.toContain('This breaks');

    const { stdout: mail } = await irqproof(...memory, '--trace', 'mail');
    expect(mail).toContain('Reproduce: irqproof check siov-ims-guest-memory -p S6');
  });

  test('has no colours where nobody could see them, not even in CI', async () => {
    for (const env of [{}, { CI: 'true' }, { NO_COLOR: '1', FORCE_COLOR: '1' }]) {
      const { stdout } = await spawned([...memory, '--depth-max', '1'], { env });
      expect(stdout).not.toContain('\u001b');
    }
    expect((await spawned(memory, { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[');
  });

  test.each([
    ['on a terminal', { isTTY: true }, {}, true],
    ['but not on a dumb one', { isTTY: true }, { TERM: 'dumb' }, false],
    ['nor with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['where an empty NO_COLOR counts as none', { isTTY: true }, { NO_COLOR: '' }, true],
    ['nor in a pipe', {}, {}, false],
  ])('is coloured %s', (_, stream, env, colored) => {
    expect(colorsFor(stream, env).isColorSupported).toBe(colored);
  });
});

describe('--save', () => {
  test('stores counterexamples, their stories and a manifest, the same each time', async () => {
    const folder = folderWith();
    const save = (): Promise<unknown> =>
      irqproof('check', 'siov-ims-guest-memory', '-p', 'S6, S4', '--save', folder);
    await save();
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
    expect(files).toEqual([
      'manifest.json',
      'siov-ims-guest-memory',
      'siov-ims-guest-memory/store-integrity.itf.json',
      'siov-ims-guest-memory/store-integrity.md',
    ]);
    const texts = (): string[] =>
      files.filter((f) => f.includes('.')).map((f) => readFileSync(join(folder, f), 'utf8'));
    const first = texts();
    await save();
    expect(texts()).toEqual(first);
  });

  test.each([
    ['a file is in the way', (folder: string) => join(folder, 'file', 'out')],
    ['the system refuses', () => '/proc/irqproof/out'],
  ])('fails with IRQ026 where %s', async (_, place) => {
    const folder = folderWith({ file: '' });
    const { code, stderr } = await irqproof('check', hypervisor, '-p', 'S1', '--save', place(folder));
    expect(code).toBe(64);
    expect(stderr).toMatch(/^error IRQ026: .*manifest\.json: /);
  });
});

describe('--certify', () => {
  test('checks again what holds and says which claims that proves', async () => {
    const { code, stdout } = await irqproof('check', 'siov-ims-hypervisor', '--certify');
    expect(code).toBe(0);
    expect(stdout.match(/holds {5}certified/g)).toHaveLength(8);
    // About paths a set of states proves nothing.
    expect(stdout).toMatch(/interrupt-deliverable +holds\n/);
  });

  test('says nothing of what is violated', async () => {
    const { stdout } = await irqproof('check', 'siov-ims-guest-memory', '--certify', '--trace', 'off');
    expect(stdout.match(/certified/g)).toHaveLength(1);
  });

  test.each([
    [['--certify', '--engine', 'reach']],
    [['--certify', '--reduce', 'symmetry']],
    [['--workers', '2', '--engine', 'reach']],
  ])('and --workers are refused where they would do nothing: %s', async (flags) => {
    const { code, stdout, stderr } = await irqproof('check', 'siov-ims-hypervisor', ...flags);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain('IRQ022');
  });

  test('gives the same with two threads', async () => {
    const numbers = async (workers: string): Promise<unknown> => {
      const { stdout } = await irqproof('check', 'idxd-vsvm-msixperm-late', '--json', '--workers', workers);
      const { designs } = JSON.parse(stdout) as { designs: { elapsedSeconds: number }[] };
      return designs.map((design) => ({ ...design, elapsedSeconds: 0 }));
    };
    expect(await numbers('2')).toEqual(await numbers('1'));
  });
});

test('--save keeps what is stored of designs and properties that are not checked now', async () => {
  const folder = folderWith();
  const save = (...args: string[]) => irqproof('check', ...args, '--save', folder, '--trace', 'off');
  await save('siov-ims-guest-memory', '-p', 'S2');
  // The option does not swallow the designs behind it.
  await save('-p', 'S6,S2', 'idxd-vsvm-msixperm-late', 'siov-ims-guest-memory');
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const { verdicts } = JSON.parse(text) as { verdicts: { design: string; property: string }[] };
  expect(verdicts.map(({ design, property }) => `${design} ${property}`)).toEqual([
    'idxd-vsvm-msixperm-late no-guest-to-host-injection',
    'idxd-vsvm-msixperm-late store-integrity',
    'siov-ims-guest-memory no-guest-to-host-injection',
    'siov-ims-guest-memory store-integrity',
  ]);
  writeFileSync(join(folder, 'manifest.json'), 'not JSON');
  const { code, stderr } = await save('siov-ims-guest-memory', '-p', 'S2');
  expect([code, stderr]).toEqual([64, expect.stringContaining('IRQ026')]);
});
