import type { Leaf, System } from '../kernel/index.ts';
import { hasBit } from './bits.ts';
import { conflict, type Fifos, type Footprint, Footprints } from './footprint.ts';
import { Futures } from './futures.ts';
import type { Image } from './image.ts';
import { StubbornSets } from './stubborn.ts';

/** A system with a partial order reduction that learns from the steps that it sees. */
export interface Ordered extends System {
  /** The same without the reduction. */
  readonly plain: System;
  /** To be called before each search. */
  readonly restart: () => void;
  /** False if something was seen since the search began that an earlier choice should have respected. */
  readonly isSound: () => boolean;
  /** In how many states of the search steps were left out. */
  readonly reduced: () => number;
}

/**
 * Partial order reduction with stubborn sets of slots (Valmari, "Stubborn sets for reduced state space
 * generation", Petri Nets 1989; "A stubborn attack on state explosion", CAV 1990): where some slots cannot be
 * disturbed by anything that the others may do, now or later, their steps are taken and the others wait.
 *
 * Two things differ from there. What slots may do is not read off a program, since trees grow as they are
 * used: it is what has been seen of them so far, and if more is seen later the search begins again with what
 * it has learnt. That this is enough is shown in docs/reductions.md; dynamic partial order reduction
 * (Flanagan and Godefroid, POPL 2005) rests on the same idea. And a property of states is a step that changes
 * nothing and depends on what its watch reads, so nothing need be said of visible steps.
 *
 * No step is put off for ever: a set is used only if it leads to a state that is still to be expanded
 * (Bošnački and Holzmann, "Improving Spin's partial-order reduction for breadth-first search", SPIN 2005).
 *
 * @param images what the renamings of a symmetry do; what is seen of a slot holds for its images too
 */
export const partialOrder = (system: System, fifos: Fifos, images: readonly Image[] = []): Ordered => {
  const { slots, watches } = system;
  const footprints = new Footprints(system, fifos);
  const learner = learning(system, footprints, images);
  let reduced = 0;
  /** What every slot depends on now; behind the slots, the watches. */
  const now = [...slots, ...watches].map(() => footprints.empty());
  const weights = now.map(() => 0);
  const steps: Leaf[][] = slots.map(() => []);

  const look = (state: readonly number[]): void => {
    for (const { reads, writes } of now) {
      reads.fill(0);
      writes.fill(0);
    }
    for (let slot = 0; slot < slots.length; slot++) {
      const footprint = now[slot]!;
      const leaves = system
        .starts(slot, state[slot]!)
        .map((tree) => footprints.read(tree, slot, state, footprint));
      if (leaves.length === 0) footprints.idle(slot, footprint);
      else learner.begins(slot, state[slot]!, footprint);
      for (const leaf of leaves) learner.leads(state, leaf);
      const enabled = leaves.filter(({ blockedBy }) => blockedBy < 0);
      steps[slot] = enabled;
      weights[slot] = enabled.length;
    }
    watches.forEach((tree, i) => {
      footprints.read(tree, -1, state, now[slots.length + i]!);
      learner.begins(slots.length + i, 0, now[slots.length + i]!);
    });
  };

  const ample: System['ample'] = (state, ahead) => {
    look(state);
    const active = slots.flatMap((_, slot) => (weights[slot]! > 0 ? [slot] : []));
    if (active.length < 2) return undefined;
    const all = active.reduce((total, slot) => total + weights[slot]!, 0);
    const sets = new StubbornSets(now.length, (one, other) =>
      conflict(now[one]!, learner.ahead(other, state[other] ?? 0)),
    );
    const leadsAhead = (slot: number): boolean => steps[slot]!.some((leaf) => ahead(successor(state, leaf)));
    const chosen = sets
      .below(all, active, weights)
      .find((set) => active.some((slot) => hasBit(set, slot) && leadsAhead(slot)));
    if (chosen === undefined) return undefined;
    reduced++;
    return slots.flatMap((_, slot) => (hasBit(chosen, slot) ? [slot] : []));
  };

  return {
    ...system,
    plain: system,
    ample,
    restart: () => {
      reduced = 0;
      learner.restart();
    },
    isSound: () => !learner.stale,
    reduced: () => reduced,
  };
};

const successor = (state: readonly number[], { writes }: Leaf): number[] => {
  const next = [...state];
  for (let i = 0; i < writes.length; i += 2) next[writes[i]!] = writes[i + 1]!;
  return next;
};

/** What has been seen of slots and watches (numbered from the number of slots on), closed under renamings. */
const learning = (system: System, footprints: Footprints, images: readonly Image[]) => {
  const futures = new Futures(() => footprints.empty());
  const isComponent = (slot: number): boolean => system.slots[slot]?.kind === 'component';
  // What a queue may do does not depend on what happens to be in it.
  const phase = (slot: number, local: number): number => (isComponent(slot) ? local : 0);

  return {
    get stale() {
      return futures.stale;
    },
    restart: () => futures.restart(),
    ahead: (slot: number, local: number): Footprint => futures.of(slot, phase(slot, local)),
    begins: (slot: number, local: number, footprint: Footprint): void => {
      if (!futures.begins(slot, phase(slot, local), footprint)) return;
      for (const image of images) {
        const to = slot < system.slots.length ? image.slot(slot) : slot;
        const there = isComponent(slot) ? image.local(slot, local) : 0;
        futures.begins(to, there, footprints.renamed(footprint, image.slot));
      }
    },
    leads: (state: readonly number[], { writes }: Leaf): void => {
      for (let i = 0; i < writes.length; i += 2) {
        const [slot, next] = [writes[i]!, writes[i + 1]!];
        if (!isComponent(slot) || !futures.leads(slot, state[slot]!, next)) continue;
        for (const image of images) {
          const [from, to] = [image.local(slot, state[slot]!), image.local(slot, next)];
          futures.leads(image.slot(slot), from, to);
        }
      }
    },
  };
};
