import type { Branch, Leaf, System, Tree } from '../kernel/index.ts';
import { type Bits, hasBit, join, meet, noBits, setBit } from './bits.ts';

/** The contents of queues, as far as their order matters. */
export interface Fifos {
  /** True for a queue that delivers in order of arrival and makes its sender wait while it is full. */
  readonly isFifo: (slot: number) => boolean;
  readonly length: (slot: number, local: number) => number;
}

/**
 * What a step depends on and what it changes, as sets of resources. Everything written counts as read.
 *
 * A slot is one resource, except that a first-in first-out buffer is two: its head, which deliveries change,
 * and its tail, which arrivals change. A delivery from a buffer that is not empty and an arrival in a buffer
 * that is not full do the same in either order; so SPIN treats sends and receives on a channel that has one
 * reader and one writer (Holzmann and Peled, "An improvement in formal verification", FORTE 1994). A step
 * that waits because a buffer is full depends on its head, and a delivery that waits because it is empty on
 * its tail. Buffers that lose events, that deliver in any order, or whose capacity is a limit of the search
 * are one resource: there it is observed whether they are full.
 */
export interface Footprint {
  readonly reads: Bits;
  readonly writes: Bits;
}

/** Two steps of which one changes what the other depends on. */
export const conflict = (a: Footprint, b: Footprint): boolean =>
  meet(a.writes, b.reads) || meet(b.writes, a.reads);

/** @returns true if the first became larger */
export const extend = (footprint: Footprint, more: Footprint): boolean => {
  const reads = join(footprint.reads, more.reads);
  return join(footprint.writes, more.writes) || reads;
};

/** Works out the footprints of the steps of one system. */
export class Footprints {
  private readonly system: System;
  private readonly fifos: Fifos;
  /** Number of resources: slots (of a buffer, its head), then the tails of buffers. */
  private readonly size: number;

  constructor(system: System, fifos: Fifos) {
    this.system = system;
    this.fifos = fifos;
    this.size = system.slots.length * 2;
  }

  empty(): Footprint {
    return { reads: noBits(this.size), writes: noBits(this.size) };
  }

  /** What must change before `slot` can begin any step, where it cannot begin one now. */
  idle(slot: number, into: Footprint): void {
    setBit(into.reads, this.fifos.isFifo(slot) ? this.tail(slot) : slot);
  }

  /** Reads a tree of `slot` (-1: a watch) in `state`, adds what that leaf depends on, and returns the leaf. */
  read(tree: Tree, slot: number, state: readonly number[], into: Footprint): Leaf {
    const { reads, writes } = into;
    if (slot >= 0) setBit(reads, slot);
    while (tree.slot >= 0) {
      const branch = tree as Branch;
      const local = state[branch.slot]!;
      setBit(reads, this.arrival(branch.slot));
      tree = branch.children[local] ?? this.system.grow(branch, local);
    }
    const leaf = tree as Leaf;
    if (leaf.blockedBy >= 0) {
      setBit(reads, leaf.blockedBy);
      setBit(reads, this.arrival(leaf.blockedBy));
      return leaf;
    }
    const change = (resource: number): void => {
      setBit(reads, resource);
      setBit(writes, resource);
    };
    for (let i = 0; i < leaf.writes.length; i += 2) {
      const written = leaf.writes[i]!;
      change(written === slot ? slot : this.arrival(written));
    }
    if (slot >= 0 && this.feedsItself(slot, state[slot]!, leaf)) {
      change(slot);
      change(this.tail(slot));
    }
    return leaf;
  }

  /** The footprint of the images of steps under a permutation of slots. */
  renamed({ reads, writes }: Footprint, to: (slot: number) => number): Footprint {
    const { length } = this.system.slots;
    const image = (bits: Bits): Bits => {
      const renamed = noBits(this.size);
      for (let one = 0; one < this.size; one++) {
        if (!hasBit(bits, one)) continue;
        setBit(renamed, one < length ? to(one) : length + to(one - length));
      }
      return renamed;
    };
    return { reads: image(reads), writes: image(writes) };
  }

  private tail(slot: number): number {
    return this.system.slots.length + slot;
  }

  /** The resource behind a slot for a step that something else begins. */
  private arrival(slot: number): number {
    return this.fifos.isFifo(slot) ? this.tail(slot) : slot;
  }

  /** A delivery takes one item out; if the buffer is not shorter then, something has arrived as well. */
  private feedsItself(slot: number, before: number, { writes }: Leaf): boolean {
    const { isFifo, length } = this.fifos;
    if (!isFifo(slot)) return false;
    for (let i = 0; i < writes.length; i += 2)
      if (writes[i] === slot) return length(slot, writes[i + 1]!) >= length(slot, before);
    return true;
  }
}
