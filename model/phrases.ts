import type { Message as Event, Phrases } from '../src/language/index.ts';
import type { Address, IrteContent, Transaction } from './events.ts';

/** A phrase for one type of event; its fields are known here because the parts of this model emit it. */
const phrase =
  <E>(words: (event: E) => string) =>
  (event: Event): string =>
    words(event as unknown as E);

const target = ({ address, data }: { address: Address; data: string }): string => {
  if (address.range === 'memory') return 'an address of ordinary memory';
  return address.format === 'remappable'
    ? `0xFEE…, remappable format, handle of ${address.irte}`
    : `0xFEE…, compatibility format, ${data}`;
};

const tag = (pasid: string): string => (pasid === 'none' ? 'no PASID' : `PASID ${pasid}`);

interface Carrying {
  by: Transaction;
}

/** The words in which stories tell the events of the model. */
export const phrases: Phrases = {
  'trap.enable': phrase<{ entry: string }>(
    ({ entry }) => `requests the interrupt of ${entry} (the access traps)`,
  ),
  'trap.disable': phrase<{ entry: string }>(
    ({ entry }) => `gives the interrupt of ${entry} back (the access traps)`,
  ),
  'trap.pasid': phrase<{ entry: string }>(
    ({ entry }) => `writes its own PASID to MSIXPERM of ${entry} (the access traps)`,
  ),
  'trap.done': phrase<{ entry: string; ok: boolean; message?: { address: Address; data: string } }>((done) =>
    [
      `the trap returns: interrupt of ${done.entry} ${done.ok ? 'granted' : 'refused'}`,
      ...(done.message ? [`use ${target(done.message)}`] : []),
    ].join('; '),
  ),
  'ioctl.enable': phrase<{ entry: string }>(
    ({ entry }) => `VFIO_DEVICE_SET_IRQS: enable the interrupt of ${entry}`,
  ),
  'ioctl.disable': phrase<{ entry: string }>(
    ({ entry }) => `VFIO_DEVICE_SET_IRQS: disable the interrupt of ${entry}`,
  ),
  'ioctl.pasid': phrase<{ entry: string; pasid: string }>(
    ({ entry, pasid }) => `MSIXPERM of ${entry} is now ${tag(pasid)}`,
  ),
  'ioctl.done': phrase<{ entry: string; ok: boolean }>(
    ({ entry, ok }) => `interrupt of ${entry}: ${ok ? 'done' : 'refused, -EINVAL'}`,
  ),
  'host.request_irq': () => 'request_irq for the guest’s interrupt',
  'host.mask': () => 'the host masks the interrupt',
  'host.unmask': () => 'the host unmasks the interrupt',
  permit: () => 'its driver sets up MSIXPERM',
  enable: () => 'its driver calls request_irq',
  store: () => 'its driver puts the message into its store',
  work: () => 'its driver submits work and waits for the interrupt',
  'entry.write': phrase<{ address: Address; data: string; pasid: string; masked: boolean }>(
    ({ address, data, pasid, masked }) =>
      `writes the message entry: ${target({ address, data })}; permission ${tag(pasid)}; ${masked ? 'masked' : 'not masked'}`,
  ),
  'entry.mask': () => 'sets the mask bit of the message entry',
  'entry.unmask': () => 'clears the mask bit of the message entry',
  'entry.pasid': phrase<{ pasid: string }>(({ pasid }) => `writes ${tag(pasid)} into the message entry`),
  'entry.pending': () => 'the entry is masked: the interrupt stays pending',
  'entry.raise': phrase<{ pasid: string }>(
    ({ pasid }) => `raise this entry's interrupt, for work under ${tag(pasid)}`,
  ),
  raise: phrase<{ handle: string; pasid: string }>(
    ({ handle, pasid }) => `raise the interrupt of ${handle}, for work under ${tag(pasid)}`,
  ),
  'descriptor.rejected': () => 'status 19h, invalid interrupt handle: no interrupt',
  'submit.interrupt': phrase<{ handle: string; pasid: string }>(
    ({ handle, pasid }) => `submits work under ${tag(pasid)} that ends with the interrupt of ${handle}`,
  ),
  'submit.write': phrase<{ address: Address; data: string; pasid: string; length: string }>(
    ({ address, data, pasid, length }) =>
      `submits work under ${tag(pasid)} that writes ${length === 'dword' ? 'a DWORD' : 'something else than a DWORD'} to ${target({ address, data })}`,
  ),
  MemWr: phrase<Transaction>(
    ({ address, data, requester, pasid, length }) =>
      `${length === 'dword' ? 'DWORD' : 'other'} write to ${target({ address, data })}; requester ${requester}, ${tag(pasid)}`,
  ),
  'interrupt.request': () => 'decoded as an interrupt request',
  'dma.request': () => 'decoded as a DMA request',
  'irte.write': () => 'writes the table entry: present',
  'irte.clear': () => 'clears the table entry',
  'irte.fetch': phrase<{ irte: string }>(({ irte }) => `reads table entry ${irte}`),
  'irte.fetched': phrase<{ content: IrteContent }>(({ content: { present, svt, sid, pasid, vector } }) => {
    if (!present) return 'not present';
    const checks =
      svt === 'none' ? 'no source check' : `wants requester ${sid}${svt === 'rid' ? '' : `, ${tag(pasid)}`}`;
    return `present, ${checks}, gives ${vector}`;
  }),
  interrupt: phrase<{ vector: string }>(({ vector }) => `accepted: ${vector}`),
  delivered: phrase<{ vector: string; to: string }>(
    ({ vector, to }) => `${vector} runs the handler of ${to}`,
  ),
  injected: phrase<Carrying>(({ by }) => `the interrupt is injected; it was caused by ${by.ghost.cause}`),
  'request.refused': phrase<{ reason: string }>(({ reason }) => `refused: ${reason}`),
  'memory.written': phrase<{ memory: string }>(({ memory }) => `memory of ${memory} is written`),
};
