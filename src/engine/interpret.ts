import { follow, type Leaf, type System } from '../kernel/index.ts';

/** One step of a state, as read from its tree. */
export interface Step {
  readonly slot: number;
  readonly index: number;
  readonly leaf: Leaf;
}

/**
 * Every step that a state can begin, blocked ones included, in the order of slots and choices. Grows trees as
 * needed.
 *
 * @param slots only the steps that these slots begin
 */
export const stepsOf = (system: System, state: readonly number[], slots?: readonly number[]): Step[] =>
  (slots ?? system.slots.map((_, slot) => slot)).flatMap((slot) =>
    system
      .starts(slot, state[slot]!)
      .map((tree, index) => ({ slot, index, leaf: follow(system, tree, state) })),
  );

/** The state after a step, or what stands for it in a quotient. */
export const after = (system: System, state: readonly number[], { writes }: Leaf): number[] => {
  const next = [...state];
  for (let i = 0; i < writes.length; i += 2) next[writes[i]!] = writes[i + 1]!;
  system.represent?.(next);
  return next;
};

/** True if the step leads back to the state that it starts from. */
export const stutters = (state: readonly number[], { writes }: Leaf): boolean => {
  for (let i = 0; i < writes.length; i += 2) if (state[writes[i]!] !== writes[i + 1]) return false;
  return true;
};

/** For `System.ample`: whether a state is new or was found after `id`, so that it is still to be expanded. */
export const isAhead =
  (space: { readonly system: System; find(state: readonly number[]): number }, id: number) =>
  (next: number[]): boolean => {
    space.system.represent?.(next);
    const found = space.find(next);
    return found < 0 || found > id;
  };
