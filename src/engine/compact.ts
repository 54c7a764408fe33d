import {
  type Bounds,
  type Claim,
  follow,
  type Leaf,
  type Progress,
  type Search,
  type StopReason,
  type System,
} from '../kernel/index.ts';
import { Ancestry, initialOf } from './ancestry.ts';
import { Frontier } from './frontier.ts';
import { after } from './interpret.ts';
import { omissionProbability, SIGNATURE_BITS, Signatures } from './signature.ts';
import { SignatureSet } from './signature-set.ts';
import { Sightings } from './sightings.ts';

/** How many states are expanded between two reports of progress. */
const REPORT_EVERY = 16_384;

export interface CompactOptions {
  /** Another seed gives another, independent chance to find what was missed. */
  readonly seed?: number;
  /** Fewer than 64 serve tests, which want to see states missed. */
  readonly bits?: number;
}

/**
 * Breadth-first search that remembers of each state only a signature (hash compaction: Wolper and Leroy,
 * "Reliable hashing without collision detection", CAV 1993; Stern and Dill, "Improved probabilistic
 * verification by hash compaction", CHARME 1995). Read `reach` first.
 *
 * A state whose signature was seen is taken for seen. So states may be missed, with a probability that the
 * findings tell, and the search is never exhaustive; but whatever it finds is there. Only states still to be
 * expanded are kept whole. Unlike in those papers the signature is a universal hash, for which the
 * probability is a theorem and not an assumption.
 *
 * What stays possible is not looked at: that would take the states themselves.
 */
export function* compact(
  system: System,
  claims: readonly Claim[],
  { depthMax = Infinity, statesMax = Infinity, bytesMax = Infinity }: Bounds = {},
  { seed = 1, bits = SIGNATURE_BITS }: CompactOptions = {},
): Search {
  const run = new Run(system, claims, new Signatures(system.slots.length, seed, bits), bytesMax);
  let stopped: StopReason | undefined;
  while (run.left > 0 && stopped === undefined) {
    stopped = run.depth >= depthMax ? 'depth' : yield* expandLevel(run, statesMax);
    if (stopped !== undefined) break;
    run.advance();
    if (run.left > 0 && run.sightings.settled) stopped = 'settled';
    else if (run.left > 0 && run.states >= statesMax) stopped = 'states';
  }
  return {
    engine: 'compact',
    ...run.progress,
    ...run.sightings.findings(system, run.ancestry),
    stopped: stopped ?? 'compacted',
    omission: omissionProbability(run.states, bits),
  };
}

/** @returns why it ended before the end of the level */
function* expandLevel(
  run: Run,
  statesMax: number,
): Generator<Progress, StopReason | undefined, StopReason | undefined> {
  while (run.left > 0) {
    run.expand();
    const { states, expanded } = run;
    if (run.full) return 'memory';
    if (run.left === 0) return undefined;
    if (states >= statesMax) return 'states';
    const stop = expanded % REPORT_EVERY === 0 ? yield run.progress : undefined;
    if (stop !== undefined) return stop;
  }
  return undefined;
}

class Run {
  readonly ancestry = new Ancestry();
  readonly sightings: Sightings;
  states = 0;
  expanded = 0;
  depth = 0;
  private transitions = 0;
  private readonly system: System;
  private readonly signatures: Signatures;
  private readonly seen: SignatureSet;
  private readonly frontier: Frontier;
  private readonly slots: readonly number[];
  private readonly state: number[] = [];

  constructor(system: System, claims: readonly Claim[], signatures: Signatures, bytesMax: number) {
    this.system = system;
    this.sightings = new Sightings(system, claims);
    this.signatures = signatures;
    this.seen = new SignatureSet(bytesMax);
    this.slots = system.slots.map((_, slot) => slot);
    this.frontier = new Frontier(system);
    const initial = initialOf(system);
    this.seen.add(...signatures.of(initial));
    this.found(initial);
    this.frontier.advance();
  }

  /** States of the present level still to be expanded. */
  get left(): number {
    return this.frontier.left;
  }

  get full(): boolean {
    return this.seen.full;
  }

  get progress() {
    const { states, transitions, expanded } = this;
    // Of the deepest state found, which may be one of the next level.
    const depth = this.depth + (this.frontier.ahead > 0 ? 1 : 0);
    const bytes = this.seen.bytes + this.frontier.bytes + this.ancestry.bytes;
    return { states, transitions, depth, frontier: states - expanded, bytes };
  }

  /** Goes on to the next level. */
  advance(): void {
    this.frontier.advance();
    if (this.left > 0) this.depth++;
  }

  expand(): void {
    const { system, state, sightings } = this;
    this.frontier.take(state);
    const [low, high] = this.signatures.of(state);
    const before = this.states;
    const ample = system.ample?.(state, (next) => this.isNew(next));
    let [number, enabled] = [0, 0];
    for (const slot of this.slots) {
      const starts = system.starts(slot, state[slot]!);
      if (ample !== undefined && !ample.includes(slot)) {
        number += starts.length;
        continue;
      }
      for (let index = 0; index < starts.length; index++, number++) {
        const leaf = follow(system, starts[index]!, state);
        if (leaf.blockedBy >= 0) {
          sightings.blocked.add(leaf.blockedBy);
          continue;
        }
        enabled++;
        for (const mark of leaf.marks) sightings.mark(mark, { id: this.expanded, step: { slot, index } });
        if (this.take(leaf, low, high)) this.ancestry.born(number);
      }
    }
    this.transitions += enabled;
    if (enabled === 0) sightings.dead(this.expanded);
    this.ancestry.expanded(this.states - before);
    this.expanded++;
  }

  /** Goes where a step leads. @returns true if nobody has been there */
  private take(leaf: Leaf, low: number, high: number): boolean {
    const { system, state, signatures } = this;
    if (system.represent !== undefined) {
      const next = after(system, state, leaf);
      if (!this.seen.add(...signatures.of(next))) return false;
      this.found(next);
      return true;
    }
    for (let i = 0; i < leaf.writes.length; i += 2) {
      const [slot, next] = [leaf.writes[i]!, leaf.writes[i + 1]!];
      const local = state[slot]!;
      low ^= signatures.low(slot, local) ^ signatures.low(slot, next);
      high ^= signatures.high(slot, local) ^ signatures.high(slot, next);
    }
    if (!this.seen.add(low, high)) return false;
    this.found(after(system, state, leaf));
    return true;
  }

  private found(state: readonly number[]): void {
    this.frontier.push(state);
    for (const watch of this.system.watches)
      for (const mark of follow(this.system, watch, state).marks)
        this.sightings.mark(mark, { id: this.states });
    this.states++;
  }

  private isNew(next: number[]): boolean {
    this.system.represent?.(next);
    return !this.seen.has(...this.signatures.of(next));
  }
}
