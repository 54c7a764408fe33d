import { compact, explicit, reach } from './engine/index.ts';
import type { Bounds, Claim, Findings, Progress, Search, StopReason, System } from './kernel/index.ts';
import {
  type Difference,
  fifosOf,
  findDifference,
  imagesUnder,
  type Ordered,
  partialOrder,
  quotient,
  symmetryGroup,
  type Tabulated,
} from './tabulate/index.ts';

/** An engine, with all that is its own already settled. */
export type Engine = (system: System, claims: readonly Claim[], bounds: Bounds) => Search;

/** Every engine by name, the default first. */
export const engines = { explicit, compact, reach } as const satisfies Readonly<Record<string, Engine>>;
export type EngineName = keyof typeof engines;

/** Ways to search less and find the same; each is explained in docs/reductions.md. */
export const reductions = ['symmetry', 'partial-order'] as const;
export type Reduction = (typeof reductions)[number];

/** Findings about the system itself, however it was reduced. */
interface Searched {
  readonly findings: Findings;
  /** Number of renamings under which states were taken for the same; 1 without symmetry. */
  readonly symmetries: number;
  /** True if steps were left out, so that paths need not be shortest. */
  readonly ordered: boolean;
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
  const symmetric = wanted.includes('symmetry') ? (system.tables.network.definition.symmetric ?? []) : [];
  const differences: Difference[] = [];
  for (;;) {
    const group = symmetryGroup(symmetric, differences);
    const reduced = symmetric.length === 0 ? undefined : quotient(system, group);
    const plain = reduced ?? system;
    const order = wanted.includes('partial-order')
      ? partialOrder(plain, fifosOf(system), imagesUnder(system, group.slice(1)))
      : undefined;
    const findings = yield* order === undefined
      ? engine(plain, claims, bounds)
      : searchOrdered(engine, order, claims, bounds);
    const difference = findDifference(system, symmetric, differences);
    if (difference === undefined)
      return {
        symmetries: group.length,
        ordered: order !== undefined && order.reduced() > 0,
        findings: reduced === undefined ? findings : realised(findings, reduced.realise),
      };
    differences.push(difference);
  }
}

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

const realised = (findings: Findings, realise: ReturnType<typeof quotient>['realise']): Findings => ({
  ...findings,
  reached: findings.reached.map((path) => path && realise(path)),
  stuck: findings.stuck.map((stuck) => stuck && { ...stuck, path: realise(stuck.path) }),
  ...(findings.deadlock === undefined ? {} : { deadlock: realise(findings.deadlock) }),
});
