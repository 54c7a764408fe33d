import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createMachine,
  initialTransition,
  transition,
} from 'xstate';
import { UserError } from '../kernel/index.ts';
import type { Message } from '../language/index.ts';
import { canonical } from './canonical.ts';
import { refuseAtRunTime } from './refuse.ts';

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

/** @throws UserError IRQ042 if the machine cannot be started */
export const start = (name: string, machine: AnyStateMachine): AnyMachineSnapshot => {
  const [snapshot, actions] = guarded(name, 'its initial state', () =>
    initialTransition(machine, undefined as never),
  );
  if (emissions(name, actions).length > 0) {
    throw new UserError('IRQ042', `component ${name} emits events before anything has happened`, {
      fix: 'emit on a transition; nobody is there yet to receive what an initial state emits',
    });
  }
  return snapshot;
};

/** @throws UserError IRQ032 if the machine has no transition for the event, IRQ042, IRQ043 */
export const react = (
  name: string,
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  event: Message,
): Reaction => {
  const where = `state ${stateText(snapshot)}`;
  const enabled = guarded(name, where, () => machine.getTransitionData(snapshot, event));
  if (enabled.length === 0) {
    throw new UserError(
      'IRQ032',
      `component ${name} in ${where} has no answer to ${canonical(event, 'event')}`,
      {
        expected: 'a transition, or one without target and actions to ignore the event',
        fix: `on: { '${event.type}': {} } in that state says that ignoring it is meant`,
      },
    );
  }
  const [next, actions] = guarded(name, where, () => transition(machine, snapshot, event));
  return { next, emitted: emissions(name, actions) };
};

/** What identifies a local state: the active states, the context and what history remembers. */
export const localKey = (name: string, snapshot: AnyMachineSnapshot): string => {
  const history = Object.entries(snapshot.historyValue as Record<string, { id: string }[]>).map(
    ([id, nodes]) => `${id}:${nodes.map((node) => node.id).join()}`,
  );
  const context = canonical(snapshot.context, `the context of component ${name}`);
  return `${JSON.stringify(snapshot.value)}|${context}|${history.sort().join(';')}`;
};

/** The active states as text: `live`, or `device.idle & queue.full` for nested and parallel ones. */
export const stateText = (snapshot: AnyMachineSnapshot): string => valueText(snapshot.value as StateText);

type StateText = string | { [region: string]: StateText };

const valueText = (value: StateText): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value)
        .map(([region, inner]) =>
          Object.keys(inner).length === 0 ? region : `${region}.${valueText(inner)}`,
        )
        .join(' & ');

const emissions = (name: string, actions: readonly { type: string; params?: unknown }[]): Message[] => {
  const emitted: Message[] = [];
  for (const action of actions) {
    refuseAtRunTime(`component ${name}`, action);
    if (action.type === 'xstate.emit') emitted.push((action.params as { event: Message }).event);
  }
  return emitted;
};

const guarded = <T>(name: string, where: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (message.startsWith('Infinite loop')) {
      throw new UserError('IRQ043', `component ${name} in ${where} never comes to rest`, {
        fix: 'look for eventless transitions or raised events that go in a circle',
      });
    }
    throw new UserError('IRQ042', `component ${name} in ${where} fails: ${message}`, {
      fix: 'guards, assigns and stimuli must be total functions of context and event',
    });
  }
};
