import { emit, setup } from '../../src/language/index.ts';
import type { MemWr, Transaction } from '../events.ts';
import type { PartKind } from '../part.ts';
import { NO_PASID } from '../setting.ts';

/** What the root complex makes of a posted write. */
export interface Decoded {
  readonly type: 'interrupt.request' | 'dma.request';
  readonly by: Transaction;
}

/** A request that the platform refuses. A posted write has no completion: its sender never learns. */
export interface Refused {
  readonly type: 'request.refused';
  /** Fault reason of VT-d 5.1.4.1, or why the request is none that any table could allow. */
  readonly reason: string;
  readonly by: Transaction;
}

/** Tells interrupts from DMA by length, PASID and address: nothing else marks a write as an interrupt. */
export const rootComplex: PartKind = {
  id: 'rootComplex',
  title: 'Root complex decode of 0xFEEx_xxxx',
  role: 'hardware',
  sources: [
    'Intel VT-d Architecture Specification rev. 5.10: 3.15 (interrupt address range; 3.14 in rev. 3.x), 5.1 (interrupt requests)',
    'Xen Security Advisory 59: malformed messages are aborted before they are remapped',
  ],
  make: ({ choices }) => {
    const isInterruptRange = ({ address }: MemWr): boolean => address.range === 'interrupt';
    // 3.15: requests with PASID are translated as normal DMA. The extension takes them for interrupts as well.
    const isEligible = ({ pasid }: MemWr): boolean =>
      pasid === NO_PASID || choices.fee.pasidTagged === 'treatedAsInterrupt';

    const machine = setup({
      types: { events: {} as MemWr, emitted: {} as Decoded | Refused },
    }).createMachine({
      on: {
        MemWr: [
          {
            // 1. Writes to the interrupt range that are not one DWORD are blocked before any remapping. That a
            //    chipset may turn this into an NMI (XSA-59) is not modelled.
            guard: ({ event }) => isInterruptRange(event) && isEligible(event) && event.length !== 'dword',
            actions: emit(({ event }) => ({
              type: 'request.refused',
              reason: 'malformed interrupt request',
              by: carried(event),
            })),
          },
          {
            // 2. DWORD writes to the interrupt range are interrupt requests and never subject to DMA remapping.
            guard: ({ event }) => isInterruptRange(event) && isEligible(event),
            actions: emit(({ event }) => ({ type: 'interrupt.request', by: carried(event) })),
          },
          // 3. Everything else is a DMA request. (Translated requests, AT=10b, do not occur: ATS is off.)
          { actions: emit(({ event }) => ({ type: 'dma.request', by: carried(event) })) },
        ],
      },
    });
    return { machine };
  },
};

/** The write without its type, to be carried along by what the platform makes of it. */
const carried = ({ type: _type, ...transaction }: MemWr): Transaction => transaction;
