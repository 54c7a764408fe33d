import {
  assign,
  component,
  createMachine,
  defineProperty,
  emit,
  network,
  type NetworkDefinition,
  type Property,
  queue,
  setup,
  sync,
  wire,
} from '../../src/language/index.ts';

/** Two jugs, five and three gallons, one tap. 16 states (Die Hard, the TLA+ example). */
const pour = setup({
  types: {
    context: {} as { big: number; small: number },
    events: {} as { type: string; jug: 'big' | 'small' },
  },
}).createMachine({
  context: { big: 0, small: 0 },
  initial: 'pouring',
  states: {
    pouring: {
      on: {
        FILL: { actions: assign(({ event }) => (event.jug === 'big' ? { big: 5 } : { small: 3 })) },
        EMPTY: { actions: assign(({ event }) => ({ [event.jug]: 0 })) },
        POUR: {
          actions: assign(({ context: { big, small }, event }) => {
            const moved = event.jug === 'big' ? Math.min(big, 3 - small) : -Math.min(small, 5 - big);
            return { big: big - moved, small: small + moved };
          }),
        },
      },
    },
  },
});

const jugs = component({
  name: 'jugs',
  role: 'host',
  machine: pour,
  stimuli: () => [
    { type: 'FILL', jug: 'big' as const },
    { type: 'FILL', jug: 'small' as const },
    { type: 'EMPTY', jug: 'big' as const },
    { type: 'EMPTY', jug: 'small' as const },
    { type: 'POUR', jug: 'big' as const },
    { type: 'POUR', jug: 'small' as const },
  ],
});

const text = { why: 'a test', sources: [] };

const filled = {
  means: 'a jug has been filled',
  seen: ({ event }: { event: { type: string } }) => event.type === 'FILL',
};

export const dieHard: NetworkDefinition = network({ name: 'die hard', components: [jugs], wires: [] });

export const fourGallons: Property = defineProperty({
  ...text,
  id: 'four-gallons',
  title: 'Four gallons',
  claim: 'The big jug never holds four gallons.',
  body: { kind: 'neverState', forbidden: (at) => at('jugs').context.big === 4 },
  witness: filled,
});

export const sixGallons: Property = defineProperty({
  ...text,
  id: 'six-gallons',
  title: 'Six gallons',
  claim: 'The big jug never holds six gallons.',
  body: { kind: 'neverState', forbidden: (at) => at('jugs').context.big === 6 },
  witness: filled,
});

/** A fork that two philosophers reach for; it answers in the same step. */
const fork = setup({ types: { events: {} as { type: 'TAKE' | 'DROP'; by: string } } }).createMachine({
  initial: 'free',
  states: {
    free: {
      on: {
        TAKE: { target: 'held', actions: emit(({ event }) => ({ type: 'TAKEN', by: event.by })) },
        DROP: {},
      },
    },
    held: {
      on: { TAKE: { actions: emit(({ event }) => ({ type: 'BUSY', by: event.by })) }, DROP: 'free' },
    },
  },
});

const philosopher = (name: string, first: string, second: string) => {
  const ask = (type: string, which: string) => emit({ type, fork: which, by: name });
  return component({
    name,
    role: 'host',
    machine: createMachine({
      initial: 'thinking',
      states: {
        thinking: { on: { TRY: { actions: ask('TAKE', first) }, TAKEN: 'hungry', BUSY: {} } },
        hungry: { on: { TRY: { actions: ask('TAKE', second) }, TAKEN: 'eating', BUSY: {} } },
        eating: { on: { LEAVE: { target: 'thinking', actions: [ask('DROP', first), ask('DROP', second)] } } },
      },
    }),
    stimuli: (snapshot) => [{ type: snapshot.value === 'eating' ? 'LEAVE' : 'TRY' }],
  });
};

/** Dining philosophers who take the left fork first, so that all can starve. */
export const philosophers = (count: number): NetworkDefinition => {
  const numbers = [...Array(count).keys()];
  const names = numbers.map((i) => `philosopher ${i}`);
  const forks = numbers.map((i) => `fork ${i}`);
  const because = 'reaching for a fork and getting it is one movement';
  const toFork = (event: { type: string; fork?: string }) => event.fork!;
  return network({
    name: `${count} philosophers`,
    components: [
      ...numbers.map((i) => philosopher(names[i]!, forks[i]!, forks[(i + 1) % count]!)),
      ...forks.map((name) => component({ name, role: 'hardware', machine: fork })),
    ],
    wires: [
      wire({ event: 'TAKE', from: names, to: toFork, via: sync, because }),
      wire({ event: 'DROP', from: names, to: toFork, via: sync, because }),
      wire<{ type: 'TAKEN'; by: string }>({
        event: 'TAKEN',
        from: forks,
        to: ({ by }) => by,
        via: sync,
        because,
      }),
      wire<{ type: 'BUSY'; by: string }>({
        event: 'BUSY',
        from: forks,
        to: ({ by }) => by,
        via: sync,
        because,
      }),
    ],
  });
};

