import { assign, type Component, emit } from '../../src/language/index.ts';
import { actor, chart, contextAt, direct, type Model, property } from './common.ts';

/** The jugs of the film, from the TLA+ examples: 3 and 5 gallons, a tap and a drain; find `goal` gallons. */
export const dieHard = (goal = 4): Model => {
  const jug = (name: string, size: number): Component =>
    actor(
      name,
      chart<
        { gallons: number },
        { type: 'FILL' | 'EMPTY' | 'POUR' } | { type: 'POURED' | 'REST'; gallons: number }
      >().createMachine({
        context: { gallons: 0 },
        on: {
          FILL: { actions: assign({ gallons: size }) },
          EMPTY: { actions: assign({ gallons: 0 }) },
          POUR: { actions: emit(({ context }) => ({ type: 'POURED', gallons: context.gallons })) },
          // The jug takes what it has room for; the rest was never poured.
          POURED: {
            actions: [
              emit(({ context, event }) => ({
                type: 'REST',
                gallons: Math.max(0, context.gallons + event.gallons - size),
              })),
              assign({ gallons: ({ context, event }) => Math.min(size, context.gallons + event.gallons) }),
            ],
          },
          REST: { actions: assign({ gallons: ({ event }) => event.gallons }) },
        },
      }),
      () => [{ type: 'FILL' }, { type: 'EMPTY' }, { type: 'POUR' }],
    );

  return {
    definition: {
      name: `die-hard-${goal}`,
      components: [jug('small', 3), jug('big', 5)],
      wires: ['POURED', 'REST'].flatMap((event) => [
        direct(event, 'small', 'big'),
        direct(event, 'big', 'small'),
      ]),
    },
    properties: [
      property(
        'never-measured',
        `The big jug never holds ${goal} gallons.`,
        { kind: 'neverState', forbidden: (at) => contextAt(at, 'big')['gallons'] === goal },
        { means: 'something is poured', seen: ({ event }) => event.type === 'POURED' },
      ),
    ],
  };
};
