import { emit, setup } from '../../src/language/index.ts';
import type { PartKind } from '../part.ts';
import { type Ioctl, type IoctlDone, messageFor } from './host-interrupt.ts';
import type { IrteWrite } from './irte.ts';

/** The host's side of one guest interrupt where the guest keeps the store and asks for a message to put in. */
export const hostGrant: PartKind = {
  id: 'hostGrant',
  title: 'Hypercall that hands out messages, per interrupt',
  role: 'host',
  sources: [
    'Ashok Raj on "PCI: add SIOV and IMS capability detection", November 2020: hypercall to retrieve addr/data from host',
  ],
  make: (setting, entry) => {
    const machine = setup({
      types: { events: {} as Ioctl, emitted: {} as IrteWrite | IoctlDone },
    }).createMachine({
      initial: 'off',
      on: {
        'ioctl.enable': { actions: emit({ type: 'ioctl.done', entry, ok: false }) },
        'ioctl.disable': { actions: emit({ type: 'ioctl.done', entry, ok: false }) },
        // The guest keeps the PASID of its entry itself.
        'ioctl.pasid': {},
      },
      states: {
        off: {
          on: {
            'ioctl.enable': {
              target: 'granted',
              actions: [
                emit({ type: 'irte.write', irte: setting.irteOf(entry) }),
                emit({ type: 'ioctl.done', entry, ok: true, message: messageFor(setting, entry) }),
              ],
            },
          },
        },
        granted: {
          on: {
            // Revocation does not depend on the guest: its copy of the message is worth nothing afterwards.
            'ioctl.disable': {
              target: 'off',
              actions: [
                emit({ type: 'irte.clear', irte: setting.irteOf(entry) }),
                emit({ type: 'ioctl.done', entry, ok: true }),
              ],
            },
          },
        },
      },
    });
    return { machine };
  },
};
