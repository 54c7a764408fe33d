import { defineProperty } from '../src/language/index.ts';
import { delivery, isGuest } from './observed.ts';

export const noGuestToHostInjection = defineProperty({
  id: 'no-guest-to-host-injection',
  short: 'S2',
  title: "No guest interrupts the host beyond its own unit's handler",
  claim: 'No interrupt that a guest causes is delivered through a vector that the host keeps for itself.',
  why: 'The host would run a handler for a device that did nothing, or for a vector that nobody expects: CVE-2011-1898 began like this.',
  sources: ['Xen Security Advisory 3 (CVE-2011-1898)', 'Linux kernel/irq/msi.c, msi_device_has_isolated_msi'],
  body: {
    kind: 'neverObserved',
    forbidden: (observation) => {
      const found = delivery(observation);
      return found !== undefined && found.to === 'host' && isGuest(found.ghost.cause);
    },
  },
  witness: {
    means: 'an interrupt that a guest causes is delivered by the host kernel to the handler of its unit',
    seen: (observation) => {
      const found = delivery(observation);
      return found !== undefined && found.to !== 'host' && isGuest(found.ghost.cause);
    },
  },
});
