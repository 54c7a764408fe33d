import type { Branch, Leaf, System, Tree } from '../kernel/index.ts';
import { type Domain, domains } from './domains.ts';
import { explore } from './explore.ts';

/** A slot and one of its local states: what is required of it, or what it becomes. */
export interface Setting {
  readonly slot: number;
  readonly local: number;
}

/** A guarded command: if all of `reads` are so, then `writes`. One path through a step tree. */
export interface Rule {
  /** The slot that begins the step. */
  readonly slot: number;
  /** The event that it begins with. */
  readonly event: string;
  readonly reads: readonly Setting[];
  readonly writes: readonly Setting[];
  readonly marks: readonly number[];
  /** The queue that has no room, so that this is not a step, or -1. */
  readonly blockedBy: number;
}

/** A mark that states bear: all those in which all of `reads` are so. */
export interface Condition {
  readonly mark: number;
  readonly reads: readonly Setting[];
}

/** A part of a tree that no reachable state has ever read: if all of `reads` are so and `slot` is in one of `locals`. */
export interface Gap {
  readonly reads: readonly Setting[];
  readonly slot: number;
  readonly locals: readonly number[];
}

/** A whole system as a finite list of rules, the common ground of all exports. */
export interface RuleSystem {
  readonly domains: readonly Domain[];
  readonly initial: readonly number[];
  readonly marks: readonly string[];
  /** In each reachable state, each choice enables exactly one of its rules: steps and transitions correspond. */
  readonly rules: readonly Rule[];
  readonly conditions: readonly Condition[];
  /** What the rules and conditions say nothing about; a tool that comes here has seen a state that we have not. */
  readonly gaps: readonly Gap[];
  /** Distinct reachable states and enabled steps, for whoever wants to compare. */
  readonly states: number;
  readonly transitions: number;
}

/**
 * Explores the system until nothing is unknown and reads its trees off, branch by branch. Branches that no
 * reachable state takes have never grown; they are the gaps.
 *
 * @throws UserError IRQ060 if there are more than `statesMax` states
 */
export const rulesOf = (system: System, statesMax?: number): RuleSystem => {
  const { states, transitions, locals } = explore(system, {}, statesMax);
  const rules: Rule[] = [];
  const conditions: Condition[] = [];
  const gaps: Gap[] = [];

  const read = (
    tree: Tree,
    reads: readonly Setting[],
    end: (reads: readonly Setting[], leaf: Leaf) => void,
  ): void => {
    if (tree.slot < 0) return end(reads, tree as Leaf);
    const { slot, children } = tree as Branch;
    const known = reads.find((one) => one.slot === slot);
    const possible = known === undefined ? ascending(locals[slot]!) : [known.local];
    const missing: number[] = [];
    for (const local of possible) {
      const child = children[local];
      if (child === undefined) missing.push(local);
      else read(child, known === undefined ? [...reads, { slot, local }] : reads, end);
    }
    if (missing.length > 0) gaps.push({ reads, slot, locals: missing });
  };

  for (const slot of system.slots.keys()) {
    for (const local of ascending(locals[slot]!)) {
      for (const [index, tree] of system.starts(slot, local).entries()) {
        const event = system.names?.step(slot, local, index) ?? `step ${index}`;
        read(tree, [{ slot, local }], (reads, { writes, marks, blockedBy }) => {
          rules.push({ slot, event, reads, writes: settings(writes), marks, blockedBy });
        });
      }
    }
  }
  for (const watch of system.watches) {
    read(watch, [], (reads, leaf) => conditions.push(...leaf.marks.map((mark) => ({ mark, reads }))));
  }
  const { initial, marks } = system;
  return { domains: domains(system, locals), initial, marks, rules, conditions, gaps, states, transitions };
};

const ascending = (locals: ReadonlySet<number>): number[] => [...locals].sort((a, b) => a - b);

const settings = (pairs: readonly number[]): Setting[] =>
  Array.from({ length: pairs.length / 2 }, (_, i) => ({ slot: pairs[2 * i]!, local: pairs[2 * i + 1]! }));
