import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Branch, follow, type Leaf, type Tree, UserError } from '../../src/kernel/index.ts';
import {
  buildNetwork,
  canonical,
  choiceCount,
  type Configuration,
  initialConfiguration,
  localKey,
  marking,
  type Network,
  take,
  viewOf,
} from '../../src/network/index.ts';
import { tabulate, type Tabulated } from '../../src/tabulate/index.ts';
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

/** What has been compared, to prove that there was something to compare. */
const seen = {
  states: 0,
  steps: 0,
  blocked: 0,
  marked: 0,
  dropped: 0,
  deliveries: 0,
  errors: new Map<string, number>(),
  filled: 0,
  branches: 0,
  readTwice: 0,
  tabulatedCalls: 0,
};

/** A configuration as one text per slot. */
const texts = (network: Network, { snapshots, queues, heard }: Configuration): string[] => [
  ...network.parts.map(({ name }, i) => localKey(name, snapshots[i]!)),
  ...queues.map((items) => canonical(items, 'queue')),
  ...network.observers.map(({ name }, i) => localKey(name, heard[i]!)),
];

/** The same for a state vector, read from the tables. */
const textsOf = ({ tables, slots }: Tabulated, state: readonly number[]): string[] =>
  slots.map(({ name }, slot) => {
    const queue = tables.queueAt(slot);
    if (queue !== undefined) return canonical(queue.items(state[slot]!), 'queue');
    return localKey(name, tables.machineAt(slot)!.snapshot(state[slot]!));
  });

const after = (state: readonly number[], { writes }: Leaf): number[] => {
  const next = [...state];
  for (let i = 0; i < writes.length; i += 2) {
    expect(next[writes[i]!], 'a leaf writes only what changes, once').not.toBe(writes[i + 1]!);
    next[writes[i]!] = writes[i + 1]!;
  }
  return next;
};

/** The result of `run`, or the mistake of the model that it reports. */
const attempt = <T>(run: () => T): T | UserError => {
  try {
    return run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
};

const summary = ({ code, message }: UserError): string => `${code} ${message}`;

interface Enabled {
  readonly at: Configuration;
  readonly state: readonly number[];
}

/** Compares everything that one slot can do in one state; returns the steps that can be taken. */
const compareSlot = (
  network: Network,
  system: Tabulated,
  { at, state }: Enabled,
  slot: number,
): Enabled[] => {
  const marks = marking(network);
  const interpreted = Array.from({ length: choiceCount(network, at, slot) }, (_, index) =>
    attempt(() => take(network, at, { slot, index })),
  );
  const calls = xstate.calls;
  const tabulated = attempt(() =>
    system.starts(slot, state[slot]!).map((tree) => follow(system, tree, state)),
  );
  seen.tabulatedCalls += xstate.calls - calls;
  if (tabulated instanceof UserError) {
    // One bad choice spoils its whole slot; it must be one that is bad on the machines as well.
    const errors = interpreted.filter((one) => one instanceof UserError).map(summary);
    expect(errors).toContain(summary(tabulated));
    seen.errors.set(tabulated.code, (seen.errors.get(tabulated.code) ?? 0) + 1);
    return [];
  }
  expect(tabulated).toHaveLength(interpreted.length);
  return interpreted.flatMap((taken, index): Enabled[] => {
    const leaf = tabulated[index]!;
    if (taken instanceof UserError) throw new Error(`only the machines report ${summary(taken)}`);
    seen.steps++;
    if (taken.kind === 'blocked') {
      seen.blocked++;
      expect(leaf).toMatchObject({ writes: [], marks: [] });
      expect(system.slots[leaf.blockedBy]?.name).toBe(taken.queue);
      return [];
    }
    expect(leaf.blockedBy).toBe(-1);
    const next = after(state, leaf);
    expect(textsOf(system, next)).toEqual(texts(network, taken.next));
    const around = { before: viewOf(network, at), after: viewOf(network, taken.next) };
    expect(leaf.marks).toEqual(marks.ofStep(taken.observations, around));
    seen.marked += leaf.marks.length;
    seen.deliveries += taken.observations.filter(({ to }) => to.startsWith('part')).length;
    seen.dropped += taken.observations.filter(({ phase }) => phase === 'dropped').length;
    return [{ at: taken.next, state: next }];
  });
};

const compareWatches = (network: Network, system: Tabulated, { at, state }: Enabled): void => {
  const holding = marking(network).ofState.filter(({ holds }) => holds(viewOf(network, at)));
  const watched = system.watches.flatMap((watch) => [...follow(system, watch, state).marks]);
  expect(watched).toEqual(holding.map(({ mark }) => mark));
  seen.marked += watched.length;
};

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
        const system = tabulate(network);
        const vectors = new Map<string, string>();
        let here: Enabled = { at: initialConfiguration(network), state: system.initial };
        for (const turn of turns) {
          seen.states++;
          const text = texts(network, here.at).join('\n');
          expect(textsOf(system, here.state).join('\n')).toBe(text);
          expect(vectors.get(text) ?? String(here.state), 'equal states have equal vectors').toBe(
            String(here.state),
          );
          vectors.set(text, String(here.state));
          compareWatches(network, system, here);
          const enabled = system.slots.flatMap((_, slot) => compareSlot(network, system, here, slot));
          if (enabled.length === 0) break;
          here = enabled[turn % enabled.length]!;
        }
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
