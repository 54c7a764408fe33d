/** States interpreted before code is specialised, unless told otherwise. */
export const PATIENCE = 1500;

/** How the engine works; nothing here changes what it finds. */
export interface Tuning {
  /**
   * States interpreted before code is generated, and at least so many before it is generated anew. Most
   * designs' trees have stopped growing after the default, and a small design is done before it.
   */
  readonly patience?: number;
}
