import { defineProperty } from '../src/language/index.ts';
import { delivery, isGuest } from './observed.ts';

export const noGuestToGuestInjection = defineProperty({
  id: 'no-guest-to-guest-injection',
  short: 'S1',
  title: 'No guest interrupts another guest',
  claim: 'No interrupt that one guest causes is delivered through a vector that belongs to another guest.',
  why: 'A forged interrupt makes the driver of the other guest act on work that has not happened, and lets one guest slow another down.',
  sources: [
    'Linux kernel/irq/msi.c, msi_device_has_isolated_msi',
    'Intel VT-d Architecture Specification rev. 5.10: 5.1.1, 5.1.4 (source validation)',
  ],
  body: {
    kind: 'neverObserved',
    forbidden: (observation) => {
      const found = delivery(observation);
      if (found === undefined) return false;
      const { cause } = found.ghost;
      return isGuest(found.to) && isGuest(cause) && found.to !== cause;
    },
  },
  witness: {
    means: 'an interrupt that a guest causes is delivered to that guest',
    seen: (observation) => {
      const found = delivery(observation);
      return found !== undefined && isGuest(found.to) && found.to === found.ghost.cause;
    },
  },
});
