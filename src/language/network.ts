import type { Component, Message } from './component.ts';
import type { Wire } from './wire.ts';

/**
 * Parties that may be exchanged for one another without changing anything. Each member is the list of all
 * that belongs to it: names of components and queues, and tokens in events and contexts, in the same order for
 * every member. To exchange two members is to rename each token of the one to that of the other.
 */
export interface SymmetricSet {
  readonly name: string;
  readonly members: readonly (readonly string[])[];
}

/** What a type of event means, in words, for stories. Without one the payload is shown. */
export type Phrases = Readonly<Record<string, (event: Message) => string>>;

/** A design made concrete: the machines and how they are connected. */
export interface NetworkDefinition {
  readonly name: string;
  readonly components: readonly Component[];
  readonly wires: readonly Wire[];
  readonly symmetric?: readonly SymmetricSet[];
  readonly phrases?: Phrases;
}

export const network = (definition: NetworkDefinition): NetworkDefinition => definition;
