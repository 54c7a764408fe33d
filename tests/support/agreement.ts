import { expect } from 'vitest';
import { follow, type Leaf, UserError } from '../../src/kernel/index.ts';
import {
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

/** What has been compared, to prove that there was something to compare. */
export const nothingSeen = () => ({
  states: 0,
  steps: 0,
  blocked: 0,
  marked: 0,
  dropped: 0,
  deliveries: 0,
  errors: new Map<string, number>(),
  tabulatedCalls: 0,
});

interface Comparison {
  readonly network: Network;
  readonly system: Tabulated;
  readonly marks: ReturnType<typeof marking>;
  readonly seen: ReturnType<typeof nothingSeen>;
  /** How often XState's `transition()` has been called so far. */
  readonly calls: () => number;
}

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
export const attempt = <T>(run: () => T): T | UserError => {
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
  { network, system, marks, seen, calls }: Comparison,
  { at, state }: Enabled,
  slot: number,
): Enabled[] => {
  const names = new Set(network.parts.map(({ name }) => name));
  const interpreted = Array.from({ length: choiceCount(network, at, slot) }, (_, index) =>
    attempt(() => take(network, at, { slot, index })),
  );
  const before = calls();
  const tabulated = attempt(() =>
    system.starts(slot, state[slot]!).map((tree) => follow(system, tree, state)),
  );
  seen.tabulatedCalls += calls() - before;
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
    seen.deliveries += taken.observations.filter(({ to }) => names.has(to)).length;
    seen.dropped += taken.observations.filter(({ phase }) => phase === 'dropped').length;
    return [{ at: taken.next, state: next }];
  });
};

const compareWatches = ({ network, system, marks, seen }: Comparison, { at, state }: Enabled): void => {
  const holding = marks.ofState.filter(({ holds }) => holds(viewOf(network, at)));
  const watched = system.watches.flatMap((watch) => [...follow(system, watch, state).marks]);
  expect(watched).toEqual(holding.map(({ mark }) => mark));
  seen.marked += watched.length;
};

/**
 * Walks through a network, one turn choosing each step, and compares at every state all that could be done
 * there on the machines and on the tables. Returns the tabulated system.
 */
export const compareOnWalk = (
  network: Network,
  turns: readonly number[],
  seen: Comparison['seen'],
  calls: Comparison['calls'],
): Tabulated => {
  const system = tabulate(network);
  const comparison: Comparison = { network, system, marks: marking(network), seen, calls };
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
    compareWatches(comparison, here);
    const enabled = system.slots.flatMap((_, slot) => compareSlot(comparison, here, slot));
    if (enabled.length === 0) break;
    here = enabled[turn % enabled.length]!;
  }
  return system;
};
