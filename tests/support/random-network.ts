import * as fc from 'fast-check';
import { type AnyStateMachine, assign, createMachine, emit, enqueueActions, raise } from 'xstate';
import {
  type Component,
  environment,
  type Message,
  type NetworkDefinition,
  type Via,
  type Wire,
} from '../../src/language/index.ts';

/**
 * Random networks of random machines: statecharts with a bounded counter, guards on state and payload,
 * emissions that carry payloads, raised events, and wires of every kind. Numbers are drawn freely and taken
 * modulo what there is to choose from, so that every value is a network and shrinking stays simple.
 */
export interface RandomNetwork {
  readonly parts: readonly RandomPart[];
  readonly wires: readonly RandomWire[];
}

export interface RandomPart {
  readonly stateCount: number;
  /** The counter runs from 0 below this. */
  readonly counterMax: number;
  readonly rules: readonly RandomRule[];
  readonly stimuli: readonly { readonly event: number; readonly p: number; readonly onlyIn: number }[];
  /** The event that toggles a second, parallel region, if there is one. */
  readonly toggledBy: number | undefined;
}

/** In `state`, on `event`, if the guard allows it: move, count, emit, raise. */
interface RandomRule {
  readonly state: number;
  readonly event: number;
  readonly guard: 'none' | 'counter' | 'payload';
  readonly equals: number;
  readonly target: number;
  readonly add: number;
  readonly emits: readonly { readonly event: number; readonly p: number; readonly copy: boolean }[];
  readonly raises: number | undefined;
  /** Decide on the emissions while running, with enqueueActions. */
  readonly late: boolean;
}

/** For each sender and event the wires that fit it apply in turn; a missing one leads to the environment. */
interface RandomWire {
  readonly from: number;
  readonly event: number;
  readonly to: readonly number[];
  /** Let the payload choose among `to`. */
  readonly picked: boolean;
  readonly via: Via;
}

/** What the generator may produce beyond networks that never go wrong. */
export interface RandomNetworkOptions {
  /** Answers may be emitted that set off earlier events again, so that cascades may not end. */
  readonly loops?: boolean;
  /** Machines may have no answer to an event. */
  readonly gaps?: boolean;
}

export const eventTypes = ['E0', 'E1', 'E2', 'E3'] as const;
const payloads = 3;

const nat = (below: number): fc.Arbitrary<number> => fc.nat({ max: below - 1 });

const rule: fc.Arbitrary<RandomRule> = fc.record({
  state: nat(3),
  event: nat(eventTypes.length),
  guard: fc.constantFrom('none' as const, 'counter' as const, 'payload' as const),
  equals: nat(payloads),
  target: nat(3),
  add: nat(3),
  emits: fc.array(fc.record({ event: nat(eventTypes.length), p: nat(payloads), copy: fc.boolean() }), {
    minLength: 1,
    maxLength: 2,
  }),
  raises: fc.option(nat(eventTypes.length), { nil: undefined, freq: 3 }),
  late: fc.boolean(),
});

const part: fc.Arbitrary<RandomPart> = fc.record({
  stateCount: fc.integer({ min: 1, max: 3 }),
  counterMax: fc.integer({ min: 1, max: 3 }),
  rules: fc.array(rule, { minLength: 4, maxLength: 12, size: 'max' }),
  stimuli: fc.array(fc.record({ event: nat(2), p: nat(payloads), onlyIn: nat(6) }), {
    minLength: 1,
    maxLength: 3,
  }),
  toggledBy: fc.option(nat(eventTypes.length), { nil: undefined }),
});

const buffer: fc.Arbitrary<Via> = fc.record({
  kind: fc.constantFrom('queue' as const, 'unordered' as const),
  capacity: fc.integer({ min: 1, max: 2 }),
  overflow: fc.constantFrom('bound' as const, 'backpressure' as const, 'drop' as const),
});

const randomWire: fc.Arbitrary<RandomWire> = fc.record({
  from: nat(4),
  event: nat(eventTypes.length),
  to: fc.array(nat(5), { minLength: 1, maxLength: 2 }),
  picked: fc.boolean(),
  via: fc.oneof(fc.constant<Via>({ kind: 'sync' }), { arbitrary: buffer, weight: 2 }),
});

export const randomNetwork: fc.Arbitrary<RandomNetwork> = fc.record({
  parts: fc.array(part, { minLength: 2, maxLength: 4 }),
  wires: fc.array(randomWire, { minLength: 4, maxLength: 12, size: 'max' }),
});

