import type { Choice, Claim, Findings, Path, Progress, Stuck, StopReason, System } from '../kernel/index.ts';

/** A typed array that doubles when it is full. */
class Column {
  private cells = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.cells.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    this.cells[this.length++] = value;
  }

  at(position: number): number {
    return this.cells[position] as number;
  }

  slice(start: number, end: number): number[] {
    return Array.from(this.cells.subarray(start, end));
  }
}

/** What a search has found: states with the step that first led to each, edges if a claim needs them, marks. */
export class Discovery {
  private readonly system: System;
  private readonly claims: readonly Claim[];
  private readonly vectors = new Column();
  private readonly parents = new Column();
  private readonly slots = new Column();
  private readonly choices = new Column();
  private readonly depths = new Column();
  private readonly reached: (Path | undefined)[];
  private readonly blocked = new Set<number>();
  private readonly goals: ReadonlySet<number>;
  private readonly bad: ReadonlySet<number>;
  private badSeen = 0;
  private transitions = 0;
  private deadlockPath: Path | undefined;
  /** Edges as pairs of state numbers, kept only if some claim asks what stays possible. */
  readonly edges = { from: new Column(), to: new Column() };
  /** For each goal mark, the states in which it is at hand: the state bears it or a step from it does. */
  readonly atGoal = new Map<number, Set<number>>();

  constructor(system: System, claims: readonly Claim[]) {
    this.system = system;
    this.claims = claims;
    this.reached = system.marks.map(() => undefined);
    this.goals = new Set(claims.flatMap((claim) => (claim.kind === 'alwaysPossible' ? claim.goals : [])));
    this.bad = new Set(claims.flatMap((claim) => (claim.kind === 'never' ? [claim.bad] : [])));
    for (const goal of this.goals) this.atGoal.set(goal, new Set());
  }

  get count(): number {
    return this.parents.length;
  }

  /** True when every claim has been refuted, so that nothing is left to learn. */
  get settled(): boolean {
    return this.goals.size === 0 && this.bad.size > 0 && this.badSeen === this.bad.size;
  }

  add(state: readonly number[], parent: number, slot: number, choice: number): number {
    for (const local of state) this.vectors.push(local);
    this.parents.push(parent);
    this.slots.push(slot);
    this.choices.push(choice);
    this.depths.push(parent < 0 ? 0 : this.depth(parent) + 1);
    return this.count - 1;
  }

  state(id: number): number[] {
    const width = this.system.slots.length;
    return this.vectors.slice(id * width, (id + 1) * width);
  }

  depth(id: number): number {
    return this.depths.at(id);
  }

  path(id: number): Choice[] {
    const choices: Choice[] = [];
    for (let at = id; this.parents.at(at) >= 0; at = this.parents.at(at)) {
      choices.push({ slot: this.slots.at(at), index: this.choices.at(at) });
    }
    return choices.toReversed();
  }

  markState(id: number, marks: readonly number[]): void {
    for (const mark of marks) this.mark(mark, id, []);
  }

  step(from: number, slot: number, index: number, marks: readonly number[], to: number): void {
    this.transitions++;
    for (const mark of marks) this.mark(mark, from, [{ slot, index }]);
    if (this.goals.size > 0 && from !== to) {
      this.edges.from.push(from);
      this.edges.to.push(to);
    }
  }

  block(queue: number): void {
    this.blocked.add(queue);
  }

  deadlock(id: number): void {
    this.deadlockPath ??= this.path(id);
  }

  progress(expanded: number): Progress {
    const { count, transitions } = this;
    return { states: count, transitions, depth: this.depth(count - 1), frontier: count - expanded };
  }

  findings(
    engine: string,
    expanded: number,
    stopped: StopReason | undefined,
    stuckFrom: (goal: number) => number | undefined,
  ): Findings {
    return {
      engine,
      ...this.progress(expanded),
      ...(stopped === undefined ? {} : { stopped }),
      blocked: [...this.blocked].sort((a, b) => a - b),
      reached: this.reached,
      stuck: this.claims.map((claim) => this.firstStuck(claim, stuckFrom)),
      ...(this.deadlockPath === undefined ? {} : { deadlock: this.deadlockPath }),
    };
  }

  private firstStuck(claim: Claim, stuckFrom: (goal: number) => number | undefined): Stuck | undefined {
    if (claim.kind !== 'alwaysPossible') return undefined;
    let first: { id: number; goal: number } | undefined;
    for (const goal of claim.goals) {
      const id = stuckFrom(goal);
      if (id !== undefined && (first === undefined || id < first.id)) first = { id, goal };
    }
    return first && { path: this.path(first.id), goal: first.goal };
  }

  private mark(mark: number, state: number, last: readonly Choice[]): void {
    this.atGoal.get(mark)?.add(state);
    if (this.reached[mark] !== undefined) return;
    this.reached[mark] = [...this.path(state), ...last];
    if (this.bad.has(mark)) this.badSeen++;
  }
}
