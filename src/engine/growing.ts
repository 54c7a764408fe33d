/**
 * A SharedArrayBuffer that can grow in place (ECMAScript 2024, in Node since 20). TypeScript's library for
 * ES2023 does not know it yet.
 */
interface Growable extends SharedArrayBuffer {
  grow(byteLength: number): void;
}
const Growable = SharedArrayBuffer as unknown as new (
  byteLength: number,
  options: { maxByteLength: number },
) => Growable;

/** What V8 allows for one buffer. Reserving it takes addresses, not memory. */
const BYTES_MAX = 2 ** 32;

/**
 * 32-bit words that grow without being copied, so that growing needs no second copy of what is there. A
 * view of fixed length over a growable buffer is as fast as any other typed array.
 */
export class GrowingWords {
  readonly buffer: SharedArrayBuffer;
  words: Int32Array;

  constructor(length: number) {
    this.buffer = new Growable(length * 4, { maxByteLength: BYTES_MAX });
    this.words = new Int32Array(this.buffer, 0, length);
  }

  /** @returns false if the machine has no room for that many words; then nothing has changed */
  resize(length: number): boolean {
    if (length * 4 > BYTES_MAX) return false;
    try {
      (this.buffer as Growable).grow(length * 4);
    } catch {
      return false;
    }
    this.words = new Int32Array(this.buffer, 0, length);
    return true;
  }
}
