import type { Slot, System, Tree } from '../kernel/index.ts';
import { marking, type Network } from '../network/index.ts';
import { cascade, watch } from './cascade.ts';
import type { Fifos } from './footprint.ts';
import { names } from './names.ts';
import { grow, plant } from './step-tree.ts';
import { Tables } from './tables.ts';

/** A system whose tables are filled from XState as they are needed. */
export interface Tabulated extends System {
  readonly tables: Tables;
  /** The trees asked for so far: by slot, then local state; holes where nobody asked. */
  readonly planted: readonly (readonly (readonly Tree[] | undefined)[])[];
}

/** The buffers that a partial order reduction may take for two resources. */
export const fifosOf = ({ tables }: Tabulated): Fifos => ({
  isFifo: (slot) => {
    const queue = tables.queueAt(slot)?.queue;
    return queue?.kind === 'queue' && queue.overflow === 'backpressure';
  },
  length: (slot, local) => tables.queueAt(slot)!.items(local).length,
});

export interface TabulateOptions {
  /** Local states allowed per component, and different contents per queue. */
  readonly localsMax?: number;
}

/**
 * Network → System. XState is called once per (local state, event) that is ever met; everything else is
 * integers.
 */
export const tabulate = (network: Network, { localsMax }: TabulateOptions = {}): Tabulated => {
  const tables = new Tables(network, localsMax);
  const marks = marking(network);
  const planted: (readonly Tree[])[][] = Array.from({ length: tables.slotCount }, () => []);
  const slots: Slot[] = [
    ...network.parts.map(({ name }) => ({ name, kind: 'component' as const })),
    ...network.queues.map(({ name }) => ({ name, kind: 'queue' as const })),
    ...network.observers.map(({ name }) => ({ name, kind: 'observer' as const })),
  ];

  const starts = (slot: number, local: number): readonly Tree[] =>
    (planted[slot]![local] ??= Array.from({ length: tables.choiceCount(slot, local) }, (_, index) =>
      plant((known) => cascade(tables, marks, { slot, index }, known), new Map([[slot, local]])),
    ));

  return {
    tables,
    planted,
    slots,
    initial: slots.map(() => 0),
    marks: marks.names,
    watches: marks.ofState.map((one) => plant(watch(tables, one), new Map())),
    starts,
    grow,
    names: names(tables),
    localCount: (slot) => tables.localCount(slot),
    blocking: (slot) => (tables.queueAt(slot)?.queue.overflow === 'backpressure' ? 'backpressure' : 'bound'),
  };
};
