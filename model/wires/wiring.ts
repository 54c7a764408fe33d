import type { Message, Wire } from '../../src/language/index.ts';

/** Picks the receiver that a field of the event names. */
export const named =
  (field: string) =>
  (event: Message): string =>
    String(event[field]);

/** The same wire for several types of event. */
export const each = (
  wire: Omit<Wire, 'event' | 'because'>,
  events: readonly string[],
  because: string,
): Wire[] => events.map((event) => ({ ...wire, event, because }));
