import { emit, setup } from '../../src/language/index.ts';
import type { Transaction } from '../events.ts';
import type { PartKind } from '../part.ts';
import { NO_PASID, type Principal } from '../setting.ts';
import type { Decoded, Refused } from './root-complex.ts';

/** A write that has reached memory. */
export interface MemoryWritten {
  readonly type: 'memory.written';
  /** Whose memory it is. */
  readonly memory: Principal;
  readonly by: Transaction;
}

/**
 * DMA remapping with the tables that the host has set up once: requests without PASID are translated for
 * their requester ID, requests with PASID for the PASID. An address names memory only within a domain.
 */
export const dmaRemapping: PartKind = {
  id: 'dmaRemapping',
  title: 'DMA remapping hardware',
  role: 'hardware',
  sources: [
    'Intel VT-d Architecture Specification rev. 5.10: 3.4 (mapping devices to domains), 3.12.6-3.12.7 (virtual functions and ADIs), 3.15 (interrupt address range)',
    'Linux drivers/iommu/intel/iommu.c: intel_iommu_get_resv_regions (0xFEE00000-0xFEEFFFFF is never handed out as IOVA)',
  ],
  make: ({ choices, ownerOfPasid, ownerOfRequester }) => {
    const domainOf = ({ requester, pasid }: Transaction): Principal =>
      pasid === NO_PASID ? ownerOfRequester(requester) : ownerOfPasid(pasid);
    // IOVA spaces leave the interrupt range out; process address spaces only if the OS carves it out.
    const isMapped = ({ address, pasid }: Transaction): boolean =>
      address.range === 'memory' || (pasid.startsWith('bound') && choices.svm.carveout === 'none');

    const machine = setup({
      types: {
        events: {} as Decoded & { type: 'dma.request' },
        emitted: {} as MemoryWritten | Refused,
      },
    }).createMachine({
      on: {
        'dma.request': [
          {
            guard: ({ event: { by } }) => !isMapped(by),
            actions: emit(({ event: { by } }) => ({ type: 'request.refused', reason: 'not mapped', by })),
          },
          { actions: emit(({ event: { by } }) => ({ type: 'memory.written', memory: domainOf(by), by })) },
        ],
      },
    });
    return { machine };
  },
};
