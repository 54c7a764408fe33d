import { emit, setup } from '../../src/language/index.ts';
import type { CauseGhost, Descriptor, MemWr } from '../events.ts';
import type { PartKind } from '../part.ts';
import { type Guest, NO_PASID } from '../setting.ts';
import type { RaiseRequest } from './message-logic.ts';

/**
 * What is assigned to a guest: an ADI with its work queue, or a virtual function. Work is done in the step
 * that submits it. A guest can submit at any moment, so work that waits could do nothing that work submitted
 * later could not, as long as entries and PASIDs never change hands, which they do not here. What has been
 * sent upstream does wait, in the posted-write queue.
 */
export const unit: PartKind = {
  id: 'unit',
  title: 'Assigned unit: an ADI with its work queue, or a virtual function',
  role: 'hardware',
  sources: [
    'Intel VT-d Architecture Specification rev. 5.10: 3.12.6 (virtual functions), 3.12.7 (ADIs share the requester ID of their parent)',
    'Intel DSA Architecture Specification rev. 3.0: 3.7 (completion interrupts), 5.4 (PASID of a descriptor)',
  ],
  make: ({ choices, pasidsOf, requesterOf, unitOf }, token) => {
    const guest = token as Guest;
    const ghost: CauseGhost = { cause: guest, work: pasidsOf(guest)[0]! };
    const machine = setup({
      types: { events: {} as Descriptor, emitted: {} as MemWr | RaiseRequest },
    }).createMachine({
      on: {
        'submit.interrupt': {
          actions: emit(({ event: { handle, pasid } }) => ({
            type: 'raise',
            unit: unitOf(guest),
            handle,
            pasid,
            ghost,
          })),
        },
        'submit.write': {
          actions: emit(({ event: { address, data, length, pasid } }) => ({
            type: 'MemWr',
            requester: requesterOf(guest),
            // 3.12.7: all memory requests of an ADI carry its PASID; a virtual function sends none here.
            pasid: choices.unit === 'adi' ? pasid : NO_PASID,
            length,
            address,
            data,
            ghost: { ...ghost, origin: 'data', author: guest, runs: pasid, bound: NO_PASID },
          })),
        },
      },
    });
    return { machine };
  },
};
