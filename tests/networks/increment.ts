import { assign, type Component, emit } from '../../src/language/index.ts';
import { actor, chart, contextAt, direct, indices, type Model, property } from './common.ts';

/** From stateright's examples: n threads read a shared counter and write it back plus one, in two steps. */
export const increment = (n: number): Model => {
  const threads = indices(n).map((i) => `thread${i}`);

  const thread = (i: number): Component =>
    actor(
      threads[i]!,
      chart<{ seen: number }, { type: 'READ' | 'WRITE' } | { type: 'VALUE'; n: number }>().createMachine({
        context: { seen: 0 },
        initial: 'reads',
        states: {
          reads: {
            on: {
              READ: { actions: emit({ type: 'GET', by: threads[i]! }) },
              VALUE: { target: 'writes', actions: assign({ seen: ({ event }) => event.n }) },
            },
          },
          writes: {
            on: {
              WRITE: {
                target: 'done',
                actions: emit(({ context }) => ({ type: 'PUT', n: context.seen + 1 })),
              },
            },
          },
          done: {},
        },
      }),
      (snapshot) => {
        if (snapshot.matches('reads')) return [{ type: 'READ' }];
        return snapshot.matches('writes') ? [{ type: 'WRITE' }] : [];
      },
    );

  const counter: Component = {
    name: 'counter',
    role: 'hardware',
    machine: chart<{ n: number }, { type: 'GET'; by: string } | { type: 'PUT'; n: number }>().createMachine({
      context: { n: 0 },
      on: {
        GET: { actions: emit(({ context, event }) => ({ type: 'VALUE', n: context.n, to: event.by })) },
        PUT: { actions: assign({ n: ({ event }) => event.n }) },
      },
    }),
  };

  return {
    definition: {
      name: `increment-${n}`,
      symmetric: [{ name: 'threads', members: threads.map((name) => [name]) }],
      components: [...indices(n).map(thread), counter],
      wires: [
        direct('GET', threads, 'counter'),
        direct('PUT', threads, 'counter'),
        direct<{ type: 'VALUE'; to: string }>('VALUE', 'counter', ({ to }) => to),
      ],
    },
    properties: [
      property(
        'counted',
        'The counter always says how many threads are done.',
        {
          kind: 'neverState',
          forbidden: (at) =>
            contextAt(at, 'counter')['n'] !== threads.filter((name) => at(name).matches('done')).length,
        },
        { means: 'a thread writes', seen: ({ event }) => event.type === 'PUT' },
      ),
    ],
  };
};
