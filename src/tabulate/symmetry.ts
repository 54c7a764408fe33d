import { type Choice, follow, InternalError, type Path, type System } from '../kernel/index.ts';
import { type Image, imageUnder } from './image.ts';
import { compose, inverse, type Renaming } from './renaming.ts';
import type { Tabulated } from './tabulate.ts';

/** A system whose states stand for whole orbits. */
export interface Quotient extends System {
  /** A path of the quotient as a path of the network itself. */
  readonly realise: (path: Path) => Path;
}

/** What the elements of a group do, in the same order. */
export const imagesUnder = (system: Tabulated, group: readonly Renaming[]): readonly Image[] =>
  group.map((renaming) => imageUnder(system, renaming));

/**
 * The quotient of a system under a group of renamings (Ip and Dill, "Better verification through symmetry",
 * FMSD 1996): each state is replaced by the least of its images. Unlike there the group is given by the
 * tokens of the parties, not by a type of the language, and local states are renamed through the machines'
 * tables.
 *
 * Sound if the renamings are automorphisms and every mark is invariant, which asymmetry.ts checks.
 */
export const quotient = (system: Tabulated, group: readonly Renaming[]): Quotient => {
  const images = imagesUnder(system, group);
  const candidate = system.slots.map(() => 0);
  const least = system.slots.map(() => 0);

  /** Makes `state` the least of its images. @returns which renaming that took */
  const settle = (state: number[]): number => {
    let chosen = 0;
    least.splice(0, least.length, ...state);
    for (let g = 1; g < images.length; g++) {
      imageState(images[g]!, state, candidate);
      if (isLess(candidate, least)) {
        chosen = g;
        least.splice(0, least.length, ...candidate);
      }
    }
    state.splice(0, state.length, ...least);
    return chosen;
  };

  const realise = (path: Path): Path => {
    const representative = [...system.initial];
    const real = [...system.initial];
    // What turns the representative into the real state.
    let back = inverse(group[settle(representative)]!);
    return path.map((choice) => {
      const image = imageUnder(system, back);
      const slot = image.slot(choice.slot);
      const chosen = image.choice(choice, representative[choice.slot]!, real[slot]!);
      if (chosen === undefined)
        throw new InternalError(`${system.slots[slot]!.name} lacks a step that its like has`);
      apply(system, representative, choice);
      apply(system, real, chosen);
      back = compose(inverse(group[settle(representative)]!), back);
      return chosen;
    });
  };

  return { ...system, represent: (state) => void settle(state), realise };
};

const isLess = (a: readonly number[], b: readonly number[]): boolean => {
  const i = a.findIndex((local, slot) => local !== b[slot]);
  return i >= 0 && a[i]! < b[i]!;
};

/** Writes the image of a state under a renaming. */
const imageState = (image: Image, from: readonly number[], to: number[]): void => {
  for (let slot = 0; slot < from.length; slot++) to[image.slot(slot)] = image.local(slot, from[slot]!);
};

const apply = (system: System, state: number[], { slot, index }: Choice): void => {
  const { writes } = follow(system, system.starts(slot, state[slot]!)[index]!, state);
  for (let i = 0; i < writes.length; i += 2) state[writes[i]!] = writes[i + 1]!;
};
