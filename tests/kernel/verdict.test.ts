import { describe, expect, test } from 'vitest';
import { type Claim, type Findings, judge, type Path } from '../../src/kernel/index.ts';

const path: Path = [{ slot: 0, index: 0 }];
const seen: Path = [{ slot: 1, index: 2 }];
const never: Claim = { kind: 'never', bad: 0, witness: 1 };
const possible: Claim = { kind: 'alwaysPossible', goals: [2], witness: 1 };

const found = (rest: Partial<Findings> = {}): Findings => ({
  engine: 'none',
  states: 1,
  transitions: 0,
  depth: 0,
  frontier: 0,
  blocked: [],
  reached: [undefined, seen, undefined],
  stuck: [undefined],
  ...rest,
});
const unseen = { reached: [undefined, undefined, undefined] };

describe.each([
  ['never', never],
  ['always possible', possible],
])('a claim of the kind %s', (_kind, claim) => {
  test('holds after an exhaustive search that has seen the witness', () => {
    expect(judge(claim, 0, found(), false)).toEqual({ outcome: 'holds', witness: seen });
  });

  test('is vacuous after an exhaustive search that has not', () => {
    expect(judge(claim, 0, found(unseen), false)).toEqual({ outcome: 'vacuous' });
  });

  test.each(['depth', 'states', 'time', 'memory', 'interrupted', 'settled'] as const)(
    'is unknown after a search that ended early: %s',
    (stopped) => {
      const expected = { outcome: 'unknown', reason: stopped };
      expect(judge(claim, 0, found({ stopped }), false)).toEqual({ ...expected, witness: seen });
      expect(judge(claim, 0, found({ stopped, ...unseen }), false)).toEqual(expected);
      expect(judge(claim, 0, found({ stopped }), true)).toMatchObject(expected);
    },
  );

  test('is unknown if a full queue has cut a step, with or without a witness', () => {
    expect(judge(claim, 0, found(), true)).toEqual({ outcome: 'unknown', reason: 'queue', witness: seen });
    expect(judge(claim, 0, found(unseen), true)).toEqual({ outcome: 'unknown', reason: 'queue' });
  });
});

describe('a violation', () => {
  const refuted = found({ reached: [path, seen, undefined] });

  test('of a claim of the kind never stands whatever else happened', () => {
    for (const cut of [false, true]) {
      for (const stopped of [{}, { stopped: 'settled' as const }, { stopped: 'depth' as const }]) {
        expect(judge(never, 0, { ...refuted, ...stopped }, cut)).toEqual({
          outcome: 'violated',
          path,
          witness: seen,
        });
      }
    }
  });

  test('needs no witness', () => {
    expect(judge(never, 0, found({ reached: [path, undefined, undefined] }), false)).toEqual({
      outcome: 'violated',
      path,
    });
  });

  test('of what stays possible stands unless a full queue may be the cause', () => {
    const stuck = found({ stuck: [undefined, { path, goal: 2 }] });
    expect(judge(possible, 1, stuck, false)).toEqual({ outcome: 'violated', path, goal: 2, witness: seen });
    expect(judge(possible, 1, { ...stuck, stopped: 'time' }, false).outcome).toBe('violated');
    expect(judge(possible, 1, stuck, true)).toMatchObject({ outcome: 'unknown', reason: 'queue' });
  });

  test('of one claim says nothing about another', () => {
    const stuck = found({ stuck: [{ path, goal: 2 }, undefined] });
    expect(judge(possible, 1, stuck, false).outcome).toBe('holds');
    expect(judge(possible, 0, refuted, false).outcome).toBe('holds');
  });
});
