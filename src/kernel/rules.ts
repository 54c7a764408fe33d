import type { Branch, Leaf, Slot, System, Tree } from './system.ts';

/** What a rule does when it fires. */
export interface Effect {
  /** Pairs of slot and new local state. */
  readonly writes: readonly (readonly [slot: number, local: number])[];
  /** Positions in `Rules.marks`. */
  readonly marks?: readonly number[];
}

/** One way to take a step. */
export interface Rule {
  /** The slots that the rule looks at. The first one is the actor: it begins the step, and paths name it. */
  readonly reads: readonly number[];
  /** What happens when the slots read are in these local states; `undefined`: nothing, the rule is not enabled. Must be pure. */
  readonly fire: (...locals: readonly number[]) => Effect | undefined;
}

/** A transition system as most tools would list it. */
export interface Rules {
  readonly slots: readonly { readonly name: string; readonly locals: number }[];
  readonly initial: readonly number[];
  readonly rules: readonly Rule[];
  readonly marks?: readonly string[];
  /** Which marks a state itself bears. Must be pure. */
  readonly watches?: readonly {
    readonly reads: readonly number[];
    readonly marks: (...locals: readonly number[]) => readonly number[];
  }[];
}

/** A rule from a row of a table: enabled exactly when every slot listed is in the local state beside it. */
export const row = (when: readonly (readonly [slot: number, local: number])[], effect: Effect): Rule => ({
  reads: when.map(([slot]) => slot),
  fire: (...locals) => (when.every(([, local], i) => local === locals[i]) ? effect : undefined),
});

/**
 * A System from a hand-made table, for models that do not come from a network: another tool's, a textbook's.
 *
 * @example Two lamps, of which one may be switched on while the other is off:
 * ```ts
 * const lamps = systemFromRules({
 *   slots: [{ name: 'left', locals: 2 }, { name: 'right', locals: 2 }],
 *   initial: [0, 0],
 *   marks: ['both on'],
 *   rules: [
 *     row([[0, 0], [1, 0]], { writes: [[0, 1]] }), // the left one goes on: it reads both, writes itself
 *     { reads: [1, 0], fire: (right, left) => (left === 0 ? { writes: [[1, 1 - right]] } : undefined) },
 *   ],
 *   watches: [{ reads: [0, 1], marks: (left, right) => (left + right === 2 ? [0] : []) }],
 * });
 * ```
 *
 * A rule that turns out not to be enabled ends in a leaf that is blocked by the slot read last; since nothing
 * but the model holds it back, `blocking` says `backpressure` and no verdict is weakened by it.
 */
export const systemFromRules = ({ slots, initial, rules, marks = [], watches = [] }: Rules): System => {
  const begun: (readonly Tree[])[][] = slots.map(() => []);
  const starts = (slot: number, local: number): readonly Tree[] =>
    (begun[slot]![local] ??= rules
      .filter(({ reads }) => (reads[0] ?? 0) === slot)
      .map(({ reads, fire }) =>
        // A rule that reads nothing begins in slot 0, whatever its local state.
        plant({ reads, leaf: (locals) => leafOf(reads, fire(...locals)) }, reads.length === 0 ? [] : [local]),
      )
      .filter((tree) => tree.slot >= 0 || (tree as Leaf).blockedBy < 0));
  return {
    slots: slots.map(({ name }): Slot => ({ name, kind: 'component' })),
    initial,
    marks,
    watches: watches.map(({ reads, marks: borne }) =>
      plant({ reads, leaf: (locals) => leaf([], borne(...locals), -1) }, []),
    ),
    starts,
    grow: (branch, local) => (branch as Planted).grow(local),
    localCount: (slot) => slots[slot]!.locals,
    blocking: () => 'backpressure',
  };
};

interface Plan {
  readonly reads: readonly number[];
  readonly leaf: (locals: readonly number[]) => Leaf;
}

interface Planted extends Branch {
  readonly grow: (local: number) => Tree;
}

const plant = (plan: Plan, locals: readonly number[]): Tree => {
  const slot = plan.reads[locals.length];
  if (slot === undefined) return plan.leaf(locals);
  const children: (Tree | undefined)[] = [];
  const branch: Planted = {
    slot,
    children,
    grow: (local) => (children[local] ??= plant(plan, [...locals, local])),
  };
  return branch;
};

const leaf = (writes: readonly number[], marks: readonly number[], blockedBy: number): Leaf => ({
  slot: -1,
  writes,
  marks,
  blockedBy,
});

const leafOf = (reads: readonly number[], effect: Effect | undefined): Leaf =>
  effect === undefined ? leaf([], [], reads.at(-1) ?? 0) : leaf(effect.writes.flat(), effect.marks ?? [], -1);
