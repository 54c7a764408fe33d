import { extend, type Footprint } from './footprint.ts';

/** What is known of a slot in one local state. */
interface Phase {
  /** Of the steps that it may begin from here on. */
  readonly ahead: Footprint;
  /** The phases that lead here. */
  readonly sources: Phase[];
  readonly next: Set<number>;
  /** True once a decision has rested on `ahead`. */
  consulted: boolean;
}

/**
 * For each slot and local state the footprint of all steps that the slot may begin there or later, as far as
 * steps have been seen. It only ever grows.
 */
export class Futures {
  private readonly empty: () => Footprint;
  private readonly phases: (Phase | undefined)[][] = [];
  /** True if something became known that an earlier decision would have had to respect. */
  stale = false;

  constructor(empty: () => Footprint) {
    this.empty = empty;
  }

  /** Forgets which decisions were made, for a new search; what is known stays known. */
  restart(): void {
    this.stale = false;
    for (const locals of this.phases) for (const phase of locals ?? []) if (phase) phase.consulted = false;
  }

  /** What `slot` may do from now on. Whoever asks relies on it. */
  of(slot: number, local: number): Footprint {
    const phase = this.phase(slot, local);
    phase.consulted = true;
    return phase.ahead;
  }

  /** In this local state the slot can begin steps with this footprint. @returns true if that is news */
  begins(slot: number, local: number, footprint: Footprint): boolean {
    return this.spread(this.phase(slot, local), footprint);
  }

  /** Some step takes the slot from one local state to another. @returns true if that is news */
  leads(slot: number, from: number, to: number): boolean {
    const source = this.phase(slot, from);
    if (source.next.has(to)) return false;
    source.next.add(to);
    const target = this.phase(slot, to);
    target.sources.push(source);
    this.spread(source, target.ahead);
    return true;
  }

  private phase(slot: number, local: number): Phase {
    const locals = (this.phases[slot] ??= []);
    return (locals[local] ??= { ahead: this.empty(), sources: [], next: new Set(), consulted: false });
  }

  /** Adds a footprint to a phase and to all that lead to it. */
  private spread(start: Phase, footprint: Footprint): boolean {
    if (!extend(start.ahead, footprint)) return false;
    const grown = [start];
    for (let phase = grown.pop(); phase !== undefined; phase = grown.pop()) {
      if (phase.consulted) this.stale = true;
      for (const source of phase.sources) if (extend(source.ahead, phase.ahead)) grown.push(source);
    }
    return true;
  }
}
