import type { Choices, Scope } from './choices.ts';

/**
 * A design's choices and scope, with the static allocation that the host makes from them: who owns which
 * entry, vector, requester ID and PASID. Numbers are indices; entry k has interrupt remapping table index k.
 */
export interface Setting {
  readonly choices: Choices;
  readonly scope: Scope;
  readonly guests: readonly number[];
  readonly entries: readonly number[];
  readonly guestOf: (entry: number) => number;
  readonly entriesOf: (guest: number) => readonly number[];
  /** CPU vector for the interrupts of an entry. */
  readonly vectorOf: (entry: number) => number;
  /** Who has registered a handler for a CPU vector: `guest<i>` through VFIO, or the host itself. */
  readonly ownerOfVector: (vector: number) => Principal;
  /** Table index and vector of the parent function's own interrupt, which is the host's. */
  readonly hostIndex: number;
  readonly hostVector: number;
  /** Requester ID under which a guest's unit sends. */
  readonly requesterOf: (guest: number) => string;
  readonly ownerOfRequester: (requester: string) => Principal;
  /** True if parties that do not trust each other send under this requester ID. */
  readonly isShared: (requester: string) => boolean;
  /** The PASIDs under which a guest can submit work, the one that its work should run under first. */
  readonly pasidsOf: (guest: number) => readonly string[];
  readonly ownerOfPasid: (pasid: string) => Principal;
}

/** Somebody to whom memory, vectors and identifiers belong, and to whom deeds are attributed. */
export type Principal = 'host' | `guest${number}`;

/** The requester ID of the physical function. */
export const PF = 'pf';

/** The tag of a request without a PASID. */
export const NO_PASID = 'none';

const FIRST_GUEST_VECTOR = 64;
/** Below 32 are exceptions; the host's own device interrupt takes the first vector above them. */
const HOST_VECTOR = 32;

export const settingOf = (choices: Choices, scope: Scope): Setting => {
  const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  const guests = range(scope.guests);
  const entries = range(scope.entries);
  const guestOf = (index: number): number => index % scope.guests;
  const vectorOf = (entry: number): number => {
    const own = range(scope.vectors).filter((vector) => guestOf(vector) === guestOf(entry));
    return FIRST_GUEST_VECTOR + own[Math.floor(entry / scope.guests) % own.length]!;
  };
  const ownerByDigit = (name: string): Principal => `guest${Number(/\d+$/.exec(name)?.[0])}`;
  return {
    choices,
    scope,
    guests,
    entries,
    guestOf,
    entriesOf: (guest) => entries.filter((entry) => guestOf(entry) === guest),
    vectorOf,
    ownerOfVector: (vector) =>
      vector < FIRST_GUEST_VECTOR ? 'host' : `guest${guestOf(vector - FIRST_GUEST_VECTOR)}`,
    hostIndex: scope.entries,
    hostVector: HOST_VECTOR,
    requesterOf: (guest) => (choices.unit === 'vf' ? `vf${guest}` : PF),
    ownerOfRequester: (requester) => (requester === PF ? 'host' : ownerByDigit(requester)),
    isShared: (requester) => requester === PF,
    pasidsOf: (guest) => {
      if (choices.unit === 'vf') return [NO_PASID];
      return choices.svm.guest ? [`bound${guest}`, `default${guest}`] : [`default${guest}`];
    },
    ownerOfPasid: ownerByDigit,
  };
};
