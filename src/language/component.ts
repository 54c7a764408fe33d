import type { AnyStateMachine, EventFromLogic, SnapshotFrom } from 'xstate';

/** Plain finite JSON with a type: the only thing that ever flows between components. */
export interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Whom a component acts for. Properties and stories use it; hardware never does. */
export type Role = 'guest' | 'host' | 'hardware';

/**
 * One XState v5 machine of a network, with what its environment may do to it.
 *
 * The machine must be pure: `assign`, `emit`, `raise`, guards, hierarchy and parallel regions. A transition
 * with neither target nor actions (`on: { EVENT: {} }`) says that the event is ignored on purpose; an event
 * without any transition is an error.
 */
export interface Component<M extends AnyStateMachine = AnyStateMachine> {
  readonly name: string;
  readonly role: Role;
  readonly machine: M;
  /** The events that the environment may inject in this local state; none if absent. Must be pure. */
  readonly stimuli?: (snapshot: SnapshotFrom<M>) => readonly EventFromLogic<M>[];
}

/** Declares a component, checking `stimuli` against the machine's own types. */
export const component = <M extends AnyStateMachine>(declared: Component<M>): Component =>
  declared as Component;
