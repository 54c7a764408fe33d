import type { Branch, Leaf, Tree } from '../kernel/index.ts';
import type { SymmetricSet } from '../language/index.ts';
import { type Image, imageUnder } from './image.ts';
import { leavesOf } from './leaves.ts';
import type { Known } from './step-tree.ts';
import { classesOf, type Difference } from './symmetry-group.ts';
import type { Tabulated } from './tabulate.ts';

/**
 * Looks for two members of a class that are not alike after all: a step that the search has used whose image
 * does something else or bears other marks, as with a property that names one of them. Every such step is
 * compared with its image under the exchange of each two members.
 *
 * @returns the first difference found, or `undefined`: the quotient was sound for all that was searched
 */
export const findDifference = (
  system: Tabulated,
  sets: readonly SymmetricSet[],
  differences: readonly Difference[],
): Difference | undefined => {
  for (const set of sets) {
    for (const alike of classesOf(set, differences)) {
      for (const [i, a] of alike.entries()) {
        for (const b of alike.slice(i + 1)) {
          const swap = exchange(set.members[a]!, set.members[b]!);
          if (!isAutomorphism(system, imageUnder(system, swap))) return { set: set.name, members: [a, b] };
        }
      }
    }
  }
  return undefined;
};

const exchange = (one: readonly string[], other: readonly string[]): ReadonlyMap<string, string> =>
  new Map(one.flatMap((token, k) => [[token, other[k]!] as const, [other[k]!, token] as const]));

const isAutomorphism = (system: Tabulated, image: Image): boolean => {
  for (const [slot, locals] of system.planted.entries()) {
    for (const [local, trees] of [...locals].entries()) {
      for (const [index, tree] of (trees ?? []).entries()) {
        const imageLocal = image.local(slot, local);
        const choice = image.choice({ slot, index }, local, imageLocal);
        const other = choice && system.starts(choice.slot, imageLocal)[choice.index];
        if (other === undefined || !sameLeaves(system, image, tree, other, new Map([[slot, local]])))
          return false;
      }
    }
  }
  return system.watches.every((tree) => sameLeaves(system, image, tree, tree, new Map()));
};

/** True if the other tree says of the image of each leaf's state what the leaf says. */
const sameLeaves = (system: Tabulated, image: Image, tree: Tree, other: Tree, known: Known): boolean =>
  [...leavesOf(tree, known)].every(([leaf, read]) => {
    const state = system.slots.map(() => -1);
    for (const [slot, local] of read) state[image.slot(slot)] = image.local(slot, local);
    return isImage(image, leaf, readPartly(system, other, state));
  });

/** The leaf that a partly known state leads to; `undefined` if the tree reads more than is known. */
const readPartly = (system: Tabulated, tree: Tree, state: readonly number[]): Leaf | undefined => {
  while (tree.slot >= 0) {
    const local = state[tree.slot]!;
    if (local < 0) return undefined;
    tree = (tree as Branch).children[local] ?? system.grow(tree as Branch, local);
  }
  return tree as Leaf;
};

const isImage = (image: Image, leaf: Leaf, other: Leaf | undefined): boolean => {
  if (other === undefined || other.writes.length !== leaf.writes.length) return false;
  const blockedBy = leaf.blockedBy < 0 ? -1 : image.slot(leaf.blockedBy);
  if (other.blockedBy !== blockedBy || other.marks.join() !== leaf.marks.join()) return false;
  const written = new Map(pairs(other.writes));
  return pairs(leaf.writes).every(
    ([slot, local]) => written.get(image.slot(slot)) === image.local(slot, local),
  );
};

const pairs = (writes: readonly number[]): [slot: number, local: number][] =>
  writes.flatMap((slot, i) => (i % 2 === 0 ? [[slot, writes[i + 1]!] as [number, number]] : []));
