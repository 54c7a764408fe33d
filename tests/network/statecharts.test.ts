import { describe, expect, test } from 'vitest';
import { type AnyEventObject, assign, createMachine, emit, raise } from 'xstate';
import { environment } from '../../src/language/index.ts';
import { localKey, stateText } from '../../src/network/index.ts';
import { contextOf, drive, line, mistake, net, part, story, valueOf } from '../support/small.ts';

describe('parallel regions', () => {
  const both = createMachine({
    type: 'parallel',
    states: {
      device: {
        initial: 'idle',
        states: { idle: { on: { GO: 'busy', A: 'busy' } }, busy: { on: { A: {} } } },
      },
      table: {
        initial: 'empty',
        states: { empty: { on: { GO: 'full', B: 'full' } }, full: { on: { B: {} } } },
      },
    },
  });
  const network = net([part('dev', both, 'GO', 'A', 'B')]);

  test('all take an event that they all know', () => {
    expect(valueOf(network, drive(network, 'dev GO').next, 'dev')).toEqual({ device: 'busy', table: 'full' });
  });

  test('answer for the whole machine if one of them knows the event', () => {
    const { next } = drive(network, 'dev B');
    expect(stateText(next.snapshots[0]!)).toBe('device.idle & table.full');
  });

  test('give one local state, in whatever order it is reached', () => {
    const keys = [['dev A', 'dev B'], ['dev B', 'dev A'], ['dev GO']].map((steps) =>
      localKey('dev', drive(network, ...steps).next.snapshots[0]!),
    );
    expect(new Set(keys).size).toBe(1);
  });

  test('hear what one of them raises within the same step', () => {
    const machine = createMachine({
      type: 'parallel',
      states: {
        a: { on: { GO: { actions: raise({ type: 'DONE' }) } } },
        b: { initial: 'waits', states: { waits: { on: { DONE: 'knows' } }, knows: {} } },
      },
    });
    const raising = net([part('dev', machine, 'GO')]);
    expect(valueOf(raising, drive(raising, 'dev GO').next, 'dev')).toEqual({ a: {}, b: 'knows' });
  });
});

describe('a history state', () => {
  const machine = (history: 'shallow' | 'deep') =>
    createMachine({
      initial: 'on',
      states: {
        off: { on: { RESUME: 'on.last', RESTART: 'on' } },
        on: {
          type: 'parallel',
          on: { SUSPEND: 'off' },
          states: {
            p: { initial: 'x', states: { x: { on: { P: 'y' } }, y: { on: { P: {} } } } },
            q: { initial: 'x', states: { x: { on: { Q: 'y' } }, y: { on: { Q: {} } } } },
            last: { type: 'history', history },
          },
        },
      },
    });
  const events = ['SUSPEND', 'RESUME', 'RESTART', 'P', 'Q'];

  test('brings back the states that were left', () => {
    const network = net([part('dev', machine('deep'), ...events)]);
    const at = (...steps: string[]) => valueOf(network, drive(network, ...steps).next, 'dev');
    expect(at('dev P', 'dev SUSPEND', 'dev RESUME')).toEqual({ on: { p: 'y', q: 'x' } });
    expect(at('dev P', 'dev SUSPEND', 'dev RESTART')).toEqual({ on: { p: 'x', q: 'x' } });
  });

  test('makes local states differ that remember different things', () => {
    const network = net([part('dev', machine('deep'), ...events)]);
    const key = (...steps: string[]) => localKey('dev', drive(network, ...steps).next.snapshots[0]!);
    expect(key('dev P', 'dev SUSPEND')).not.toBe(key('dev Q', 'dev SUSPEND'));
  });

  test('does not make local states differ that remember the same in another order', () => {
    const network = net([part('dev', machine('deep'), ...events)]);
    const key = (...steps: string[]) => localKey('dev', drive(network, ...steps).next.snapshots[0]!);
    expect(key('dev P', 'dev Q', 'dev SUSPEND')).toBe(key('dev Q', 'dev P', 'dev SUSPEND'));
  });
});

describe('a final state', () => {
  test('of a region raises its completion within the step', () => {
    const machine = createMachine({
      initial: 'work',
      states: {
        work: {
          initial: 'doing',
          states: { doing: { on: { END: 'done' } }, done: { type: 'final' } },
          onDone: { target: 'idle', actions: emit({ type: 'FINISHED' }) },
        },
        idle: {},
      },
    });
    const network = net([part('dev', machine, 'END')], [line('FINISHED', 'dev', environment)]);
    expect(story(network, 'dev END')).toEqual(['environment -> dev: END', 'dev -> environment: FINISHED']);
    expect(valueOf(network, drive(network, 'dev END').next, 'dev')).toBe('idle');
  });

  test('of the machine has no answer to anything, unless the machine as a whole answers', () => {
    const states = { a: { on: { END: 'z' } }, z: { type: 'final' } } as const;
    const silent = net([part('dev', createMachine({ initial: 'a', states }), 'END', 'X')]);
    expect(mistake(() => drive(silent, 'dev END', 'dev X')).message).toContain(
      'dev in state z has no answer',
    );
    const answering = net([part('dev', createMachine({ initial: 'a', states, on: { X: {} } }), 'END', 'X')]);
    expect(drive(answering, 'dev END', 'dev X').observations).toHaveLength(1);
  });
});

describe('within one step', () => {
  test('exit, transition and entry actions act and emit in this order', () => {
    const say = (type: string) => emit({ type });
    const machine = createMachine({
      initial: 'a',
      states: {
        a: { exit: say('EXIT'), on: { GO: { target: 'b', actions: say('BETWEEN') } } },
        b: { entry: say('ENTRY'), always: { target: 'c', actions: say('THEN') } },
        c: {},
      },
    });
    const wires = ['EXIT', 'BETWEEN', 'ENTRY', 'THEN'].map((type) => line(type, 'dev', environment));
    const network = net([part('dev', machine, 'GO')], wires);
    expect(
      drive(network, 'dev GO')
        .observations.slice(1)
        .map(({ event }) => event.type),
    ).toEqual(['EXIT', 'BETWEEN', 'ENTRY', 'THEN']);
  });

  test('guards choose the first transition that they allow, inner states before outer ones', () => {
    const set = (by: string) =>
      assign<{ by: string }, AnyEventObject, undefined, AnyEventObject, never>({ by });
    const machine = createMachine({
      context: { by: '' },
      on: { GO: { actions: set('root') } },
      initial: 'a',
      states: {
        a: {
          on: {
            GO: [
              { guard: ({ event }) => event['n'] === 1, actions: set('first') },
              { guard: ({ event }) => event['n'] >= 1, actions: set('second') },
            ],
          },
        },
      },
    });
    const by = (n: number) => {
      const network = net([part('dev', machine, { type: 'GO', n })]);
      return contextOf(network, drive(network, 'dev GO').next, 'dev');
    };
    expect([0, 1, 2].map(by)).toEqual([{ by: 'root' }, { by: 'first' }, { by: 'second' }]);
  });
});
