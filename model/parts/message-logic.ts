import { emit, setup } from '../../src/language/index.ts';
import type { CauseGhost } from '../events.ts';
import type { PartKind } from '../part.ts';
import type { EntryRaise } from './message-entry.ts';

/** A unit wants the interrupt of an entry raised. */
export interface RaiseRequest {
  readonly type: 'raise';
  readonly unit: string;
  readonly handle: string;
  readonly pasid: string;
  readonly ghost: CauseGhost;
}

type Refusal = { type: 'descriptor.rejected'; entry: string };

/** The only way from a unit's work to an interrupt message. */
export const messageLogic: PartKind = {
  id: 'messageLogic',
  title: 'Interrupt Message Generation Logic',
  role: 'hardware',
  sources: [
    'Intel Scalable I/O Virtualization Technical Specification rev. 1.1, as quoted on the PCI list in November 2020 (Interrupt Message Generation Logic)',
    'Intel DSA Architecture Specification rev. 3.0: 5.4 (handle check)',
  ],
  make: ({ choices, guestOf, entries, unitOf }) => {
    const machine = setup({
      types: { events: {} as RaiseRequest, emitted: {} as EntryRaise | Refusal },
      guards: {
        // 1. The handle must be within the store.
        unknown: ({ event }) => !entries.includes(event.handle),
        // 2. The entry must be associated with the unit. Units that never share a store have no other entries.
        foreign: ({ event }) => {
          const shared = choices.unit === 'adi' && choices.store.place !== 'guestMem';
          return (
            unitOf(guestOf(event.handle)) !== event.unit && (!shared || choices.imgl.assoc === 'adiChecked')
          );
        },
      },
    }).createMachine({
      on: {
        raise: [
          {
            guard: 'unknown',
            actions: emit(({ event }) => ({ type: 'descriptor.rejected', entry: event.handle })),
          },
          {
            guard: 'foreign',
            actions: emit(({ event }) => ({ type: 'descriptor.rejected', entry: event.handle })),
          },
          // 3. The entry itself checks permission and mask.
          {
            actions: emit(({ event: { handle, pasid, ghost } }) => ({
              type: 'entry.raise',
              entry: handle,
              pasid,
              ghost,
            })),
          },
        ],
      },
    });
    return { machine };
  },
};
