import type { Branch, Leaf, System, Tree } from '../kernel/index.ts';
import { type Layout, maskIn } from './layout.ts';

/** Where a branch keeps the number of its children and the children, after word, shift and mask. */
const CAPACITY = 3;
const CHILDREN = 4;

/** What a leaf record begins with; a plain leaf has none of these. */
export const leafFlags = { stutter: 1, blocked: 2, marks: 4 } as const;

/**
 * The step trees of a system in one array of integers, to be read without following objects.
 *
 * A positive cell points to a branch: the word, shift and mask of the field to read, how many children there
 * is room for, and the children. A negative cell is the complement of a leaf's position: flags, where its marks
 * are listed or which queue blocks it, and for each word what to keep of it and what to flip in it. 0: not
 * grown yet. So new parts of trees are added while the code that reads them stays as it is.
 */
export class FlatTrees {
  cells = new Int32Array(4096);
  /** For each slot a branch whose children are lists: the number of trees, and a cell for each. */
  readonly roots: Int32Array;
  /** A list of the watches' trees. */
  readonly watches: number;
  private length = 1;
  private readonly system: System;
  private readonly layout: Layout;
  private readonly leaves = new Map<string, number>();
  private readonly known = new Map<number, number>();

  constructor(system: System, layout: Layout, begun: readonly Iterable<number>[]) {
    this.system = system;
    this.layout = layout;
    this.roots = new Int32Array(system.slots.length);
    this.watches = this.list(system.watches.length);
    system.watches.forEach((tree, i) => this.add(tree, this.watches + 1 + i));
    begun.forEach((locals, slot) => {
      for (const local of locals) {
        const list = this.begin(slot, local);
        this.known.set(slot, local);
        system.starts(slot, local).forEach((tree, i) => this.add(tree, list + 1 + i));
        this.known.delete(slot);
      }
    });
  }

  /** Adds whatever of the trees is read in this state. */
  learn(state: readonly number[]): void {
    this.system.watches.forEach((tree, i) => this.add(tree, this.watches + 1 + i, state));
    state.forEach((local, slot) => {
      const list = this.begin(slot, local);
      this.known.set(slot, local);
      this.system.starts(slot, local).forEach((tree, i) => this.add(tree, list + 1 + i, state));
      this.known.delete(slot);
    });
  }

  /** The list of trees that `slot` begins in this local state. */
  private begin(slot: number, local: number): number {
    const node = this.branch(this.roots[slot]!, slot, local);
    this.roots[slot] = node;
    const list = this.cells[node + CHILDREN + local]!;
    if (list !== 0) return list;
    const fresh = this.list(this.system.starts(slot, local).length);
    this.cells[node + CHILDREN + local] = fresh;
    return fresh;
  }

  /** Copies a tree to where `cell` is, all that there is of it or only what is read in `state`. */
  private add(tree: Tree, cell: number, state?: readonly number[]): void {
    if (tree.slot < 0) {
      if (this.cells[cell] === 0) {
        const leaf = this.leaf(tree as Leaf);
        this.cells[cell] = ~leaf;
      }
      return;
    }
    const { slot, children } = tree as Branch;
    const already = this.known.get(slot);
    const only = already ?? state?.[slot];
    const locals = only === undefined ? children.keys() : [only];
    for (const local of locals) {
      const child = children[local];
      if (child === undefined) continue;
      const node = this.branch(this.cells[cell]!, slot, local);
      this.cells[cell] = node;
      this.known.set(slot, local);
      this.add(child, node + CHILDREN + local, state);
    }
    if (already === undefined) this.known.delete(slot);
  }

  /** The branch at `node`, or a copy with more room, or a new one, that has room for the child `local`. */
  private branch(node: number, slot: number, local: number): number {
    const before = node === 0 ? 0 : this.cells[node + CAPACITY]!;
    if (local < before) return node;
    const capacity = Math.max(local + 1, this.system.localCount(slot), Math.ceil(before * 1.5));
    const { word, shift, bits } = this.layout.fields[slot]!;
    const fresh = this.take(CHILDREN + capacity);
    this.cells.set([word, shift, bits === 32 ? -1 : 2 ** bits - 1, capacity], fresh);
    this.cells.copyWithin(fresh + CHILDREN, node + CHILDREN, node + CHILDREN + before);
    return fresh;
  }

  private leaf({ writes, marks, blockedBy }: Leaf): number {
    const { words, fields } = this.layout;
    const keep = Array.from({ length: words }, () => -1);
    const flip = Array.from({ length: words }, () => 0);
    for (let i = 0; i < writes.length; i += 2) {
      const [slot, next] = [writes[i]!, writes[i + 1]!];
      const field = fields[slot]!;
      const before = this.known.get(slot);
      if (before === undefined) keep[field.word]! &= ~maskIn(field);
      flip[field.word]! ^= ((before ?? 0) ^ next) << field.shift;
    }
    const idle = keep.every((bits) => bits === -1) && flip.every((bits) => bits === 0);
    const flags =
      (blockedBy >= 0 ? leafFlags.blocked : idle ? leafFlags.stutter : 0) |
      (marks.length > 0 ? leafFlags.marks : 0);
    const key = [flags, blockedBy, ...marks, '', ...keep, ...flip].join(' ');
    const same = this.leaves.get(key);
    if (same !== undefined) return same;
    const position = this.take(2 + 2 * words);
    this.leaves.set(key, position);
    this.cells.set([flags, blockedBy, ...keep.flatMap((bits, word) => [bits, flip[word]!])], position);
    if (marks.length > 0 && blockedBy < 0) {
      const list = this.list(marks.length);
      this.cells.set(marks, list + 1);
      this.cells[position + 1] = list;
    }
    return position;
  }

  private list(length: number): number {
    const position = this.take(length + 1);
    this.cells[position] = length;
    return position;
  }

  private take(length: number): number {
    const position = this.length;
    this.length += length;
    if (this.length > this.cells.length) {
      const larger = new Int32Array(Math.max(this.length, this.cells.length * 2));
      larger.set(this.cells);
      this.cells = larger;
    }
    return position;
  }
}
