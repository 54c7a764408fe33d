import type { Message } from './component.ts';

/** How an event travels, and so what other steps can come between its being sent and its arrival. */
export type Via =
  /** In the same step, first-in first-out: nobody can observe the middle. */
  | { readonly kind: 'sync' }
  /** Into a bounded buffer; its delivery is a step of its own. */
  | {
      readonly kind: 'queue' | 'unordered';
      readonly capacity: number;
      /**
       * What happens to a step that wants to put an event into a full buffer. `bound`: the step is cut, and
       * since the capacity is then a limit of the search, nothing can `hold` any more. `backpressure`: the
       * hardware itself makes the sender wait. `drop`: the hardware loses the event.
       */
      readonly overflow: Overflow;
    };

export type Overflow = 'bound' | 'backpressure' | 'drop';

/** The receiver of events that leave the network: they are observed and nothing more happens. */
export const environment = 'environment';

/** A connection from senders to receivers for one type of event. */
export interface Wire<E extends Message = Message> {
  /** Needed for queues: it names the slot of the state vector. */
  readonly name?: string;
  readonly event: E['type'];
  readonly from: string | readonly string[];
  /** Receiver or receivers, or a function that picks them from the payload. Must be pure. */
  readonly to: string | readonly string[] | ((event: E) => string | readonly string[]);
  readonly via: Via;
  /** Why this atomicity is right, with its source. */
  readonly because: string;
}

export const wire = <E extends Message>(declared: Wire<E>): Wire => declared as unknown as Wire;

/** Same step: the event is handled before anyone else can act. */
export const sync: Via = { kind: 'sync' };

/** A first-in first-out buffer of `capacity` events. */
export const queue = (capacity: number, overflow: Overflow = 'bound'): Via => ({
  kind: 'queue',
  capacity,
  overflow,
});

/** A buffer of `capacity` events any of which may be delivered next. */
export const unordered = (capacity: number, overflow: Overflow = 'bound'): Via => ({
  kind: 'unordered',
  capacity,
  overflow,
});
