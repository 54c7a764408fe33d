import { type Component, emit, enqueueActions, queue, wire, type Wire } from '../../src/language/index.ts';
import { actor, boot, chart, direct, indices, type Model, property } from './common.ts';

interface Node {
  active: boolean;
  /** The largest identity that it stands for. */
  maximum: number;
  neighbour: number;
  knowsWinner: boolean;
}

type Mail = {
  type: 'MAIL';
  kind: 'one' | 'two' | 'winner';
  id: number;
};

/**
 * Leader election on a unidirectional ring (Dolev, Klawe and Rodeh, "An O(n log n) unidirectional distributed
 * algorithm for extrema finding in a circle", J. Algorithms 3, 1982), after the model in SPIN's distribution:
 * identities descend around the ring from node `first` on, channels hold 2n messages and make the sender wait,
 * and who finds itself the largest sends its identity around as the winner's.
 *
 * SPIN's nodes first send and then listen; here `boot` lets all of them send in one step. A node that knows
 * the winner ends in SPIN's model; here it lets go what still arrives.
 */
export const dolevKlaweRodeh = (n: number, first = 3): Model => {
  const names = indices(n).map((i) => `node${i}`);
  const identity = (i: number): number => ((n + first - i - 1) % n) + 1;
  const mail = (kind: Mail['kind'], id: number): Mail => ({ type: 'MAIL', kind, id });

  const node = (i: number): Component =>
    actor(
      names[i]!,
      chart<Node, { type: 'START' } | Mail>().createMachine({
        context: { active: true, maximum: identity(i), neighbour: 0, knowsWinner: false },
        initial: 'elects',
        states: {
          elects: {
            on: {
              START: { actions: emit(mail('one', identity(i))) },
              MAIL: [
                {
                  guard: ({ event }) => event.kind === 'winner',
                  target: 'knows',
                  actions: enqueueActions(({ context, event: { id }, enqueue }) => {
                    if (id === identity(i)) enqueue.emit({ type: 'ELECTED', id });
                    if (!context.knowsWinner) enqueue.emit(mail('winner', id));
                  }),
                },
                { guard: ({ context }) => !context.active, actions: emit(({ event }) => event) },
                {
                  guard: ({ event }) => event.kind === 'one',
                  actions: enqueueActions(({ context, event: { id }, enqueue }) => {
                    if (id === context.maximum) enqueue.assign({ knowsWinner: true });
                    else enqueue.assign({ neighbour: id });
                    enqueue.emit(mail(id === context.maximum ? 'winner' : 'two', id));
                  }),
                },
                {
                  actions: enqueueActions(({ context: { neighbour, maximum }, event: { id }, enqueue }) => {
                    const stays = neighbour > id && neighbour > maximum;
                    enqueue.assign(stays ? { maximum: neighbour } : { active: false });
                    if (stays) enqueue.emit(mail('one', neighbour));
                  }),
                },
              ],
            },
          },
          knows: { on: { MAIL: {} } },
        },
      }),
    );

  const channel = (i: number): Wire =>
    wire({
      name: `channel${i}`,
      event: 'MAIL',
      from: names[i]!,
      to: names[(i + 1) % n]!,
      via: queue(2 * n, 'backpressure'),
      because: 'the published model has a channel between neighbours',
    });

  return {
    definition: {
      name: `dolev-klawe-rodeh-${n}`,
      components: [...indices(n).map(node), boot([indices(n).map((to) => ({ type: 'START', to }))])],
      wires: [
        direct<{ type: 'START'; to: number }>('START', 'boot', ({ to }) => names[to]!),
        direct('ELECTED', names, 'environment'),
        ...indices(n).map(channel),
      ],
    },
    properties: [
      property(
        'largest-is-elected',
        'Nobody but the node with the largest identity is elected.',
        { kind: 'neverObserved', forbidden: ({ event }) => event.type === 'ELECTED' && event['id'] !== n },
        { means: 'somebody is elected', seen: ({ event }) => event.type === 'ELECTED' },
      ),
    ],
  };
};
