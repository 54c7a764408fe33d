import type { AnyStateMachine, SnapshotFrom } from 'xstate';
import {
  type Component,
  enqueueActions,
  environment,
  type Message,
  type NetworkDefinition,
  type Property,
  setup,
  sync,
  type View,
  wire,
  type Wire,
} from '../../src/language/index.ts';

/** A public model as a network, with what is claimed of it. */
export interface Model {
  readonly definition: NetworkDefinition;
  readonly properties: readonly Property[];
}

/**
 * Emitted by whoever turns a step down. Guards of the published models may look at several variables at once;
 * here a step is begun by one component, and what the guard of another would not allow leaves everything as
 * it is and is observed as REFUSED. The steps that are not refused are those of the published model.
 */
export const refused = { type: 'REFUSED' };

/** A machine with these contexts and events, which may emit any message. */
export const chart = <C extends object, E extends Message>() => {
  const types = {} as { context: C; events: E; emitted: Message };
  return setup({ types });
};

export const indices = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** All lists of `length` items of which each is one of `values`. */
export const lists = <T>(values: readonly T[], length: number): T[][] =>
  length === 0 ? [[]] : lists(values, length - 1).flatMap((list) => values.map((value) => [...list, value]));

/** All of these models move in steps that nobody can see the middle of. */
export const direct = <E extends Message>(event: E['type'], from: Wire['from'], to: Wire<E>['to']): Wire =>
  wire<E>({ event, from, to, via: sync, because: 'the published model takes this in one step' });

export const refusals = (from: readonly string[]): Wire => direct('REFUSED', from, environment);

/**
 * The published model may begin in many states, a network in one. `boot` chooses: each of its stimuli sends
 * SET to every component. It adds one state, and each initial state counts as a step.
 */
export const boot = (choices: readonly (readonly Message[])[]): Component =>
  actor(
    'boot',
    chart<object, { type: 'START'; choice: number }>().createMachine({
      initial: 'off',
      states: {
        off: {
          on: {
            START: {
              target: 'on',
              actions: enqueueActions(({ enqueue, event }) => {
                for (const message of choices[event.choice]!) enqueue.emit(message);
              }),
            },
          },
        },
        on: {},
      },
    }),
    ({ value }) => (value === 'off' ? choices.map((_, choice) => ({ type: 'START', choice })) : []),
  );

export const property = (
  id: string,
  claim: string,
  body: Property['body'],
  witness: Property['witness'],
): Property => ({
  id,
  title: claim,
  claim,
  why: 'it is what the published model is checked for',
  sources: [],
  body,
  witness,
});

/** A component whose stimuli are written next to its machine. */
export const actor = <M extends AnyStateMachine>(
  name: string,
  machine: M,
  stimuli: (snapshot: SnapshotFrom<M>) => readonly Message[] = () => [],
): Component => ({ name, role: 'guest', machine, stimuli: stimuli as NonNullable<Component['stimuli']> });

/** The context of a component. */
export const contextAt = (at: View, name: string): Readonly<Record<string, unknown>> => at(name).context;
