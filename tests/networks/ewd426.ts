import { assign, type Component, emit } from '../../src/language/index.ts';
import {
  actor,
  boot,
  chart,
  contextAt,
  direct,
  indices,
  lists,
  type Model,
  property,
  refused,
  refusals,
} from './common.ts';

type Event = { type: 'MOVE' | 'ASK' } | { type: 'SET' | 'VALUE'; c: number };

/**
 * The self-stabilising token ring (Dijkstra, EWD 426, 1974), as in the TLA+ examples: n counters below n with
 * any values to begin with. A node has a token if its counter differs from that of the node before it, node 0
 * if they are equal.
 */
export const ewd426 = (n: number): Model => {
  const names = indices(n).map((i) => `node${i}`);
  const before = (i: number): number => (i + n - 1) % n;
  const privileged = (i: number, own: number, other: number): boolean => (own === other) === (i === 0);

  const node = (i: number): Component =>
    actor(
      names[i]!,
      chart<{ c: number }, Event>().createMachine({
        context: { c: 0 },
        initial: 'unset',
        states: {
          unset: { on: { SET: { target: 'set', actions: assign({ c: ({ event }) => event.c }) } } },
          set: {
            on: {
              MOVE: { actions: emit({ type: 'ASK', to: before(i) }) },
              ASK: { actions: emit(({ context }) => ({ type: 'VALUE', to: (i + 1) % n, c: context.c })) },
              VALUE: [
                {
                  guard: ({ context, event }) => privileged(i, context.c, event.c),
                  actions: assign({ c: ({ event }) => (i === 0 ? (event.c + 1) % n : event.c) }),
                },
                { actions: emit(refused) },
              ],
            },
          },
        },
      }),
      (snapshot) => (snapshot.matches('set') ? [{ type: 'MOVE' }] : []),
    );

  return {
    definition: {
      name: `ewd426-${n}`,
      components: [
        ...indices(n).map(node),
        boot(lists(indices(n), n).map((values) => values.map((c, to) => ({ type: 'SET', to, c })))),
      ],
      wires: [
        direct<{ type: 'SET'; to: number }>('SET', 'boot', ({ to }) => names[to]!),
        direct<{ type: 'ASK'; to: number }>('ASK', names, ({ to }) => names[to]!),
        direct<{ type: 'VALUE'; to: number }>('VALUE', names, ({ to }) => names[to]!),
        refusals(names),
      ],
    },
    properties: [
      property(
        'some-token',
        'Some node always has a token.',
        {
          kind: 'neverState',
          forbidden: (at) => {
            const counters = names.map((name) => contextAt(at, name)['c'] as number);
            return (
              at('boot').matches('on') && !counters.some((c, i) => privileged(i, c, counters[before(i)]!))
            );
          },
        },
        { means: 'a node moves', seen: ({ event }) => event.type === 'VALUE' },
      ),
    ],
  };
};
