import { follow, type System } from '../kernel/index.ts';
import { Begun } from './begun.ts';
import { FlatTrees } from './flat-trees.ts';
import { after, isAhead, stepsOf, stutters } from './interpret.ts';
import { bitsFor, filled, fits, type Layout, layoutOf, packInto, unpackFrom } from './layout.ts';
import {
  BATCH,
  noSteps,
  type Scratch,
  scratchFor,
  type Steps,
  type Table,
  stepsFrom,
  stepsText,
  tableFrom,
  tally,
} from './program.ts';
import { repacking } from './repack.ts';
import { Store } from './store.ts';
import { tableCode } from './table-code.ts';
import { PATIENCE, type Tuning } from './tuning.ts';

/** While states are interpreted a slot has this many bits, so that no repacking is needed as local states are found. */
const ROOMY = 16;

/**
 * All states found, numbered in the order in which they were found, and the means to find more.
 *
 * Nothing is kept per state except its packed words and its entry in the table: which step led to it is worked
 * out afterwards, for the few paths that anybody asks for (see shortest.ts).
 */
export class Space {
  readonly system: System;
  count = 0;
  /** Changes whenever other threads have to be told. */
  version = 0;
  layout: Layout;
  steps: Steps;
  visited: Table;
  scratch: Scratch;
  trees: FlatTrees | undefined;
  /** Steps from expanded states, parallel edges counted. */
  transitions = 0;
  /** True once a state was expanded that has no step. */
  deadlock = false;
  /** True when a batch could not be stored; the states whose successors it held count as not expanded. */
  full = false;
  readonly store: Store;
  private readonly begun: Begun;
  specialised = false;
  private interpreted = 0;
  /** Successors of one state for which there is room in `scratch`. */
  private room = 0;
  private readonly patience: number;
  private readonly vector: number[];

  constructor(system: System, bytesMax = Infinity, { patience = PATIENCE }: Tuning = {}) {
    // Flat trees know nothing of representatives and ample sets: there the trees themselves are read.
    this.patience = (system.represent ?? system.ample) === undefined ? patience : Infinity;
    this.system = system;
    this.store = new Store(bytesMax);
    this.begun = new Begun(system);
    this.vector = system.slots.map(() => 0);
    const wide = system.slots.some((_, slot) => system.localCount(slot) > 2 ** ROOMY);
    this.layout = layoutOf(system.slots.map(() => (wide ? 32 : ROOMY)));
    this.scratch = scratchFor(system, this.layout.words, 0);
    this.steps = this.newSteps();
    this.visited = this.newTable();
    const initial = [...system.initial];
    system.represent?.(initial);
    this.add(initial);
  }

  /** No single call of `advance` finds more states than this. */
  get batchMax(): number {
    return this.scratch.hashes.length / 2;
  }

  get successorsMax(): number {
    return this.begun.successorsMax;
  }

  read(id: number, into: number[] = []): number[] {
    unpackFrom(this.layout, this.store.states.words, id * this.layout.words, into);
    return into;
  }

  /** The number of a state, or -1. */
  find(state: readonly number[]): number {
    if (!this.layout.fields.every((field, slot) => fits(field, state[slot]!))) return -1;
    packInto(this.layout, state, this.scratch.out, 0);
    return this.visited.find(0);
  }

  hashOf(id: number): number {
    const { words } = this.layout;
    this.scratch.out.set(this.store.states.words.subarray(id * words, (id + 1) * words));
    return this.visited.hashAt(0);
  }

  /** Expands states from `from` on, in order, at most up to `to`. @returns the first that was not expanded */
  advance(from: number, to: number): number {
    const { tally: counts } = this.scratch;
    counts[tally.stutters] = 0;
    counts[tally.deadlock] = 0;
    const next = this.steps.expand(from, to, BATCH * this.layout.words);
    const words = counts[tally.words]!;
    if (!this.insert(words)) return from;
    this.transitions += words / this.layout.words + counts[tally.stutters]!;
    if (counts[tally.deadlock] === 1) this.deadlock = true;
    if (counts[tally.missed] === 0) return next;
    counts[tally.missed] = 0;
    return this.expandMissed(next) ? next + 1 : next;
  }

  /** Expands a state that needs a part of a tree that was not there. */
  expandMissed(id: number): boolean {
    if (!this.interpret(id)) return false;
    if (this.specialised) this.learn(id);
    else if (++this.interpreted > this.patience) this.specialise();
    return true;
  }

