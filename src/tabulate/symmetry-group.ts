import type { SymmetricSet } from '../language/index.ts';
import { compose, type Renaming } from './renaming.ts';

/** A group with more elements than this costs more than it saves; larger sets are cut down to fit. */
const ELEMENTS_MAX = 120;

/** Two members of a set that turned out not to be alike. */
export interface Difference {
  readonly set: string;
  readonly members: readonly [number, number];
}

/** Members that may be exchanged, as lists of positions in their set. */
type Class = readonly number[];

/**
 * All ways of exchanging like members, the identity first.
 *
 * @param differences members that must stay apart. Each splits a class; nothing that was split is joined
 * again, so the group can only become smaller.
 */
export const symmetryGroup = (
  sets: readonly SymmetricSet[],
  differences: readonly Difference[],
): readonly Renaming[] => {
  let group: readonly Renaming[] = [new Map()];
  for (const set of sets) {
    for (const alike of classesOf(set, differences)) {
      const larger = permutations(fitting(alike, group.length)).map((order, _, [first]) =>
        exchanging(set, first!, order),
      );
      group = larger.flatMap((renaming) => group.map((other) => compose(other, renaming)));
    }
  }
  return group;
};

/** Splits a set's members into those that are still taken to be alike. */
export const classesOf = ({ name, members }: SymmetricSet, differences: readonly Difference[]): Class[] => {
  let classes: Class[] = [members.map((_, i) => i)];
  for (const difference of differences.filter(({ set }) => set === name)) {
    const [, odd] = difference.members;
    classes = classes.flatMap((alike) =>
      difference.members.every((member) => alike.includes(member))
        ? [alike.filter((member) => member !== odd), [odd]]
        : [alike],
    );
  }
  return classes.filter((alike) => alike.length > 1);
};

/** The longest beginning of a class whose permutations keep the group within its limit. */
const fitting = (alike: Class, size: number): Class => {
  let product = size;
  const count = alike.findIndex((_, i) => (product *= i + 1) > ELEMENTS_MAX);
  return count < 0 ? alike : alike.slice(0, count);
};

const permutations = (items: Class): Class[] =>
  items.length < 2
    ? [items]
    : items.flatMap((item) =>
        permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      );

/** Puts the belongings of member `order[i]` in the place of those of `members[i]`. */
const exchanging = ({ members }: SymmetricSet, original: Class, order: Class): Renaming =>
  new Map(
    original.flatMap((member, i) =>
      members[member]!.map((token, k): [string, string] => [token, members[order[i]!]![k]!]),
    ),
  );
