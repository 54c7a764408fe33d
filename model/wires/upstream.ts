import { environment, queue, sync, type Via, type Wire } from '../../src/language/index.ts';
import type { Setting } from '../setting.ts';
import { byField, each, names, unitName } from './names.ts';

/** From the device to CPUs and memory. */
export const upstreamWires = (setting: Setting): Wire[] => {
  const { choices, guests, entries, guestOf, scope } = setting;
  // Posted writes stay in order per requester (PCIe 2.4.1), so each function has a queue of its own.
  const functions = choices.unit === 'vf' ? guests.map((i) => [i]) : [guests];
  const inFlight: Via = queue(scope.inFlight, 'backpressure');
  return [
    ...functions.map((members, f): Wire => ({
      name: choices.unit === 'vf' ? `posted-writes-vf${f}` : 'posted-writes',
      event: 'MemWr',
      from: [
        ...members.map((i) => unitName(setting, i)),
        ...entries.filter((k) => members.includes(guestOf(k))).map((k) => `entry${k}`),
      ],
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
        to: byField('irte', 'index'),
        via: sync,
      },
      ['irte.fetch'],
      'The table entry is read as a whole, in a single operation (VT-d 5.1.4).',
    ),
    ...each(
      { from: names('irte', [...entries, setting.hostIndex]), to: 'interruptRemapping', via: sync },
      ['irte.fetched'],
      'The answer to the read.',
    ),
    ...each(
      {
        from: names('hostInterrupt', entries),
        to: byField('irte', 'index'),
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
      { from: ['rootComplex', 'interruptRemapping', 'dmaRemapping'], to: environment, via: sync },
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