  /** Notes the marks that the states themselves bear. */
  watch(from: number, to: number): void {
    if (this.system.watches.length === 0) return;
    for (let id = from; id < to; id++) {
      if (this.steps.watch(id) >= 0) continue;
      const state = this.read(id, this.vector);
      for (const tree of this.system.watches) this.note(follow(this.system, tree, state).marks);
    }
  }

  /** Expands a state by reading the trees themselves, which grow where they must. */
  private interpret(id: number): boolean {
    const state = this.read(id);
    this.begun.add(state);
    const steps = stepsOf(this.system, state, this.system.ample?.(state, isAhead(this, id)));
    let enabled = 0;
    for (const { leaf } of steps) {
      if (leaf.blockedBy >= 0) {
        this.scratch.blocked[leaf.blockedBy] = 1;
        continue;
      }
      enabled++;
      this.note(leaf.marks);
      if (!stutters(state, leaf) && !this.add(after(this.system, state, leaf))) return false;
    }
    this.transitions += enabled;
    if (enabled === 0) this.deadlock = true;
    return true;
  }

  /** Adds to the flat trees what a state needs that was missing. */
  private learn(id: number): void {
    if (this.begun.successorsMax > this.room) {
      this.repack();
      return;
    }
    const { trees } = this;
    this.version++;
    trees!.learn(this.read(id, this.vector));
    this.steps.use(trees!.cells, trees!.roots, trees!.watches);
  }

  private note(marks: readonly number[]): void {
    for (const mark of marks) this.scratch.marks[mark] = 1;
  }

  private add(state: readonly number[]): boolean {
    if (!this.layout.fields.every((field, slot) => fits(field, state[slot]!)) && !this.repack()) return false;
    packInto(this.layout, state, this.scratch.out, 0);
    return this.insert(this.layout.words);
  }

  private insert(words: number): boolean {
    if (!this.reserve(this.count + words / this.layout.words)) return false;
    this.count = this.visited.insert(words, this.count);
    return true;
  }

  /** Makes room for so many states. */
  private reserve(count: number): boolean {
    this.full ||= !this.offer(count);
    return !this.full;
  }

  /** Makes room for so many states, if there is any. */
  offer(count: number): boolean {
    const grown = this.store.grow(count, this.layout.words);
    if (grown === 'more') this.bind();
    else if (grown === 'larger') this.refill();
    return grown !== undefined;
  }

  private refill(): void {
    this.store.table.words.fill(0);
    this.bind();
    this.visited.rehash(this.count);
  }

  private bind(): void {
    this.version++;
    this.visited.bind(this.store.states.words, this.store.table.words);
    this.steps.bind(this.store.states.words);
  }

  /** From now on states are packed tightly and steps are read from flat trees. */
  private specialise(): void {
    this.specialised = true;
    this.repack();
  }

  private newSteps(): Steps {
    if (!this.specialised) return stepsFrom(noSteps, this.scratch);
    this.trees = new FlatTrees(this.system, this.layout, this.begun.locals);
    const steps = stepsFrom(stepsText(this.layout), this.scratch);
    steps.bind(this.store.states.words);
    steps.use(this.trees.cells, this.trees.roots, this.trees.watches);
    return steps;
  }

  private newTable(): Table {
    const visited = tableFrom(tableCode(this.layout.words), this.scratch);
    visited.bind(this.store.states.words, this.store.table.words);
    return visited;
  }

  /** Packs everything anew, as tightly as the local states seen so far allow. @returns false if there is no room */
  private repack(): boolean {
    const { layout: before, system, store, scratch } = this;
    const { states } = store;
    const now = filled(layoutOf(system.slots.map((_, slot) => bitsFor(system.localCount(slot)))));
    const old = states.words.slice(0, this.count * before.words);
    this.full ||= store.grow(this.count, now.words) === undefined;
    if (this.full) return false;
    this.layout = now;
    this.room = this.begun.successorsMax * 2;
    const { marks, blocked, tally } = scratch;
    this.scratch = { ...scratchFor(system, now.words, this.room), marks, blocked, tally };
    repacking(before, now)(old, states.words, this.count);
    this.steps = this.newSteps();
    this.visited = this.newTable();
    this.refill();
    return true;
  }
}
