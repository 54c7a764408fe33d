import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { runJob } from '../../src/cli/run-job.ts';
import { crosscheck, type Matter, oursFrom, rumur, spin } from '../../src/crosscheck/index.ts';
import { type Rule, rulesOf } from '../../src/export/index.ts';
import { InternalError } from '../../src/kernel/index.ts';
import {
  canAck,
  dieHard,
  eating,
  emptyWords,
  fourGallons,
  noDoubleAck,
  nothingLost,
  philosophers,
  postedWrites,
  sixGallons,
} from './networks.ts';
import { byHand } from './by-hand.ts';
import { matter, matterOf, searched, subject } from './subject.ts';

const installed = (program: string): boolean => spawnSync(program, ['-V']).error === undefined;

const subjects = {
  'die hard': matter(dieHard, [fourGallons, sixGallons]),
  '3 philosophers': matter(philosophers(3), [eating]),
  'a system without a network': matterOf(
    searched(byHand(), [
      { kind: 'never', bad: 1, witness: 0 },
      { kind: 'alwaysPossible', goals: [0], witness: 1 },
    ]),
    'lamp',
  ),
  'posted writes': matter(postedWrites, [nothingLost, noDoubleAck, canAck, emptyWords]),
};

/** The same matter with its rules changed behind our back. */
const wrong = ({ system, ...rest }: Matter, change: (rules: readonly Rule[]) => readonly Rule[]): Matter => ({
  ...rest,
  system: { ...system, rules: change(system.rules) },
});

/** Without the assertion that nothing is missing, so that only the numbers can tell. */
const unguarded = ({ system, ...rest }: Matter): Matter => ({ ...rest, system: { ...system, gaps: [] } });

const peers = [spin, rumur].map((peer) => ({ peer, here: installed(peer.name) }));

test('spin and rumur are installed wherever the tests must be complete', () => {
  if (process.env['CI'] === undefined) return;
  expect(peers.filter(({ here }) => !here)).toEqual([]);
});

for (const { peer, here } of peers) {
  describe.skipIf(!here)(`${peer.name}${here ? '' : ' (not installed: skipped)'}`, () => {
    test.each(Object.entries(subjects))('agrees on %s', async (_name, subject) => {
      const opinion = await crosscheck(peer, subject, runJob);
      const { states, transitions } = subject.ours;
      expect(opinion).toMatchObject({ peer: peer.name, kind: 'agrees', states, transitions });
    });

    test('confirms each verdict that it understands', async () => {
      const { ours } = subjects['posted writes'];
      const opinion = await crosscheck(peer, subjects['posted writes'], runJob);
      const violated = ours.bad.filter((mark) => ours.seen.includes(mark)).length;
      const confirmed =
        ours.unseen.length + (peer.understands.seen ? ours.seen.length + ours.possible.length : violated);
      expect(opinion).toMatchObject({ confirmed });
    });

    test('does not hide a rule that is missing', async () => {
      for (const dropped of [0, 20]) {
        const less = wrong(subjects['die hard'], (rules) => rules.filter((_, i) => i !== dropped));
        expect(await crosscheck(peer, less, runJob)).toMatchObject({ kind: 'disagrees' });
      }
    });

    test('does not hide a rule that writes something else', async () => {
      const other = wrong(subjects['posted writes'], (rules) =>
        // The queue forgets the second of two writes.
        rules.map((rule, i) => (i === 2 ? { ...rule, writes: [] } : rule)),
      );
      expect(await crosscheck(peer, other, runJob)).toMatchObject({ kind: 'disagrees' });
    });

    test('says both numbers when they differ', async () => {
      const { ours, ...rest } = unguarded(subjects['die hard']);
      const numbersOnly = { ...rest, ours: { ...ours, unseen: [], seen: [], bad: [] } };
      const less = wrong(numbersOnly, (rules) => rules.filter(({ event }) => !event.startsWith('FILL')));
      const opinion = await crosscheck(peer, less, runJob);
      expect(opinion).toMatchObject({ kind: 'disagrees' });
      const { differences } = opinion as { differences: readonly string[] };
      expect(differences.join()).toMatch(new RegExp(`^reach counts 16 states, ${peer.name} \\d+`));
    });

    test('notices a violation that we deny and one that we invent', async () => {
      const { ours, ...rest } = subjects['die hard'];
      const [four, six] = [ours.bad[0]!, ours.bad[1]!];
      const denied = {
        ...ours,
        seen: ours.seen.filter((mark) => mark !== four),
        unseen: [...ours.unseen, four],
      };
      const invented = {
        ...ours,
        seen: [...ours.seen, six],
        unseen: ours.unseen.filter((mark) => mark !== six),
      };
      expect(await crosscheck(peer, { ...rest, ours: denied }, runJob)).toMatchObject({ kind: 'disagrees' });
      expect(await crosscheck(peer, { ...rest, ours: invented }, runJob)).toMatchObject({
        kind: 'disagrees',
      });
    });

    test('notices a state that we have overlooked', async () => {
      // A system that hides one branch after another step has led there: its gap is reached, its rules are gone.
      const { system, ...rest } = subjects['posted writes'];
      const hidden = system.rules.find(({ slot }) => slot === 1)!;
      const rules = system.rules.filter((rule) => rule !== hidden);
      const gaps = [{ reads: hidden.reads }];
      const opinion = await crosscheck(peer, { ...rest, system: { ...system, rules, gaps } }, runJob);
      expect(opinion).toMatchObject({
        kind: 'disagrees',
        differences: [expect.stringContaining('a state that we have not seen')],
      });
    });

    test('is not believed when a limit ends it', async () => {
      const opinion = await crosscheck(
        peer,
        { ...subjects['die hard'], limits: { memoryMaxMiB: 1 } },
        runJob,
      );
      expect(opinion.kind).toBe('unfinished');
    });
  });
}

