import type { Scratch } from './program.ts';

/** A piece of successor code: reads the words of a state, writes successors from `n` on. @returns where they end, or -1 */
type Piece = (...wordsAndEnd: number[]) => number;

export const wordNames = (words: number): string =>
  Array.from({ length: words }, (_, word) => `w${word}`).join(',');

/**
 * Functions made from their text, each text once. When code is generated anew because some trees have grown, the
 * pieces that came out as before are still there, compiled and optimised.
 */
export class Functions {
  readonly made: Piece[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly scratch: Scratch;
  private readonly words: string;
  /** Characters of all texts. */
  length = 0;

  constructor(scratch: Scratch, words: number) {
    this.scratch = scratch;
    this.words = wordNames(words);
  }

  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.made.length);
    this.length += text.length;
    return this.made.push(this.make(text)) - 1;
  }

  private make(text: string): Piece {
    const { out, tally, marks, blocked } = this.scratch;
    // Specialising the code to the system is the point of this engine; its text comes from integers only.
    // oxlint-disable-next-line typescript/no-implied-eval, no-new-func
    const bind = new Function('F,O,X,M,Q', `'use strict';return(${this.words},n)=>{${text}return n}`) as (
      ...bound: unknown[]
    ) => Piece;
    return bind(this.made, out, tally, marks, blocked);
  }
}
