import type { Message as Event, Phrases } from '../src/language/index.ts';
import type { Address, IrteContent, Transaction } from './events.ts';

/** A phrase for one type of event; its fields are known here because the parts of this model emit it. */
const phrase =
  <E>(words: (event: E) => string) =>
  (event: Event): string =>
    words(event as unknown as E);

const target = ({ address, data }: { address: Address; data: number }): string => {
  if (address.range === 'memory') return 'an address of ordinary memory';
  return address.format === 'remappable'
    ? `0xFEE…, remappable format, table index ${address.handle}`
    : `0xFEE…, compatibility format, vector ${data}`;
};

const tag = (pasid: string): string => (pasid === 'none' ? 'no PASID' : `PASID ${pasid}`);

interface Carrying {
  by: Transaction;
}

/** The words in which stories tell the events of the model. */
export const phrases: Phrases = {
  'trap.enable': phrase<{ entry: number }>(({ entry }) => `requests interrupt ${entry} (the access traps)`),
  'trap.disable': phrase<{ entry: number }>(
    ({ entry }) => `gives interrupt ${entry} back (the access traps)`,
  ),
  'trap.pasid': phrase<{ entry: number }>(
    ({ entry }) => `writes its own PASID to MSIXPERM of interrupt ${entry} (the access traps)`,
  ),
  'trap.done': phrase<{ entry: number; ok: boolean; message?: { address: Address; data: number } }>((done) =>
    [
      `the trap returns: interrupt ${done.entry} ${done.ok ? 'granted' : 'refused'}`,
      ...(done.message ? [`use ${target(done.message)}`] : []),
    ].join('; '),
  ),
  'ioctl.enable': phrase<{ entry: number }>(({ entry }) => `VFIO_DEVICE_SET_IRQS: enable interrupt ${entry}`),
  'ioctl.disable': phrase<{ entry: number }>(
    ({ entry }) => `VFIO_DEVICE_SET_IRQS: disable interrupt ${entry}`,
  ),
  'ioctl.pasid': phrase<{ entry: number; pasid: string }>(
    ({ entry, pasid }) => `MSIXPERM of interrupt ${entry} is now ${tag(pasid)}`,
  ),
  'ioctl.done': phrase<{ entry: number; ok: boolean }>(
    ({ entry, ok }) => `interrupt ${entry}: ${ok ? 'done' : 'refused, -EINVAL'}`,
  ),
  'host.request_irq': () => 'request_irq for the guest’s interrupt',
  'host.mask': () => 'the host masks the interrupt',
  'host.unmask': () => 'the host unmasks the interrupt',
  permit: () => 'its driver sets up MSIXPERM',
  enable: () => 'its driver calls request_irq',
  store: () => 'its driver puts the message into its store',
  work: () => 'its driver submits work and waits for the interrupt',
  'entry.write': phrase<{ address: Address; data: number; pasid: string; masked: boolean }>(
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
  raise: phrase<{ handle: number; pasid: string }>(
    ({ handle, pasid }) => `raise the interrupt of handle ${handle}, for work under ${tag(pasid)}`,
  ),
  'descriptor.rejected': () => 'status 19h, invalid interrupt handle: no interrupt',
  'submit.interrupt': phrase<{ handle: number; pasid: string }>(
    ({ handle, pasid }) =>
      `submits work under ${tag(pasid)} that ends with the interrupt of handle ${handle}`,
  ),
  'submit.write': phrase<{ address: Address; data: number; pasid: string; length: string }>(
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
  'irte.fetch': phrase<{ index: number }>(({ index }) => `reads table entry ${index}`),
  'irte.fetched': phrase<{ irte: IrteContent }>(({ irte: { present, svt, sid, pasid, vector } }) => {
    if (!present) return 'not present';
    const checks =
      svt === 'none' ? 'no source check' : `wants requester ${sid}${svt === 'rid' ? '' : `, ${tag(pasid)}`}`;
    return `present, ${checks}, vector ${vector}`;
  }),
  interrupt: phrase<{ vector: number }>(({ vector }) => `accepted: vector ${vector}`),
  delivered: phrase<{ vector: number; to: string }>(
    ({ vector, to }) => `vector ${vector} runs the handler of ${to}`,
  ),
  injected: phrase<Carrying>(({ by }) => `the interrupt is injected; it was caused by ${by.ghost.cause}`),
  'request.refused': phrase<{ reason: string }>(({ reason }) => `refused: ${reason}`),
  'memory.written': phrase<{ memory: string }>(({ memory }) => `memory of ${memory} is written`),
};
