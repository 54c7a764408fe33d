import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { networkOf } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { buildNetwork } from '../../src/network/index.ts';
import { compareOnWalk, nothingSeen } from '../support/agreement.ts';
import { bundledDesigns } from '../support/corpus.ts';

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

/** Three walks of forty steps through each design. */
const turns = fc.sample(fc.array(fc.nat({ max: 999 }), { minLength: 40, maxLength: 40 }), {
  numRuns: 3,
  seed: 20261121,
});

describe('the tables of a bundled design say what its machines do', () => {
  test.each(bundledDesigns.map(({ design }) => design))(
    'for all that can be done at each state of random walks: $name',
    (design) => {
      const seen = nothingSeen();
      const network = buildNetwork(networkOf(design), properties);
      for (const walk of turns) compareOnWalk(network, walk, seen, () => xstate.calls);
      expect(seen.errors.size).toBe(0);
      expect(seen.states).toBe(120);
      // There was something to compare: steps, full queues, properties that saw something.
      expect(seen.steps).toBeGreaterThan(1000);
      expect(seen.blocked).toBeGreaterThan(10);
      expect(seen.marked).toBeGreaterThan(20);
      // And the tables were read: XState is asked once for each cell, not for each delivery.
      expect(seen.tabulatedCalls).toBeGreaterThan(10);
      expect(seen.tabulatedCalls).toBeLessThan(seen.deliveries / 4);
    },
  );
});
