import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, assign, createMachine, emit } from 'xstate';
import { environment, queue, type Via } from '../../src/language/index.ts';
import { tabulate } from '../../src/tabulate/index.ts';
import { claim, drive, line, mistake, net, part, story } from '../support/small.ts';

/** Takes GO and says A. */
const talker = createMachine({ on: { GO: { actions: emit({ type: 'A' }) } } });
/** Answers nothing. */
const deaf = createMachine({});
/** Ignores A. */
const listener = createMachine({ on: { A: {} } });

const pair = (second: AnyStateMachine, via?: Via) =>
  net([part('left', talker, 'GO'), part('right', second)], [line('A', 'left', 'right', via)]);

describe('IRQ032: an event without an answer', () => {
  test('names the component, the state and the event with its payload', () => {
    const machine = createMachine({ initial: 'a', states: { a: { initial: 'b', states: { b: {} } } } });
    const network = net([part('dev', machine, { type: 'WRITE', to: 3 })]);
    const error = mistake(() => drive(network, 'dev WRITE'));
    expect(error.code).toBe('IRQ032');
    expect(error.message).toBe('component dev in state a.b has no answer to {"to":3,"type":"WRITE"}');
    expect(error.place.fix).toContain("'WRITE': {}");
  });

  test('arises for a receiver on a sync wire and on a queue wire', () => {
    expect(mistake(() => drive(pair(deaf), 'left GO')).message).toContain('component right in state (root)');
    const queued = pair(deaf, queue(1));
    drive(queued, 'left GO');
    expect(mistake(() => drive(queued, 'left GO', 'left-right')).code).toBe('IRQ032');
  });

  test('arises when all guards are false', () => {
    const machine = createMachine({ on: { GO: { guard: () => false } } });
    expect(mistake(() => drive(net([part('dev', machine, 'GO')]), 'dev GO')).code).toBe('IRQ032');
  });

  test('does not arise for an event that is ignored on purpose', () => {
    expect(story(pair(listener), 'left GO')).toEqual(['environment -> left: GO', 'left -> right: A']);
    expect(story(pair(createMachine({ on: { '*': {} } })), 'left GO')).toHaveLength(2);
  });
});

describe('IRQ033: an endless cascade', () => {
  const echo = (from: string, to: string) =>
    createMachine({ on: { [from]: { actions: emit({ type: to }) } } });
  const parts = [part('left', echo('PING', 'PONG'), 'PING'), part('right', echo('PONG', 'PING'))];

  test('is reported with its circle', () => {
    const network = net(parts, [line('PONG', 'left', 'right'), line('PING', 'right', 'left')]);
    const error = mistake(() => drive(network, 'left PING'));
    expect(error.code).toBe('IRQ033');
    expect(error.message).toMatch(
      /it repeats: (left → right: PONG; right → left: PING|right → left: PING; left → right: PONG)$/,
    );
  });

  test('does not arise when a queue is in the circle', () => {
    const network = net(parts, [line('PONG', 'left', 'right', queue(1)), line('PING', 'right', 'left')]);
    expect(story(network, 'left PING', 'left-right')).toEqual([
      'left -> right: PONG',
      'right -> left: PING',
      'left -> left-right: PONG (sent)',
    ]);
  });
});

describe('IRQ034: too many local states', () => {
  const counter = (bound: number) =>
    createMachine({
      context: { n: 0, fixed: 'x' },
      on: { GO: { actions: assign({ n: ({ context }) => (context.n + 1) % bound }) } },
    });
  const explore = (bound: number, localsMax: number): number => {
    const system = tabulate(net([part('dev', counter(bound), 'GO')]), { localsMax });
    for (let local = 0; local < system.localCount(0); local++) system.starts(0, local);
    return system.localCount(0);
  };

  test('names the component and what grows', () => {
    const error = mistake(() => explore(1_000_000, 100));
    expect(error.code).toBe('IRQ034');
    expect(error.message).toContain(
      'component dev has more than 100 local states; what grows: n (101 values',
    );
    expect(error.message).not.toContain('fixed');
  });

  test('does not arise at exactly the limit', () => {
    expect(explore(100, 100)).toBe(100);
  });

  test('arises for the contents of a queue as well', () => {
    const source = createMachine({
      on: { GO: { actions: emit(({ event }) => ({ type: 'A', n: (event as { n?: number }).n ?? 0 })) } },
    });
    const stimuli = [0, 1, 2].map((n) => ({ type: 'GO', n }));
    const network = net(
      [part('left', source, ...stimuli), part('right', listener)],
      [line('A', 'left', 'right', queue(2))],
    );
    const fill = (localsMax: number): number => {
      const { tables } = tabulate(network, { localsMax });
      const bus = tables.queues[0]!;
      for (let local = 0; local < bus.size; local++) {
        for (const event of stimuli) bus.put(local, { event, from: 'left' });
      }
      return bus.size;
    };
    expect(fill(13)).toBe(13);
    const error = mistake(() => fill(12));
    expect(error.code).toBe('IRQ034');
    expect(error.message).toBe(
      'the queue left-right has more than 12 different contents: 3 different events in 2 places',
    );
  });
});

describe('IRQ035: an emission without a wire', () => {
  test('names the component and the event', () => {
    const network = net([part('left', talker, 'GO')]);
    const error = mistake(() => drive(network, 'left GO'));
    expect(error.code).toBe('IRQ035');
    expect(error.message).toBe('component left emits A, and no wire takes it');
  });

  test('does not arise for an event that leaves the network', () => {
    const network = net([part('left', talker, 'GO')], [line('A', 'left', environment)]);
    expect(story(network, 'left GO')).toEqual(['environment -> left: GO', 'left -> environment: A']);
  });

  test('arises when an observer emits, for nobody listens to it', () => {
    const observer = claim('no-talk', { kind: 'observer', machine: talker });
    const network = net([part('dev', createMachine({ on: { GO: {} } }), 'GO')], [], [observer]);
    const error = mistake(() => drive(network, 'dev GO'));
    expect(error.code).toBe('IRQ035');
    expect(error.message).toBe('the observer no-talk emits A, and no wire takes it');
  });
});

describe('IRQ036: a wire that names an unknown component', () => {
  test.each([
    ['at its end', line('A', 'left', 'nobody')],
    ['at one of several ends', { ...line('A', 'left', 'left'), to: ['left', 'nobody'] }],
    ['at its beginning', line('A', 'nobody', 'left')],
    ['coming from the environment, which injects stimuli instead', line('A', environment, 'left')],
  ])('%s', (_where, wire) => {
    const error = mistake(() => net([part('left', talker)], [wire]));
    expect(error.code).toBe('IRQ036');
    expect(error.message).toMatch(/the wire for A names (nobody|environment), which does not exist/);
    expect(error.place.expected).toBe('one of left');
  });
});
