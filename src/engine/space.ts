import { follow, type System } from '../kernel/index.ts';
import { GrowingWords } from './growing.ts';
import { after, isAhead, stepsOf, stutters } from './interpret.ts';
import { bitsFor, fits, type Layout, layoutOf, packInto, unpackFrom } from './layout.ts';
import {
  BATCH,
  instantiate,
  noSteps,
  type Scratch,
  scratchFor,
  type Steps,
  type Table,
  tally,
} from './program.ts';
import { StepCode } from './step-code.ts';
import { tableCode } from './table-code.ts';

/** How the engine works; nothing here changes what it finds. */
export interface Tuning {
  /**
   * States interpreted before code is generated, and at least so many before it is generated anew. Most
   * designs' trees have stopped growing after the default, and a small design is done before it.
   */
  readonly patience?: number;
}

const PATIENCE = 1500;
/** The table is enlarged when it is this full. Tags keep long probe sequences cheap. */
const LOAD_MAX = 0.8;
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
  layout: Layout;
  steps: Steps;
  visited: Table;
  scratch: Scratch;
  private text = noSteps;
  /** Steps from expanded states, parallel edges counted. */
  transitions = 0;
  /** True once a state was expanded that has no step. */
  deadlock = false;
  /** True when a batch could not be stored; the states whose successors it held count as not expanded. */
  full = false;
  readonly states = new GrowingWords(4096);
  table = new GrowingWords(4096);
  private readonly bytesMax: number;
  private readonly begun: Set<number>[];
  private compiled = false;
  private interpreted = 0;
  /** Successors of one state for which there is room in `scratch`. */
  private room = 0;
  private readonly patience: number;
  private allowance: number;
  private readonly vector: number[];

  constructor(system: System, bytesMax = Infinity, { patience = PATIENCE }: Tuning = {}) {
    // Generated code knows nothing of representatives and ample sets: there the trees themselves are read.
    this.patience = (system.represent ?? system.ample) === undefined ? patience : Infinity;
    this.allowance = this.patience;
    this.system = system;
    this.bytesMax = bytesMax;
    this.begun = system.slots.map(() => new Set());
    this.vector = system.slots.map(() => 0);
    const wide = system.slots.some((_, slot) => system.localCount(slot) > 2 ** ROOMY);
    this.layout = layoutOf(system.slots.map(() => (wide ? 32 : ROOMY)));
    this.scratch = scratchFor(system, this.layout.words, 0);
    this.steps = instantiate(this.text, this.scratch);
    this.visited = this.newTable();
    const initial = [...system.initial];
    system.represent?.(initial);
    this.add(initial);
  }

  /** No single call of `advance` finds more states than this. */
  get batchMax(): number {
    return this.scratch.hashes.length / 2;
  }

  get bytes(): number {
    return (this.states.words.length + this.table.words.length) * 4;
  }

  read(id: number, into: number[] = []): number[] {
    unpackFrom(this.layout, this.states.words, id * this.layout.words, into);
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
    this.scratch.out.set(this.states.words.subarray(id * words, (id + 1) * words));
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
    if (!this.interpret(next)) return next;
    if (this.interpreted++ >= this.allowance) this.specialise();
    return next + 1;
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
    state.forEach((local, slot) => this.begun[slot]!.add(local));
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

  private note(marks: readonly number[]): void {
    for (const mark of marks) this.scratch.marks[mark] = 1;
  }

  private add(state: readonly number[]): boolean {
    if (!this.layout.fields.every((field, slot) => fits(field, state[slot]!))) this.repack();
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
    const { states, table, layout } = this;
    let [room, size] = [states.words.length, table.words.length];
    if (count * layout.words <= room && count <= size * LOAD_MAX) return true;
    while (count * layout.words > room) room = Math.ceil((room * 5) / 4);
    while (count > size * LOAD_MAX) size *= 2;
    if ((room + size) * 4 > this.bytesMax || !states.resize(room)) this.full = true;
    if (!this.full && size > table.words.length) {
      if (table.resize(size)) this.refill();
      else this.full = true;
    }
    this.bind();
    return !this.full;
  }

  private refill(): void {
    this.table.words.fill(0);
    this.bind();
    this.visited.rehash(this.count);
  }

  private bind(): void {
    this.visited.bind(this.states.words, this.table.words);
    this.steps.bind(this.states.words);
  }

  /** Generates code from the trees as they are now. */
  private specialise(): void {
    this.compiled = true;
    const tight = this.tightest().every((bits, slot) => bits === this.layout.fields[slot]!.bits);
    const roomy = this.successorsMax() <= this.room;
    if (tight && roomy) this.compile();
    else this.repack();
    // Interpreting a state costs about as much as generating and compiling 150 characters.
    this.allowance = this.interpreted * 1.1 + this.patience / 8 + this.text.length / 150;
  }

  private compile(): void {
    this.text = this.compiled ? new StepCode(this.system, this.layout, this.begun).source() : noSteps;
    this.steps = instantiate(this.text, this.scratch);
    this.steps.bind(this.states.words);
  }

  private newTable(): Table {
    const visited = instantiate<Table>(tableCode(this.layout.words), this.scratch);
    visited.bind(this.states.words, this.table.words);
    return visited;
  }

  /** Packs everything anew, as tightly as the local states seen so far allow. */
  private repack(): void {
    const before = this.layout;
    this.layout = layoutOf(this.tightest());
    const { words } = this.layout;
    const old = this.states.words.slice(0, this.count * before.words);
    this.room = this.successorsMax() * 2;
    const { marks, blocked, tally } = this.scratch;
    this.scratch = { ...scratchFor(this.system, words, this.room), marks, blocked, tally };
    if (this.count * words > this.states.words.length) this.states.resize(this.count * words);
    for (let id = 0; id < this.count; id++) {
      unpackFrom(before, old, id * before.words, this.vector);
      packInto(this.layout, this.vector, this.states.words, id * words);
    }
    this.compile();
    this.visited = this.newTable();
    this.refill();
  }

  private tightest(): number[] {
    return this.system.slots.map((_, slot) => bitsFor(this.system.localCount(slot)));
  }

  private successorsMax(): number {
    const most = this.begun.map((locals, slot) =>
      Math.max(0, ...[...locals].map((local) => this.system.starts(slot, local).length)),
    );
    return most.reduce((total, one) => total + one, 0);
  }
}
