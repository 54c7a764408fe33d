/** A set of small numbers, all below a size that is fixed when it is made. */
export type Bits = Int32Array;

export const noBits = (size: number): Bits => new Int32Array((size + 31) >>> 5);

export const setBit = (bits: Bits, one: number): void => {
  bits[one >>> 5]! |= 1 << (one & 31);
};

/** Adds all of `more`. @returns true if that changed anything */
export const join = (bits: Bits, more: Bits): boolean => {
  let grew = false;
  for (let i = 0; i < bits.length; i++) {
    const both = bits[i]! | more[i]!;
    if (both === bits[i]!) continue;
    bits[i] = both;
    grew = true;
  }
  return grew;
};

export const meet = (a: Bits, b: Bits): boolean => {
  for (let i = 0; i < a.length; i++) if ((a[i]! & b[i]!) !== 0) return true;
  return false;
};

export const hasBit = (bits: Bits, one: number): boolean => ((bits[one >>> 5]! >>> (one & 31)) & 1) === 1;
