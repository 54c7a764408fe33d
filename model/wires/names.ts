import type { Message, Wire } from '../../src/language/index.ts';
import type { Setting } from '../setting.ts';

/** The component that stands for a guest's unit: `adi0`, `vf1`. */
export const unitName = ({ choices }: Setting, guest: number): string => `${choices.unit}${guest}`;

/** `prefix` with each index behind it. */
export const names = (prefix: string, indices: readonly number[]): string[] =>
  indices.map((i) => `${prefix}${i}`);

/** Picks the receiver by an index in the payload. */
export const byField =
  (prefix: string, field: 'entry' | 'index') =>
  (event: Message): string =>
    `${prefix}${String(event[field])}`;

/** The same wire for several types of event. */
export const each = (
  wire: Omit<Wire, 'event' | 'because'>,
  events: readonly string[],
  because: string,
): Wire[] => events.map((event) => ({ ...wire, event, because }));
