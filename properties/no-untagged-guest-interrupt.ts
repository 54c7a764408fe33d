import { defineProperty } from '../src/language/index.ts';
import { arrives, isGuest, transaction } from './observed.ts';

/** The parent's requester ID stands for the host and for every guest that has a subdevice of it. */
const isTag = ({ requester, pasid }: { requester: string; pasid: string }): boolean =>
  requester !== 'pf' || pasid !== 'none';

export const noUntaggedGuestInterrupt = defineProperty({
  id: 'no-untagged-guest-interrupt',
  title: 'No interrupt from address and data that a guest chose, unless it is tagged as that guest’s',
  claim:
    'No write to 0xFEEx_xxxx whose address or data a guest controls is accepted as an interrupt unless it carries a PASID or a requester ID that the guest shares with nobody.',
  why: 'Interrupt remapping can only check what a message carries. A virtual function’s own requester ID tells its guest apart; the requester ID that a subdevice shares with its parent does not.',
  sources: [
    'Jason Gunthorpe and Thomas Gleixner on "PCI: add SIOV and IMS capability detection", November 2020',
    'Intel VT-d Architecture Specification rev. 5.10: 3.12.6, 3.12.7 (who has a requester ID of its own)',
  ],
  body: {
    kind: 'neverObserved',
    forbidden: (observation) =>
      arrives(observation, 'interrupt') &&
      isGuest(transaction(observation).ghost.author) &&
      !isTag(transaction(observation)),
  },
  witness: {
    means: 'an interrupt message that a guest causes is accepted',
    seen: (observation) => arrives(observation, 'interrupt') && isGuest(transaction(observation).ghost.cause),
  },
});
