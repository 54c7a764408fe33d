import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, irqproof, spawned } from '../support/cli.ts';

const door = JSON.stringify(join(import.meta.dirname, '../../src/index.ts'));

/** A module that exports one design with these fields added. */
const moduleWith = (fields: string): string => `
  import { defineDesign, setup, emit, assign, createMachine } from ${door};
  export const design = defineDesign({ irqproof: 1, name: 'mine', title: 'Mine', ${fields} } as never);
`;

const check = async (text: string, ...argv: string[]): ReturnType<typeof irqproof> => {
  const folder = folderWith({ 'mine.ts': text });
  return irqproof('check', join(folder, 'mine.ts'), '--states-max', '50', ...argv);
};

describe('a design in TypeScript', () => {
  test('gives the verdicts that the worked example promises', async () => {
    const { code, stdout } = await irqproof('check', 'examples/forgetful-iommu.ts', '--trace', 'off');
    expect(code).toBe(0);
    const verdicts = [...stdout.matchAll(/^ {2}ok {2}(\S+)(?: \(S\d+\))? +(\w+)(?: {2}in (\d+) steps)?/gm)];
    expect(
      verdicts.map(([, id, verdict, steps]) => [id, verdict, ...(steps ? [Number(steps)] : [])]),
    ).toEqual([
      ['no-untagged-guest-interrupt', 'holds'],
      ['no-guest-to-guest-injection', 'violated', 3],
      ['no-guest-to-host-injection', 'violated', 2],
      ['no-dma-as-interrupt', 'violated', 2],
      ['no-interrupt-as-dma', 'holds'],
      ['store-integrity', 'vacuous'],
      ['pasid-match', 'vacuous'],
      ['mask-integrity', 'vacuous'],
      ['interrupt-deliverable', 'holds'],
    ]);
  });

  test('is pure enough for the self-test, like the bundled ones', async () => {
    const argv = ['-p', 'S1', '--trace', 'off', '--self-test'];
    expect(await irqproof('check', 'examples/forgetful-iommu.ts', ...argv)).toMatchObject({ code: 0 });
  });

  test('can come with others in one module, each once however often it is exported', async () => {
    const text = `${moduleWith('')}
      export const again = design;
      export const other = defineDesign({ irqproof: 1, name: 'other', title: 'Other', unit: 'vf', perm: { pasid: 'unchecked' } });`;
    const { stdout } = await check(text);
    expect(stdout.match(/^(mine|other)$/gm)).toEqual(['mine', 'other']);
  });

  test.each<[string, string, RegExp]>([
    [
      'the module throws',
      "throw new Error('no luck\\n today');",
      /IRQ017: .*mine\.ts: .*cannot be loaded: no luck$/m,
    ],
    ['it is no TypeScript', 'export const design = {', /IRQ017: .*mine\.ts: the module cannot be loaded: /],
    [
      'it needs what is not there',
      "import 'no-such-package';",
      /IRQ017: .*Cannot find (?:module|package) 'no-such-package'/,
    ],
    [
      'it exports nothing',
      'export {};',
      /IRQ017: .*exports no design\n {2}expected: export const design = defineDesign/,
    ],
    [
      'it exports plain data',
      "export const design = { irqproof: 1, name: 'mine', title: 't' };",
      /IRQ017: .*no design/,
    ],
    [
      'what it exports only looks like a design',
      "export const design = { name: 'My', title: 't', choices: { unit: 'pf' }, scope: 7 };",
      /IRQ020: .*name: "My"[^]*IRQ006: .*unit: "pf"[^]*IRQ007: .*scope: 7/,
    ],
    [
      'a field is misspelt',
      moduleWith("unti: 'vf'"),
      /IRQ004: .*mine\.ts: unti: [^]*fix: did you mean unit\?/,
    ],
    [
      'choices contradict',
      moduleWith("unit: 'vf'"),
      /IRQ009: .*mine\.ts: perm\.pasid: [^]*fix: set perm\.pasid: unchecked/,
    ],
    [
      'a property is misspelt',
      moduleWith("expect: { 'store-integrty': 'holds' }"),
      /IRQ010: .*mine\.ts: expect\.store-integrty: [^]*fix: did you mean store-integrity\?/,
    ],
    [
      'it replaces a part that no design has',
      moduleWith('parts: { interuptRemapping: () => ({}) }'),
      /IRQ018: .*mine\.ts: parts\.interuptRemapping: [^]*expected: one of hostileGuest, [^]*fix: did you mean interruptRemapping\?/,
    ],
    [
      'a replacement is no function',
      moduleWith('parts: { irte: createMachine({}) }'),
      /IRQ019: .*mine\.ts: parts\.irte: what is given is no function\n {2}expected: a function that returns/,
    ],
    [
      'a replacement makes the machine itself',
      moduleWith('parts: { irte: () => createMachine({}) }'),
      /IRQ019: .*mine\.ts: parts\.irte: the machine itself is given[^]*fix: parts: \{ irte: \(\) => \(\{ machine/,
    ],
    [
      'a replacement makes the configuration of a machine',
      moduleWith("parts: { irte: () => ({ machine: { initial: 'a', states: { a: {} } } }) }"),
      /IRQ019: .*parts\.irte: what is given is no machine/,
    ],
    [
      'a replacement makes nothing',
      moduleWith('parts: { irte: () => {} }'),
      /IRQ019: .*parts\.irte: what is given is no/,
    ],
    [
      'a replacement cannot be made',
      moduleWith("parts: { irte: () => { throw new Error('out of tables'); } }"),
      /IRQ019: .*parts\.irte: the function that makes it fails: out of tables/,
    ],
    [
      'its machine wants a clock',
      moduleWith(
        "parts: { irte: () => ({ machine: createMachine({ initial: 'a', states: { a: { after: { 9: 'a' } } } }) }) }",
      ),
      /IRQ030: .*mine\.ts: component irte0, state a: after is not supported/,
    ],
    [
      'its machine has no answer to what the others send',
      moduleWith('parts: { dmaRemapping: () => ({ machine: createMachine({}) }) }'),
      /IRQ032: .*mine\.ts: component dmaRemapping in state \(root\) has no answer to /,
    ],
    [
      'its machine says what nobody listens to',
      moduleWith(
        "parts: { vmm: () => ({ machine: createMachine({ on: { '*': { actions: emit({ type: 'gossip' }) } } }) }) }",
      ),
      /IRQ035: .*mine\.ts: component vmm0 emits gossip, and no wire takes it/,
    ],
  ])('is refused where %s', async (_, text, says) => {
    const { code, stdout, stderr } = await check(text);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  // In a process of its own the module has its own copy of our classes.
  test.each([
    ['IRQ018', 'parts: { nosuch: () => ({}) }'],
    ['IRQ019', "parts: { irte: () => { throw new Error('x'); } }"],
    [
      'IRQ042',
      'parts: { vmm: () => ({ machine: createMachine({ context: () => { throw new Error(); } }) }) }',
    ],
  ])('is refused with %s by the command itself, and nothing looks like a bug', async (code, fields) => {
    const folder = folderWith({ 'mine.ts': moduleWith(fields) });
    const ended = await spawned(['check', 'mine.ts'], { cwd: folder });
    expect(ended).toMatchObject({ code: 64, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^error ${code}: mine\\.ts: `));
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  test('whose machine is not pure is found out by the self-test', async () => {
    const impure = `parts: { dmaRemapping: () => {
      let n = 0;
      return { machine: createMachine({ context: { n: 0 }, on: { 'dma.request': { actions: assign({ n: () => n++ % 7 }) } } }) };
    } }`;
    const { code, stderr } = await check(moduleWith(impure), '--states-max', '300', '--self-test');
    expect(code).toBe(64);
    expect(stderr).toMatch(/IRQ039: .*mine\.ts: component dmaRemapping .* the second time/);
  });

  test('leaves traces that name it and are replayed with it, and not without', async () => {
    const folder = folderWith();
    const trace = join(folder, 'forgetful-iommu/no-dma-as-interrupt.itf.json');
    await irqproof('check', 'examples/forgetful-iommu.ts', '-p', 'S4', '--trace', 'off', '--save', folder);
    expect(JSON.parse(readFileSync(trace, 'utf8'))).not.toHaveProperty('#meta.source');

    const without = await irqproof('replay', trace);
    expect(without).toMatchObject({ code: 64, stdout: '' });
    expect(without.stderr).toMatch(
      /IRQ053: .*the design forgetful-iommu is not in the trace[^]*fix: .*--design FILE/,
    );

    const other = await irqproof('replay', trace, '--design', 'siov-ims-hypervisor');
    expect(other.code).toBe(64);
    expect(other.stderr).toMatch(/IRQ053: .*siov-ims-hypervisor does not define the design forgetful-iommu/);

    const replayed = await irqproof('replay', trace, '--design', 'examples/forgetful-iommu.ts');
    expect(replayed).toMatchObject({ code: 0, stderr: '' });
    expect(replayed.stdout).toContain('all 2 steps replayed, every state as recorded');
  });
});
