import type { Component, Message } from './component.ts';
import type { Wire } from './wire.ts';

/** Members that may be permuted without changing anything; each is the name of a component or a token in events. */
export interface SymmetricSet {
  readonly name: string;
  readonly members: readonly string[];
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
