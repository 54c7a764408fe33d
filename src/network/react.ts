import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createMachine,
  initialTransition,
  transition,
} from 'xstate';
import { UserError } from '../kernel/index.ts';
import type { Message } from '../language/index.ts';
import { canonical, sealed } from './canonical.ts';
import { refuseAtRunTime, unsupported } from './refuse.ts';

/** More microsteps than this within one macrostep are taken for a loop of eventless or raised transitions. */
const MICROSTEPS_MAX = 1000;

/** What a machine does with one event: a macrostep of XState's pure `transition()`. */
export interface Reaction {
  readonly next: AnyMachineSnapshot;
  /** In the order in which the machine emits them. */
  readonly emitted: readonly Message[];
}

/** The same machine, but one that stops with an error where XState would loop for ever. */
export const bounded = (machine: AnyStateMachine): AnyStateMachine =>
  createMachine({ ...machine.config, options: { maxIterations: MICROSTEPS_MAX } }, machine.implementations);

/** @throws UserError IRQ030, IRQ031, IRQ037, IRQ042, IRQ043 if the machine cannot be started */
export const start = (name: string, machine: AnyStateMachine): AnyMachineSnapshot => {
  const where = `component ${name} in its initial state`;
  const [snapshot, actions] = guarded(where, () => initialTransition(machine, undefined as never));
  if (emissions(where, snapshot, actions).length > 0) {
    throw new UserError('IRQ042', `component ${name} emits events before anything has happened`, {
      fix: 'emit on a transition; nobody is there yet to receive what an initial state emits',
    });
  }
  return snapshot;
};

/** @throws UserError IRQ032 if the machine has no transition for the event; IRQ030, IRQ031, IRQ037, IRQ039, IRQ042, IRQ043 */
export const react = (
  name: string,
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: Message,
): Reaction => {
  const state = `component ${name} in state ${stateText(snapshot)}`;
  const text = canonical(event, `an event for ${state}`);
  const where = `${state} on ${text}`;
  const enabled = guarded(where, () => machine.getTransitionData(snapshot, event));
  if (enabled.length === 0) {
    throw new UserError('IRQ032', `${state} has no answer to ${text}`, {
      expected: 'a transition, or one without target and actions to ignore the event',
      fix: `on: { '${event.type}': {} } in that state says that ignoring it is meant`,
    });
  }
  const [next, actions] = guarded(where, () => transition(machine, snapshot, event));
  return { next, emitted: emissions(where, next, actions) };
};

/** What identifies a local state: the active states, the context and what history remembers. */
export const localKey = (name: string, snapshot: AnyMachineSnapshot): string => {
  const history = Object.entries(snapshot.historyValue as Record<string, { id: string }[]>).map(
    ([id, nodes]) =>
      `${id}:${nodes
        .map((node) => node.id)
        .sort()
        .join()}`,
  );
  const context = canonical(snapshot.context, `the context of component ${name}`);
  return `${JSON.stringify(snapshot.value)}|${context}|${history.sort().join(';')}`;
};

/** The active states as text: `live`, or `device.idle & queue.full` for nested and parallel ones. */
export const stateText = (snapshot: AnyMachineSnapshot): string =>
  valueText(snapshot.value as StateText) || '(root)';

type StateText = string | { [region: string]: StateText };

const valueText = (value: StateText): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value)
        .map(([region, inner]) =>
          Object.keys(inner).length === 0 ? region : `${region}.${valueText(inner)}`,
        )
        .join(' & ');

/** What the machine emits, after a look at whether it did anything that it may not do. */
const emissions = (
  where: string,
  next: AnyMachineSnapshot,
  actions: readonly { type: string; params?: unknown }[],
): Message[] => {
  // XState reports what goes wrong in an initial state in the snapshot instead of throwing it.
  if (next.status === 'error') throw failure(where, next.error);
  for (const action of actions) refuseAtRunTime(where, action);
  if (Object.keys(next.children).length > 0) throw unsupported(where, 'spawn');
  sealed(next.context, `the context of ${where}`);
  return actions
    .filter(({ type }) => type === 'xstate.emit')
    .map(({ params }) =>
      sealed((params as { event: Message }).event, `an event that is emitted by ${where}`),
    );
};

/** Runs code of the model; what it throws becomes an error of the model. */
export const guarded = <T>(where: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    throw failure(where, error);
  }
};

const failure = (where: string, error: unknown): UserError => {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('Infinite loop')) {
    return new UserError('IRQ043', `${where} never comes to rest`, {
      fix: 'look for eventless transitions or raised events that go in a circle',
    });
  }
  // XState looks for the receiver before the action comes to light.
  if (message.startsWith('Unable to send event to actor')) return unsupported(where, 'sendTo');
  if (error instanceof TypeError && /read only|not extensible|delete property/.test(message)) {
    return new UserError('IRQ039', `${where} changes a context or an event in place: ${message}`, {
      fix: 'let assign return new objects and arrays',
    });
  }
  return new UserError('IRQ042', `${where} fails: ${message}`, {
    fix: 'guards, assigns and stimuli must be total functions of context and event',
  });
};
