/**
 * The narrow waist: what every engine, wrapper and exporter sees of a network.
 *
 * A global state is a vector of small integers, one per slot. A step is described by a *step tree*: the
 * slots that the step reads, in the order in which it reads them, ending in a leaf that says what it
 * writes. A tree is read with the state in hand, so a step costs one array read per slot that it touches
 * and nothing for the slots that it does not. The path from the root to a leaf is the step's exact
 * footprint.
 *
 * Prior art: FDR's supercombinators (leaf machines and rules), LTSmin's PINS (integer state vectors,
 * partitioned next-state function, dependency matrix; Blom, van de Pol, Weber, CAV 2010).
 */

/** One position of the state vector. */
export interface Slot {
  readonly name: string;
  /** A component of the design, the contents of a queue wire, or an observer (it never constrains a step). */
  readonly kind: 'component' | 'queue' | 'observer';
}

/** Reads one slot and goes on with the child for its local state. A child that is missing is grown on demand. */
export interface Branch {
  readonly slot: number;
  /** Indexed by the local state of `slot`. */
  readonly children: (Tree | undefined)[];
}

/** The end of a tree. */
export interface Leaf {
  readonly slot: -1;
  /** Pairs slot, new local state; slots that keep their value are left out. Empty: a stutter step. */
  readonly writes: readonly number[];
  /** Indices into `System.marks` of what was observed. */
  readonly marks: readonly number[];
  /** The queue slot whose being full disables the step, or -1: the step is enabled. */
  readonly blockedBy: number;
}

export type Tree = Branch | Leaf;

/** What the numbers stand for. Only people read it: exporters and progress reports, never an engine. */
export interface Names {
  /** Local state `local` of `slot`: its active states and its context, or what a queue holds. */
  local(slot: number, local: number): string;
  /** The event that the step `starts(slot, local)[index]` begins with. */
  step(slot: number, local: number, index: number): string;
}

export interface System {
  readonly slots: readonly Slot[];
  /** The local state of every slot at the start. */
  readonly initial: readonly number[];
  /** Names of what steps and states can be marked with (a violation, a witness, a goal). */
  readonly marks: readonly string[];
  /** Trees read once per state, for the marks that the state itself bears; their leaves write nothing. */
  readonly watches: readonly Tree[];
  /**
   * The trees of the steps that `slot` can begin in local state `local`, in the order in which the choices
   * are numbered. The same array at every call.
   */
  starts(slot: number, local: number): readonly Tree[];
  /** Fills `branch.children[local]` and returns it. */
  grow(branch: Branch, local: number): Tree;
  /** Number of local states of `slot` seen so far; local states are numbered from 0 without gaps. */
  localCount(slot: number): number;
  /**
   * For a quotient under symmetry: replaces `state` by the representative of its orbit. Engines call it on
   * every state before they look it up. Absent: every state stands for itself.
   */
  readonly represent?: (state: number[]) => void;
  /**
   * For a partial order reduction: the slots whose steps are enough to take from `state`; `undefined`: all of
   * them. Engines that expand states in the order in which they find them may call it as they come to expand
   * one; `ahead` tells whether a state (which it may change) is still to be expanded after this one. Absent:
   * all steps of every state are taken.
   */
  readonly ample?: (
    state: readonly number[],
    ahead: (next: number[]) => boolean,
  ) => readonly number[] | undefined;
  /** What a queue does to the sender when it is full: cut the search (a bound) or hold the sender back (hardware). */
  blocking(slot: number): 'bound' | 'backpressure';
  /** Absent in a system made by hand: numbers are then shown as they are. */
  readonly names?: Names;
}

/** A step of a path: the slot that begins it and the index of its tree in `starts(slot, state[slot])`. */
export interface Choice {
  readonly slot: number;
  readonly index: number;
}

/** The choices from the initial state on. */
export type Path = readonly Choice[];

/** Reads `tree` in `state` down to its leaf. */
export const follow = (system: System, tree: Tree, state: ArrayLike<number>): Leaf => {
  while (tree.slot >= 0) {
    const branch = tree as Branch;
    const local = state[branch.slot] as number;
    tree = branch.children[local] ?? system.grow(branch, local);
  }
  return tree as Leaf;
};
