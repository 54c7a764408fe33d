import type { AnyMachineSnapshot } from '../language/index.ts';
import type { InFlight } from '../network/index.ts';

/** A permutation of tokens; those that it leaves alone may be absent. */
export type Renaming = ReadonlyMap<string, string>;

/** Renames every token in a piece of plain data, keys of objects included. */
export const renameData = <T>(data: T, renaming: Renaming): T => rename(data, renaming) as T;

const rename = (data: unknown, renaming: Renaming): unknown => {
  if (typeof data === 'string') return renaming.get(data) ?? data;
  if (Array.isArray(data)) return data.map((item) => rename(item, renaming));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [renaming.get(key) ?? key, rename(value, renaming)]),
  );
};

/** The same local state of the machine that takes this one's part. */
export const renameSnapshot = (
  snapshot: AnyMachineSnapshot,
  machine: AnyMachineSnapshot['machine'],
  renaming: Renaming,
): AnyMachineSnapshot => {
  const { value, historyValue } = snapshot;
  return machine.resolveState({
    value,
    context: renameData(snapshot.context, renaming),
    historyValue,
  });
};

export const renameItem = ({ event, from }: InFlight, renaming: Renaming): InFlight => ({
  event: renameData(event, renaming),
  from: renaming.get(from) ?? from,
});

/** First `first`, then `then`. */
export const compose = (first: Renaming, then: Renaming): Renaming => {
  const tokens = new Set([...first.keys(), ...then.keys()]);
  return new Map(
    [...tokens].map((token) => {
      const middle = first.get(token) ?? token;
      return [token, then.get(middle) ?? middle];
    }),
  );
};

export const inverse = (renaming: Renaming): Renaming =>
  new Map([...renaming].map(([from, to]) => [to, from]));
