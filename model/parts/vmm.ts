import { emit, setup } from '../../src/language/index.ts';
import type { Message } from '../events.ts';
import type { PartKind } from '../part.ts';
import type { Guest } from '../setting.ts';
import type { Ioctl, IoctlDone } from './host-interrupt.ts';
import type { Delivered } from './local-apic.ts';

/** A guest access that traps, or a hypercall. */
export interface Trap {
  readonly type: 'trap.enable' | 'trap.disable' | 'trap.pasid';
  readonly entry: string;
}

/** The trap returns to the guest. */
export interface TrapDone {
  readonly type: 'trap.done';
  readonly entry: string;
  readonly ok: boolean;
  readonly message?: Message;
}

/** The VMM injects an interrupt of the guest's unit. */
export type Injected = Omit<Delivered, 'type' | 'to'> & { readonly type: 'injected' };

/**
 * The VMM and the VFIO calls that it makes for its guest: traps become ioctls, eventfds become injected
 * interrupts. The guest's own mask bits stay in the VMM (VFIO has no MASK for MSI-X), where they change
 * nothing that anybody else can see; they are not modelled.
 */
export const vmm: PartKind = {
  id: 'vmm',
  title: 'VMM with its VFIO file descriptors, per guest',
  role: 'host',
  sources: [
    'QEMU hw/vfio/pci.c: vfio_msix_vector_do_use, vfio_msi_interrupt',
    'Linux drivers/vfio/pci/vfio_pci_intrs.c: vfio_pci_set_irqs_ioctl, vfio_msihandler',
    'ioasid_find_by_spid, proposed for Linux drivers/iommu/ioasid.c in 2020 and not merged',
  ],
  make: ({ pasidsOf }, guest) => {
    const machine = setup({
      types: { events: {} as Trap | IoctlDone | Delivered, emitted: {} as Ioctl | TrapDone | Injected },
    }).createMachine({
      on: {
        'trap.enable': { actions: emit(({ event: { entry } }) => ({ type: 'ioctl.enable', entry })) },
        'trap.disable': { actions: emit(({ event: { entry } }) => ({ type: 'ioctl.disable', entry })) },
        // The guest's number is looked up in its own set: whatever it writes, it can only name its own PASIDs.
        'trap.pasid': {
          actions: emit(({ event: { entry } }) => ({
            type: 'ioctl.pasid',
            entry,
            pasid: pasidsOf(guest as Guest)[0]!,
          })),
        },
        'ioctl.done': { actions: emit(({ event }) => ({ ...event, type: 'trap.done' })) },
        delivered: { actions: emit(({ event: { vector, by } }) => ({ type: 'injected', vector, by })) },
      },
    });
    return { machine };
  },
};
