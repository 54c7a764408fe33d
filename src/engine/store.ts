import { GrowingWords } from './growing.ts';

/** The table is enlarged when it is this full. Tags keep long probe sequences cheap. */
const LOAD_MAX = 0.8;

/** Memory for packed states and for the table that finds them. */
export class Store {
  readonly states = new GrowingWords(4096);
  readonly table = new GrowingWords(4096);
  private readonly bytesMax: number;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get bytes(): number {
    return (this.states.words.length + this.table.words.length) * 4;
  }

  /** How many states of so many words there is room for. */
  capacity(words: number): number {
    return Math.floor(Math.min(this.states.words.length / words, this.table.words.length * LOAD_MAX));
  }

  /**
   * Makes room for so many states.
   *
   * @returns `larger` if the table has to be filled anew; `undefined` if there is no room
   */
  grow(count: number, words: number): 'enough' | 'more' | 'larger' | undefined {
    if (count <= this.capacity(words)) return 'enough';
    const { states, table } = this;
    let [room, size] = [states.words.length, table.words.length];
    while (count * words > room) room = Math.ceil((room * 5) / 4);
    while (count > size * LOAD_MAX) size *= 2;
    if ((room + size) * 4 > this.bytesMax || !states.resize(room)) return undefined;
    if (size === table.words.length) return 'more';
    return table.resize(size) ? 'larger' : undefined;
  }
}
