/** Bits of a signature. */
export const SIGNATURE_BITS = 64;

/**
 * A 64-bit signature of a state vector, as two words: for each slot a random number per local state, all of
 * them combined by exclusive or (Zobrist, "A new hashing method with application for game playing", 1970).
 * Two different states have the same signature with probability 2^-64 exactly, whatever the states, if the
 * numbers are random (Carter and Wegman, "Universal classes of hash functions", JCSS 18, 1979). And when a
 * step changes three slots, six exclusive ors give the new signature.
 *
 * The numbers come from a generator with a seed, so that every run is the same.
 */
export class Signatures {
  /** By slot: the two words of local state 0, those of local state 1, … */
  private readonly tables: number[][];
  private readonly streams: (() => number)[];
  private readonly masks: readonly [low: number, high: number];

  constructor(slotCount: number, seed: number, bits: number) {
    this.tables = Array.from({ length: slotCount }, () => []);
    this.streams = this.tables.map((_, slot) => stream(seed, slot));
    this.masks = [ones(Math.min(bits, 32)), ones(Math.max(bits - 32, 0))];
  }

  of(state: readonly number[]): [low: number, high: number] {
    let [low, high] = [0, 0];
    for (let slot = 0; slot < state.length; slot++) {
      low ^= this.low(slot, state[slot]!);
      high ^= this.high(slot, state[slot]!);
    }
    return [low, high];
  }

  low(slot: number, local: number): number {
    return this.tables[slot]![local * 2] ?? this.draw(slot, local)[local * 2]!;
  }

  high(slot: number, local: number): number {
    return this.tables[slot]![local * 2 + 1] ?? this.draw(slot, local)[local * 2 + 1]!;
  }

  /** Draws the numbers of a slot in order, so that they do not depend on who asks first. */
  private draw(slot: number, local: number): number[] {
    const table = this.tables[slot]!;
    const next = this.streams[slot]!;
    while (table.length <= local * 2 + 1) table.push(next() & this.masks[0], next() & this.masks[1]);
    return table;
  }
}

const ones = (bits: number): number => (bits === 32 ? -1 : (1 << bits) - 1);

/** 32 random bits at a time: Doty-Humphrey's sfc32, which passes PractRand. */
const stream = (seed: number, slot: number): (() => number) => {
  let [a, b, c, counter] = [seed | 0, slot | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
};

/**
 * The chance that some two of `count` states have the same signature, so that one of them was taken for the
 * other: at most that of any one pair times the number of pairs (Wolper and Leroy, "Reliable hashing without
 * collision detection", CAV 1993).
 */
export const omissionProbability = (count: number, bits: number): number =>
  Math.min(1, ((count * (count - 1)) / 2) * 2 ** -bits);
