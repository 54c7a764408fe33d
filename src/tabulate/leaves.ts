import type { Branch, Leaf, Tree } from '../kernel/index.ts';
import type { Known } from './step-tree.ts';

/** The grown leaves of a tree, each with the local states that lead to it. */
export function* leavesOf(tree: Tree, known: Known): Generator<[Leaf, Known]> {
  if (tree.slot < 0) {
    yield [tree as Leaf, known];
    return;
  }
  for (const [local, child] of [...(tree as Branch).children].entries()) {
    if (child !== undefined) yield* leavesOf(child, new Map(known).set(tree.slot, local));
  }
}
