/** The set is divided into so many tables, so that only a small part of it is there twice while it grows. */
const TABLES = 256;
const LOAD_MAX = 0.8;
const GROWTH = 1.25;

/** A set of 64-bit signatures, for each eight bytes divided by the load of the tables. */
export class SignatureSet {
  private readonly tables: Table[] = Array.from({ length: TABLES }, () => new Table());
  private readonly bytesMax: number;
  /** Memory taken, in bytes. */
  bytes = 0;
  /** True once there was no room for more. */
  full = false;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
    for (const { bytes } of this.tables) this.bytes += bytes;
  }

  has(low: number, high: number): boolean {
    return this.tables[high & (TABLES - 1)]!.place(low, mark(low, high)) < 0;
  }

  /** @returns true if it was not there before; false also if it could not be added */
  add(low: number, high: number): boolean {
    const table = this.tables[high & (TABLES - 1)]!;
    const at = table.place(low, mark(low, high));
    if (at < 0) return false;
    if (!table.isCrowded) {
      table.put(at, low, mark(low, high));
      return true;
    }
    const before = table.bytes;
    this.full ||= this.bytes + table.bytesGrown > this.bytesMax;
    if (this.full) return false;
    table.grow();
    this.bytes += table.bytes - before;
    table.put(table.place(low, mark(low, high)), low, mark(low, high));
    return true;
  }
}

/** Two zeros mean a free place; the one signature that looks like it is taken for its neighbour. */
const mark = (low: number, high: number): number => (low === 0 && high === 0 ? TABLES : high);

/** Open addressing with linear probing. The size is any number: a power of two would waste up to half of it. */
class Table {
  private places = 64;
  private words = new Int32Array(this.places * 2);
  private size = 0;

  get isCrowded(): boolean {
    return this.size >= this.places * LOAD_MAX;
  }

  get bytes(): number {
    return this.words.byteLength;
  }

  get bytesGrown(): number {
    return Math.ceil(this.places * GROWTH) * 8;
  }

  /** The free place for a signature, or -1 if it is there already. */
  place(low: number, high: number): number {
    const { words } = this;
    const end = words.length;
    let at = Math.floor(((low >>> 0) * this.places) / 2 ** 32) * 2;
    for (;;) {
      const [first, second] = [words[at]!, words[at + 1]!];
      if (first === low && second === high) return -1;
      if (first === 0 && second === 0) return at;
      at = at + 2 === end ? 0 : at + 2;
    }
  }

  put(at: number, low: number, high: number): void {
    this.words[at] = low;
    this.words[at + 1] = high;
    this.size++;
  }

  grow(): void {
    const old = this.words;
    this.places = Math.ceil(this.places * GROWTH);
    this.words = new Int32Array(this.places * 2);
    this.size = 0;
    for (let at = 0; at < old.length; at += 2) {
      const [low, high] = [old[at]!, old[at + 1]!];
      if (low !== 0 || high !== 0) this.put(this.place(low, high), low, high);
    }
  }
}
