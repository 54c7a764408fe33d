import { compact, explicit, reach } from './engine/index.ts';
import {
  type Bounds,
  type Claim,
  type Findings,
  type Progress,
  type Search,
  type StopReason,
  type System,
  UserError,
} from './kernel/index.ts';
import {
  type Difference,
  fifosOf,
  findDifference,
  imagesUnder,
  influences,
  type Ordered,
  partialOrder,
  type Quotient,
  quotient,
  symmetryGroup,
  type Tabulated,
  withoutSlots,
} from './tabulate/index.ts';

/** An engine, with all that is its own already settled. */
export type Engine = (system: System, claims: readonly Claim[], bounds: Bounds) => Search;

/** Every engine by name, the default first. */
export const engines = { explicit, compact, reach } as const satisfies Readonly<Record<string, Engine>>;
export type EngineName = keyof typeof engines;

/** Ways to search less and find the same; each is explained in docs/reductions.md. */
export const reductions = ['symmetry', 'partial-order', 'cone'] as const;
export type Reduction = (typeof reductions)[number];

/** Findings about the system itself, however it was reduced. */
interface Searched {
  readonly findings: Findings;
  /** Number of renamings under which states were taken for the same; 1 without symmetry. */
  readonly symmetries: number;
  /** True if steps were left out, so that paths need not be shortest. */
  readonly ordered: boolean;
  /** Slots that were left out because nothing that was asked depends on them. */
  readonly dropped: readonly string[];
}

/**
 * Searches a system with these reductions.
 *
 * Each reduction takes for granted what it cannot know before the search: that parties declared to be alike
 * are so, that slots do no more than they have been seen to do. If the search shows otherwise it begins
 * again, knowing better, so no result ever rests on what is not so.
 */
export function* searchReduced(
  engine: Engine,
  system: Tabulated,
  wanted: readonly Reduction[],
  claims: readonly Claim[],
  bounds: Bounds,
): Generator<Progress, Searched, StopReason | undefined> {
  const declared = wanted.includes('symmetry') ? (system.tables.network.definition.symmetric ?? []) : [];
  let dropped = wanted.includes('cone') ? yield* droppable(engine, system, claims, bounds) : noSlots;
  const differences: Difference[] = [];
  for (;;) {
    // What is dropped need not look alike to its like, so it is one or the other.
    const symmetric = dropped.size === 0 ? declared : [];
    const group = symmetryGroup(symmetric, differences);
    const whole = symmetric.length === 0 ? undefined : quotient(system, group);
    const reduced = whole ?? (dropped.size === 0 ? system : withoutSlots(system, dropped));
    const order = wanted.includes('partial-order')
      ? partialOrder(reduced, fifosOf(system), imagesUnder(system, group.slice(1)))
      : undefined;
    const findings = yield* tolerant(
      order === undefined ? engine(reduced, claims, bounds) : searchOrdered(engine, order, claims, bounds),
      dropped.size > 0,
    );
    if (findings === undefined) {
      dropped = noSlots;
      continue;
    }
    const matter = influences(system, dropped);
    const difference = findDifference(system, symmetric, differences);
    if (matter.size === 0 && difference === undefined)
      return {
        symmetries: group.length,
        ordered: order !== undefined && order.reduced() > 0,
        dropped: changing(system, dropped).map((slot) => system.slots[slot]!.name),
        findings: finished(findings, whole, dropped.size > 0),
      };
    dropped = without(dropped, matter);
    if (difference !== undefined) differences.push(difference);
  }
}

/** States looked at to find out what can be dropped; what the search itself finds out later is respected too. */
const TRIAL_STATES = 20_000;
const noSlots: ReadonlySet<number> = new Set();

/** Finds slots that seem not to matter: all of them at first, then without those that turn out to. */
function* droppable(
  engine: Engine,
  system: Tabulated,
  claims: readonly Claim[],
  bounds: Bounds,
): Generator<Progress, ReadonlySet<number>, StopReason | undefined> {
  let dropped: ReadonlySet<number> = new Set(system.slots.keys());
  const statesMax = Math.min(bounds.statesMax ?? Infinity, TRIAL_STATES);
  for (;;) {
    const limits = { ...bounds, statesMax };
    const findings = yield* tolerant(engine(withoutSlots(system, dropped), claims, limits), true);
    const stopped = findings === undefined ? 'interrupted' : findings.stopped;
    if (stopped === 'time' || stopped === 'interrupted' || stopped === 'memory') return noSlots;
    const matter = influences(system, dropped);
    if (matter.size === 0) break;
    dropped = without(dropped, matter);
  }
  return changing(system, dropped).length === 0 ? noSlots : dropped;
}

/** Slots that never change cost nothing and are not worth telling of. */
const changing = (system: Tabulated, slots: ReadonlySet<number>): number[] =>
  [...slots].filter((slot) => system.localCount(slot) > 1);

/** A slot that stands still may meet an event that it never meets in truth. Then there is no answer. */
function* tolerant(
  search: Search,
  isTrial: boolean,
): Generator<Progress, Findings | undefined, StopReason | undefined> {
  try {
    return yield* search;
  } catch (error) {
    if (isTrial && error instanceof UserError) return undefined;
    throw error;
  }
}

const without = (slots: ReadonlySet<number>, some: ReadonlySet<number>): ReadonlySet<number> =>
  new Set([...slots].filter((slot) => !some.has(slot)));

/**
 * Searches again and again until nothing new is learnt about who may disturb whom. A reduction that has left
 * nothing out by the first report of progress is given up: looking for one in every state takes its time.
 */
export function* searchOrdered(
  engine: Engine,
  system: Ordered,
  claims: readonly Claim[],
  bounds: Bounds,
): Search {
  for (;;) {
    system.restart();
    const search = engine(system, claims, bounds);
    let turn = search.next();
    while (turn.done !== true) {
      const stop = yield turn.value;
      if (stop === undefined && !system.isSound()) break;
      if (stop === undefined && system.reduced() === 0) return yield* engine(system.plain, claims, bounds);
      turn = search.next(stop);
    }
    if (turn.done === true && (isCutShort(turn.value) || system.isSound())) return turn.value;
  }
}

/** What such a search has found is so, and what it has not found proves nothing, however it was reduced. */
const isCutShort = ({ stopped }: Findings): boolean => stopped !== undefined && stopped !== 'compacted';

/** In terms of the system itself. A state without steps may have some of slots that were dropped. */
const finished = (findings: Findings, whole: Quotient | undefined, isPart: boolean): Findings => {
  if (whole !== undefined) return realised(findings, whole.realise);
  const { deadlock: _, ...rest } = findings;
  return isPart ? rest : findings;
};

const realised = (findings: Findings, realise: Quotient['realise']): Findings => ({
  ...findings,
  reached: findings.reached.map((path) => path && realise(path)),
  stuck: findings.stuck.map((stuck) => stuck && { ...stuck, path: realise(stuck.path) }),
  ...(findings.deadlock === undefined ? {} : { deadlock: realise(findings.deadlock) }),
});
