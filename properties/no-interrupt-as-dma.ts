import { defineProperty } from '../src/language/index.ts';
import { arrives, transaction } from './observed.ts';

export const noInterruptAsDma = defineProperty({
  id: 'no-interrupt-as-dma',
  short: 'S5',
  title: 'No interrupt message writes memory of somebody else',
  claim: 'An interrupt message that ends up in memory ends up in memory of the party whose work caused it.',
  why: 'A message whose address the guest chooses is a memory write; if it is not translated for that guest, the guest writes where it likes.',
  sources: [
    'Jason Gunthorpe on "PCI: add SIOV and IMS capability detection", November 2020 (on messages without PASID)',
  ],
  body: {
    kind: 'neverObserved',
    forbidden: (observation) => {
      if (!arrives(observation, 'memory.written')) return false;
      const { origin, cause } = transaction(observation).ghost;
      return origin === 'message' && observation.event['memory'] !== cause;
    },
  },
  witness: {
    means: 'an interrupt message is judged by the platform',
    seen: (observation) =>
      ['interrupt.request', 'dma.request'].some((type) => arrives(observation, type)) &&
      transaction(observation).ghost.origin === 'message',
  },
});
