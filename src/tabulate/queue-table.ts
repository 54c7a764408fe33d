import { UserError } from '../kernel/index.ts';
import { type InFlight, itemText, put, type Queue } from '../network/index.ts';
import { Interner } from './interner.ts';
import { LOCALS_MAX } from './machine-table.ts';

/** The contents of one queue wire as numbered local states; 0 is empty. */
export class QueueTable {
  readonly queue: Queue;
  private readonly limit: number;
  private readonly contents = new Interner<readonly InFlight[]>();

  constructor(queue: Queue, limit: number = LOCALS_MAX) {
    this.queue = queue;
    this.limit = limit;
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
    const longer = put(this.queue, this.items(local), item);
    return longer && this.intern(longer);
  }

  /** The contents without the item at `index`. */
  without(local: number, index: number): number {
    return this.intern(this.items(local).toSpliced(index, 1));
  }

  /** The number of these contents. */
  intern(items: readonly InFlight[]): number {
    const { name, capacity } = this.queue;
    const local = this.contents.id(items.map(itemText).join('\n'), () => items);
    if (local < this.limit) return local;
    const events = new Set(this.contents.all().flatMap((one) => one.map(itemText)));
    throw new UserError(
      'IRQ034',
      `the queue ${name} has more than ${this.limit} different contents: ${events.size} different events in ${capacity} places`,
      { fix: 'reduce its capacity, or the payloads that travel through it' },
    );
  }
}
