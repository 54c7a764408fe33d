/** What an engine is asked about a system, in marks only. */
export type Claim =
  /** No step and no state is ever marked `bad`. */
  | { readonly kind: 'never'; readonly bad: number; readonly witness: number }
  /** From every reachable state, each goal can still be reached (CTL: AG EF goal). */
  | { readonly kind: 'alwaysPossible'; readonly goals: readonly number[]; readonly witness: number };
