import { environment, sync, type Wire } from '../../src/language/index.ts';
import type { Descriptor, EntryWrite } from '../events.ts';
import type { Setting } from '../setting.ts';
import { each, named } from './wiring.ts';

const storeEvents: EntryWrite['type'][] = ['entry.write', 'entry.mask', 'entry.unmask', 'entry.pasid'];

/** The device: work, message logic, message store. */
export const deviceWires = (setting: Setting): Wire[] => {
  const { guests, entries, hostSideOf, unitOf } = setting;
  return [
    ...guests.flatMap((guest) =>
      each(
        { from: guest, to: unitOf(guest), via: sync },
        ['submit.interrupt', 'submit.write'] satisfies Descriptor['type'][],
        'Work is done in the step that submits it: a guest that can always submit gains nothing from work that waits, as long as no permission is ever given to somebody else.',
      ),
    ),
    ...each(
      {
        from: [...guests, ...entries.map(hostSideOf)],
        to: named('entry'),
        via: sync,
      },
      storeEvents,
      'The host reads back after each write to the store (pci_write_msg_msix), and a guest write in flight is the same as a later one.',
    ),
    ...each(
      { from: guests.map(unitOf), to: 'messageLogic', via: sync },
      ['raise'],
      'Within the device; the check and the message that follows are one decision of the interrupt logic.',
    ),
    ...each(
      { from: 'messageLogic', to: named('entry'), via: sync },
      ['entry.raise'],
      'Within the device. DSA 3.7 looks at the PASID before the work and at the mask after it; work takes no time here, so that is one look.',
    ),
    ...each(
      { from: ['messageLogic', ...entries], to: environment, via: sync },
      ['descriptor.rejected', 'entry.pending'],
      'Status that only the submitter can read: completion status 19h, the pending bit.',
    ),
  ];
};
