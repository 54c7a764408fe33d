import { assign, emit, setup } from '../../src/language/index.ts';
import type { Descriptor, EntryWrite, Message } from '../events.ts';
import { made, type PartKind } from '../part.ts';
import type { Guest } from '../setting.ts';
import type { Injected, Trap, TrapDone } from './vmm.ts';

/** Messages that the guest makes up itself look like those of its virtual APIC. */
const ownMessage: Message = {
  address: { range: 'interrupt', format: 'compatibility' },
  data: 'virtualVector',
};

/** A guest that does what a driver should: it sets up its first entry, then has work done and waits for the interrupt. */
export const victimGuest: PartKind = {
  id: 'victimGuest',
  title: 'Law-abiding guest',
  role: 'guest',
  sources: [
    'Dave Jiang and Thomas Gleixner on "vfio: mdev: common lib code for setting up Interrupt Message Store", June 2021: order of the guest driver',
    'Linux drivers/dma/idxd/device.c: idxd_wq_request_irq (permission entry, then request_irq)',
  ],
  make: ({ choices, entriesOf, pasidsOf }, token) => {
    const guest = token as Guest;
    const entry = entriesOf(guest)[0]!;
    const pasid = pasidsOf(guest)[0]!;
    const managesStore = choices.guest.ims !== 'hidden';
    const early = choices.perm.order === 'beforeEnable';

    /** The steps of setting up, in order; the first is what a fresh guest does. */
    const setUp: Step[] = [
      ...(choices.svm.guest && !managesStore && early ? ['permit' as const] : []),
      ...(choices.guest.ims === 'noHypercall' ? [] : ['enable' as const]),
      ...(managesStore ? ['store' as const] : []),
      ...(choices.svm.guest && !managesStore && !early ? ['permit' as const] : []),
    ];
    const after = (step: Step): string => setUp[setUp.indexOf(step) + 1] ?? 'ready';

    const machine = setup({
      types: {
        context: {} as { message: Message },
        events: {} as { type: Step | 'work' } | TrapDone | Injected,
        emitted: {} as Trap | EntryWrite | Descriptor,
      },
    }).createMachine({
      context: { message: ownMessage },
      initial: setUp[0] ?? 'ready',
      on: { 'trap.done': {}, injected: {} },
      states: {
        // MSIXPERM gets the PASID that the guest has bound.
        permit: { on: { permit: { target: after('permit'), actions: emit({ type: 'trap.pasid', entry }) } } },
        // request_irq, or the hypercall for a message; its vCPU is stopped until the answer comes.
        enable: { on: { enable: { target: 'stopped', actions: emit({ type: 'trap.enable', entry }) } } },
        stopped: {
          on: {
            'trap.done': [
              { guard: ({ event }) => !event.ok, target: 'enable' },
              {
                target: after('enable'),
                actions: assign({ message: ({ context, event }) => event.message ?? context.message }),
              },
            ],
          },
        },
        store: {
          on: {
            store: {
              target: after('store'),
              actions: emit(({ context: { message } }) => ({
                type: 'entry.write',
                entry,
                ...message,
                pasid,
                masked: false,
                ghost: { author: guest, owner: guest },
              })),
            },
          },
        },
        ready: {
          on: {
            work: { target: 'waiting', actions: emit({ type: 'submit.interrupt', handle: entry, pasid }) },
          },
        },
        waiting: { on: { injected: { target: 'ready' } } },
      },
    });
    // Each of these states waits for the step of the same name; in the others somebody else must act.
    const moves: Record<string, Step | 'work'> = {
      permit: 'permit',
      enable: 'enable',
      store: 'store',
      ready: 'work',
    };
    return made(machine, ({ value }) => {
      const type = moves[value];
      return type === undefined ? [] : [{ type }];
    });
  },
};

type Step = 'permit' | 'enable' | 'store';
