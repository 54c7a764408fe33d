import type { Leaf, System } from '../kernel/index.ts';
import { type Domain, domains } from './domains.ts';
import { explore } from './explore.ts';
import { type Fork, reduce, type Reduced } from './reduce.ts';

/** What is required of a slot: to be in one of these local states. */
export interface Reading {
  readonly slot: number;
  readonly locals: readonly number[];
}

/** What becomes of a slot. */
export interface Writing {
  readonly slot: number;
  readonly local: number;
}

/** A guarded command: if all of `reads` are so, then `writes`. One path through a reduced step tree. */
export interface Rule {
  /** The slot that begins the step. */
  readonly slot: number;
  /** The event that it begins with. */
  readonly event: string;
  readonly reads: readonly Reading[];
  readonly writes: readonly Writing[];
  readonly marks: readonly number[];
  /** The queue that has no room, so that this is not a step, or -1. */
  readonly blockedBy: number;
}

/** A mark that states bear: all those in which all of `reads` are so. */
export interface Condition {
  readonly mark: number;
  readonly reads: readonly Reading[];
}

/** A part of a tree that no reachable state has ever read: not all of `reads` are ever so. */
export interface Gap {
  readonly reads: readonly Reading[];
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
 * @throws UserError IRQ027 if there are more than `statesMax` states
 */
export const rulesOf = (system: System, statesMax?: number): RuleSystem => {
  const { states, transitions, locals } = explore(system, {}, statesMax);
  const possible = locals.map((set) => [...set].sort((a, b) => a - b));
  const rules: Rule[] = [];
  const conditions: Condition[] = [];
  const gaps: Gap[] = [];

  const read = (node: Reduced, reads: readonly Reading[], end: End): void => {
    if (node.slot < 0) return end(reads, node as Leaf);
    const { slot, groups, missing } = node as Fork;
    for (const { locals, rest } of groups) read(rest, [...reads, { slot, locals }], end);
    if (missing.length > 0) gaps.push({ reads: [...reads, { slot, locals: missing }] });
  };

  for (const slot of system.slots.keys()) {
    for (const local of possible[slot]!) {
      for (const [index, tree] of system.starts(slot, local).entries()) {
        const event = system.names?.step(slot, local, index) ?? `step ${index}`;
        const start = { slot, locals: [local] };
        read(
          reduce(tree, new Map([[slot, local]]), possible),
          [start],
          (reads, { writes, marks, blockedBy }) => {
            rules.push({ slot, event, reads, writes: writings(writes), marks, blockedBy });
          },
        );
      }
    }
  }
  for (const watch of system.watches) {
    read(reduce(watch, new Map(), possible), [], (reads, { marks }) => {
      conditions.push(...marks.map((mark) => ({ mark, reads })));
    });
  }
  const { initial, marks } = system;
  return { domains: domains(system, locals), initial, marks, rules, conditions, gaps, states, transitions };
};

type End = (reads: readonly Reading[], leaf: Leaf) => void;

const writings = (pairs: readonly number[]): Writing[] =>
  Array.from({ length: pairs.length / 2 }, (_, i) => ({ slot: pairs[2 * i]!, local: pairs[2 * i + 1]! }));
