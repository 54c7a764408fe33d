import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, assign, createMachine, emit } from 'xstate';
import { environment } from '../../src/language/index.ts';
import { MachineTable, parseCellKey, tabulate } from '../../src/tabulate/index.ts';
import { claim, drive, line, mistake, net, part } from '../support/small.ts';

const table = (machine: AnyStateMachine, ...events: string[]): MachineTable =>
  new MachineTable(net([part('dev', machine, ...events)]).parts[0]!);

describe('a machine table', () => {
  const toggle = createMachine({
    initial: 'off',
    states: {
      off: { on: { GO: { target: 'on', actions: emit({ type: 'SAID' }) } } },
      on: { on: { GO: 'off' } },
    },
  });

  test('numbers local states from the initial one on and fills each cell once', () => {
    const dev = table(toggle);
    expect(dev.cell(0, { type: 'GO' })).toEqual({ next: 1, emitted: [{ type: 'SAID' }] });
    expect(dev.cell(1, { type: 'GO' })).toEqual({ next: 0, emitted: [] });
    expect(dev.cell(0, { type: 'GO' })).toBe(dev.cell(0, { type: 'GO' }));
    expect([dev.size, dev.filled.size]).toEqual([2, 2]);
  });

  test('can be read back from its keys', () => {
    const dev = table(toggle);
    dev.cell(0, { type: 'GO', to: 'x y', from: [1] });
    expect([...dev.filled.keys()].map(parseCellKey)).toEqual([[0, { type: 'GO', to: 'x y', from: [1] }]]);
    expect(() => parseCellKey('nonsense')).toThrow('bad cell key nonsense');
  });

  test('does not tell events apart by the order in which their fields are written', () => {
    const dev = table(toggle);
    expect(dev.cell(0, { type: 'GO', a: 1, b: 2 })).toBe(dev.cell(0, { b: 2, a: 1, type: 'GO' }));
  });
});

describe('IRQ039: an impure machine', () => {
  let outside = 0;
  const impure: [string, AnyStateMachine][] = [
    [
      'a guard',
      createMachine({ on: { GO: [{ guard: () => outside++ > 3, actions: emit({ type: 'A' }) }, {}] } }),
    ],
    [
      'an assign',
      createMachine({ context: { n: 0 }, on: { GO: { actions: assign({ n: () => outside++ }) } } }),
    ],
    ['an emission', createMachine({ on: { GO: { actions: emit(() => ({ type: 'A', n: outside++ })) } } })],
  ];

  test.each(impure)('is noticed by filling its cells again: %s', (_what, machine) => {
    outside = 0;
    const dev = table(machine);
    dev.cell(0, { type: 'GO' });
    outside += 10;
    const error = mistake(() => dev.refill());
    expect(error.code).toBe('IRQ039');
    expect(error.message).toBe(
      'component dev in state (root) answers {"type":"GO"} differently the second time',
    );
  });

  test('is noticed by asking for its stimuli again', () => {
    const stimuli = () => [{ type: 'GO', n: outside++ }];
    const machine = createMachine({ on: { GO: {} } });
    const dev = new MachineTable(net([{ name: 'dev', role: 'guest', machine, stimuli }]).parts[0]!);
    dev.stimuli(0);
    expect(mistake(() => dev.refill()).message).toBe(
      'component dev in state (root) lists other stimuli the second time',
    );
  });

  test.each([
    [
      'its context',
      createMachine({
        context: { list: [] as number[] },
        on: { GO: { actions: assign({ list: ({ context }) => (context.list.push(1), context.list) }) } },
      }),
    ],
    [
      'an event',
      createMachine({ on: { GO: { actions: emit(({ event }) => Object.assign(event, { type: 'A' })) } } }),
    ],
  ])('is noticed at once when it changes %s in place', (_what, machine) => {
    const network = net([part('dev', machine, 'GO')], [line('A', 'dev', environment)]);
    const error = mistake(() => drive(network, 'dev GO'));
    expect(error.code).toBe('IRQ039');
    expect(error.message).toContain(
      'component dev in state (root) on {"type":"GO"} changes a context or an event',
    );
  });

  test('is not suspected in a pure one, nor in an observer that ignores what it hears', () => {
    const machine = createMachine({ on: { GO: { actions: emit({ type: 'A' }) } } });
    const deafLater = createMachine({ initial: 'a', states: { a: { on: { A: 'b' } }, b: {} } });
    const network = net(
      [part('dev', machine, 'GO')],
      [line('A', 'dev', environment)],
      [claim('once', { kind: 'observer', machine: deafLater })],
    );
    const system = tabulate(network);
    for (const local of [0, 1]) {
      const [tree] = system.starts(0, 0);
      if (tree!.slot >= 0) system.grow(tree as never, local);
    }
    const { parts, observers } = system.tables;
    expect(observers[0]!.filled.size).toBe(2);
    for (const each of [...parts, ...observers]) expect(() => each.refill()).not.toThrow();
  });
});
