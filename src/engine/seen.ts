import type { Claim, Findings, Path, StopReason } from '../kernel/index.ts';
import { shortestPaths, type Target } from './shortest.ts';
import type { Space } from './space.ts';
import { firstStuck } from './stuck.ts';

/** What a level-by-level search has seen, and how far from the initial state. */
export class Seen {
  private readonly space: Space;
  private readonly claims: readonly Claim[];
  private readonly bad: readonly number[];
  private readonly goals: readonly number[];
  /** Number of the first state of each level. */
  private readonly levels: number[] = [];
  /** For each mark, the length of the shortest path to it. */
  private readonly lengths: (number | undefined)[];
  private deadlockLength: number | undefined;

  constructor(space: Space, claims: readonly Claim[]) {
    this.space = space;
    this.claims = claims;
    this.bad = claims.flatMap((claim) => (claim.kind === 'never' ? [claim.bad] : []));
    this.goals = [
      ...new Set(claims.flatMap((claim) => (claim.kind === 'alwaysPossible' ? claim.goals : []))),
    ];
    this.lengths = space.system.marks.map(() => undefined);
    this.level(0);
  }

  /** Of the deepest level with any state. */
  get depth(): number {
    return this.levels.length - 1;
  }

  /** True when every claim has been refuted, so that nothing is left to learn. */
  get settled(): boolean {
    const { bad, goals, lengths } = this;
    return goals.length === 0 && bad.length > 0 && bad.every((mark) => lengths[mark] !== undefined);
  }

  /** To be called when the states below `end` have been expanded, or as many of them as will be. */
  level(end: number): void {
    const { space, levels } = this;
    if (space.deadlock) this.deadlockLength ??= this.depth;
    this.collect(levels.length);
    if (space.count === end) return;
    space.watch(end, space.count);
    this.collect(levels.length);
    levels.push(end);
  }

  findings(expanded: number, stopped: StopReason | undefined): Omit<Findings, 'engine'> {
    const { space, lengths } = this;
    const levels = [...this.levels, space.count];
    const blocked = space.system.slots.flatMap((_, slot) =>
      space.scratch.blocked[slot] === 1 ? [slot] : [],
    );
    const targets: Target[] = [];
    const want = (target: Target | undefined): (() => Path | undefined) => {
      if (target === undefined) return () => undefined;
      const position = targets.push(target) - 1;
      return () => paths[position]!;
    };
    const marks = lengths.map((length, mark) =>
      want(length === undefined ? undefined : { kind: 'mark', mark, length }),
    );
    const dead = want(
      this.deadlockLength === undefined ? undefined : { kind: 'deadlock', length: this.deadlockLength },
    );
    const stuck = firstStuck(space, this.claims, levels, expanded).map((found) => ({
      found,
      path: want(found && { kind: 'states', length: found.length, here: found.here }),
    }));
    const paths = shortestPaths(space, levels, targets);
    const deadlock = dead();
    return {
      states: space.count,
      transitions: space.transitions,
      depth: this.depth,
      frontier: space.count - expanded,
      ...(stopped === undefined ? {} : { stopped }),
      blocked,
      reached: marks.map((path) => path()),
      stuck: stuck.map(({ found, path }) => found && { path: path()!, goal: found.goal }),
      ...(deadlock === undefined ? {} : { deadlock }),
    };
  }

  private collect(length: number): void {
    this.space.scratch.marks.forEach((seen, mark) => {
      if (seen === 1) this.lengths[mark] ??= length;
    });
  }
}