/** Can be made impossible: when each holds one fork, nobody eats again. */
export const eating: Property = defineProperty({
  ...text,
  id: 'eating',
  title: 'Eating',
  claim: 'Every philosopher can always eat again.',
  body: {
    kind: 'alwaysPossible',
    goals: (parties) =>
      parties
        .filter(({ name }) => name.startsWith('philosopher'))
        .map(({ name }) => ({ name, seen: ({ event, from }) => event.type === 'DROP' && from === name })),
  },
  witness: { means: 'a fork has been taken', seen: ({ event }) => event.type === 'TAKEN' },
});

/** A device that posts writes to a controller through a queue, and a controller that is slow to acknowledge. */
const device = component({
  name: 'device',
  role: 'hardware',
  machine: setup({ types: { events: {} as { type: string; vector: number } } }).createMachine({
    initial: 'on',
    states: {
      on: { on: { RAISE: { actions: emit(({ event }) => ({ type: 'WRITE', vector: event.vector })) } } },
    },
  }),
  stimuli: () => [
    { type: 'RAISE', vector: 1 },
    { type: 'RAISE', vector: 2 },
  ],
});

const controller = component({
  name: 'init',
  role: 'hardware',
  machine: setup({
    types: {
      context: {} as { pending: number },
      events: {} as { type: string; vector: number },
    },
  }).createMachine({
    context: { pending: 0 },
    initial: 'quiet',
    states: {
      quiet: {
        on: {
          WRITE: { target: 'raised', actions: assign({ pending: ({ event }) => event.vector }) },
          ACK: {},
        },
      },
      raised: {
        on: {
          WRITE: { actions: emit({ type: 'LOST' }) },
          ACK: { target: 'quiet', actions: [assign({ pending: 0 }), emit({ type: 'ACKED' })] },
        },
      },
    },
  }),
  stimuli: (snapshot) => (snapshot.matches('raised') ? [{ type: 'ACK', vector: 0 }] : []),
});

/** Names on purpose that are keywords in Promela, Murphi, C and ETF. */
export const postedWrites: NetworkDefinition = network({
  name: 'posted "writes" */ % \\',
  components: [device, controller],
  wires: [
    wire({
      name: 'end',
      event: 'WRITE',
      from: 'device',
      to: 'init',
      via: queue(2, 'backpressure'),
      because: 'posted writes are in flight until they arrive',
    }),
    wire({ event: 'LOST', from: 'init', to: 'environment', via: sync, because: 'only observed' }),
    wire({ event: 'ACKED', from: 'init', to: 'environment', via: sync, because: 'only observed' }),
  ],
});

/** Violated in a step, not in a state. */
export const nothingLost: Property = defineProperty({
  ...text,
  id: 'nothing-lost',
  title: 'Nothing lost',
  claim: 'No write is lost.',
  body: { kind: 'neverObserved', forbidden: ({ event }) => event.type === 'LOST' },
  witness: { means: 'a write has been acknowledged', seen: ({ event }) => event.type === 'ACKED' },
});

/** An observer: two acknowledgements without a write in between. */
export const noDoubleAck: Property = defineProperty({
  ...text,
  id: 'no-double-ack',
  title: 'No double acknowledgement',
  claim: 'Between two acknowledgements there is a write.',
  body: {
    kind: 'observer',
    machine: setup({ types: { events: {} as { type: 'WRITE' | 'ACKED' } } }).createMachine({
      initial: 'open',
      states: {
        open: { on: { ACKED: 'acknowledged' } },
        acknowledged: { on: { WRITE: 'open', ACKED: 'twice' } },
        twice: { tags: 'violation' },
      },
    }),
  },
  witness: { means: 'a write has been acknowledged', seen: ({ event }) => event.type === 'ACKED' },
});

/** Holds: whatever happens, an acknowledgement can still come. */
export const canAck: Property = defineProperty({
  ...text,
  id: 'can-ack',
  title: 'Can acknowledge',
  claim: 'An acknowledgement always stays possible.',
  body: {
    kind: 'alwaysPossible',
    goals: () => [{ name: 'acknowledgement', seen: ({ event }) => event.type === 'ACKED' }],
  },
  witness: { means: 'a write has been acknowledged', seen: ({ event }) => event.type === 'ACKED' },
});

/** Holds, but says nothing: the witness never happens. */
export const emptyWords: Property = defineProperty({
  ...nothingLost,
  id: 'empty-words',
  body: { kind: 'neverObserved', forbidden: ({ event }) => event.type === 'EXPLODE' },
  witness: { means: 'a reset', seen: ({ event }) => event.type === 'RESET' },
});
