import type { Message } from '../language/index.ts';
import type { Queue } from './build.ts';
import { eventText } from './canonical.ts';

/** An event on its way, with the component that sent it. */
export interface InFlight {
  readonly event: Message;
  readonly from: string;
}

/**
 * The contents of a queue wire with one more item, or `undefined` if it is full. In an unordered buffer the
 * order of arrival means nothing, so the items are kept sorted: two orders of arrival are one state.
 */
export const put = (
  { kind, capacity }: Queue,
  items: readonly InFlight[],
  item: InFlight,
): readonly InFlight[] | undefined => {
  if (items.length >= capacity) return undefined;
  if (kind === 'queue') return [...items, item];
  const after = items.findIndex((other) => itemText(other) > itemText(item));
  return items.toSpliced(after < 0 ? items.length : after, 0, item);
};

/** One text per item: what it is and who sent it. */
export const itemText = ({ event, from }: InFlight): string => `${from} ${eventText(event)}`;
