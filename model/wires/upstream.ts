import { environment, queue, sync, type Via, type Wire } from '../../src/language/index.ts';
import type { Setting } from '../setting.ts';
import { each, named } from './wiring.ts';

/** From the device to CPUs and memory. */
export const upstreamWires = (setting: Setting): Wire[] => {
  const { choices, guests, entries, guestOf, hostIrte, hostSideOf, irteOf, scope, unitOf } = setting;
  // Posted writes of one function stay in order (PCIe 2.4.1). Those of different functions need not where
  // ordering is relaxed, so each function has a queue of its own: that allows all that can happen.
  const functions = choices.unit === 'vf' ? guests.map((guest) => [guest]) : [guests];
  const inFlight: Via = queue(scope.inFlight, 'backpressure');
  return [
    ...functions.map((members): Wire => ({
      name: setting.postedWritesOf(members[0]!),
      event: 'MemWr',
      from: [...members.map(unitOf), ...entries.filter((entry) => members.includes(guestOf(entry)))],
      to: 'rootComplex',
      via: inFlight,
      because:
        'A posted write is under way while everybody else goes on. Without flow-control credits the sender must wait; nothing is dropped (PCIe 2.6).',
    })),
    ...each(
      { from: 'rootComplex', to: 'interruptRemapping', via: sync },
      ['interrupt.request'],
      'Decode and remapping see the same write; nothing is programmable in between.',
    ),
    ...each(
      { from: 'rootComplex', to: 'dmaRemapping', via: sync },
      ['dma.request'],
      'As for interrupt requests.',
    ),
    ...each(
      {
        from: 'interruptRemapping',
        to: named('irte'),
        via: sync,
      },
      ['irte.fetch'],
      'The table entry is read as a whole, in a single operation (VT-d 5.1.4).',
    ),
    ...each(
      { from: [...entries.map(irteOf), hostIrte], to: 'interruptRemapping', via: sync },
      ['irte.fetched'],
      'The answer to the read.',
    ),
    ...each(
      {
        from: entries.map(hostSideOf),
        to: named('irte'),
        via: sync,
      },
      ['irte.write', 'irte.clear'],
      'The entry and its cached copy change under one lock (Linux modify_irte, clear_entries: qi_submit_sync with irq_2_ir_lock held).',
    ),
    ...each(
      { from: 'interruptRemapping', to: 'localApic', via: sync },
      ['interrupt'],
      'Delivery to the local APIC cannot be overtaken by a later change of the table (invalidation drains it, VT-d 6.5.5).',
    ),
    ...each(
      {
        from: ['rootComplex', 'interruptRemapping', 'dmaRemapping', 'localApic'],
        to: environment,
        via: sync,
      },
      ['request.refused'],
      'A fault record at most: a posted write has no completion, so the device never learns.',
    ),
    ...each(
      { from: 'dmaRemapping', to: environment, via: sync },
      ['memory.written'],
      'The write reaches memory.',
    ),
  ];
};