/** The definition that a random network stands for. */
export const definitionOf = (
  random: RandomNetwork,
  options: RandomNetworkOptions = {},
): NetworkDefinition => {
  const names = random.parts.map((_, i) => `part${i}`);
  const receivers = [...names, environment];
  const drawn = random.wires.map((one, i): Wire => {
    const to = [...new Set(one.to.map((n) => receivers[n % receivers.length]!))];
    return {
      name: `wire${i}`,
      event: eventTypes[one.event]!,
      from: names[one.from % names.length]!,
      to: one.picked ? ({ p }: Message) => to[(p as number) % to.length]! : to,
      via: one.via,
      because: 'drawn at random',
    };
  });
  const taken = new Set(drawn.map(({ event, from }) => `${String(from)} ${event}`));
  const rest = names.flatMap((from) =>
    eventTypes
      .filter((event) => !taken.has(`${from} ${event}`))
      .map((event): Wire => ({ event, from, to: environment, via: { kind: 'sync' }, because: 'not drawn' })),
  );
  return {
    name: 'random',
    components: random.parts.map((one, i) => componentOf(names[i]!, one, options)),
    wires: [...drawn, ...rest],
  };
};

/** The states of a random machine, `s0` first. */
export const stateName = (part: RandomPart, state: number): string => `s${state % part.stateCount}`;

const componentOf = (name: string, random: RandomPart, options: RandomNetworkOptions): Component => ({
  name,
  role: 'hardware',
  machine: machineOf(random, options),
  stimuli: ({ context }) =>
    random.stimuli
      .filter(({ onlyIn }) => onlyIn >= random.counterMax || onlyIn === (context as Counter).n)
      .map(({ event, p }) => ({ type: eventTypes[event]!, p })),
});

interface Counter {
  readonly n: number;
}

interface Args {
  readonly context: Counter;
  readonly event: Message;
}

const machineOf = (
  random: RandomPart,
  { loops = false, gaps = false }: RandomNetworkOptions,
): AnyStateMachine => {
  const { stateCount, counterMax, toggledBy } = random;
  const transition = (one: RandomRule): object => {
    // Each answer is a later event than its question, so that cascades end.
    const later = (event: number): boolean => loops || event > one.event;
    const emissions = one.emits
      .filter(({ event }) => later(event))
      .map(({ event, p, copy }) => ({ context, event: heard }: Args): Message => ({
        type: eventTypes[event]!,
        p: copy ? ((heard['p'] as number) + context.n) % payloads : p,
      }));
    const raised = one.raises !== undefined && one.raises > one.event ? eventTypes[one.raises] : undefined;
    return {
      target: `#${stateName(random, one.target)}`,
      ...(one.guard === 'none'
        ? {}
        : {
            guard: ({ context, event }: Args) =>
              (one.guard === 'counter' ? context.n : event['p']) === one.equals,
          }),
      actions: [
        assign({ n: ({ context }: Args) => (context.n + one.add) % counterMax }),
        ...(one.late
          ? [
              enqueueActions(({ enqueue, context, event }) => {
                for (const said of emissions) enqueue.emit(said({ context, event } as never));
              }),
            ]
          : emissions.map((said) => emit(said as never))),
        ...(raised === undefined
          ? []
          : [raise(({ event }: { event: Message }) => ({ type: raised, p: event['p'] as number }) as never)]),
      ],
    };
  };
  const states = Object.fromEntries(
    Array.from({ length: stateCount }, (_, state) => {
      const own = random.rules.filter((one) => one.state % stateCount === state);
      const on = Object.fromEntries(
        eventTypes.map((type, event) => [type, own.filter((one) => one.event === event).map(transition)]),
      );
      return [`s${state}`, { id: `s${state}`, on }];
    }),
  );
  const chart = { initial: 's0', states };
  const toggle = toggledBy === undefined ? undefined : eventTypes[toggledBy]!;
  const config = {
    context: { n: 0 },
    ...(gaps ? {} : { on: { '*': {} } }),
    ...(toggle === undefined
      ? chart
      : {
          type: 'parallel',
          states: {
            chart,
            toggle: {
              initial: 'off',
              states: { off: { on: { [toggle]: 'on' } }, on: { on: { [toggle]: 'off' } } },
            },
          },
        }),
  };
  return createMachine(config as never);
};
