import { describe, expect, test } from 'vitest';
import { assign, createMachine, emit, raise } from 'xstate';
import { environment, queue } from '../../src/language/index.ts';
import { initialConfiguration, viewOf } from '../../src/network/index.ts';
import { tabulate } from '../../src/tabulate/index.ts';
import { claim, drive, line, mistake, net, part } from '../support/small.ts';

/** Takes GO and says A. */
const talker = createMachine({ on: { GO: { actions: emit({ type: 'A' }) } } });
/** Answers nothing. */
const deaf = createMachine({});
/** Ignores A. */
const listener = createMachine({ on: { A: {} } });

describe('IRQ037: something that is not plain data', () => {
  test.each([
    ['a date', new Date(0), 'an object of class Date'],
    ['a set', new Set(), 'an object of class Set'],
    ['a function', () => 1, 'a value of type function'],
    ['not a number', Number.NaN, 'a value of type number (NaN)'],
    ['infinite', Number.POSITIVE_INFINITY, 'a value of type number (Infinity)'],
  ])('%s in a context', (_kind, value, described) => {
    const machine = createMachine({ context: { table: [{ entry: value }] } });
    const error = mistake(() => net([part('dev', machine)]));
    expect(error.code).toBe('IRQ037');
    expect(error.message).toContain(`the context of component dev in its initial state holds ${described}`);
    expect(error.place.field).toBe('table[0].entry');
  });

  test('in a context after a step, in a stimulus and in an emission', () => {
    const bad = { type: 'A', when: new Date(0) };
    const keeps = createMachine({
      context: {},
      on: { GO: { actions: assign({ when: () => new Date(0) }) } },
    });
    const says = createMachine({ on: { GO: { actions: emit(bad) } } });
    const errors = [
      mistake(() => drive(net([part('dev', keeps, 'GO')]), 'dev GO')),
      mistake(() => drive(net([part('dev', listener, bad)]), 'dev A')),
      mistake(() => drive(net([part('dev', says, 'GO')], [line('A', 'dev', environment)]), 'dev GO')),
    ];
    expect(errors.map(({ code }) => code)).toEqual(['IRQ037', 'IRQ037', 'IRQ037']);
    expect(errors.map(({ message }) => message.split(' holds')[0])).toEqual([
      'the context of component dev in state (root) on {"type":"GO"}',
      'the list of stimuli of component dev in state (root)',
      'an event that is emitted by component dev in state (root) on {"type":"GO"}',
    ]);
  });

  test('does not arise for nested arrays, plain objects, null and fields without a value', () => {
    const machine = createMachine({ context: { a: [{ b: null, c: undefined }], d: Object.create(null) } });
    expect(net([part('dev', machine)]).parts).toHaveLength(1);
  });
});

describe('IRQ038: a name used twice', () => {
  const two = [part('left', talker, 'GO'), part('right', listener)];
  const observer = claim('right', { kind: 'observer', machine: listener });
  test.each([
    ['by two components', () => net([part('left', deaf), part('left', deaf)]), 'left'],
    ['by a component and a queue', () => net(two, [line('A', 'left', 'right', queue(1), 'right')]), 'right'],
    [
      'by two queues',
      () => net(two, [line('A', 'left', 'right', queue(1)), line('B', 'left', 'right', queue(1))]),
      'left-right',
    ],
    ['by an observer and a component', () => net(two, [], [observer]), 'right'],
    ['by two properties', () => net([], [], [observer, observer]), 'right'],
    ['by a component and the environment', () => net([part(environment, deaf)]), environment],
  ])('%s', (_who, build, name) => {
    const error = mistake(build);
    expect(error.code).toBe('IRQ038');
    expect(error.message).toBe(`two components, queues or properties are called ${name}`);
  });

  test('does not arise for the names of sync wires, which name no slot', () => {
    const wires = [line('A', 'left', 'right'), line('B', 'left', 'right')];
    expect(net(two, wires).queues).toEqual([]);
  });
});

describe('IRQ040: a wire that picks an unknown receiver', () => {
  const said = (pick: () => string) =>
    mistake(() => drive(net([part('left', talker, 'GO')], [line('A', 'left', pick)]), 'left GO'));

  test('names the wire, the receiver and the event', () => {
    const error = said(() => 'slot9');
    expect(error.code).toBe('IRQ040');
    expect(error.message).toBe('the wire for A picks the receiver slot9, which does not exist');
    expect(error.place).toMatchObject({ expected: 'one of left', fix: 'the event was {"type":"A"}' });
  });

  test('also when picking fails', () => {
    const error = said(() => {
      throw new RangeError('no slot');
    });
    expect(error.code).toBe('IRQ040');
    expect(error.message).toContain('fails to pick a receiver: RangeError: no slot');
  });
});

