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
export const component = <M extends AnyStateMachine, const E extends readonly Message[] = []>(
  declared: Omit<Component<M>, 'stimuli'> & {
    // The list has a type of its own, because TypeScript would not take 'READ' in it for a literal if it were
    // checked against the machine while that is still being inferred.
    readonly stimuli?: (snapshot: SnapshotFrom<M>) => E;
  } & (E extends readonly EventFromLogic<M>[] ? unknown : { readonly stimuli: Component<M>['stimuli'] }),
): Component => declared as unknown as Component;
