import { assign, emit, setup } from '../../src/language/index.ts';
import {
  type Address,
  type CauseGhost,
  type EntryWrite,
  type MemWr,
  NO_DATA,
  type TransactionGhost,
} from '../events.ts';
import type { PartKind } from '../part.ts';
import { NO_PASID, type Principal } from '../setting.ts';

/** The Interrupt Message Generation Logic asks for the message of this entry. */
export interface EntryRaise {
  readonly type: 'entry.raise';
  readonly entry: string;
  /** PASID of the descriptor. */
  readonly pasid: string;
  readonly ghost: CauseGhost;
}

interface Context {
  readonly address: Address;
  readonly data: string;
  readonly masked: boolean;
  /** PASID field of the entry's control word. */
  readonly pasid: string;
  /** PASID of the work whose interrupt is held back; `idle` if none is. */
  readonly pending: string;
  readonly ghost: CauseGhost & { readonly author: Principal };
}

type WholeWrite = Extract<EntryWrite, { type: 'entry.write' }>;

type Emitted =
  | MemWr
  | { type: 'entry.pending'; entry: string }
  | { type: 'descriptor.rejected'; entry: string };

/** One entry of the interrupt message store: an IMS slot, or an MSI-X table entry of a virtual function. */
export const messageEntry: PartKind = {
  id: 'messageEntry',
  title: 'Interrupt message store entry',
  role: 'hardware',
  sources: [
    'PCIe Base Specification 6.1.4.5 (mask and pending bits)',
    'Intel DSA Architecture Specification rev. 3.0: 3.7 (interrupts), 5.4 (handle and PASID check), 9.2.28 (IMS entry)',
  ],
  make: ({ choices, requesterOf, guestOf }, entry) => {
    const requester = requesterOf(guestOf(entry));

    const message = (context: Context, pasid: string, { cause, work }: CauseGhost): MemWr => {
      const tag = choices.msg.tag === 'pasid' ? pasid : NO_PASID;
      const checked = choices.perm.pasid === 'checked' ? context.pasid : NO_PASID;
      const bound = tag === NO_PASID ? checked : tag;
      const ghost: TransactionGhost = {
        cause,
        work,
        origin: 'message',
        author: context.ghost.author,
        runs: pasid,
        bound,
      };
      const { address, data } = context;
      return { type: 'MemWr', requester, pasid: tag, length: 'dword', address, data, ghost };
    };

    const machine = setup({
      types: { context: {} as Context, events: {} as EntryWrite | EntryRaise, emitted: {} as Emitted },
      actions: {
        // 6.1.4.5: when an entry with its pending bit set is unmasked, the function sends the message …
        sendPending: emit(({ context }) => message(context, context.pending, context.ghost)),
        // … and clears the bit.
        clearPending: assign({ pending: 'idle' }),
      },
    }).createMachine({
      // After reset an entry is masked (PCIe, vector control) and its address is FEE00000h (DSA 9.2.28).
      context: {
        address: { range: 'interrupt', format: 'compatibility' },
        data: NO_DATA,
        masked: true,
        pasid: NO_PASID,
        pending: 'idle',
        ghost: { author: 'host', cause: 'host', work: NO_PASID },
      },
      on: {
        'entry.raise': [
          {
            // DSA 5.4: the PASID of the entry must be the PASID of the descriptor, else status 19h.
            guard: ({ context, event }) => choices.perm.pasid === 'checked' && context.pasid !== event.pasid,
            actions: emit({ type: 'descriptor.rejected', entry }),
          },
          {
            // 6.1.4.5: while an entry is masked the function must not send its message, and must set the pending
            // bit. There is one bit: what is sent later is put down to whoever asked last.
            guard: ({ context }) => context.masked,
            actions: [
              assign({
                pending: ({ event }) => event.pasid,
                ghost: ({ context, event }) => ({ ...context.ghost, ...event.ghost }),
              }),
              emit({ type: 'entry.pending', entry }),
            ],
          },
          { actions: emit(({ context, event }) => message(context, event.pasid, event.ghost)) },
        ],
        'entry.write': [
          {
            guard: ({ context, event }) => context.pending !== 'idle' && !event.masked,
            actions: [assign(written), 'sendPending', 'clearPending'],
          },
          { actions: assign(written) },
        ],
        'entry.mask': { actions: assign({ masked: true }) },
        'entry.unmask': [
          {
            guard: ({ context }) => context.pending !== 'idle',
            actions: [assign({ masked: false }), 'sendPending', 'clearPending'],
          },
          { actions: assign({ masked: false }) },
        ],
        'entry.pasid': { actions: assign({ pasid: ({ event }) => event.pasid }) },
      },
    });
    return { machine };
  },
};

/** All fields at once: the host writes an entry while it is masked, so nobody can see the middle. */
const written = ({ context, event }: { context: Context; event: WholeWrite }): Context => {
  const { address, data, pasid, masked, ghost } = event;
  return { ...context, address, data, pasid, masked, ghost: { ...context.ghost, author: ghost.author } };
};
