import { follow, type System } from '../kernel/index.ts';
import { explore, type Visitor } from './explore.ts';
import { printable } from './identifiers.ts';

/** The reachable states and steps themselves, with names. */
export interface Graph {
  readonly states: readonly GraphState[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphState {
  /** One line per slot: its name and its local state. */
  readonly lines: readonly string[];
  /** Names of the marks that the state bears. */
  readonly marks: readonly string[];
}

export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /** Who does what. */
  readonly label: string;
  readonly marks: readonly string[];
}

/** @throws UserError IRQ027 if there are more than `statesMax` states */
export const graphOf = (system: System, statesMax: number): Graph => {
  const { slots, watches, names } = system;
  const marked = (marks: readonly number[]): string[] => marks.map((mark) => printable(system.marks[mark]!));
  const vectors: (readonly number[])[] = [];
  const states: GraphState[] = [];
  const edges: GraphEdge[] = [];
  const visitor: Visitor = {
    state: (_, vector) => {
      vectors.push(vector);
      const marks = watches.flatMap((watch) => follow(system, watch, vector).marks);
      const lines = slots.map(({ name }, slot) => {
        const local = vector[slot]!;
        return printable(`${name}: ${names?.local(slot, local) ?? local}`);
      });
      states.push({ lines, marks: marked(marks) });
    },
    step: (from, slot, index, leaf, to) => {
      const event = names?.step(slot, vectors[from]![slot]!, index) ?? `step ${index}`;
      edges.push({ from, to, label: printable(`${slots[slot]!.name}: ${event}`), marks: marked(leaf.marks) });
    },
  };
  explore(system, visitor, statesMax);
  return { states, edges };
};
