import { describe, expect, test } from 'vitest';
import {
  type AnyStateMachine,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  fromPromise,
  log,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
} from 'xstate';
import { environment } from '../../src/language/index.ts';
import { claim, drive, line, mistake, net, part } from '../support/small.ts';

const child = createMachine({});

/** A machine that does these actions on GO in the nested state outer.inner. */
const doing = (actions: unknown): AnyStateMachine =>
  createMachine({
    initial: 'outer',
    states: { outer: { initial: 'inner', states: { inner: { on: { GO: { actions }, T: {} } } } } },
  } as never);

const refused = (machine: AnyStateMachine) => mistake(() => net([part('dev', machine, 'GO')]));
const refusedLater = (machine: AnyStateMachine) => {
  const network = net([part('dev', machine, 'GO')]);
  return mistake(() => drive(network, 'dev GO'));
};

describe('a construct that needs running actors or a clock is refused when the network is built', () => {
  test.each([
    ['sendTo', sendTo('other', { type: 'X' })],
    ['sendParent', sendParent({ type: 'X' })],
    ['spawnChild', spawnChild(child)],
    ['stopChild', stopChild('other')],
    ['cancel', cancel('id')],
    ['raise with a delay', raise({ type: 'T' }, { delay: 5 })],
  ])('%s, naming component, state and construct', (construct, action) => {
    const error = refused(doing(action));
    expect(error.code).toBe('IRQ030');
    // XState calls sendParent a sendTo.
    const shown = construct === 'sendParent' ? 'sendTo' : construct;
    expect(error.message).toBe(`component dev, state outer.inner: ${shown} is not supported`);
  });

  test.each(['entry', 'exit'])('as an %s action', (when) => {
    const machine = createMachine({ initial: 'a', states: { a: { [when]: cancel('id') } } });
    expect(refused(machine).message).toContain('component dev, state a: cancel');
  });

  test('as the action of an initial transition', () => {
    const machine = createMachine({
      initial: { target: 'a', actions: cancel('id') } as never,
      states: { a: {} },
    });
    expect(refused(machine).message).toContain('component dev, state (root): cancel');
  });

  test('as the action of an eventless transition', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { always: { target: 'b', actions: cancel('id') } }, b: {} },
    });
    expect(refused(machine).message).toContain('component dev, state a: cancel');
  });

  test('as the action on the end of a compound state', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { initial: 'z', states: { z: { type: 'final' } }, onDone: { actions: cancel('id') } } },
    });
    expect(refused(machine).message).toContain('component dev, state a: cancel');
  });

  test('behind the name of an implementation', () => {
    const machine = setup({ actions: { shout: sendTo('other', { type: 'X' }) } }).createMachine({
      on: { GO: { actions: 'shout' } },
    });
    expect(refused(machine).message).toContain('component dev, state (root): sendTo');
  });

  test('invoke', () => {
    const machine = createMachine({
      initial: 'a',
      states: { a: { invoke: { src: fromPromise(async () => 1) } } },
    });
    const error = refused(machine);
    expect(error.code).toBe('IRQ030');
    expect(error.message).toBe('component dev, state a: invoke is not supported');
  });

  test('after', () => {
    const error = refused(createMachine({ initial: 'a', states: { a: { after: { 10: 'b' } }, b: {} } }));
    expect(error.code).toBe('IRQ030');
    expect(error.message).toBe('component dev, state a: after is not supported');
  });
});

describe('a construct that is only decided on while the machine runs is refused then', () => {
  test.each([
    ['sendTo', enqueueActions(({ enqueue }) => enqueue.sendTo('other', { type: 'X' }))],
    ['spawnChild', enqueueActions(({ enqueue }) => enqueue.spawnChild(child))],
    ['cancel', enqueueActions(({ enqueue }) => enqueue.cancel('id'))],
    ['raise with a delay', enqueueActions(({ enqueue }) => enqueue.raise({ type: 'T' }, { delay: 5 }))],
    ['spawn', assign(({ spawn }) => void spawn(child))],
    ['spawn', enqueueActions(({ enqueue }) => enqueue.assign(({ spawn }) => void spawn(child)))],
  ])('%s, naming component, state, event and construct', (construct, action) => {
    const error = refusedLater(doing(action));
    expect(error.code).toBe('IRQ030');
    expect(error.message).toBe(
      `component dev in state outer.inner on {"type":"GO"}: ${construct} is not supported`,
    );
  });

  test('in the initial state as well', () => {
    const machine = createMachine({ entry: enqueueActions(({ enqueue }) => enqueue.cancel('id')) });
    const error = refused(machine);
    expect(error.code).toBe('IRQ030');
    expect(error.message).toBe('component dev in its initial state: cancel is not supported');
  });
});

test('an observer is held to the same rules', () => {
  const machine = createMachine({ on: { GO: { actions: cancel('id') } } });
  const error = mistake(() => net([], [], [claim('watch', { kind: 'observer', machine })]));
  expect(error.code).toBe('IRQ030');
  expect(error.message).toBe('component watch, state (root): cancel is not supported');
});

describe('an action that would never run is refused', () => {
  const anonymous = [() => undefined][0]!;

  test('a plain function, by its name', () => {
    const error = refused(doing(function logIt() {}));
    expect(error.code).toBe('IRQ031');
    expect(error.message).toBe('component dev, state outer.inner: the action logIt would never run');
  });

  test('a plain function without a name', () => {
    expect(refused(doing([anonymous])).message).toContain('the action (anonymous function) would never run');
  });

  test('a name without an implementation, with or without parameters', () => {
    for (const action of ['shout', { type: 'shout', params: { loud: true } }]) {
      const error = refused(doing(action));
      expect(error.code).toBe('IRQ031');
      expect(error.message).toBe(
        'component dev, state outer.inner: the action "shout" has no implementation',
      );
    }
  });

  test('a plain function that implements a name', () => {
    const machine = setup({ actions: { shout: anonymous } }).createMachine({ entry: 'shout' });
    expect(refused(machine).code).toBe('IRQ031');
  });

  test('a plain function or an unknown name that is enqueued while the machine runs', () => {
    for (const action of [anonymous, 'shout']) {
      const error = refusedLater(doing(enqueueActions(({ enqueue }) => enqueue(action as never))));
      expect(error.code).toBe('IRQ031');
      expect(error.message).toContain('component dev in state outer.inner on {"type":"GO"}: the action');
    }
  });
});

test('assign, emit, raise, log and enqueueActions of these are accepted, by name or in place', () => {
  const machine = setup({
    actions: {
      count: assign({ n: ({ context }) => (context as { n: number }).n + 1 }),
      say: emit({ type: 'SAID' }),
    },
  }).createMachine({
    context: { n: 0 },
    on: {
      GO: {
        actions: [
          'count',
          { type: 'say' },
          log('going'),
          raise({ type: 'T' }),
          enqueueActions(({ enqueue, check }) => {
            if (check(() => true)) enqueue('count');
            enqueue.emit({ type: 'SAID' });
            enqueue.raise({ type: 'T' });
          }),
        ],
      },
      T: { actions: 'count' },
    },
  });
  const network = net([part('dev', machine, 'GO')], [line('SAID', 'dev', environment)]);
  const { next, observations } = drive(network, 'dev GO');
  expect(next.snapshots[0]!.context).toEqual({ n: 4 });
  expect(observations.filter(({ event }) => event.type === 'SAID')).toHaveLength(2);
});
