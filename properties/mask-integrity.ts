import { and, assign, defineProperty, type Observed, setup } from '../src/language/index.ts';

type Heard = Observed<
  | { type: 'entry.write'; entry: number; masked: boolean; ghost: { author: string } }
  | { type: 'entry.mask' | 'entry.unmask'; entry: number; ghost: { author: string } }
  | { type: 'MemWr' }
>;

/** Remembers which entries the host has masked, by its own writes alone. */
const listener = setup({
  types: { context: {} as { masked: readonly string[] }, events: {} as Heard },
  guards: {
    byHost: ({ event }) =>
      'ghost' in event && event.ghost.author === 'host' && event.observed.to !== 'environment',
  },
  actions: {
    mask: assign({
      masked: ({ context, event }) =>
        [...without(context.masked, event.observed.to), event.observed.to].sort(),
    }),
    unmask: assign({ masked: ({ context, event }) => without(context.masked, event.observed.to) }),
  },
}).createMachine({
  context: { masked: [] },
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
            event.observed.phase === 'sent' && context.masked.includes(event.observed.from),
          target: 'broken',
        },
      },
    },
    broken: { tags: 'violation' },
  },
});

const without = (names: readonly string[], name: string): string[] => names.filter((other) => other !== name);

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
      event.type === 'entry.pending' &&
      (before('mask-integrity').context as { masked: readonly string[] }).masked.includes(from),
  },
});
