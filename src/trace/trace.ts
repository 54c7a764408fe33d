import type { Message, Observation } from '../language/index.ts';
import { type Configuration, type Network, stateText } from '../network/index.ts';

/** A local state as plain data: of a component, or the events in a queue. */
export type LocalValue =
  | { readonly state: string; readonly context: Readonly<Record<string, unknown>> }
  | { readonly queued: readonly Message[] };

/** A global state by name of component or queue. */
export type GlobalValue = Readonly<Record<string, LocalValue>>;

/** What one step changed in one slot, field by field. */
export interface Change {
  readonly slot: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface TraceStep {
  /** The component that was stimulated, or the queue that delivered. */
  readonly actor: string;
  readonly event: Message;
  /** Position among the deliverable elements if a queue delivers; 0 for a first-in first-out queue. */
  readonly element: number;
  /** All that passed between components, in order; the first is the stimulus. */
  readonly observations: readonly Observation[];
  readonly changes: readonly Change[];
  /** The state after the step. */
  readonly state: GlobalValue;
}

/** A run of the XState machines from the initial state on. */
export interface Trace {
  readonly initial: GlobalValue;
  readonly steps: readonly TraceStep[];
}

/** The state of all components and queues; observers are the checker's own and left out. */
export const globalValue = ({ parts, queues }: Network, configuration: Configuration): GlobalValue => {
  const locals = parts.map(({ name }, i): [string, LocalValue] => [
    name,
    localValue(configuration.snapshots[i]!),
  ]);
  const contents = queues.map(({ name }, i): [string, LocalValue] => [
    name,
    { queued: configuration.queues[i]!.map(({ event }) => event) },
  ]);
  return Object.fromEntries([...locals, ...contents]);
};

const localValue = (snapshot: Configuration['snapshots'][number]): LocalValue => ({
  state: stateText(snapshot),
  context: snapshot.context as Record<string, unknown>,
});

/** The fields in which two states differ, slots in order. */
export const changesBetween = (before: GlobalValue, after: GlobalValue): Change[] =>
  Object.keys(after).flatMap((slot) => {
    const [from, to] = [flat(before[slot]), flat(after[slot])];
    return [...new Set([...Object.keys(from), ...Object.keys(to)])]
      .filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]))
      .map((field) => ({ slot, field, from: from[field], to: to[field] }));
  });

const flat = (value: LocalValue | undefined): Readonly<Record<string, unknown>> => {
  if (value === undefined) return {};
  return 'queued' in value ? { queued: value.queued } : { state: value.state, ...value.context };
};
