import { assign, type Component, emit } from '../../src/language/index.ts';
import {
  actor,
  chart,
  contextAt,
  direct,
  indices,
  type Model,
  property,
  refused,
  refusals,
} from './common.ts';

interface Crossing {
  readonly name: string;
  readonly people: readonly string[];
  /** Who may be in the boat together. */
  readonly crew: (people: readonly string[]) => boolean;
  /** Whether these may be left together on a bank, the boat being there or not. */
  readonly safe: (people: readonly string[]) => boolean;
}

/** Everybody wants to cross a river in a boat for two; a crossing after which a bank is unsafe is refused. */
const crossing = ({ name, people, crew, safe }: Crossing): Model => {
  const bank = (which: string, initial: readonly string[]): Component =>
    actor(
      which,
      chart<
        { here: readonly string[] },
        { type: 'ROW' | 'LAND' | 'LANDED'; crew: readonly string[] }
      >().createMachine({
        context: { here: initial },
        initial: initial.length > 0 ? 'boat' : 'noBoat',
        states: {
          boat: {
            on: {
              ROW: [
                {
                  guard: ({ context, event }) => safe(without(context.here, event.crew)),
                  actions: emit(({ event }) => ({ type: 'LAND', crew: event.crew })),
                },
                { actions: emit(refused) },
              ],
              LANDED: {
                target: 'noBoat',
                actions: assign({ here: ({ context, event }) => without(context.here, event.crew) }),
              },
            },
          },
          noBoat: {
            on: {
              LAND: [
                {
                  guard: ({ context, event }) => safe([...context.here, ...event.crew]),
                  target: 'boat',
                  actions: [
                    assign({ here: ({ context, event }) => [...context.here, ...event.crew].toSorted() }),
                    emit(({ event }) => ({ type: 'LANDED', crew: event.crew })),
                  ],
                },
                { actions: emit(refused) },
              ],
            },
          },
        },
      }),
      (snapshot) => {
        if (!snapshot.matches('boat')) return [];
        const { here } = snapshot.context;
        const pairs = here.flatMap((one, i) => here.slice(i + 1).map((two) => [one, two]));
        return [...here.map((one) => [one]), ...pairs]
          .filter(crew)
          .map((some) => ({ type: 'ROW', crew: some }));
      },
    );

  return {
    definition: {
      name,
      components: [bank('east', people), bank('west', [])],
      wires: [
        ...['LAND', 'LANDED'].flatMap((event) => [
          direct(event, 'east', 'west'),
          direct(event, 'west', 'east'),
        ]),
        refusals(['east', 'west']),
      ],
    },
    properties: [
      property(
        'somebody-stays',
        'Somebody always remains on the east bank.',
        {
          kind: 'neverState',
          forbidden: (at) => (contextAt(at, 'east')['here'] as unknown[]).length === 0,
        },
        { means: 'somebody crosses', seen: ({ event }) => event.type === 'LANDED' },
      ),
    ],
  };
};

const without = (people: readonly string[], some: readonly string[]): readonly string[] =>
  people.filter((one) => !some.includes(one));

/** From the TLA+ examples: on neither bank may cannibals outnumber missionaries, if any of these are there. */
export const missionaries = (n = 3): Model =>
  crossing({
    name: `missionaries-${n}`,
    people: ['c', 'm'].flatMap((kind) => indices(n).map((i) => `${kind}${i}`)),
    crew: () => true,
    safe: (people) => {
      const count = people.filter((one) => one.startsWith('m')).length;
      return count === 0 || people.length - count <= count;
    },
  });

/** From the examples of Rumur: the farmer rows; the fox eats the goose and the goose the beans, unattended. */
export const foxGooseBeans = (): Model =>
  crossing({
    name: 'fox-goose-beans',
    people: ['beans', 'farmer', 'fox', 'goose'],
    crew: (people) => people.includes('farmer'),
    safe: (people) =>
      people.includes('farmer') ||
      !people.includes('goose') ||
      !(people.includes('fox') || people.includes('beans')),
  });
