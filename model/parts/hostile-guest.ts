import { emit, setup } from '../../src/language/index.ts';
import { type Descriptor, type EntryWrite, type Message, NO_DATA } from '../events.ts';
import { made, type PartKind } from '../part.ts';
import type { Guest, Setting } from '../setting.ts';
import type { Injected, Trap, TrapDone } from './vmm.ts';

type Deed = Descriptor | Extract<EntryWrite, { type: 'entry.write' }> | Trap;

/** The most general attacker: it remembers nothing and can always do all that its position allows. */
export const hostileGuest: PartKind = {
  id: 'hostileGuest',
  title: 'Hostile guest',
  role: 'guest',
  sources: [
    'Thomas Gleixner on "PCI: add SIOV and IMS capability detection", November 2020 (what a guest can write to its message store)',
  ],
  make: (setting, token) => {
    const guest = token as Guest;
    const deeds = [...traps(setting, guest), ...storeWrites(setting, guest), ...work(setting, guest)];
    const machine = setup({
      types: { events: {} as Deed | TrapDone | Injected, emitted: {} as Deed },
    }).createMachine({
      on: {
        // Whatever it is told to do, it does.
        '*': { actions: emit(({ event }) => event as Deed) },
        // Whatever happens to it, it does not care.
        'trap.done': {},
        injected: {},
      },
    });
    return made(machine, () => deeds);
  },
};

/** Calls to the host about its own entries, in any order. */
const traps = ({ choices, entriesOf }: Setting, guest: Guest): Trap[] => {
  if (choices.guest.ims === 'noHypercall') return [];
  const pasid: Trap['type'][] = choices.svm.guest && choices.guest.ims === 'hidden' ? ['trap.pasid'] : [];
  const types: Trap['type'][] = ['trap.enable', 'trap.disable', ...pasid];
  return entriesOf(guest).flatMap((entry) => types.map((type) => ({ type, entry })));
};

/** Any message, masked or not, into every entry that it can write. */
const storeWrites = (setting: Setting, guest: Guest): Deed[] => {
  const { choices, entries, entriesOf, pasidsOf } = setting;
  if (choices.store.writer === 'hostOnly') return [];
  const owner = choices.guest.ims === 'hidden' ? 'host' : guest;
  // On a page that several guests map, each can write the entries of all.
  const reachable =
    choices.unit === 'adi' && choices.store.place === 'deviceMmioSharedPage' ? entries : entriesOf(guest);
  const pasids = choices.perm.pasid === 'checked' ? pasidsOf(guest) : pasidsOf(guest).slice(0, 1);
  return reachable.flatMap((entry) =>
    messages(setting).flatMap((message) =>
      pasids.flatMap((pasid) =>
        [false, true].map((masked) => ({
          type: 'entry.write' as const,
          entry,
          ...message,
          pasid,
          masked,
          ghost: { author: guest, owner },
        })),
      ),
    ),
  );
};

/** Interrupt requests for any handle, own or not, and DMA writes anywhere. */
const work = (setting: Setting, guest: Guest): Descriptor[] =>
  setting.pasidsOf(guest).flatMap((pasid): Descriptor[] => [
    ...setting.entries.map((handle) => ({ type: 'submit.interrupt' as const, handle, pasid })),
    ...messages(setting).map((message) => ({
      type: 'submit.write' as const,
      ...message,
      length: 'dword' as const,
      pasid,
    })),
    // One write of another length into the interrupt range: it is never an interrupt, whatever the handle.
    { type: 'submit.write', ...remappable(setting.hostIrte), length: 'other', pasid },
  ]);

/** Every address and data that can make a difference: memory, every table entry, every vector. */
const messages = ({
  choices: { ir },
  hostIrte,
  hostVector,
  entries,
  irteOf,
  vectorOf,
}: Setting): Message[] => {
  // Where compatibility format is blocked, one vector stands for all.
  const vectors =
    ir.format === 'compatAllowed' ? [...new Set(entries.map(vectorOf)), hostVector] : [hostVector];
  return [
    { address: { range: 'memory' }, data: NO_DATA },
    ...[...entries.map(irteOf), hostIrte].map(remappable),
    ...vectors.map((data) => ({
      address: { range: 'interrupt' as const, format: 'compatibility' as const },
      data,
    })),
  ];
};

const remappable = (irte: string): Message => ({
  address: { range: 'interrupt', format: 'remappable', irte },
  data: NO_DATA,
});
