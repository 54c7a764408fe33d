import type { Choice } from '../kernel/index.ts';
import { canonical } from '../network/index.ts';
import { type Renaming, renameData, renameItem, renameSnapshot } from './renaming.ts';
import type { Tabulated } from './tabulate.ts';

/** What a renaming does to slots, local states and choices. */
export interface Image {
  readonly slot: (slot: number) => number;
  /** The local state, in the image of `slot`, that corresponds to `local`; worked out once. */
  readonly local: (slot: number, local: number) => number;
  /**
   * The choice of the image of `slot` that corresponds to `choice`, given the local states of both; or
   * `undefined` if the other has nothing like it.
   */
  readonly choice: (choice: Choice, local: number, imageLocal: number) => Choice | undefined;
}

export const imageUnder = (system: Tabulated, renaming: Renaming): Image => {
  const { tables, slots } = system;
  const targets = slots.map(({ name }) => tables.slotOf(renaming.get(name) ?? name)!);
  const locals: number[][] = slots.map(() => []);

  const renameLocal = (slot: number, local: number): number => {
    const target = targets[slot]!;
    const queue = tables.queueAt(slot);
    if (queue !== undefined) {
      return tables.queueAt(target)!.intern(queue.items(local).map((item) => renameItem(item, renaming)));
    }
    const machine = tables.machineAt(target)!;
    return machine.intern(
      renameSnapshot(tables.machineAt(slot)!.snapshot(local), machine.part.machine, renaming),
    );
  };

  return {
    slot: (slot) => targets[slot]!,
    local: (slot, local) => (locals[slot]![local] ??= renameLocal(slot, local)),
    choice: ({ slot, index }, local, imageLocal) => {
      const target = targets[slot]!;
      const part = tables.parts[slot];
      if (part === undefined) return { slot: target, index };
      const wanted = canonical(renameData(part.stimuli(local)[index]!, renaming), 'event');
      const stimuli = tables.parts[target]!.stimuli(imageLocal);
      const found = stimuli.findIndex((stimulus) => canonical(stimulus, 'event') === wanted);
      return found < 0 ? undefined : { slot: target, index: found };
    },
  };
};
