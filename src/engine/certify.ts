import { type Claim, follow, type Progress, type StopReason, type System } from '../kernel/index.ts';

/** The states that a search has stored, as it has stored them. */
export interface StoredStates {
  readonly count: number;
  /** Writes the local states of state `id` into `into` and returns it. */
  readonly read: (id: number, into: number[]) => number[];
}

/** What was found when a search that ended with `holds` was checked again. */
export interface Certificate {
  readonly states: number;
  readonly transitions: number;
  /** The claims that the set proves; `alwaysPossible` is about paths and not among them. */
  readonly claims: readonly number[];
  /** Why the set proves nothing; absent if it does. */
  readonly flaw?: string;
}

const REPORT_EVERY = 16_384;

/**
 * Checks that a set of states is an inductive invariant: the initial state is in it, no step leads out of it,
 * no state and no step has a forbidden mark. That alone proves every `never` claim, whatever went on in the
 * engine that found the set. Shares nothing with that engine: it reads the step trees as the oracle does and
 * keeps its own index.
 */
export function* certify(
  system: System,
  claims: readonly Claim[],
  stored: StoredStates,
): Generator<Progress, Certificate, StopReason | undefined> {
  const bad = new Set(claims.flatMap((claim) => (claim.kind === 'never' ? [claim.bad] : [])));
  const holds = indexOf(stored);
  let transitions = 0;
  const certificate = (flaw?: string): Certificate => ({
    states: stored.count,
    transitions,
    claims: [...claims.keys()].filter((i) => claims[i]!.kind === 'never'),
    ...(flaw === undefined ? {} : { flaw }),
  });
  const forbidden = (marks: readonly number[]): string | undefined => {
    const mark = marks.find((one) => bad.has(one));
    return mark === undefined ? undefined : system.marks[mark];
  };

  if (!holds(system.initial)) return certificate('the initial state is missing');
  const state: number[] = [];
  for (let id = 0; id < stored.count; id++) {
    stored.read(id, state);
    const broken = system.slots.findIndex((_, slot) => !(state[slot]! < system.localCount(slot)));
    if (broken >= 0)
      return certificate(`state ${id} has no such local state of ${system.slots[broken]!.name}`);
    for (const watch of system.watches) {
      const mark = forbidden(follow(system, watch, state).marks);
      if (mark !== undefined) return certificate(`state ${id} is marked ${mark}`);
    }
    for (let slot = 0; slot < state.length; slot++) {
      for (const tree of system.starts(slot, state[slot]!)) {
        const { writes, marks, blockedBy } = follow(system, tree, state);
        if (blockedBy >= 0 && system.blocking(blockedBy) === 'backpressure') continue;
        if (blockedBy >= 0)
          return certificate(`a step of state ${id} was cut by ${system.slots[blockedBy]!.name}`);
        transitions++;
        const mark = forbidden(marks);
        if (mark !== undefined) return certificate(`a step of state ${id} is marked ${mark}`);
        const next = [...state];
        for (let i = 0; i < writes.length; i += 2) next[writes[i]!] = writes[i + 1]!;
        if (!holds(next)) return certificate(`a step leads from state ${id} to one that is missing`);
      }
    }
    const frontier = stored.count - id - 1;
    if (frontier > 0 && id % REPORT_EVERY === REPORT_EVERY - 1) {
      const stop = yield { states: stored.count, transitions, depth: 0, frontier };
      if (stop !== undefined) return certificate(`stopped: ${stop}`);
    }
  }
  return certificate();
}

/** Whether a state is among those stored: a table of their numbers, by FNV-1a over the local states. */
const indexOf = ({ count, read }: StoredStates): ((state: readonly number[]) => boolean) => {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, count) * 2));
  const table = new Int32Array(size);
  const start = (state: readonly number[]): number => {
    let hash = 0x811c9dc5;
    for (const local of state) hash = Math.imul(hash ^ local, 0x01000193);
    return (hash ^ (hash >>> 15)) & (size - 1);
  };
  const other: number[] = [];
  for (let id = 0; id < count; id++) {
    let at = start(read(id, other));
    while (table[at] !== 0) at = (at + 1) & (size - 1);
    table[at] = id + 1;
  }
  return (state) => {
    for (let at = start(state); table[at] !== 0; at = (at + 1) & (size - 1)) {
      read(table[at]! - 1, other);
      if (state.every((local, slot) => local === other[slot])) return true;
    }
    return false;
  };
};
