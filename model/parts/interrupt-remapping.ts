import { emit, setup } from '../../src/language/index.ts';
import type { Interrupt, IrteContent, Transaction } from '../events.ts';
import type { PartKind } from '../part.ts';
import type { Decoded, Refused } from './root-complex.ts';

/** Reads one entry of the interrupt remapping table. The request goes along, so that no state is needed. */
export interface IrteFetch {
  readonly type: 'irte.fetch';
  readonly irte: string;
  readonly by: Transaction;
}

export interface IrteFetched {
  readonly type: 'irte.fetched';
  readonly content: IrteContent;
  readonly by: Transaction;
}

/** The interrupt remapping hardware: decides from the table, not from the message, what is delivered. */
export const interruptRemapping: PartKind = {
  id: 'interruptRemapping',
  title: 'Interrupt remapping hardware',
  role: 'hardware',
  sources: [
    'Intel VT-d Architecture Specification rev. 5.10: 5.1.2 (formats), 5.1.3 (index), 5.1.4 (operation, fault reasons), 9.9 (table entry)',
    'Linux drivers/iommu/intel/dmar.c, irq_remap_fault_reasons[]',
  ],
  make: ({ choices: { ir }, entries, hostIrte, irteOf }) => {
    const table = new Set([...entries.map(irteOf), hostIrte]);
    const machine = setup({
      types: {
        events: {} as (Decoded & { type: 'interrupt.request' }) | IrteFetched,
        emitted: {} as IrteFetch | Interrupt | Refused,
      },
    }).createMachine({
      on: {
        'interrupt.request': [
          {
            // 1. 5.1.4: with IRES=0 every request is taken in compatibility format, whatever its bit 4 says.
            guard: () => !ir.enabled,
            actions: emit(({ event: { by } }) => ({ type: 'interrupt', vector: by.data, by })),
          },
          {
            // 2. Compatibility format while remapping is on: blocked if EIME=1 or CFIS=0 …
            guard: ({ event: { by } }) => isCompatibility(by) && ir.format === 'compatBlocked',
            actions: emit(({ event: { by } }) => ({ type: 'request.refused', reason: '25h', by })),
          },
          {
            // … else passed untouched.
            guard: ({ event: { by } }) => isCompatibility(by),
            actions: emit(({ event: { by } }) => ({ type: 'interrupt', vector: by.data, by })),
          },
          {
            // 3. Remappable format: the index must lie within the table. (Reserved fields, 20h, are never set here.)
            guard: ({ event: { by } }) => !table.has(selected(by)),
            actions: emit(({ event: { by } }) => ({ type: 'request.refused', reason: '21h', by })),
          },
          // 4. The entry is read as a whole, in a single operation. (No interrupt entry cache: entries change only
          //    together with its invalidation here.)
          { actions: emit(({ event: { by } }) => ({ type: 'irte.fetch', irte: selected(by), by })) },
        ],
        'irte.fetched': [
          {
            // 5. Present bit.
            guard: ({ event: { content } }) => !content.present,
            actions: emit(({ event: { by } }) => ({ type: 'request.refused', reason: '22h', by })),
          },
          {
            // 6. Source validation, SVT=01 with SQ=00: the whole requester ID must match.
            guard: ({ event: { content, by } }) => content.svt !== 'none' && content.sid !== by.requester,
            actions: emit(({ event: { by } }) => ({ type: 'request.refused', reason: '26h', by })),
          },
          {
            // 7. Not in any VT-d: the PASID must match as well (Gunthorpe on the IMS thread, November 2020).
            guard: ({ event: { content, by } }) => content.svt === 'rid+pasid' && content.pasid !== by.pasid,
            actions: emit(({ event: { by } }) => ({ type: 'request.refused', reason: 'PASID mismatch', by })),
          },
          // 8. The interrupt is delivered with the vector of the entry.
          {
            actions: emit(({ event: { content, by } }) => ({
              type: 'interrupt',
              vector: content.vector,
              by,
            })),
          },
        ],
      },
    });
    return { machine };
  },
};

const isCompatibility = ({ address }: Transaction): boolean =>
  address.range === 'interrupt' && address.format === 'compatibility';

const selected = ({ address }: Transaction): string =>
  address.range === 'interrupt' && address.format === 'remappable' ? address.irte : 'none';
