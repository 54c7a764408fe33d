import { defineProperty } from '../src/language/index.ts';
import { arrives, delivery, transaction } from './observed.ts';

export const noDmaAsInterrupt = defineProperty({
  id: 'no-dma-as-interrupt',
  short: 'S4',
  title: 'No DMA write passes for an interrupt of somebody else',
  claim: 'A DMA write that is taken for an interrupt reaches only vectors of the party whose work wrote it.',
  why: 'Whoever can make a device write to memory could otherwise raise any interrupt: what Linux calls isolated MSI excludes it.',
  sources: ['Linux kernel/irq/msi.c, msi_device_has_isolated_msi (what isolated MSI means)'],
  body: {
    kind: 'neverObserved',
    forbidden: (observation) => {
      const found = delivery(observation);
      return found !== undefined && found.ghost.origin === 'data' && found.to !== found.ghost.cause;
    },
  },
  witness: {
    means: 'a DMA write aimed at the interrupt address range is judged by the platform',
    seen: (observation) =>
      ['interrupt.request', 'dma.request'].some((type) => arrives(observation, type)) &&
      transaction(observation).ghost.origin === 'data' &&
      (transaction(observation) as unknown as { address: { range: string } }).address.range === 'interrupt',
  },
});
