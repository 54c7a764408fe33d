import type { Choice, Claim, Findings, Path, System } from '../kernel/index.ts';
import type { Ancestry } from './ancestry.ts';

/** Where something was seen first: in a state, or at a step from it. */
interface Sighting {
  readonly id: number;
  readonly step?: Choice;
}

/** What was seen first where, for a search that can tell afterwards how it came to any state. */
export class Sightings {
  readonly blocked = new Set<number>();
  private readonly marks: (Sighting | undefined)[];
  private readonly claims: readonly Claim[];
  private deadlock: number | undefined;

  constructor(system: System, claims: readonly Claim[]) {
    this.marks = system.marks.map(() => undefined);
    this.claims = claims;
  }

  /** True when every claim has been refuted, so that nothing is left to learn. */
  get settled(): boolean {
    return (
      this.claims.length > 0 &&
      this.claims.every((claim) => claim.kind === 'never' && this.marks[claim.bad] !== undefined)
    );
  }

  mark(mark: number, sighting: Sighting): void {
    this.marks[mark] ??= sighting;
  }

  dead(id: number): void {
    this.deadlock ??= id;
  }

  findings(system: System, ancestry: Ancestry): Pick<Findings, 'blocked' | 'reached' | 'stuck' | 'deadlock'> {
    const pathTo = ({ id, step }: Sighting): Path => [
      ...ancestry.path(system, id),
      ...(step === undefined ? [] : [step]),
    ];
    return {
      blocked: [...this.blocked].sort((a, b) => a - b),
      reached: this.marks.map((sighting) => sighting && pathTo(sighting)),
      stuck: this.claims.map(() => undefined),
      ...(this.deadlock === undefined ? {} : { deadlock: pathTo({ id: this.deadlock }) }),
    };
  }
}
