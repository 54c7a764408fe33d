import { type Bits, hasBit, join, noBits, setBit } from './bits.ts';

/** Whether the first must not be acted upon without the second. */
type Disturbs = (one: number, other: number) => boolean;

/**
 * Finds the smallest set of parties, among those that grow from one of `seeds`, such that nobody outside can
 * disturb anybody inside: the closure of Valmari's stubborn sets, on a graph that is worked out as it is needed.
 */
export class StubbornSets {
  private readonly count: number;
  private readonly disturbs: Disturbs;
  private readonly rows: (Bits | undefined)[] = [];

  constructor(count: number, disturbs: Disturbs) {
    this.count = count;
    this.disturbs = disturbs;
  }

  /**
   * The closure of each seed whose weight is below `limit`, lightest first; seeds that come first win ties.
   *
   * @param weights how much each party adds to the weight of a set
   */
  below(limit: number, seeds: readonly number[], weights: readonly number[]): Bits[] {
    return seeds
      .map((seed) => this.closure(seed, limit, weights))
      .filter((found) => found.weight < limit)
      .toSorted((a, b) => a.weight - b.weight)
      .map(({ set }) => set);
  }

  private closure(seed: number, limit: number, weights: readonly number[]): { set: Bits; weight: number } {
    const set = noBits(this.count);
    setBit(set, seed);
    const chosen = [seed];
    let weight = weights[seed]!;
    for (const one of chosen) {
      if (weight >= limit) break;
      if (!join(set, this.row(one))) continue;
      for (let other = 0; other < this.count; other++) {
        if (!hasBit(set, other) || chosen.includes(other)) continue;
        chosen.push(other);
        weight += weights[other]!;
      }
    }
    return { set, weight };
  }

  private row(one: number): Bits {
    const known = this.rows[one];
    if (known !== undefined) return known;
    const row = noBits(this.count);
    for (let other = 0; other < this.count; other++)
      if (other !== one && this.disturbs(one, other)) setBit(row, other);
    return (this.rows[one] = row);
  }
}
