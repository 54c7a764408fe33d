/** Where one slot's local state sits in a packed state. */
export interface Field {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

/** How a state vector is packed into 32-bit words. No field straddles two words, so that reading one is a shift and a mask. */
export interface Layout {
  readonly words: number;
  readonly fields: readonly Field[];
}

/** Bits needed to tell `count` local states apart; none for a slot that never changes. */
export const bitsFor = (count: number): number => (count <= 1 ? 0 : 32 - Math.clz32(count - 1));

/** Fields of the given widths, the widest first, each into the first word that has room (first fit, decreasing). */
export const layoutOf = (widths: readonly number[]): Layout => {
  const used: number[] = [0];
  const fields: Field[] = [];
  const order = widths.map((_, slot) => slot).sort((a, b) => widths[b]! - widths[a]! || a - b);
  for (const slot of order) {
    const bits = widths[slot]!;
    let word = used.findIndex((taken) => taken + bits <= 32);
    if (word < 0) word = used.push(0) - 1;
    fields[slot] = { word, shift: used[word]!, bits };
    used[word]! += bits;
  }
  return { words: used.length, fields };
};

/** The same words with their unused bits shared out, so that slots can have more local states before all is packed anew. */
export const filled = ({ words, fields }: Layout): Layout => {
  const widths = fields.map(({ bits }) => bits);
  for (let word = 0; word < words; word++) {
    const slots = [...fields.keys()].filter((slot) => fields[slot]!.word === word);
    slots.sort((a, b) => widths[b]! - widths[a]! || a - b);
    let spare = 32 - slots.reduce((sum, slot) => sum + widths[slot]!, 0);
    for (let round = 0; round < 2; round++) {
      for (const slot of slots.slice(0, spare)) {
        if ((widths[slot] ?? 0) >= 32) continue;
        widths[slot]!++;
        spare--;
      }
    }
  }
  const shifts = Array.from({ length: words }, () => 0);
  return {
    words,
    fields: fields.map(({ word }, slot) => {
      const shift = shifts[word]!;
      shifts[word]! += widths[slot]!;
      return { word, shift, bits: widths[slot]! };
    }),
  };
};

export const fits = ({ bits }: Field, local: number): boolean => bits === 32 || local < 2 ** bits;

const maskOf = (bits: number): number => (bits === 32 ? -1 : (1 << bits) - 1);

/** The field's bits in its word, in place. */
export const maskIn = ({ bits, shift }: Field): number => maskOf(bits) << shift;

export const packInto = (
  { words, fields }: Layout,
  state: ArrayLike<number>,
  into: Int32Array,
  at: number,
): void => {
  into.fill(0, at, at + words);
  fields.forEach(({ word, shift }, slot) => {
    into[at + word]! |= state[slot]! << shift;
  });
};

export const unpackFrom = ({ fields }: Layout, from: Int32Array, at: number, state: number[]): void => {
  fields.forEach(({ word, shift, bits }, slot) => {
    state[slot] = (from[at + word]! >>> shift) & maskOf(bits);
  });
};
