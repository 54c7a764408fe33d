import { emit, setup } from '../../src/language/index.ts';
import { type Interrupt, NO_DATA, type Transaction } from '../events.ts';
import type { PartKind } from '../part.ts';
import type { Principal } from '../setting.ts';
import type { Refused } from './root-complex.ts';

/** A vector that has been delivered to whoever has registered its handler. */
export interface Delivered {
  readonly type: 'delivered';
  readonly vector: string;
  readonly to: Principal;
  readonly by: Transaction;
}

/** The sink of interrupts: a vector selects a handler. */
export const localApic: PartKind = {
  id: 'localApic',
  title: 'Local APIC and interrupt descriptor table',
  role: 'hardware',
  sources: [
    'Intel SDM volume 3A, chapter "Advanced Programmable Interrupt Controller", Message Signalled Interrupts',
  ],
  make: ({ ownerOfVector }) => {
    const machine = setup({
      types: { events: {} as Interrupt, emitted: {} as Delivered | Refused },
    }).createMachine({
      on: {
        interrupt: [
          {
            // Without remapping, data that names no vector stands for vector 0. The local APIC refuses vectors
            // 0-15 and notes an error.
            guard: ({ event }) => event.vector === NO_DATA,
            actions: emit(({ event: { by } }) => ({ type: 'request.refused', reason: 'illegal vector', by })),
          },
          {
            actions: emit(({ event: { vector, by } }) => ({
              type: 'delivered',
              vector,
              to: ownerOfVector(vector),
              by,
            })),
          },
        ],
      },
    });
    return { machine };
  },
};
