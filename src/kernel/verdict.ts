import type { Claim } from './claim.ts';
import type { Findings, StopReason } from './findings.ts';
import type { Path } from './system.ts';

export const outcomes = ['holds', 'violated', 'unknown', 'vacuous'] as const;
export type Outcome = (typeof outcomes)[number];

/** The answer to one claim, before it is given names and a trace. */
export interface Judgement {
  readonly outcome: Outcome;
  /** Why the outcome is `unknown`. */
  readonly reason?: StopReason | 'queue';
  /** Steps to the violation, where there is one. */
  readonly path?: Path;
  /** For a goal that cannot be reached any more: its mark. */
  readonly goal?: number;
  /** Steps to the witness, where it was seen. */
  readonly witness?: Path;
}

/**
 * Turns findings into a judgement. A limit that was hit never comes out as `holds`: an incomplete search
 * and a queue whose capacity cut a step both make it `unknown`. A claim that would hold but whose witness
 * cannot be reached is `vacuous`.
 */
export const judge = (claim: Claim, index: number, findings: Findings, cut: boolean): Judgement => {
  const witness = findings.reached[claim.witness];
  const seen = witness === undefined ? {} : { witness };
  if (claim.kind === 'never') {
    const path = findings.reached[claim.bad];
    if (path !== undefined) return { outcome: 'violated', path, ...seen };
  } else {
    const stuck = findings.stuck[index];
    // A state that seems stuck only because a full queue cut its steps proves nothing.
    if (stuck !== undefined && !cut) return { outcome: 'violated', ...stuck, ...seen };
  }
  if (findings.stopped !== undefined) return { outcome: 'unknown', reason: findings.stopped, ...seen };
  if (cut) return { outcome: 'unknown', reason: 'queue', ...seen };
  return { outcome: witness === undefined ? 'vacuous' : 'holds', ...seen };
};
