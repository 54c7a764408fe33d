import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compact, explicit, reach } from '../../src/engine/index.ts';
import { omissionProbability, Signatures } from '../../src/engine/signature.ts';
import { SignatureSet } from '../../src/engine/signature-set.ts';
import {
  type Bounds,
  type Claim,
  type Findings,
  follow,
  judge,
  type Path,
  row,
  type System,
  systemFromRules,
} from '../../src/kernel/index.ts';
import { buildNetwork, marking } from '../../src/network/index.ts';
import { searchReduced } from '../../src/search.ts';
import { partialOrder, tabulate } from '../../src/tabulate/index.ts';
import { recordViolation } from '../../src/trace/index.ts';
import { dolevKlaweRodeh } from '../networks/dolev-klawe-rodeh.ts';
import { twoPhaseCommit as twoPhaseNetwork } from '../networks/two-phase-commit.ts';
import { finish } from '../support/explore.ts';
import { dieHard, looseSystem, philosophers, randomSystem, twoPhaseCommit } from './systems.ts';

/** What both kinds of search can tell. */
const lengths = ({
  states,
  transitions,
  depth,
  frontier,
  blocked,
  reached,
  deadlock,
}: Findings): unknown => ({
  states,
  transitions,
  depth,
  frontier,
  blocked,
  reached: reached.map((path) => path?.length),
  deadlock: deadlock?.length,
});

/** Takes a path on the system itself, and says what is seen at its end. */
const marksAt = (system: System, path: Path): readonly number[] => {
  let state = [...system.initial];
  let marks: readonly number[] = [];
  for (const { slot, index } of path) {
    const leaf = follow(system, system.starts(slot, state[slot]!)[index]!, state);
    expect(leaf.blockedBy).toBe(-1);
    const writes = new Map<number, number>();
    for (let i = 0; i < leaf.writes.length; i += 2) writes.set(leaf.writes[i]!, leaf.writes[i + 1]!);
    state = state.map((local, at) => writes.get(at) ?? local);
    ({ marks } = leaf);
  }
  return [...marks, ...system.watches.flatMap((tree) => [...follow(system, tree, state).marks])];
};

const sameAsReach = (system: System, claims: readonly Claim[], bounds: Bounds = {}): Findings => {
  const oracle = finish(reach(system, claims, bounds));
  const found = finish(compact(system, claims, bounds));
  expect(lengths(found)).toEqual(lengths(oracle));
  expect(found.stopped).toBe(oracle.stopped ?? 'compacted');
  found.reached.forEach((path, mark) => {
    if (path !== undefined) expect(marksAt(system, path)).toContain(mark);
  });
  return found;
};

const never: Claim[] = [{ kind: 'never', bad: 0, witness: 1 }];

