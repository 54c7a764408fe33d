import { type Branch, type Leaf, type System, type Tree, UserError } from '../kernel/index.ts';
import { leavesOf } from './leaves.ts';
import type { Known } from './step-tree.ts';
import type { Tabulated } from './tabulate.ts';

/** Leaves that are looked at for one slot that begins steps; if there are more what it may touch is kept. */
const LEAVES_MAX = 10_000;

/**
 * Cone of influence: the system in which states that differ only in `dropped` slots are one.
 *
 * What can matter is usually read off the text of a program (Clarke, Grumberg and Peled, "Model Checking",
 * 1999, §13.1). Here the text would say too much, since wires choose receivers when events are sent, and what
 * properties look at is known only by their looking. So slots are dropped on trial, and `influences` tells
 * afterwards which of them matter after all.
 */
export const withoutSlots = (system: System, dropped: ReadonlySet<number>): System => ({
  ...system,
  represent: (state) => {
    for (const slot of dropped) state[slot] = system.initial[slot]!;
  },
});

/**
 * The dropped slots that matter: those whose local state makes a difference to what is kept, and those that
 * begin steps that change or show something. Empty: states that differ only in dropped slots are bisimilar,
 * as far as the search has come (docs/reductions.md).
 */
export const influences = (system: Tabulated, dropped: ReadonlySet<number>): ReadonlySet<number> => {
  const inquiry = new Inquiry(system, dropped);
  inquiry.run();
  return inquiry.found;
};

class Inquiry {
  readonly found = new Set<number>();
  private readonly system: Tabulated;
  private readonly dropped: ReadonlySet<number>;
  /** For each dropped slot all local states that it can be in, or more. */
  private readonly locals = new Map<number, Set<number>>();
  private grew = true;
  /** Leaves looked at, by the slot that begins the step. */
  private readonly looked = new Map<number, number>();

  constructor(system: Tabulated, dropped: ReadonlySet<number>) {
    this.system = system;
    this.dropped = dropped;
    for (const slot of dropped) this.locals.set(slot, new Set([system.initial[slot]!]));
  }

  run(): void {
    while (this.grew && this.found.size === 0) {
      this.grew = false;
      for (const tree of this.system.watches) this.compare(tree, new Map());
      for (const [slot, planted] of this.system.planted.entries()) {
        if (this.dropped.has(slot)) continue;
        for (const [local, trees] of planted.entries())
          for (const tree of trees ?? []) this.compare(tree, new Map([[slot, local]]));
      }
      for (const [slot, locals] of this.locals) for (const local of locals) this.inspect(slot, local);
    }
  }

  /** Whether a step of a kept slot does the same whatever the dropped slots are in. */
  private compare(tree: Tree, own: Known): void {
    const [actor = -1] = own.keys();
    for (const [leaf, known] of leavesOf(tree, own)) {
      const read = [...known.keys()].filter((slot) => this.dropped.has(slot) && !this.found.has(slot));
      if (read.length === 0) continue;
      const kept = (slot: number): readonly number[] | undefined => {
        const local = known.get(slot);
        return local === undefined ? undefined : [local];
      };
      const agrees = this.visit(tree, kept, (other) => {
        this.follow(other);
        return this.hasPatience(actor) && this.effect(other) === this.effect(leaf);
      });
      if (!agrees) for (const slot of read) this.found.add(slot);
    }
  }

  /** Whether the steps of a dropped slot change or show anything, wherever the kept slots have been. */
  private inspect(slot: number, local: number): void {
    const { system } = this;
    if (this.found.has(slot)) return;
    const anything = (kept: number): readonly number[] =>
      Array.from({ length: system.localCount(kept) }, (_, each) => each);
    const isHarmless = (leaf: Leaf): boolean => {
      if (!this.hasPatience(slot)) return false;
      this.follow(leaf);
      if (leaf.blockedBy >= 0) return system.blocking(leaf.blockedBy) === 'backpressure';
      return this.effect(leaf) === nothing;
    };
    const own = (kept: number): readonly number[] => (kept === slot ? [local] : anything(kept));
    const trees = attempt(() => system.starts(slot, local));
    if (trees === undefined || !trees.every((tree) => this.visit(tree, own, isHarmless)))
      this.found.add(slot);
  }

  /**
   * Shows `each` the leaves of a tree, with every local state of the dropped slots and those that `kept` gives
   * for the others. @returns false if one of them does not pass or cannot be worked out
   */
  private visit(
    tree: Tree,
    kept: (slot: number) => readonly number[] | undefined,
    each: (leaf: Leaf) => boolean,
  ): boolean {
    if (tree.slot < 0) return each(tree as Leaf);
    const branch = tree as Branch;
    const locals = this.locals.get(tree.slot) ?? kept(tree.slot);
    if (locals === undefined) return false;
    return [...locals].every((local) => {
      // States that are never together may not go together: then nothing is known of the slot.
      const child = branch.children[local] ?? attempt(() => this.system.grow(branch, local));
      return child !== undefined && this.visit(child, kept, each);
    });
  }

  private hasPatience(actor: number): boolean {
    const looked = (this.looked.get(actor) ?? 0) + 1;
    this.looked.set(actor, looked);
    return looked <= LEAVES_MAX;
  }

  /** Notes where a leaf leads dropped slots. */
  private follow({ writes }: Leaf): void {
    for (let i = 0; i < writes.length; i += 2) {
      const locals = this.locals.get(writes[i]!);
      if (locals === undefined || locals.has(writes[i + 1]!)) continue;
      locals.add(writes[i + 1]!);
      this.grew = true;
    }
  }

  /** What a leaf does to the kept slots, and what it shows. */
  private effect({ writes, marks, blockedBy }: Leaf): string {
    const kept: string[] = [];
    for (let i = 0; i < writes.length; i += 2)
      if (!this.dropped.has(writes[i]!)) kept.push(`${writes[i]}=${writes[i + 1]}`);
    return `${kept.sort().join()};${marks.join()};${blockedBy}`;
  }
}

const nothing = ';;-1';

/** The result, or `undefined` if it would be a mistake of the model. */
const attempt = <T>(run: () => T): T | undefined => {
  try {
    return run();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};
