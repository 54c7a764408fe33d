import { environment, sync, type Wire } from '../../src/language/index.ts';
import type { Delivered } from '../parts/local-apic.ts';
import type { Setting } from '../setting.ts';
import { each } from './wiring.ts';

/** Guests, VMMs and the host kernel. */
export const softwareWires = (setting: Setting): Wire[] => {
  const { guests, entries, guestOf, hostSideOf, vmmOf } = setting;
  return [
    ...guests.flatMap((guest) => [
      ...each(
        { from: guest, to: vmmOf(guest), via: sync },
        ['trap.enable', 'trap.disable', 'trap.pasid'],
        'A trapped access or a hypercall: the vCPU stands still until the VMM has taken it (KVM_RUN exit).',
      ),
      ...each(
        { from: vmmOf(guest), to: guest, via: sync },
        ['trap.done', 'injected'],
        'The VMM writes guest state while the vCPU is not running, or through the virtual APIC page at once.',
      ),
    ]),
    ...each(
      {
        from: guests.map(vmmOf),
        to: (event) => hostSideOf(String(event['entry'])),
        via: sync,
      },
      ['ioctl.enable', 'ioctl.disable', 'ioctl.pasid'],
      'A system call up to the point where the driver first lets others run; what comes later is a step of the host.',
    ),
    ...entries.map((entry): Wire => ({
      event: 'ioctl.done',
      from: hostSideOf(entry),
      to: vmmOf(guestOf(entry)),
      via: sync,
      because: 'The return of the system call.',
    })),
    {
      event: 'delivered',
      from: 'localApic',
      to: (event) => {
        const { to } = event as unknown as Delivered;
        return to === 'host' ? environment : vmmOf(to);
      },
      via: sync,
      because:
        'The handler of the vector: vfio_msihandler signals the eventfd. What the host does with its own ends here.',
    },
  ];
};
