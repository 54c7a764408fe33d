import { assign, emit, setup } from '../../src/language/index.ts';
import { type EntryWrite, type Message, NO_DATA, type WriteGhost } from '../events.ts';
import { made, type PartKind } from '../part.ts';
import { NO_PASID, type Setting } from '../setting.ts';
import type { IrteWrite } from './irte.ts';

/** What the VMM asks of VFIO and of the driver behind it. */
export type Ioctl =
  | { readonly type: 'ioctl.enable' | 'ioctl.disable'; readonly entry: string }
  /** The virtual MSIXPERM was written; the PASID has been translated to the host's number. */
  | { readonly type: 'ioctl.pasid'; readonly entry: string; readonly pasid: string };

/** The answer to an ioctl or hypercall; a hypercall that succeeds brings the message to use. */
export interface IoctlDone {
  readonly type: 'ioctl.done';
  readonly entry: string;
  readonly ok: boolean;
  readonly message?: Message;
}

/** The message that makes the platform deliver an entry's interrupt. */
export const messageFor = ({ choices, irteOf, vectorOf }: Setting, entry: string): Message =>
  choices.ir.enabled
    ? { address: { range: 'interrupt', format: 'remappable', irte: irteOf(entry) }, data: NO_DATA }
    : { address: { range: 'interrupt', format: 'compatibility' }, data: vectorOf(entry) };

/** What the host does of its own accord. */
interface HostMove {
  readonly type: 'host.request_irq' | 'host.mask' | 'host.unmask';
}

const moves: Readonly<Record<'allocated' | 'live' | 'masked', HostMove>> = {
  allocated: { type: 'host.request_irq' },
  live: { type: 'host.mask' },
  masked: { type: 'host.unmask' },
};

const sources = [
  'Linux drivers/vfio/pci/vfio_pci_intrs.c: vfio_msi_set_vector_signal (VFIO_DEVICE_SET_IRQS)',
  'Linux kernel/irq/manage.c: __setup_irq (activate, then unmask), __free_irq (mask, synchronise, deactivate)',
  'Dave Jiang and Thomas Gleixner on "vfio: mdev: common lib code for setting up Interrupt Message Store", June 2021: call flow with and without vSVM',
];

/** The host's side of one guest interrupt where the host alone composes the message. */
export const hostInterrupt: PartKind = {
  id: 'hostInterrupt',
  title: 'VFIO SET_IRQS and the host driver, per interrupt',
  role: 'host',
  sources,
  make: (setting, entry) => {
    const { choices } = setting;
    const ghost: WriteGhost = { author: 'host', owner: 'host' };
    // The default PASID of the device's auxiliary domain (iommu_aux_get_pasid) is known from the start.
    const defaultPasid = setting.pasidsOf(setting.guestOf(entry)).at(-1) ?? NO_PASID;
    const late = choices.perm.order === 'afterEnable';
    const known = late || !choices.svm.guest ? defaultPasid : 'unset';

    const machine = setup({
      types: {
        context: {} as { pasid: string },
        events: {} as Ioctl | HostMove,
        emitted: {} as EntryWrite | IrteWrite | IoctlDone,
      },
      actions: {
        // free_irq masks the entry, waits for running handlers, then clears the table entry.
        mask: emit({ type: 'entry.mask', entry, ghost }),
        deactivate: emit({ type: 'irte.clear', irte: setting.irteOf(entry) }),
        fail: emit({ type: 'ioctl.done', entry, ok: false }),
        succeed: emit({ type: 'ioctl.done', entry, ok: true }),
      },
    }).createMachine({
      context: { pasid: known },
      initial: 'off',
      // The ioctl is refused while another one is under way or when there is nothing to do.
      on: { 'ioctl.enable': { actions: 'fail' }, 'ioctl.disable': { actions: 'fail' } },
      states: {
        off: {
          id: 'off',
          on: {
            'ioctl.enable': [
              // The check that Gleixner asks for in ims_array_alloc_msi_store: no valid PASID, -EINVAL.
              { guard: ({ context }) => context.pasid === 'unset', actions: 'fail' },
              {
                // Flow step 5a: allocate, and program message and PASID. Masked and without a table entry
                // behind it the entry does nothing yet, so this and the ioctl that leads here are one step.
                target: 'on',
                actions: emit(({ context: { pasid } }) => ({
                  type: 'entry.write',
                  entry,
                  ...messageFor(setting, entry),
                  pasid,
                  masked: true,
                  ghost,
                })),
              },
            ],
            // MSIXPERM before the interrupt exists. The late flow only stores the value and does not look
            // at it when it programs the entry.
            'ioctl.pasid': late ? {} : { actions: assign({ pasid: ({ event }) => event.pasid }) },
          },
        },
        on: {
          initial: 'allocated',
          on: {
            // Flow step 7: the handler of MSIXPERM rewrites the PASID of the physical entry.
            'ioctl.pasid': {
              actions: emit(({ event: { pasid } }) => ({ type: 'entry.pasid', entry, pasid, ghost })),
            },
          },
          states: {
            allocated: {
              on: {
                // Flow step 5b: request_irq activates the table entry, then unmasks.
                'host.request_irq': {
                  target: 'live',
                  actions: [
                    emit({ type: 'irte.write', irte: setting.irteOf(entry) }),
                    emit({ type: 'entry.unmask', entry, ghost }),
                    'succeed',
                  ],
                },
              },
            },
            live: {
              on: {
                'host.mask': { target: 'masked', actions: emit({ type: 'entry.mask', entry, ghost }) },
                'ioctl.disable': { target: '#off', actions: ['mask', 'deactivate', 'succeed'] },
              },
            },
            masked: {
              on: {
                'host.unmask': { target: 'live', actions: emit({ type: 'entry.unmask', entry, ghost }) },
                'ioctl.disable': { target: '#off', actions: ['deactivate', 'succeed'] },
              },
            },
          },
        },
      },
    });
    return made(machine, ({ value }) => (value === 'off' ? [] : [moves[value.on]]));
  },
};
