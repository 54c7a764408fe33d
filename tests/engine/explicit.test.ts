import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explicit, reach } from '../../src/engine/index.ts';
import {
  type Bounds,
  type Claim,
  type Findings,
  follow,
  type Path,
  type Search,
  type System,
} from '../../src/kernel/index.ts';
import { dieHard, philosophers, randomSystem, twoPhaseCommit } from './systems.ts';

const finish = (search: Search): Findings => {
  for (let turn = search.next(); ; turn = search.next()) if (turn.done === true) return turn.value;
};

/** The states along a path, and the marks of its last step. */
const replay = (system: System, path: Path): { states: number[][]; marks: readonly number[] } => {
  const states = [[...system.initial]];
  let marks: readonly number[] = [];
  for (const { slot, index } of path) {
    const state = states.at(-1)!;
    const leaf = follow(system, system.starts(slot, state[slot]!)[index]!, state);
    expect(leaf.blockedBy).toBe(-1);
    const next = [...state];
    for (let i = 0; i < leaf.writes.length; i += 2) next[leaf.writes[i]!] = leaf.writes[i + 1]!;
    states.push(next);
    ({ marks } = leaf);
  }
  return { states, marks };
};

const changes = (path: Path): number =>
  path.filter(({ slot }, i) => i > 0 && slot !== path[i - 1]!.slot).length;

/** The least number of changes of actor on any path of this length to the mark, by trying all paths. */
const fewestChanges = (system: System, mark: number, length: number): number => {
  let best = Infinity;
  const go = (state: readonly number[], path: Path): void => {
    const bears = system.watches.some((tree) => follow(system, tree, state).marks.includes(mark));
    if (path.length === length && bears) best = Math.min(best, changes(path));
    if (path.length === length) return;
    system.slots.forEach((_, slot) => {
      system.starts(slot, state[slot]!).forEach((tree, index) => {
        const leaf = follow(system, tree, state);
        if (leaf.blockedBy >= 0) return;
        const longer = [...path, { slot, index }];
        if (longer.length === length && leaf.marks.includes(mark)) best = Math.min(best, changes(longer));
        const next = [...state];
        for (let i = 0; i < leaf.writes.length; i += 2) next[leaf.writes[i]!] = leaf.writes[i + 1]!;
        go(next, longer);
      });
    });
  };
  go(system.initial, []);
  return best;
};

const same = (system: System, claims: readonly Claim[], bounds: Bounds = {}): Findings => {
  const oracle = finish(reach(system, claims, bounds));
  const found = finish(explicit(system, claims, bounds));
  // Once more with code generated at once, and again and again while the trees grow.
  for (const patience of [0, 3]) {
    expect(finish(explicit(system, claims, bounds, { patience }))).toEqual(found);
  }
  const lengths = (findings: Findings): unknown => ({
    ...findings,
    engine: '',
    reached: findings.reached.map((path) => path?.length),
    stuck: findings.stuck.map((one) => one && one.path.length),
    deadlock: findings.deadlock?.length,
  });
  expect(lengths(found)).toEqual(lengths(oracle));
  found.reached.forEach((path, mark) => {
    if (path === undefined) return;
    const { states, marks } = replay(system, path);
    const borne = system.watches.flatMap((tree) => follow(system, tree, states.at(-1)!).marks);
    expect([...marks, ...borne]).toContain(mark);
  });
  return found;
};

const claims: Claim[] = [
  { kind: 'never', bad: 0, witness: 1 },
  { kind: 'alwaysPossible', goals: [1, 3], witness: 2 },
];

describe('explicit finds what reach finds', () => {
  test('philosophers', () => {
    expect(same(philosophers(5), [])).toMatchObject({ states: 243, transitions: 945, depth: 5 });
    const larger = same(philosophers(10), [{ kind: 'alwaysPossible', goals: [0], witness: 0 }]);
    expect(larger).toMatchObject({ states: 59_049, transitions: 459_270, depth: 10 });
    expect(larger.deadlock).toHaveLength(10);
    expect(larger.stuck[0]?.path).toHaveLength(10);
  });

  test('two-phase commit', () => {
    expect(same(twoPhaseCommit(3), [])).toMatchObject({ states: 288, depth: 10 });
    expect(same(twoPhaseCommit(5), [])).toMatchObject({ states: 8_832 });
    const found = finish(explicit(twoPhaseCommit(7), []));
    expect(found).toMatchObject({ states: 296_448, transitions: 2_744_705, depth: 22 });
  });

  test('Die Hard', () => {
    const found = same(dieHard(), []);
    expect(found).toMatchObject({ states: 16, transitions: 96 });
    expect(found.reached[0]).toHaveLength(6);
  });

  test('random systems', () => {
    fc.assert(
      fc.property(randomSystem, (system) => {
        same(system, []);
        same(system, claims);
        same(system, claims.slice(0, 1));
      }),
      { numRuns: 300 },
    );
  });

  test('under limits', () => {
    const bound = fc.record({
      depthMax: fc.option(fc.nat(6), { nil: Infinity }),
      statesMax: fc.option(fc.nat(40), { nil: Infinity }),
    });
    fc.assert(fc.property(randomSystem, bound, (system, bounds) => void same(system, claims, bounds)));
    expect(same(philosophers(10), [], { statesMax: 30_000 }).stopped).toBe('states');
    expect(same(philosophers(10), [], { depthMax: 7 }).stopped).toBe('depth');
  });
});

test('among the shortest paths one with the fewest changes of actor is shown', () => {
  fc.assert(
    fc.property(randomSystem, (system) => {
      const found = finish(explicit(system, []));
      found.reached.forEach((path, mark) => {
        if (path === undefined || path.length > 4) return;
        expect(changes(path)).toBe(fewestChanges(system, mark, path.length));
      });
    }),
  );
});

test('too little memory is a reason to stop, not a crash', () => {
  const found = finish(explicit(twoPhaseCommit(7), [], { bytesMax: 1_000_000 }));
  expect(found.stopped).toBe('memory');
  expect(found.states).toBeGreaterThan(10_000);
  expect(found.frontier).toBeGreaterThan(0);
});

test('progress is reported, and an interrupt ends the search', () => {
  const search = explicit(twoPhaseCommit(7), []);
  const turn = search.next();
  expect(turn.done).toBe(false);
  expect(turn.value).toMatchObject({ bytes: expect.any(Number) as number });
  const last = search.next('interrupted');
  expect(last.done).toBe(true);
  expect(last.value).toMatchObject({ stopped: 'interrupted' });
});
