import type { Choice, Leaf } from '../kernel/index.ts';
import type { Around, Observation, View } from '../language/index.ts';
import { DELIVERIES_MAX, endless, type InFlight, type Marking, unknownComponent } from '../network/index.ts';
import { type Known, Need } from './step-tree.ts';
import type { Tables, Target } from './tables.ts';

/** Reads a slot's local state at the start of the step. */
const reader =
  (known: Known) =>
  (slot: number): number => {
    const local = known.get(slot);
    if (local === undefined) throw new Need(slot);
    return local;
  };

/** Shows properties the snapshots behind local states. */
export const view =
  (tables: Tables, read: (slot: number) => number): View =>
  (name) => {
    const slot = tables.slotOf(name);
    const machine = slot === undefined ? undefined : tables.machineAt(slot);
    if (slot === undefined || machine === undefined) throw unknownComponent(name);
    return machine.snapshot(read(slot));
  };

/**
 * One step on the tables: the choice and its cascade, first-in first-out.
 *
 * @throws Need for the first slot whose local state matters and is not known
 */
export const cascade = (tables: Tables, marking: Marking, choice: Choice, known: Known): Leaf => {
  const before = reader(known);
  const changed = new Map<number, number>();
  const now = (slot: number): number => changed.get(slot) ?? before(slot);
  const observations: Observation[] = [];
  const work: (InFlight & { target: Target })[] = [];

  const observe = (observation: Observation): void => {
    observations.push(observation);
    tables.hear(observation, now, (slot, local) => changed.set(slot, local));
  };

  const { targets, ...started } = tables.start(choice, before(choice.slot));
  const source = tables.queueAt(choice.slot);
  if (source !== undefined) changed.set(choice.slot, source.without(before(choice.slot), choice.index));
  work.push(...targets.map((target) => ({ target, ...started })));

  for (let delivered = 0; work.length > 0; delivered++) {
    const { target, event, from } = work.shift()!;
    if (delivered >= DELIVERIES_MAX) throw endless(observations);
    const queue = tables.queueAt(target.slot);
    if (queue !== undefined) {
      const longer = queue.put(now(target.slot), { event, from });
      if (longer === undefined && queue.queue.overflow !== 'drop') return blocked(target.slot);
      if (longer !== undefined) changed.set(target.slot, longer);
      observe({ event, from, to: target.name, phase: longer === undefined ? 'dropped' : 'sent' });
      continue;
    }
    observe({ event, from, to: target.name, phase: 'delivered' });
    if (target.slot < 0) continue;
    const { next, emitted } = tables.parts[target.slot]!.cell(now(target.slot), event);
    changed.set(target.slot, next);
    for (const out of emitted) {
      work.push(
        ...tables.targets(target.name, out).map((to) => ({ target: to, event: out, from: target.name })),
      );
    }
  }

  const around: Around = { before: view(tables, before), after: view(tables, now) };
  const writes = [...changed].filter(([slot, local]) => known.get(slot) !== local).flat();
  return { slot: -1, writes, marks: marking.ofStep(observations, around), blockedBy: -1 };
};

const blocked = (queue: number): Leaf => ({ slot: -1, writes: [], marks: [], blockedBy: queue });

/** The marks of a state, as an attempt that reads only the slots that the predicate looks at. */
export const watch =
  (tables: Tables, { mark, holds }: Marking['ofState'][number]) =>
  (known: Known): Leaf => ({
    slot: -1,
    writes: [],
    marks: holds(view(tables, reader(known))) ? [mark] : [],
    blockedBy: -1,
  });
