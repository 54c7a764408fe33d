import { defineProperty } from '../src/language/index.ts';
import { storeWrite } from './observed.ts';

export const storeIntegrity = defineProperty({
  id: 'store-integrity',
  short: 'S6',
  title: 'What the host puts into the message store stays there',
  claim: 'Where the host manages the message store, nobody else ever writes it.',
  why: 'All that the host guarantees about guest interrupts it guarantees by composing the messages itself.',
  sources: [
    'Intel Scalable I/O Virtualization Technical Specification rev. 1.1, as quoted on the PCI list in November 2020 (who may access IMS)',
  ],
  body: {
    kind: 'neverObserved',
    forbidden: (observation) => {
      const found = storeWrite(observation);
      return found !== undefined && found.owner === 'host' && found.author !== 'host';
    },
  },
  witness: {
    means: 'the host writes an entry of a store that it manages',
    seen: (observation) => {
      const found = storeWrite(observation);
      return found?.owner === 'host' && found.author === 'host';
    },
  },
});
