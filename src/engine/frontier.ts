import type { System } from '../kernel/index.ts';
import { bitsFor, fits, type Layout, layoutOf, packInto, unpackFrom } from './layout.ts';

/** States per chunk of memory. Chunks are dropped as soon as their states have been taken. */
const CHUNK = 4096;

/** States packed alike. */
interface Chunk {
  readonly layout: Layout;
  readonly words: Int32Array;
  count: number;
}

/** The states of the level that is being expanded and those of the next, in the order in which they were found. */
export class Frontier {
  private readonly system: System;
  private now: Chunk[] = [];
  private next: Chunk[] = [];
  private chunk = 0;
  private position = 0;
  /** States of the present level that have not been taken. */
  left = 0;
  /** States of the next level so far. */
  ahead = 0;
  /** Memory taken, in bytes. */
  bytes = 0;

  constructor(system: System) {
    this.system = system;
  }

  take(into: number[]): void {
    const { layout, words, count } = this.now[this.chunk]!;
    unpackFrom(layout, words, this.position * layout.words, into);
    this.left--;
    if (++this.position < count) return;
    this.bytes -= words.byteLength;
    this.now[this.chunk++] = nothing;
    this.position = 0;
  }

  push(state: readonly number[]): void {
    let chunk = this.next.at(-1);
    if (chunk === undefined || chunk.count === CHUNK || !hasRoom(chunk.layout, state)) {
      chunk = this.newChunk();
      this.next.push(chunk);
      this.bytes += chunk.words.byteLength;
    }
    packInto(chunk.layout, state, chunk.words, chunk.count++ * chunk.layout.words);
    this.ahead++;
  }

  /** Goes on to the states that were pushed. */
  advance(): void {
    [this.now, this.next] = [this.next, []];
    [this.left, this.ahead] = [this.ahead, 0];
    this.chunk = 0;
  }

  /** Packed as tightly as the local states seen so far allow; when there are more the next chunk has room. */
  private newChunk(): Chunk {
    const { system } = this;
    const layout = layoutOf(system.slots.map((_, slot) => bitsFor(system.localCount(slot))));
    return { layout, words: new Int32Array(CHUNK * layout.words), count: 0 };
  }
}

const hasRoom = ({ fields }: Layout, state: readonly number[]): boolean =>
  fields.every((field, slot) => fits(field, state[slot]!));

const nothing: Chunk = { layout: { words: 0, fields: [] }, words: new Int32Array(0), count: 0 };
