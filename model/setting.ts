import type { Choices, Scope } from './choices.ts';

/**
 * A design's choices and scope, with the static allocation that the host makes from them: who owns which
 * message entry, table entry, vector, requester ID and PASID.
 *
 * All of these are opaque tokens: no part computes with them, so that like parties can be exchanged for one
 * another without changing anything. Tokens that name a component are that component's name.
 */
export interface Setting {
  readonly choices: Choices;
  readonly scope: Scope;
  /** `guest0` is hostile. */
  readonly guests: readonly Guest[];
  readonly entries: readonly string[];
  readonly guestOf: (entry: string) => Guest;
  readonly entriesOf: (guest: Guest) => readonly string[];
  /** The interrupt remapping table entry that belongs to a message entry. */
  readonly irteOf: (entry: string) => string;
  /** The message entry that a table entry belongs to; none for the host's own. */
  readonly entryOfIrte: (irte: string) => string | undefined;
  /** The table entry and vector of the parent function's own interrupt, which is the host's. */
  readonly hostIrte: string;
  readonly hostVector: string;
  /** CPU vector for the interrupts of a message entry. */
  readonly vectorOf: (entry: string) => string;
  /** Who has registered the handler of a vector: a guest through VFIO, or the host itself. */
  readonly ownerOfVector: (vector: string) => Principal;
  readonly unitOf: (guest: Guest) => string;
  readonly vmmOf: (guest: Guest) => string;
  /** The host driver's side of a message entry. */
  readonly hostSideOf: (entry: string) => string;
  /** The queue of posted writes that a guest's unit sends into. */
  readonly postedWritesOf: (guest: Guest) => string;
  /** Requester ID under which a guest's unit sends. */
  readonly requesterOf: (guest: Guest) => string;
  readonly ownerOfRequester: (requester: string) => Principal;
  /** The PASIDs under which a guest can submit work, the one that its work should run under first. */
  readonly pasidsOf: (guest: Guest) => readonly string[];
  readonly ownerOfPasid: (pasid: string) => Principal;
}

export type Guest = `guest${number}`;

/** Somebody to whom memory, vectors and identifiers belong, and to whom deeds are attributed. */
export type Principal = 'host' | Guest;

/** The requester ID of the physical function, which the host and all subdevices use. */
export const PF = 'pf';

/** The tag of a request without a PASID. */
export const NO_PASID = 'none';

export const settingOf = (choices: Choices, scope: Scope): Setting => {
  const numbered = <P extends string>(prefix: P, count: number): `${P}${number}`[] =>
    Array.from({ length: count }, (_, i) => `${prefix}${i}` as const);
  const guests = numbered('guest', scope.guests);
  const entries = numbered('entry', scope.entries);
  const vectors = numbered('vector', scope.vectors);
  // Entries and vectors are dealt out to the guests in turn.
  const dealt = (token: string): Guest => guests[numberOf(token) % scope.guests]!;
  const vectorOf = (entry: string): string => {
    const own = vectors.filter((vector) => dealt(vector) === dealt(entry));
    return own[Math.floor(numberOf(entry) / scope.guests) % own.length]!;
  };
  const ownerByNumber = (token: string): Guest => `guest${numberOf(token)}`;
  const isVf = choices.unit === 'vf';
  return {
    choices,
    scope,
    guests,
    entries,
    guestOf: dealt,
    entriesOf: (guest) => entries.filter((entry) => dealt(entry) === guest),
    irteOf: (entry) => `irte${numberOf(entry)}`,
    entryOfIrte: (irte) => entries.find((entry) => `irte${numberOf(entry)}` === irte),
    hostIrte: 'irteHost',
    hostVector: 'vectorHost',
    vectorOf,
    ownerOfVector: (vector) => (vectors.some((known) => known === vector) ? dealt(vector) : 'host'),
    unitOf: (guest) => `${choices.unit}${numberOf(guest)}`,
    vmmOf: (guest) => `vmm${numberOf(guest)}`,
    hostSideOf: (entry) => `hostInterrupt${numberOf(entry)}`,
    postedWritesOf: (guest) => (isVf ? `posted-writes-vf${numberOf(guest)}` : 'posted-writes'),
    requesterOf: (guest) => (isVf ? `vf${numberOf(guest)}` : PF),
    ownerOfRequester: (requester) => (requester === PF ? 'host' : ownerByNumber(requester)),
    pasidsOf: (guest) => {
      if (isVf) return [NO_PASID];
      const fallback = `default${numberOf(guest)}`;
      return choices.svm.guest ? [`bound${numberOf(guest)}`, fallback] : [fallback];
    },
    ownerOfPasid: ownerByNumber,
  };
};

const numberOf = (token: string): number => Number(/\d+$/.exec(token)?.[0]);
