import { assign, emit, setup } from '../../src/language/index.ts';
import type { IrteContent } from '../events.ts';
import type { PartKind } from '../part.ts';
import { NO_PASID, PF } from '../setting.ts';
import type { IrteFetch, IrteFetched } from './interrupt-remapping.ts';

/** The host writes or clears an entry, invalidation of the interrupt entry cache included. */
export type IrteWrite =
  | { readonly type: 'irte.write'; readonly irte: string }
  | { readonly type: 'irte.clear'; readonly irte: string };

/**
 * One entry of the interrupt remapping table. What is written into it follows from the design: the requester
 * ID and PASID of the unit that the host gives the entry to. The entry after the guests' belongs to the
 * parent function's own interrupt and is always present.
 */
export const irte: PartKind = {
  id: 'irte',
  title: 'Interrupt remapping table entry',
  role: 'hardware',
  sources: [
    'Intel VT-d Architecture Specification rev. 5.10: 9.9 (interrupt remapping table entry), 5.1.4 (read as a single operation)',
    'Linux drivers/iommu/intel/irq_remapping.c: set_irte_sid, modify_irte, clear_entries',
  ],
  make: (setting, token) => {
    const { choices, hostVector, guestOf, pasidsOf, requesterOf, vectorOf } = setting;
    const entry = setting.entryOfIrte(token);
    const granted: IrteContent = {
      present: true,
      svt: choices.ir.granularity,
      sid: entry === undefined ? PF : requesterOf(guestOf(entry)),
      // The driver expects the tag that its device will send.
      pasid: entry === undefined || choices.msg.tag === 'untagged' ? NO_PASID : pasidsOf(guestOf(entry))[0]!,
      vector: entry === undefined ? hostVector : vectorOf(entry),
    };
    const machine = setup({
      types: {
        context: {} as { present: boolean },
        events: {} as IrteWrite | IrteFetch,
        emitted: {} as IrteFetched,
      },
    }).createMachine({
      context: { present: entry === undefined },
      on: {
        // modify_irte: the entry is written and its cached copy invalidated under one lock. That two 64-bit
        // stores are visible one after the other is not modelled.
        'irte.write': { actions: assign({ present: true }) },
        'irte.clear': { actions: assign({ present: false }) },
        'irte.fetch': {
          actions: emit(({ context: { present }, event: { by } }) => ({
            type: 'irte.fetched',
            content: { ...granted, present },
            by,
          })),
        },
      },
    });
    return { machine };
  },
};
