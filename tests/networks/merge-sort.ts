import { emit, enqueueActions, queue, wire, type Wire } from '../../src/language/index.ts';
import { actor, chart, direct, indices, type Model, property } from './common.ts';

type Event = { type: 'NEXT' } | { type: 'VALUE'; value: number };

/**
 * The sorting network of SPIN's distribution: a row of processes, each of which keeps the largest value that
 * it has seen and passes the others on. The first one makes up `n` values, the last one receives the smallest.
 */
export const mergeSort = (n: number): Model => {
  const names = indices(n + 1).map((i) => `process${i}`);
  const value = (v: number) => ({ type: 'VALUE', value: v });
  const random = (seed: number): number => (seed * 3 + 14) % 100;

  const left = actor(
    names[0]!,
    chart<{ seed: number; sent: number }, Event>().createMachine({
      context: { seed: 15, sent: 0 },
      on: {
        NEXT: {
          actions: enqueueActions(({ context: { seed, sent }, enqueue }) => {
            enqueue.emit(value(seed));
            enqueue.assign({ seed: random(seed), sent: sent + 1 });
          }),
        },
      },
    }),
    ({ context }) => (context.sent < n ? [{ type: 'NEXT' }] : []),
  );

  const middle = (i: number) =>
    actor(
      names[i]!,
      chart<{ held: number; received: number }, Event>().createMachine({
        context: { held: -1, received: 0 },
        on: {
          VALUE: {
            actions: enqueueActions(({ context: { held, received }, event, enqueue }) => {
              if (held >= 0) enqueue.emit(value(Math.min(held, event.value)));
              enqueue.assign({ held: Math.max(held, event.value), received: received + 1 });
            }),
          },
        },
      }),
    );

  const right = actor(
    names[n]!,
    chart<object, Event>().createMachine({
      on: { VALUE: { actions: emit(({ event }) => ({ type: 'SORTED', value: event.value })) } },
    }),
  );

  const channel = (i: number): Wire =>
    wire({
      name: `channel${i}`,
      event: 'VALUE',
      from: names[i]!,
      to: names[i + 1]!,
      via: queue(10, 'backpressure'),
      because: 'the published model has a channel between neighbours',
    });

  const values = indices(n - 1).reduce((all) => [...all, random(all.at(-1)!)], [15]);
  return {
    definition: {
      name: `merge-sort-${n}`,
      components: [left, ...indices(n - 1).map((i) => middle(i + 1)), right],
      wires: [...indices(n).map(channel), direct('SORTED', names[n]!, 'environment')],
    },
    properties: [
      property(
        'smallest-arrives',
        'Nothing but the smallest value comes out at the end.',
        {
          kind: 'neverObserved',
          forbidden: ({ event }) => event.type === 'SORTED' && event['value'] !== Math.min(...values),
        },
        { means: 'a value comes out', seen: ({ event }) => event.type === 'SORTED' },
      ),
    ],
  };
};
