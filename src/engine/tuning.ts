import type { StoredStates } from './certify.ts';

/** How the engine works; nothing here changes what it finds. */
export interface Tuning {
  /**
   * States interpreted before code is generated, and at least so many before it is generated anew. Most
   * designs' trees have stopped growing after the default, and a small design is done before it.
   */
  readonly patience?: number;
  /** Threads in all. What is found does not depend on it, unless a limit cuts a level. */
  readonly workers?: number;
  /** Given the stored states when the search has ended, for a certificate. */
  readonly keep?: (states: StoredStates) => void;
}