describe('crosscheck', () => {
  test('says which program is missing', async () => {
    const nowhere = {
      ...spin,
      job: () => ({ files: {}, commands: [{ program: 'no-such-checker', args: [] }], limits: {} }),
    };
    expect(await crosscheck(nowhere, subjects['die hard'], runJob)).toEqual({
      peer: 'spin',
      kind: 'missing',
      program: 'no-such-checker',
    });
  });

  test('ends what takes too long', async () => {
    const slow = {
      ...spin,
      job: () => ({ files: {}, commands: [{ program: 'sleep', args: ['30'] }], limits: { secondsMax: 0.2 } }),
    };
    expect(await crosscheck(slow, subjects['die hard'], runJob)).toMatchObject({
      kind: 'unfinished',
      why: 'sleep 30: more than 0.2 s',
    });
  });

  test('reports text that a peer does not accept', async () => {
    const lisp = {
      ...spin,
      job: (...args: Parameters<typeof spin.job>) => ({
        ...spin.job(...args),
        files: { 'model.pml': '(define)' },
      }),
    };
    const job = async () => [{ kind: 'exited' as const, code: 1, output: 'spin: syntax error' }];
    expect(await crosscheck(lisp, subjects['die hard'], job)).toMatchObject({ kind: 'rejected' });
  });

  test('refuses findings of a search that was stopped', () => {
    const { claims, findings } = subject(dieHard, [fourGallons]);
    expect(() => oursFrom(claims, { ...findings, stopped: 'settled' })).toThrow(InternalError);
  });

  test('compares large numbers only as far as spin prints them', async () => {
    const { ours, ...rest } = subjects['die hard'];
    const many = { ...ours, transitions: 123_558_402, unseen: [], seen: [], bad: [] };
    const output =
      'depth reached 7, errors: 0\n 16 states, stored\n 1.235584e+08 transitions (= stored+matched)\n';
    const job = async () => [1, 2, 3].map(() => ({ kind: 'exited' as const, code: 0, output }));
    expect(await crosscheck(spin, { ...rest, ours: many }, job)).toMatchObject({ kind: 'agrees' });
  });
});

test('a design with more states than allowed is not exported at all', () => {
  expect(() => rulesOf(subject(dieHard).system, 15)).toThrow(/more than 15/);
  expect(rulesOf(subject(dieHard).system, 16).states).toBe(16);
});