describe('hash compaction', () => {
  test('finds what reach finds, as soon, as long as no two signatures meet', () => {
    expect(sameAsReach(philosophers(8), [])).toMatchObject({ states: 6561 });
    expect(sameAsReach(twoPhaseCommit(5), [])).toMatchObject({ states: 8832 });
    expect(sameAsReach(dieHard(), never).reached[0]).toHaveLength(6);
    const bound = fc.record({
      depthMax: fc.option(fc.nat(6), { nil: Infinity }),
      statesMax: fc.option(fc.nat(40), { nil: Infinity }),
    });
    fc.assert(fc.property(randomSystem, bound, (system, bounds) => void sameAsReach(system, never, bounds)));
  });

  test('never says that a claim holds', () => {
    const found = finish(compact(twoPhaseCommit(3), []));
    const claims: Claim[] = [
      { kind: 'never', bad: 0, witness: 1 },
      { kind: 'alwaysPossible', goals: [0], witness: 1 },
    ];
    const seen = { ...found, reached: [undefined, []] };
    for (const [i, claim] of claims.entries()) {
      expect(judge(claim, i, seen, false)).toMatchObject({ outcome: 'unknown', reason: 'compacted' });
      expect(judge(claim, i, found, false)).toMatchObject({ outcome: 'unknown', reason: 'compacted' });
    }
  });

  test('with short signatures misses states, but what it shows is there', () => {
    let missed = 0;
    for (let seed = 0; seed < 20; seed++) {
      const system = philosophers(6);
      const found = finish(compact(system, [], {}, { seed, bits: 12 }));
      expect(found.states).toBeLessThanOrEqual(729);
      if (found.states < 729) missed++;
      const path = found.reached[0]!;
      expect(marksAt(system, path)).toContain(0);
    }
    expect(missed).toBeGreaterThan(15);
  });

  test('goes together with symmetry and partial order', () => {
    for (const { definition, properties } of [twoPhaseNetwork(3), dolevKlaweRodeh(5)]) {
      const [one, other] = [explicit, compact].map((engine) => {
        const network = buildNetwork(definition, properties);
        const search = searchReduced(
          engine,
          tabulate(network),
          ['symmetry', 'partial-order'],
          marking(network).claims,
          {},
        );
        let turn = search.next();
        while (turn.done !== true) turn = search.next();
        const { findings } = turn.value;
        findings.reached.forEach((path, mark) => {
          const shown: Claim = { kind: 'never', bad: mark, witness: mark };
          if (path !== undefined)
            expect(recordViolation(network, marking(network), shown, path).steps).toHaveLength(path.length);
        });
        return findings;
      });
      expect(lengths(other!)).toEqual(lengths(one!));
    }
  });

  test('finds its way where steps were left out', () => {
    let fewer = 0;
    fc.assert(
      fc.property(looseSystem, (system) => {
        const ordered = partialOrder(system, { isFifo: () => false, length: () => 0 });
        const { reached } = finish(compact(ordered, []));
        if (ordered.reduced() > 0) fewer++;
        reached.forEach((path, mark) => path && expect(marksAt(system, path)).toContain(mark));
      }),
      { numRuns: 300, seed: 20261121 },
    );
    expect(fewer).toBeGreaterThan(100);
  });

  test('finds its way where very many steps begin in one state', () => {
    const ways = 700;
    const system = systemFromRules({
      slots: [{ name: 'place', locals: ways + 1 }],
      initial: [0],
      marks: ['a', 'b', 'c', 'd'],
      rules: Array.from({ length: ways }, (_, i) => row([[0, 0]], { writes: [[0, i + 1]] })),
      watches: [{ reads: [0], marks: (at) => (at === 600 ? [0] : at === 255 ? [1] : []) }],
    });
    const { reached } = sameAsReach(system, []);
    expect(reached.slice(0, 2)).toEqual([[{ slot: 0, index: 599 }], [{ slot: 0, index: 254 }]]);
  });

  test('ends where the memory does', () => {
    const found = finish(compact(twoPhaseCommit(7), [], { bytesMax: 400_000 }));
    expect(found.stopped).toBe('memory');
    expect(found.frontier).toBeGreaterThan(0);
  });
});

describe('signatures', () => {
  test('of a given length meet as often as the bound says, and no more', () => {
    const system = philosophers(10);
    const states: number[][] = [];
    finish(reach({ ...system, represent: (state) => void states.push([...state]) }, []));
    const distinct = [...new Map(states.map((state) => [state.join(), state])).values()];
    expect(distinct).toHaveLength(3 ** 10);
    let [met, expected] = [0, 0];
    for (let seed = 0; seed < 8; seed++) {
      const signatures = new Signatures(system.slots.length, seed, 32);
      met += distinct.length - new Set(distinct.map((state) => signatures.of(state)[0])).size;
      expected += omissionPairs(distinct.length) * 2 ** -32;
    }
    // Some three meetings are expected in all eight.
    expect(met).toBeLessThan(expected * 4 + 4);
    const short = new Signatures(system.slots.length, 1, 24);
    const meetings = distinct.length - new Set(distinct.map((state) => short.of(state)[0])).size;
    expect(meetings / (omissionPairs(distinct.length) * 2 ** -24)).toBeGreaterThan(0.8);
    expect(meetings / (omissionPairs(distinct.length) * 2 ** -24)).toBeLessThan(1.2);
  });

  test('do not depend on the order in which local states are met', () => {
    const [one, other] = [new Signatures(2, 7, 64), new Signatures(2, 7, 64)];
    const late = one.low(1, 9);
    for (let local = 0; local < 9; local++) other.low(1, local);
    expect(other.low(1, 9)).toBe(late);
    expect(new Signatures(2, 8, 64).low(1, 9)).not.toBe(late);
  });

  test('are told apart in the set, the pair of zeros included', () => {
    const set = new SignatureSet(Infinity);
    const words = [0, 1, -1, 4096, 8192];
    const pairs = words.flatMap((low) => words.map((high) => [low, high] as const));
    for (const [low, high] of pairs) expect(set.add(low, high)).toBe(true);
    // Enough to make the tables grow many times.
    for (let i = 2; i < 100_000; i++) set.add(Math.imul(i, 0x9e3779b1), i);
    for (const [low, high] of pairs) expect([set.has(low, high), set.add(low, high)]).toEqual([true, false]);
    expect(set.bytes).toBeLessThan(100_000 * 14);
    expect(set.has(5, 6)).toBe(false);
  });

  test('have the published bound on omissions', () => {
    expect(omissionProbability(1, 64)).toBe(0);
    expect(omissionProbability(1e9, 64)).toBeCloseTo(0.0271, 4);
    expect(omissionProbability(1e12, 64)).toBe(1);
  });
});

const omissionPairs = (count: number): number => (count * (count - 1)) / 2;
