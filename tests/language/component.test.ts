import { expect, test } from 'vitest';
import { component, createMachine, setup } from '../../src/language/index.ts';

const types = {} as {
  context: { gallons: number };
  events: { type: 'FILL' | 'EMPTY' } | { type: 'SET'; gallons: number };
};
const jug = setup({ types }).createMachine({
  context: { gallons: 0 },
  initial: 'open',
  states: { open: {}, closed: {} },
  on: { FILL: {}, EMPTY: {}, SET: {} },
});

test('stimuli are written without type annotations and checked against the machine', () => {
  const declared = component({
    name: 'jug',
    role: 'hardware',
    machine: jug,
    stimuli: (snapshot) =>
      snapshot.context.gallons > 0 && snapshot.matches('open')
        ? [{ type: 'EMPTY' }]
        : [{ type: 'FILL' }, { type: 'SET', gallons: 3 }],
  });
  expect(declared.stimuli).toBeDefined();

  // @ts-expect-error the machine knows no such event
  component({ name: 'jug', role: 'hardware', machine: jug, stimuli: () => [{ type: 'BREAK' }] });
  // @ts-expect-error the event lacks its payload
  component({ name: 'jug', role: 'hardware', machine: jug, stimuli: () => [{ type: 'SET' }] });
  // @ts-expect-error the context has no such field
  component({ name: 'jug', role: 'hardware', machine: jug, stimuli: ({ context }) => context.litres });
  component({
    name: 'jug',
    role: 'hardware',
    machine: jug,
    // @ts-expect-error the machine has no such state
    stimuli: (snapshot) => (snapshot.matches('broken') ? [] : [{ type: 'FILL' }]),
  });
});

test('stimuli of a machine without declared types may be any events', () => {
  const stimuli = () => [{ type: 'GO', n: 1 }];
  const declared = component({
    name: 'a',
    role: 'guest',
    machine: createMachine({ on: { GO: {} } }),
    stimuli,
  });
  expect(declared.stimuli).toBe(stimuli);
});

test('a component needs no stimuli', () => {
  expect(component({ name: 'a', role: 'guest', machine: jug })).not.toHaveProperty('stimuli');
});
