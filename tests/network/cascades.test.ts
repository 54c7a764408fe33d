import { describe, expect, test } from 'vitest';
import { assign, createMachine, emit, enqueueActions } from 'xstate';
import { environment, type Message } from '../../src/language/index.ts';
import { contextOf, drive, line, net, part, story, text, claim } from '../support/small.ts';

/** Emits these events, in this order, on each of the events. */
const says = (answers: Record<string, readonly (string | Message)[]>) =>
  createMachine({
    on: Object.fromEntries(
      Object.entries(answers).map(([event, said]) => [
        event,
        { actions: said.map((one) => emit(typeof one === 'string' ? { type: one } : one)) },
      ]),
    ),
  });

describe('a cascade over sync wires', () => {
  test('delivers what is emitted first-in first-out, answers after what was already on its way', () => {
    const network = net(
      [
        part('cpu', says({ GO: ['A', 'B'], A2: [], B2: [] }), 'GO'),
        part('left', says({ A: ['A2'] })),
        part('right', says({ B: ['B2'] })),
      ],
      [
        line('A', 'cpu', 'left'),
        line('B', 'cpu', 'right'),
        line('A2', 'left', 'cpu'),
        line('B2', 'right', 'cpu'),
      ],
    );
    expect(story(network, 'cpu GO')).toEqual([
      'environment -> cpu: GO',
      'cpu -> left: A',
      'cpu -> right: B',
      'left -> cpu: A2',
      'right -> cpu: B2',
    ]);
  });

  test('keeps the order of emissions that one enqueueActions decides on', () => {
    const machine = createMachine({
      on: {
        GO: {
          actions: enqueueActions(({ enqueue }) => {
            for (const type of ['C', 'A', 'B']) enqueue.emit({ type });
          }),
        },
      },
    });
    const wires = ['A', 'B', 'C'].map((type) => line(type, 'cpu', environment));
    expect(story(net([part('cpu', machine, 'GO')], wires, []), 'cpu GO').slice(1)).toEqual([
      'cpu -> environment: C',
      'cpu -> environment: A',
      'cpu -> environment: B',
    ]);
  });

  test('runs to completion before anyone else can act: a look-up and its answer are one step', () => {
    const cpu = createMachine({
      context: { found: -1 },
      on: {
        GO: { actions: emit({ type: 'READ' }) },
        VALUE: { actions: assign({ found: ({ event }) => (event as unknown as { n: number }).n }) },
      },
    });
    const table = says({ READ: [{ type: 'VALUE', n: 7 }] });
    const network = net(
      [part('cpu', cpu, 'GO'), part('table', table)],
      [line('READ', 'cpu', 'table'), line('VALUE', 'table', 'cpu')],
    );
    expect(contextOf(network, drive(network, 'cpu GO').next, 'cpu')).toEqual({ found: 7 });
  });

  test('can lead back to the component that began it', () => {
    const network = net([part('cpu', says({ GO: ['SELF'], SELF: [] }), 'GO')], [line('SELF', 'cpu', 'cpu')]);
    expect(story(network, 'cpu GO')).toEqual(['environment -> cpu: GO', 'cpu -> cpu: SELF']);
  });
});

describe('receivers', () => {
  const takes = createMachine({ on: { A: {} } });

  test('of one wire get the event in the order in which the wire names them', () => {
    const parts = [part('cpu', says({ GO: ['A'] }), 'GO'), part('x', takes), part('y', takes)];
    for (const to of [
      ['x', 'y'],
      ['y', 'x'],
      ['y', environment, 'x'],
    ]) {
      expect(story(net(parts, [line('A', 'cpu', to)]), 'cpu GO').slice(1)).toEqual(
        to.map((one) => `cpu -> ${one}: A`),
      );
    }
  });

  test('of several wires for one event get it in the order of the wires', () => {
    const parts = [part('cpu', says({ GO: ['A'] }), 'GO'), part('x', takes), part('y', takes)];
    const network = net(parts, [line('A', 'cpu', 'y'), line('A', 'cpu', environment), line('A', 'cpu', 'x')]);
    expect(story(network, 'cpu GO').slice(1)).toEqual([
      'cpu -> y: A',
      'cpu -> environment: A',
      'cpu -> x: A',
    ]);
  });

  test('are picked from the payload, one, several or none', () => {
    const picked = ({ to }: Message): readonly string[] => (to as number[]).map((i) => `slot${i}`);
    const stimuli = [[1], [1, 0], []].map((to, i) => ({ type: `GO${i}`, to }));
    const cpu = createMachine({
      on: {
        '*': { actions: emit(({ event }) => ({ type: 'A', to: (event as unknown as { to: number[] }).to })) },
      },
    });
    const network = net(
      [part('cpu', cpu, ...stimuli), part('slot0', takes), part('slot1', takes)],
      [line('A', 'cpu', picked)],
    );
    expect(story(network, 'cpu GO0').slice(1)).toEqual(['cpu -> slot1: A']);
    expect(story(network, 'cpu GO1').slice(1)).toEqual(['cpu -> slot1: A', 'cpu -> slot0: A']);
    expect(story(network, 'cpu GO2').slice(1)).toEqual([]);
  });

  test('are only those of wires that begin at the sender', () => {
    const speaker = says({ GO: ['A'] });
    const network = net(
      [part('x', speaker, 'GO'), part('y', speaker, 'GO'), part('a', takes), part('b', takes)],
      [line('A', 'x', 'a'), line('A', 'y', 'b')],
    );
    expect(story(network, 'y GO').slice(1)).toEqual(['y -> b: A']);
  });
});

describe('an observer', () => {
  /** Remembers all that it hears of A and B; B counts only if it goes to the environment. */
  const log = createMachine({
    context: { heard: [] as string[] },
    on: {
      A: { actions: assign({ heard: ({ context, event }) => [...context.heard, text(seen(event))] }) },
      B: {
        guard: ({ event }) => seen(event).to === environment,
        actions: assign({ heard: ({ context, event }) => [...context.heard, text(seen(event))] }),
      },
    },
  });
  const seen = (event: Message) => ({
    event,
    ...(event['observed'] as { from: string; to: string; phase: 'sent' }),
  });

  test('hears every observation that it has a transition for, in order, with sender and receiver', () => {
    const network = net(
      [part('cpu', says({ GO: ['A', 'B', 'A'] }), 'GO'), part('x', createMachine({ on: { A: {}, B: {} } }))],
      [line('A', 'cpu', ['x', environment]), line('B', 'cpu', 'x')],
      [claim('log', { kind: 'observer', machine: log })],
    );
    expect(drive(network, 'cpu GO').next.heard[0]!.context).toEqual({
      heard: ['cpu -> x: A', 'cpu -> environment: A', 'cpu -> x: A', 'cpu -> environment: A'],
    });
  });

  test('cannot block or fail a step that it has no transition for', () => {
    const rigid = createMachine({ initial: 'a', states: { a: { on: { A: 'b' } }, b: {} } });
    const network = net(
      [part('cpu', says({ GO: ['A'] }), 'GO')],
      [line('A', 'cpu', environment)],
      [claim('rigid', { kind: 'observer', machine: rigid })],
    );
    const { next } = drive(network, 'cpu GO', 'cpu GO', 'cpu GO');
    expect(next.heard[0]!.value).toBe('b');
  });
});
