import type { AnyMachineSnapshot } from 'xstate';
import type { Names } from '../kernel/index.ts';
import type { Message } from '../language/index.ts';
import { stateText } from '../network/index.ts';
import type { Tables } from './tables.ts';

/** Names for a tabulated system, made from the snapshots and events behind the numbers. */
export const names = (tables: Tables): Names => ({
  local: (slot, local) => {
    const machine = tables.machineAt(slot);
    if (machine !== undefined) return localText(machine.snapshot(local));
    const items = tables.queueAt(slot)!.items(local);
    return items.length === 0
      ? 'empty'
      : items.map(({ event, from }) => `${eventText(event)} from ${from}`).join(', ');
  },
  step: (slot, local, index) => {
    const { event, targets } = tables.start({ slot, index }, local);
    const text = eventText(event);
    // A stimulus goes to the component that begins the step, which the reader knows already.
    return tables.queueAt(slot) === undefined
      ? text
      : `${text} to ${targets.map(({ name }) => name).join(', ')}`;
  },
});

/** `armed {owner: guest0, vector: 3}` */
const localText = (snapshot: AnyMachineSnapshot): string => {
  const state = stateText(snapshot);
  const context = fields(snapshot.context as Record<string, unknown>);
  return context === '' ? state : `${state} {${context}}`;
};

/** `WRITE(address: 16, data: 0)` */
const eventText = ({ type, ...payload }: Message): string => {
  const text = fields(payload);
  return text === '' ? type : `${type}(${text})`;
};

const fields = (record: Readonly<Record<string, unknown>>): string =>
  Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}: ${valueText(value)}`)
    .join(', ');

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${fields(value as Record<string, unknown>)}}`;
  return typeof value === 'string' && /^[\w.-]+$/.test(value) ? value : JSON.stringify(value);
};