describe('IRQ041: a badly declared queue', () => {
  const two = [part('left', talker, 'GO'), part('right', listener)];
  test.each([0, -1, 1.5, Number.NaN])('capacity %d', (capacity) => {
    const error = mistake(() => net(two, [line('A', 'left', 'right', queue(capacity))]));
    expect(error.code).toBe('IRQ041');
    expect(error.message).toBe('the queue wire for A needs a name and a capacity of at least 1');
  });

  test('no name', () => {
    const { name: _, ...nameless } = line('A', 'left', 'right', queue(1));
    expect(mistake(() => net(two, [nameless])).code).toBe('IRQ041');
  });
});

describe('IRQ042: a machine that fails', () => {
  const boom = (): never => {
    throw new Error('boom');
  };
  test.each([
    ['a guard', createMachine({ on: { GO: { guard: boom } } })],
    ['an assign', createMachine({ context: {}, on: { GO: { actions: assign(boom) } } })],
    ['an emit', createMachine({ on: { GO: { actions: emit(boom) } } })],
    [
      'a guard of an eventless transition',
      createMachine({
        initial: 'a',
        states: { a: { on: { GO: 'b' } }, b: { always: { guard: boom, target: 'a' } } },
      }),
    ],
  ])('%s throws', (_what, machine) => {
    const error = mistake(() => drive(net([part('dev', machine, 'GO')]), 'dev GO'));
    expect(error.code).toBe('IRQ042');
    expect(error.message).toMatch(/^component dev in state (\(root\)|a) on \{"type":"GO"\} fails: .*boom/s);
  });

  test.each([
    ['the first context', createMachine({ context: boom })],
    ['an entry action', createMachine({ context: {}, entry: assign(boom) })],
  ])('%s throws', (_what, machine) => {
    const error = mistake(() => net([part('dev', machine)]));
    expect(error.code).toBe('IRQ042');
    expect(error.message).toBe('component dev in its initial state fails: boom');
  });

  test('the list of stimuli throws', () => {
    const network = net([{ name: 'dev', role: 'hardware', machine: deaf, stimuli: boom }]);
    const error = mistake(() => drive(network, 'dev GO'));
    expect(error.code).toBe('IRQ042');
    expect(error.message).toBe('the list of stimuli of component dev in state (root) fails: boom');
  });

  test('the initial state emits', () => {
    const error = mistake(() => net([part('dev', createMachine({ entry: emit({ type: 'A' }) }))]));
    expect(error.code).toBe('IRQ042');
    expect(error.message).toBe('component dev emits events before anything has happened');
  });
});

describe('IRQ043: endless microsteps', () => {
  const circle = { b: { always: 'c' }, c: { always: 'b' } };

  test('of eventless transitions', () => {
    const machine = createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, ...circle } });
    const error = mistake(() => drive(net([part('dev', machine, 'GO')]), 'dev GO'));
    expect(error.code).toBe('IRQ043');
    expect(error.message).toBe('component dev in state a on {"type":"GO"} never comes to rest');
  });

  test('of raised events', () => {
    const machine = createMachine({ on: { GO: { actions: raise({ type: 'GO' }) } } });
    expect(mistake(() => drive(net([part('dev', machine, 'GO')]), 'dev GO')).code).toBe('IRQ043');
  });

  test('in the initial state', () => {
    const error = mistake(() => net([part('dev', createMachine({ initial: 'b', states: circle }))]));
    expect(error.code).toBe('IRQ043');
    expect(error.message).toBe('component dev in its initial state never comes to rest');
  });

  test('do not arise for a long chain that ends', () => {
    const machine = createMachine({
      context: { n: 0 },
      initial: 'a',
      states: {
        a: { on: { GO: 'b' } },
        b: {
          always: {
            guard: ({ context }) => context.n < 500,
            target: 'b',
            reenter: true,
            actions: assign({ n: ({ context }) => context.n + 1 }),
          },
        },
      },
    });
    expect(drive(net([part('dev', machine, 'GO')]), 'dev GO').next.snapshots[0]!.context).toEqual({ n: 500 });
  });
});

describe('IRQ044: a property that looks at an unknown component', () => {
  const looking = (name: string) =>
    claim('look', { kind: 'neverState', forbidden: (at) => at(name).hasTag('bad') });

  test('is reported by its name, also if it is the name of a queue', () => {
    for (const name of ['nobody', 'left-right']) {
      const network = net(
        [part('left', talker, 'GO'), part('right', listener)],
        [line('A', 'left', 'right', queue(1))],
        [looking(name)],
      );
      const view = viewOf(network, initialConfiguration(network));
      const errors = [mistake(() => tabulate(network)), mistake(() => view(name))];
      for (const error of errors) {
        expect(error.code).toBe('IRQ044');
        expect(error.message).toBe(
          `a property looks at the component ${name}, which the design does not have`,
        );
      }
    }
  });

  test('does not arise for components and observers', () => {
    const observer = claim('hears', { kind: 'observer', machine: listener });
    const network = net([part('left', talker)], [], [looking('left'), observer]);
    expect(tabulate(network).watches).toHaveLength(2);
    expect(viewOf(network, initialConfiguration(network))('hears').value).toEqual({});
  });
});
