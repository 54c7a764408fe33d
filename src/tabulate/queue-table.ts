import { canonical, type InFlight, type Queue } from '../network/index.ts';
import { Interner } from './interner.ts';

/** The contents of one queue wire as numbered local states; 0 is empty. */
export class QueueTable {
  readonly queue: Queue;
  private readonly contents = new Interner<readonly InFlight[]>();

  constructor(queue: Queue) {
    this.queue = queue;
    this.intern([]);
  }

  get size(): number {
    return this.contents.size;
  }

  items(local: number): readonly InFlight[] {
    return this.contents.value(local);
  }

  /** How many different deliveries are possible. */
  choices(local: number): number {
    const { length } = this.items(local);
    return this.queue.kind === 'queue' ? Math.min(length, 1) : length;
  }

  /** The contents with `item` at the end, or `undefined` if there is no room. */
  put(local: number, item: InFlight): number | undefined {
    const items = this.items(local);
    return items.length < this.queue.capacity ? this.intern([...items, item]) : undefined;
  }

  /** The contents without the item at `index`. */
  without(local: number, index: number): number {
    return this.intern(this.items(local).toSpliced(index, 1));
  }

  private intern(items: readonly InFlight[]): number {
    return this.contents.id(canonical(items, `the contents of ${this.queue.name}`), () => items);
  }
}
