import type { System } from '../kernel/index.ts';

/**
 * In which local states slots have been met. Only there may a system be asked for its steps: elsewhere a
 * machine may have no answer, and need not have one.
 */
export class Begun {
  readonly locals: readonly Set<number>[];
  /** No state met has more successors than this. */
  successorsMax = 0;
  private readonly system: System;
  private readonly most: number[];

  constructor(system: System) {
    this.system = system;
    this.locals = system.slots.map(() => new Set());
    this.most = system.slots.map(() => 0);
  }

  add(state: readonly number[]): void {
    state.forEach((local, slot) => {
      this.locals[slot]!.add(local);
      const { length } = this.system.starts(slot, local);
      const more = length - this.most[slot]!;
      if (more <= 0) return;
      this.most[slot] = length;
      this.successorsMax += more;
    });
  }
}
