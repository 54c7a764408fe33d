/** Positions in the array by which threads agree on what to do; see crew.ts. */
export const control = {
  /** Goes up with each order; below 0: go home. */
  order: 0,
  /** The next state that nobody has taken. */
  next: 1,
  end: 2,
  /** The next number that nobody has. */
  count: 3,
  /** When so many numbers have been handed out, everybody stops, so that the store can grow. */
  countMax: 4,
  /** 1: everybody stops after the states at hand. */
  stop: 5,
  /** Workers that have carried out the order. */
  done: 6,
  /** Goes up whenever any worker has done something. */
  alive: 7,
} as const;
