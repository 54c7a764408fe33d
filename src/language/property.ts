import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Component, Message } from './component.ts';

/** Something that happens within a step: an event passes from one party to another. */
export interface Observation {
  readonly event: Message;
  /** Name of the sending component, or `environment` for a stimulus. */
  readonly from: string;
  /** Name of the receiving component, of the queue wire that the event enters, or `environment`. */
  readonly to: string;
  /** `sent`: the event enters a queue. `dropped`: the queue is full and loses it. `delivered`: the receiver handles it. */
  readonly phase: 'sent' | 'delivered' | 'dropped';
}

/** Looks at a component's snapshot by name. */
export type View = (component: string) => AnyMachineSnapshot;

/** The snapshots around a step. */
export interface Around {
  readonly before: View;
  readonly after: View;
}

type Seen = (observation: Observation, around: Around) => boolean;

/** What is claimed. */
export type Body =
  /** No step ever shows an observation for which this is true. */
  | { readonly kind: 'neverObserved'; readonly forbidden: Seen }
  /** No reachable state satisfies this. */
  | { readonly kind: 'neverState'; readonly forbidden: (at: View) => boolean }
  /** An XState machine that hears every observed event (its payload plus `observed`) and must never enter a state tagged `violation`. */
  | { readonly kind: 'observer'; readonly machine: AnyStateMachine }
  /** From every reachable state each of these can still be observed (CTL: AG EF). */
  | { readonly kind: 'alwaysPossible'; readonly goals: (parties: readonly Party[]) => readonly Goal[] };

export interface Goal {
  readonly name: string;
  readonly seen: Seen;
}

export type Party = Pick<Component, 'name' | 'role'>;

/** What an observer machine receives: the event as it was sent, and who sent it to whom. */
export type Observed<E extends Message = Message> = E & { readonly observed: Omit<Observation, 'event'> };

/** A claim about isolation, with what makes it meaningful. */
export interface Property {
  readonly id: string;
  /** The id in the tables of the literature, e.g. S1. */
  readonly short?: string;
  readonly title: string;
  /** One English sentence. */
  readonly claim: string;
  readonly why: string;
  readonly sources: readonly string[];
  readonly body: Body;
  /** Must be reachable for the claim to mean anything; else the verdict is `vacuous`. */
  readonly witness: { readonly means: string; readonly seen: Seen };
}

export const defineProperty = (property: Property): Property => property;
