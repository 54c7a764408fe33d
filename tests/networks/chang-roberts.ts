import { assign, type Component, emit } from '../../src/language/index.ts';
import { actor, boot, chart, contextAt, direct, indices, lists, type Model, property } from './common.ts';

interface Node {
  initiator: boolean;
  /** Identities that wait to be handled, ascending; the published model keeps them as a set. */
  inbox: readonly number[];
}

type Event =
  | { type: 'SET'; initiator: boolean }
  | { type: 'BEGIN' }
  | { type: 'HANDLE' | 'MESSAGE'; id: number };

/**
 * Leader election on a unidirectional ring (Chang and Roberts, CACM 22(5), 1979), as in the TLA+ examples:
 * any nodes may initiate it, and the smallest identity among them wins.
 */
export const changRoberts = (n: number): Model => {
  const names = indices(n).map((i) => `node${i}`);

  const node = (i: number): Component => {
    const pass = (id: number) => ({ type: 'MESSAGE', to: (i + 1) % n, id });
    return actor(
      names[i]!,
      chart<Node, Event>().createMachine({
        context: { initiator: false, inbox: [] },
        type: 'parallel',
        states: {
          election: {
            initial: 'unset',
            states: {
              unset: {
                on: {
                  SET: [
                    {
                      guard: ({ event }) => event.initiator,
                      target: 'candidate',
                      actions: assign({ initiator: true }),
                    },
                    { target: 'lost' },
                  ],
                },
              },
              candidate: {
                on: {
                  HANDLE: [
                    {
                      guard: ({ event }) => event.id < i,
                      target: 'lost',
                      actions: emit(({ event }) => pass(event.id)),
                    },
                    { guard: ({ event }) => event.id === i, target: 'won' },
                    {},
                  ],
                },
              },
              lost: { on: { HANDLE: { actions: emit(({ event }) => pass(event.id)) } } },
              won: {
                on: {
                  HANDLE: [
                    {
                      guard: ({ event }) => event.id < i,
                      target: 'lost',
                      actions: emit(({ event }) => pass(event.id)),
                    },
                    {},
                  ],
                },
              },
            },
          },
          program: {
            initial: 'asleep',
            states: {
              asleep: { on: { SET: 'begins' } },
              begins: {
                on: {
                  BEGIN: [
                    {
                      guard: ({ context }) => context.initiator,
                      target: 'handles',
                      actions: emit(pass(i)),
                    },
                    { target: 'handles' },
                  ],
                },
              },
              handles: {
                on: {
                  HANDLE: {
                    actions: assign({
                      inbox: ({ context, event }) => context.inbox.filter((id) => id !== event.id),
                    }),
                  },
                },
              },
            },
            on: {
              MESSAGE: {
                actions: assign({
                  inbox: ({ context, event }) =>
                    [...new Set([...context.inbox, event.id])].toSorted((a, b) => a - b),
                }),
              },
            },
          },
        },
      }),
      (snapshot) => {
        if (snapshot.matches({ program: 'begins' })) return [{ type: 'BEGIN' }];
        if (!snapshot.matches({ program: 'handles' })) return [];
        return snapshot.context.inbox.map((id) => ({ type: 'HANDLE', id }));
      },
    );
  };

  const starts = lists([false, true], n).map((initiators) =>
    initiators.map((initiator, to) => ({ type: 'SET', to, initiator })),
  );

  return {
    definition: {
      name: `chang-roberts-${n}`,
      components: [...indices(n).map(node), boot(starts)],
      wires: [
        direct<{ type: 'SET'; to: number }>('SET', 'boot', ({ to }) => names[to]!),
        direct<{ type: 'MESSAGE'; to: number }>('MESSAGE', names, ({ to }) => names[to]!),
      ],
    },
    properties: [
      property(
        'one-leader',
        'Whoever wins is the initiator with the smallest identity, and all others know that they have lost.',
        {
          kind: 'neverState',
          forbidden: (at) =>
            names.some(
              (one, i) =>
                at(one).matches({ election: 'won' }) &&
                (contextAt(at, one)['initiator'] !== true ||
                  names.some(
                    (other, j) =>
                      j !== i &&
                      (!at(other).matches({ election: 'lost' }) ||
                        (contextAt(at, other)['initiator'] === true && j < i)),
                  )),
            ),
        },
        {
          means: 'a node handles its own identity',
          seen: ({ event, to }) => event.type === 'HANDLE' && to === `node${String(event['id'])}`,
        },
      ),
    ],
  };
};
