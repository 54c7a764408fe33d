import { type Choice, follow, InternalError, type Path, type System } from '../kernel/index.ts';
import { after } from './interpret.ts';

const CHUNK = 65_536;
/** Stands for a number that does not fit a byte. */
const LARGE = 255;

/** Numbers that are nearly always small, one byte each. */
class SmallNumbers {
  private readonly chunks: Uint8Array[] = [];
  private readonly large = new Map<number, number>();
  length = 0;

  push(value: number): void {
    if (this.length % CHUNK === 0) this.chunks.push(new Uint8Array(CHUNK));
    if (value >= LARGE) this.large.set(this.length, value);
    this.chunks.at(-1)![this.length % CHUNK] = Math.min(value, LARGE);
    this.length++;
  }

  at(position: number): number {
    const value = this.chunks[Math.floor(position / CHUNK)]![position % CHUNK]!;
    return value === LARGE ? this.large.get(position)! : value;
  }

  get bytes(): number {
    return this.chunks.length * CHUNK;
  }
}

/**
 * How each state was first reached, in two bytes per state and without the states.
 *
 * States are expanded in the order in which they were found, so the children of a state have consecutive
 * numbers and come after those of all earlier states: how many there are per state tells who is whose.
 */
export class Ancestry {
  /** For each expanded state, the number of states first found from it. */
  private readonly children = new SmallNumbers();
  /** For each state but the first, which of the steps of its parent led to it. */
  private readonly births = new SmallNumbers();

  get bytes(): number {
    return this.children.bytes + this.births.bytes;
  }

  /** The next state was found by this step of the state at hand. */
  born(step: number): void {
    this.births.push(step);
  }

  /** The state at hand has been expanded. */
  expanded(children: number): void {
    this.children.push(children);
  }

  /** The choices that lead to a state. */
  path(system: System, id: number): Path {
    const steps: number[] = [];
    let parent = this.children.length;
    // Number of the first state that was found from `parent` or later.
    let first = this.births.length + 1;
    for (let child = id; child > 0; child = parent) {
      steps.push(this.births.at(child - 1));
      while (first > child) first -= this.children.at(--parent);
    }
    let state: readonly number[] = initialOf(system);
    return steps.toReversed().map((step): Choice => {
      const { slot, index } = choiceOf(system, state, step);
      const leaf = follow(system, system.starts(slot, state[slot]!)[index]!, state);
      state = after(system, state, leaf);
      return { slot, index };
    });
  }
}

export const initialOf = (system: System): number[] => {
  const state = [...system.initial];
  system.represent?.(state);
  return state;
};

/** Steps are numbered over all slots, so that the number does not depend on which of them were taken. */
const choiceOf = (system: System, state: readonly number[], step: number): Choice => {
  let index = step;
  for (let slot = 0; slot < state.length; slot++) {
    const { length } = system.starts(slot, state[slot]!);
    if (index < length) return { slot, index };
    index -= length;
  }
  throw new InternalError(`a state has no step ${step}`);
};
