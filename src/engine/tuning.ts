import type { StoredStates } from './certify.ts';

/** States interpreted before anything is specialised; most small designs are done by then. */
export const PATIENCE = 1500;

/** How the engine works; nothing here changes what it finds. */
export interface Tuning {
  /**
   * States interpreted before the flat trees are used. Most designs' trees have stopped growing after the
   * default, and a small design is done before it.
   */
  readonly patience?: number;
  /** Threads in all. What is found does not depend on it, unless a limit cuts a level. */
  readonly workers?: number;
  /** Given the stored states when the search has ended, for a certificate. */
  readonly keep?: (states: StoredStates) => void;
}
