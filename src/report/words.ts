import type { Message, Observation, Phrases } from '../language/index.ts';
import type { Change, TraceStep } from '../trace/index.ts';

/** A value in few words: fields without braces and quotes. */
export const short = (value: unknown): string => {
  if (value === undefined) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : value.map(short).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) =>
      typeof inner === 'object' ? `${name} (${short(inner)})` : `${name} ${short(inner)}`,
    )
    .join(', ');
};

/** An event in words, if the design has some for it, else its fields. */
export const told = (event: Message, phrases: Phrases): string => {
  const phrase = Object.hasOwn(phrases, event.type) ? phrases[event.type] : undefined;
  if (phrase !== undefined) return phrase(event);
  const { type, ghost: _, ...fields } = event;
  return Object.keys(fields).length === 0 ? type : `${type}: ${short(fields)}`;
};

/** What a step did, without repeating the stimulus where the actor passes it straight on. */
export const flow = ({ observations }: TraceStep): readonly Observation[] => {
  const [stimulus, next] = observations;
  const repeated =
    stimulus?.from === 'environment' && next?.from === stimulus.to && next.event.type === stimulus.event.type;
  return repeated ? observations.slice(1) : observations;
};

/** Changes by slot, with ghost data left out: it belongs to the properties, not to the story. */
export const changesBySlot = (changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> => {
  const bySlot = new Map<string, Change[]>();
  for (const change of changes) {
    if (change.field === 'ghost') continue;
    bySlot.set(change.slot, [...(bySlot.get(change.slot) ?? []), change]);
  }
  return bySlot;
};

/** `masked: no → yes`; for a queue, what is in it now. */
export const changed = ({ field, from, to }: Change, phrases: Phrases): string =>
  field === 'queued'
    ? `now holds ${(to as readonly Message[]).map((event) => told(event, phrases)).join('; ') || 'nothing'}`
    : `${field}: ${short(from)} → ${short(to)}`;
