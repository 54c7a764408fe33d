import { assign, type Component, emit } from '../../src/language/index.ts';
import { actor, boot, chart, contextAt, direct, indices, lists, type Model, property } from './common.ts';

type Node = {
  active: boolean;
  black: boolean;
  /** The colour of the token if it is here. */
  token: 'none' | 'white' | 'black';
};

type Event =
  | { type: 'PASS' | 'STOP' | 'ACTIVATE' }
  | { type: 'SEND'; to: number }
  | { type: 'TOKEN'; black: boolean }
  | ({ type: 'SET' } & Node);

/**
 * Termination detection on a ring (Dijkstra, Feijen and van Gasteren, EWD 840), as in the TLA+ examples: any
 * activity, colours and position of a black token to begin with.
 */
export const ewd840 = (n: number): Model => {
  const names = indices(n).map((i) => `node${i}`);

  const node = (i: number): Component =>
    actor(
      names[i]!,
      chart<Node, Event>().createMachine({
        context: { active: false, black: false, token: 'none' },
        on: {
          SET: { actions: assign(({ event: { active, black, token } }) => ({ active, black, token })) },
          SEND: {
            actions: [
              // A message against the direction of the token may wake somebody whom the token has passed.
              assign({ black: ({ context, event }) => context.black || event.to > i }),
              emit(({ event }) => ({ type: 'ACTIVATE', to: event.to })),
            ],
          },
          STOP: { actions: assign({ active: false }) },
          ACTIVATE: { actions: assign({ active: true }) },
          PASS: {
            actions: [
              emit(({ context }) => ({
                type: 'TOKEN',
                to: i === 0 ? n - 1 : i - 1,
                // Node 0 begins a new round; the others stain the token or leave it as it is.
                black: i > 0 && (context.black || context.token === 'black'),
              })),
              assign({ black: false, token: 'none' }),
            ],
          },
          TOKEN: { actions: assign({ token: ({ event }) => (event.black ? 'black' : 'white') }) },
        },
      }),
      ({ context: { active, black, token } }) => {
        const inconclusive = black || token === 'black';
        const passes = token !== 'none' && (inconclusive || (i > 0 && !active));
        return [
          ...(passes ? [{ type: 'PASS' }] : []),
          ...(active ? [{ type: 'STOP' }] : []),
          ...(active
            ? indices(n)
                .filter((to) => to !== i)
                .map((to) => ({ type: 'SEND', to }))
            : []),
        ];
      },
    );

  const booleans = [false, true];
  const starts = lists(booleans, n).flatMap((active) =>
    lists(booleans, n).flatMap((black) =>
      indices(n).map((at) =>
        indices(n).map((to) => ({
          type: 'SET',
          to,
          active: active[to]!,
          black: black[to]!,
          token: to === at ? 'black' : 'none',
        })),
      ),
    ),
  );

  return {
    definition: {
      name: `ewd840-${n}`,
      components: [...indices(n).map(node), boot(starts)],
      wires: [
        direct<{ type: 'SET'; to: number }>('SET', 'boot', ({ to }) => names[to]!),
        direct<{ type: 'TOKEN'; to: number }>('TOKEN', names, ({ to }) => names[to]!),
        direct<{ type: 'ACTIVATE'; to: number }>('ACTIVATE', names, ({ to }) => names[to]!),
      ],
    },
    properties: [
      property(
        'detection-is-right',
        'When node 0 detects termination, all nodes are inactive.',
        {
          kind: 'neverState',
          forbidden: (at) => {
            const { active, black, token } = contextAt(at, 'node0');
            return (
              active === false &&
              black === false &&
              token === 'white' &&
              names.some((name) => contextAt(at, name)['active'] === true)
            );
          },
        },
        {
          means: 'a white token comes back to node 0',
          seen: ({ event, to }) => event.type === 'TOKEN' && to === 'node0' && event['black'] === false,
        },
      ),
    ],
  };
};
