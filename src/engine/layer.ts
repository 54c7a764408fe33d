import type { Space } from './space.ts';

/** Bits of the filter that spares most look-ups; it fits the first-level cache. */
const FILTER_BITS = 18;

/**
 * The states of one level that lie on a shortest path to some goal, with the least number of changes of actor
 * from there on.
 *
 * Kept for a state and goal: the least cost, and the set of slots that begin a path of that cost. Whoever
 * arrives by a step of such a slot pays that cost, anybody else pays one more.
 */
export class Layer {
  readonly space: Space;
  readonly from: number;
  readonly to: number;
  private readonly ids: number[] = [];
  private readonly goals: number[] = [];
  private readonly costs: number[] = [];
  private readonly actors: ReadonlySet<number>[] = [];
  private readonly filter = new Int32Array(1 << (FILTER_BITS - 5));
  private readonly offers = new Map<number, { cost: number; actors: Set<number> }>();

  constructor(space: Space, from: number, to: number) {
    this.space = space;
    this.from = from;
    this.to = to;
  }

  get isEmpty(): boolean {
    return this.ids.length === 0;
  }

  /** The state at hand is a goal itself: nothing is left to do, whoever acted last. */
  end(goal: number): void {
    this.offers.set(goal, { cost: 0, actors: anybody });
  }

  /** From the state at hand `slot` can begin a path of this cost. */
  offer(goal: number, slot: number, cost: number): void {
    const best = this.offers.get(goal);
    if (best === undefined || cost < best.cost) this.offers.set(goal, { cost, actors: new Set([slot]) });
    else if (cost === best.cost && best.actors !== anybody) best.actors.add(slot);
  }

  /** Keeps what was said about the state at hand, which is `id`; ids must come in ascending order. */
  commit(id: number): void {
    if (this.offers.size === 0) return;
    const bit = this.space.hashOf(id) >>> (32 - FILTER_BITS);
    this.filter[bit >>> 5]! |= 1 << (bit & 31);
    for (const [goal, { cost, actors }] of this.offers) {
      this.ids.push(id);
      this.goals.push(goal);
      this.costs.push(cost);
      this.actors.push(actors);
    }
    this.offers.clear();
  }

  /** False if no state with this hash is in the layer. */
  mayHold(hash: number): boolean {
    const bit = hash >>> (32 - FILTER_BITS);
    return ((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) === 1;
  }

  holds(id: number): boolean {
    return this.ids[this.position(id)] === id;
  }

  /** Calls `visit` with each goal that can be reached from `id` and the cost after a step of `slot`. */
  each(id: number, slot: number, visit: (goal: number, cost: number) => void): void {
    for (let row = this.position(id); this.ids[row] === id; row++) {
      const actors = this.actors[row]!;
      visit(this.goals[row]!, this.costs[row]! + (actors === anybody || actors.has(slot) ? 0 : 1));
    }
  }

  /** The first row that is not below `id`. */
  private position(id: number): number {
    let [low, high] = [0, this.ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.ids[middle]! < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const anybody = new Set<number>();
