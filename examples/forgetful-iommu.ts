/**
 * A design in TypeScript: SR-IOV as in the bundled `sriov-ims-guest-store`, but with interrupt remapping
 * hardware of one's own that forgets to check who asks. Run it from a checkout:
 *
 *     npm run -s irqproof -- check examples/forgetful-iommu.ts
 *
 * Outside a checkout the import is from 'irqproof'. Loading a design in TypeScript runs it: check only those
 * that you trust.
 */
import { defineDesign, emit, type Made, setup } from '../src/index.ts';

interface Request {
  readonly type: 'interrupt.request';
  readonly by: { readonly address: { readonly irte?: string } };
}

interface Fetched {
  readonly type: 'irte.fetched';
  readonly content: { readonly present: boolean; readonly vector: string };
  readonly by: unknown;
}

/** It hears the same events and emits the same as the bundled part `interruptRemapping`. */
const forgetful = (): Made => ({
  machine: setup({
    types: { events: {} as Request | Fetched, emitted: {} as { type: string } },
  }).createMachine({
    on: {
      'interrupt.request': [
        {
          guard: ({ event }) => event.by.address.irte === undefined,
          actions: emit(({ event: { by } }) => ({
            type: 'request.refused',
            reason: 'compatibility format',
            by,
          })),
        },
        { actions: emit(({ event: { by } }) => ({ type: 'irte.fetch', irte: by.address.irte, by })) },
      ],
      'irte.fetched': [
        {
          guard: ({ event }) => !event.content.present,
          actions: emit(({ event: { by } }) => ({ type: 'request.refused', reason: 'not present', by })),
        },
        // The entry says which requester it is for (event.content.sid). Nobody looks.
        {
          actions: emit(({ event: { content, by } }) => ({ type: 'interrupt', vector: content.vector, by })),
        },
      ],
    },
  }),
});

export const design = defineDesign({
  irqproof: 1,
  name: 'forgetful-iommu',
  title: 'SR-IOV behind an IOMMU that forgets to check the source',
  unit: 'vf',
  store: { place: 'guestMem', writer: 'guestDirect' },
  perm: { pasid: 'unchecked' },
  guest: { ims: 'hypercall' },
  expect: {
    'no-guest-to-guest-injection': 'violated',
    'no-guest-to-host-injection': 'violated',
    'no-dma-as-interrupt': 'violated',
    'store-integrity': 'vacuous',
    'pasid-match': 'vacuous',
    'mask-integrity': 'vacuous',
  },
  parts: { interruptRemapping: forgetful },
});
