/** Values numbered from 0 in the order in which they first appear. */
export class Interner<T> {
  private readonly ids = new Map<string, number>();
  private readonly values: T[] = [];

  get size(): number {
    return this.values.length;
  }

  /** The number of the value with this key; `make` is called only if the key is new. */
  id(key: string, make: () => T): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.values.length);
    return this.values.push(make()) - 1;
  }

  value(id: number): T {
    return this.values[id] as T;
  }

  all(): readonly T[] {
    return this.values;
  }
}
