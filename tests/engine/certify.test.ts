import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Certificate, certify, explicit, type StoredStates } from '../../src/engine/index.ts';
import type { Claim, System } from '../../src/kernel/index.ts';
import { philosophers, randomSystem, twoPhaseCommit } from './systems.ts';

const store = (system: System): StoredStates => {
  let kept: StoredStates | undefined;
  const search = explicit(system, [], {}, { keep: (states) => (kept = states) });
  while (search.next().done !== true);
  return kept!;
};

const certificate = (system: System, claims: readonly Claim[], stored: StoredStates): Certificate => {
  const checking = certify(system, claims, stored);
  for (let turn = checking.next(); ; turn = checking.next()) if (turn.done === true) return turn.value;
};

describe('a certificate', () => {
  test('confirms what the engine has stored', () => {
    const system = philosophers(8);
    const found = certificate(system, [], store(system));
    expect(found).toEqual({ states: 6561, transitions: 7 * 8 * 3 ** 6, claims: [] });
    const commit = twoPhaseCommit(5);
    expect(certificate(commit, [], store(commit))).toMatchObject({ states: 8832 });
  });

  test('fails when any one state is missing', () => {
    const system = twoPhaseCommit(3);
    const { count, read } = store(system);
    fc.assert(
      fc.property(fc.nat(count - 1), (gap) => {
        const without = {
          count: count - 1,
          read: (id: number, into: number[]) => read(id < gap ? id : id + 1, into),
        };
        expect(certificate(system, [], without).flaw).toMatch(/missing/);
      }),
    );
  });

  test('fails when a local state was changed', () => {
    const system = philosophers(5);
    const { count, read } = store(system);
    fc.assert(
      fc.property(fc.nat(count - 1), fc.nat(9), (hit, slot) => {
        const corrupted: StoredStates = {
          count,
          read: (id, into) => {
            read(id, into);
            if (id === hit) into[slot] = (into[slot]! + 1) % (slot < 5 ? 4 : 2);
            return into;
          },
        };
        expect(certificate(system, [], corrupted).flaw).toBeDefined();
      }),
    );
  });

  test('fails exactly when a forbidden mark can be seen', () => {
    fc.assert(
      fc.property(randomSystem, fc.nat(3), (system, bad) => {
        const claim: Claim = { kind: 'never', bad, witness: 0 };
        const search = explicit(system, []);
        let turn = search.next();
        while (turn.done !== true) turn = search.next();
        const { flaw } = certificate(system, [claim], store(system));
        expect(flaw !== undefined).toBe(turn.value.reached[bad] !== undefined);
      }),
    );
  });
});
