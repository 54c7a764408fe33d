import type { Property } from '../src/language/index.ts';
import { interruptDeliverable } from './interrupt-deliverable.ts';
import { maskIntegrity } from './mask-integrity.ts';
import { noDmaAsInterrupt } from './no-dma-as-interrupt.ts';
import { noGuestToGuestInjection } from './no-guest-to-guest-injection.ts';
import { noGuestToHostInjection } from './no-guest-to-host-injection.ts';
import { noInterruptAsDma } from './no-interrupt-as-dma.ts';
import { noUntaggedGuestInterrupt } from './no-untagged-guest-interrupt.ts';
import { pasidMatch } from './pasid-match.ts';
import { storeIntegrity } from './store-integrity.ts';

/** Every claim, in the order in which tables show them. */
export const properties: readonly Property[] = [
  noUntaggedGuestInterrupt,
  noGuestToGuestInjection,
  noGuestToHostInjection,
  noDmaAsInterrupt,
  noInterruptAsDma,
  storeIntegrity,
  pasidMatch,
  maskIntegrity,
  interruptDeliverable,
];
