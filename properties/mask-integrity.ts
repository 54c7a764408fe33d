import { and, assign, defineProperty, type Observed, setup } from '../src/language/index.ts';

type Heard = Observed<
  | { type: 'entry.write'; entry: string; masked: boolean; ghost: { author: string } }
  | { type: 'entry.mask' | 'entry.unmask'; entry: string; ghost: { author: string } }
  | { type: 'MemWr' }
>;

/** Remembers which entries the host has masked, by its own writes alone; the names are keys, so that order is nothing. */
interface Memory {
  readonly masked: Readonly<Record<string, true>>;
}

const listener = setup({
  types: { context: {} as Memory, events: {} as Heard },
  guards: {
    byHost: ({ event }) =>
      'ghost' in event && event.ghost.author === 'host' && event.observed.to !== 'environment',
  },
  actions: {
    mask: assign({ masked: ({ context, event }) => ({ ...context.masked, [event.observed.to]: true }) }),
    unmask: assign({
      masked: ({ context, event }) => {
        const { [event.observed.to]: _, ...others } = context.masked;
        return others;
      },
    }),
  },
}).createMachine({
  context: { masked: {} },
  initial: 'intact',
  states: {
    intact: {
      on: {
        'entry.mask': { guard: 'byHost', actions: 'mask' },
        'entry.unmask': { guard: 'byHost', actions: 'unmask' },
        'entry.write': [
          { guard: and(['byHost', ({ event }) => event.masked]), actions: 'mask' },
          { guard: 'byHost', actions: 'unmask' },
        ],
        MemWr: {
          guard: ({ context, event }) =>
            event.observed.phase === 'sent' && event.observed.from in context.masked,
          target: 'broken',
        },
      },
    },
    broken: { tags: 'violation' },
  },
});

export const maskIntegrity = defineProperty({
  id: 'mask-integrity',
  short: 'S15',
  title: 'What the host has masked stays masked',
  claim:
    'From the moment at which the host masks a message entry until it unmasks it, the entry sends no message.',
  why: 'The host masks an interrupt while it changes where it goes, or to protect itself; CVE-2015-4104 is a guest that unmasks under it.',
  sources: ['PCIe Base Specification 6.1.4.5 (mask bits)', 'Xen Security Advisory 129 (CVE-2015-4104)'],
  body: { kind: 'observer', machine: listener },
  witness: {
    means: 'an interrupt is held back by a mask that the host has set',
    seen: ({ event, from }, { before }) =>
      event.type === 'entry.pending' && from in (before('mask-integrity').context as Memory).masked,
  },
});
