import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Branch, type Tree, UserError } from '../../src/kernel/index.ts';
import { buildNetwork } from '../../src/network/index.ts';
import { attempt, compareOnWalk, nothingSeen } from '../support/agreement.ts';
import { definitionOf, type RandomNetworkOptions, randomNetwork } from '../support/random-network.ts';
import { propertiesOf, randomProperties } from '../support/random-properties.ts';

/** How often XState's `transition()` has been called; counted here because nothing else can tell. */
const xstate = vi.hoisted(() => ({ calls: 0 }));
vi.mock('xstate', async (original) => {
  const actual = await original<typeof import('xstate')>();
  const transition = ((...args: Parameters<typeof actual.transition>) => {
    xstate.calls++;
    return actual.transition(...args);
  }) as typeof actual.transition;
  return { ...actual, transition };
});

const seen = { ...nothingSeen(), filled: 0, branches: 0, readTwice: 0 };

/** The slots that a tree reads on its deepest path. */
const height = (tree: Tree | undefined): number =>
  tree === undefined || tree.slot < 0
    ? 0
    : 1 + Math.max(0, ...(tree as Branch).children.map((child) => height(child)));

const walk = (options: RandomNetworkOptions, runs: number, stepsMax: number): void =>
  fc.assert(
    fc.property(
      randomNetwork,
      randomProperties,
      fc.array(fc.nat({ max: 999 }), { minLength: stepsMax, maxLength: stepsMax }),
      (random, chosen, turns) => {
        const network = buildNetwork(definitionOf(random, options), propertiesOf(random, chosen));
        const system = compareOnWalk(network, turns, seen, () => xstate.calls);
        for (const each of system.tables.parts) seen.filled += each.filled.size;
        const trees = system.slots.flatMap((_, slot) =>
          Array.from({ length: system.localCount(slot) }, (_, local) =>
            attempt(() => system.starts(slot, local)),
          ),
        );
        const heights = trees.flatMap((tree) => (tree instanceof UserError ? [] : tree.map(height)));
        seen.branches += heights.filter((h) => h > 0).length;
        seen.readTwice += heights.filter((h) => h > 1).length;
      },
    ),
    { numRuns: runs, seed: 20261121 },
  );

describe('the tabulated system does what the machines do', () => {
  test('at every state of random walks through random networks', () => {
    walk({}, 150, 20);
    expect(seen.errors.size).toBe(0);
  });

  test('also where the model is wrong: unanswered events and endless cascades are reported alike', () => {
    walk({ gaps: true }, 60, 10);
    walk({ loops: true }, 60, 6);
    expect([...seen.errors.keys()].sort()).toEqual(['IRQ032', 'IRQ033']);
  });

  test('and it did so from tables, in all the ways that matter', () => {
    expect(seen.steps).toBeGreaterThan(5000);
    expect(seen.branches).toBeGreaterThan(500);
    expect(seen.readTwice).toBeGreaterThan(100);
    expect(seen.filled).toBeGreaterThan(1000);
    expect(seen.blocked).toBeGreaterThan(100);
    expect(seen.dropped).toBeGreaterThan(20);
    expect(seen.marked).toBeGreaterThan(1000);
    // Cells are reused: the machines are asked far less often than they are shown events.
    expect(seen.tabulatedCalls).toBeLessThan(seen.deliveries / 4);
  });
});
