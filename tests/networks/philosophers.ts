import { type Component, emit } from '../../src/language/index.ts';
import { actor, chart, direct, indices, type Model, property, refused, refusals } from './common.ts';

/**
 * Dining philosophers as in the Model Checking Contest (Philosophers-PT): each takes its two forks one at a
 * time, in either order, and puts both down at once. 3^n states: what the forks do follows from the
 * philosophers. They can starve together after n steps.
 */
export const philosophers = (n: number): Model => {
  const people = indices(n).map((i) => `philosopher${i}`);
  const forks = indices(n).map((i) => `fork${i}`);

  const philosopher = (i: number): Component => {
    const [left, right] = [i, (i + 1) % n];
    const take = (fork: number) => ({ type: 'TAKE', fork, by: i });
    return actor(
      people[i]!,
      chart<
        object,
        { type: 'REACH_LEFT' | 'REACH_RIGHT' | 'PUT_DOWN' } | { type: 'GIVEN'; fork: number }
      >().createMachine({
        initial: 'thinking',
        states: {
          thinking: {
            on: {
              REACH_LEFT: { actions: emit(take(left)) },
              REACH_RIGHT: { actions: emit(take(right)) },
              GIVEN: [{ guard: ({ event }) => event.fork === left, target: 'left' }, { target: 'right' }],
            },
          },
          left: { on: { REACH_RIGHT: { actions: emit(take(right)) }, GIVEN: 'eating' } },
          right: { on: { REACH_LEFT: { actions: emit(take(left)) }, GIVEN: 'eating' } },
          eating: {
            on: {
              PUT_DOWN: {
                target: 'thinking',
                actions: [emit({ type: 'RETURN', fork: left }), emit({ type: 'RETURN', fork: right })],
              },
            },
          },
        },
      }),
      (snapshot) => {
        if (snapshot.matches('eating')) return [{ type: 'PUT_DOWN' }];
        return [
          ...(snapshot.matches('left') ? [] : [{ type: 'REACH_LEFT' }]),
          ...(snapshot.matches('right') ? [] : [{ type: 'REACH_RIGHT' }]),
        ];
      },
    );
  };

  const fork = (i: number): Component => ({
    name: forks[i]!,
    role: 'hardware',
    machine: chart<object, { type: 'TAKE'; by: number } | { type: 'RETURN' }>().createMachine({
      initial: 'free',
      states: {
        free: {
          on: {
            TAKE: {
              target: 'taken',
              actions: emit(({ event }) => ({ type: 'GIVEN', fork: i, to: event.by })),
            },
          },
        },
        taken: { on: { TAKE: { actions: emit(refused) }, RETURN: 'free' } },
      },
    }),
  });

  return {
    definition: {
      name: `philosophers-${n}`,
      components: [...indices(n).map(philosopher), ...indices(n).map(fork)],
      wires: [
        direct<{ type: 'TAKE'; fork: number }>('TAKE', people, (event) => forks[event.fork]!),
        direct<{ type: 'RETURN'; fork: number }>('RETURN', people, (event) => forks[event.fork]!),
        direct<{ type: 'GIVEN'; to: number }>('GIVEN', forks, (event) => people[event.to]!),
        refusals(forks),
      ],
    },
    properties: [
      property(
        'nobody-starves',
        'Everybody can always eat again.',
        {
          kind: 'alwaysPossible',
          goals: () =>
            people.map((name) => ({
              name,
              seen: ({ event, to }) => event.type === 'PUT_DOWN' && to === name,
            })),
        },
        { means: 'somebody eats', seen: ({ event }) => event.type === 'PUT_DOWN' },
      ),
      property(
        'neighbours-take-turns',
        'Two neighbours never eat at the same time.',
        {
          kind: 'neverState',
          forbidden: (at) =>
            people.some(
              (name, i) => at(name).matches('eating') && at(people[(i + 1) % n]!).matches('eating'),
            ),
        },
        { means: 'somebody eats', seen: ({ event }) => event.type === 'PUT_DOWN' },
      ),
    ],
  };
};
