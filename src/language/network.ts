import type { Component } from './component.ts';
import type { Wire } from './wire.ts';

/** Members that may be permuted without changing anything; each is the name of a component or a token in events. */
export interface SymmetricSet {
  readonly name: string;
  readonly members: readonly string[];
}

/** A design made concrete: the machines and how they are connected. */
export interface NetworkDefinition {
  readonly name: string;
  readonly components: readonly Component[];
  readonly wires: readonly Wire[];
  readonly symmetric?: readonly SymmetricSet[];
}

export const network = (definition: NetworkDefinition): NetworkDefinition => definition;
