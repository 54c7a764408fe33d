import { emit, setup } from '../../src/language/index.ts';
import type { Interrupt, Transaction } from '../events.ts';
import type { PartKind } from '../part.ts';
import type { Principal } from '../setting.ts';

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
      types: { events: {} as Interrupt, emitted: {} as Delivered },
    }).createMachine({
      on: {
        interrupt: {
          actions: emit(({ event: { vector, by } }) => ({
            type: 'delivered',
            vector,
            to: ownerOfVector(vector),
            by,
          })),
        },
      },
    });
    return { machine };
  },
};
