import { type Claim, type Findings, InternalError } from '../kernel/index.ts';

/** What we say about a system, in the terms in which others can confirm it. */
export interface Ours {
  readonly engine: string;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Marks that we have never seen. */
  readonly unseen: readonly number[];
  /** Marks that we have seen. */
  readonly seen: readonly number[];
  /** Goals that we found to stay possible from everywhere. */
  readonly possible: readonly number[];
  /** Goals that we found cut off somewhere. */
  readonly lost: readonly number[];
  /** Marks whose being seen violates a claim. */
  readonly bad: readonly number[];
}

/**
 * The claims to run an engine with before its findings are compared. Without the `never` claims it does not
 * stop when all are refuted, and it notes every mark in any case.
 */
export const unsettling = (claims: readonly Claim[]): readonly Claim[] =>
  claims.filter(({ kind }) => kind !== 'never');

/** @param findings of an exhaustive run with `unsettling(claims)` */
export const oursFrom = (claims: readonly Claim[], findings: Findings): Ours => {
  if (findings.stopped !== undefined) {
    throw new InternalError(`a search that was stopped (${findings.stopped}) cannot be compared`);
  }
  const all = findings.reached.map((_, mark) => mark);
  const isSeen = (mark: number): boolean => findings.reached[mark] !== undefined;
  const possible: number[] = [];
  const lost: number[] = [];
  unsettling(claims).forEach((claim, i) => {
    if (claim.kind === 'never') return;
    const stuck = findings.stuck[i];
    // Only the first goal that is lost is known; about the others nothing is claimed.
    if (stuck === undefined) possible.push(...claim.goals);
    else lost.push(stuck.goal);
  });
  return {
    engine: findings.engine,
    states: findings.states,
    transitions: findings.transitions,
    depth: findings.depth,
    unseen: all.filter((mark) => !isSeen(mark)),
    seen: all.filter(isSeen),
    possible: [...new Set(possible)],
    lost: [...new Set(lost)],
    bad: claims.flatMap((claim) => (claim.kind === 'never' ? [claim.bad] : [])),
  };
};
