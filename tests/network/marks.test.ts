import { describe, expect, test } from 'vitest';
import { createMachine, emit } from 'xstate';
import { environment, type Party } from '../../src/language/index.ts';
import { initialConfiguration, marking, viewOf } from '../../src/network/index.ts';
import { claim, drive, line, net, part } from '../support/small.ts';

const device = createMachine({
  initial: 'idle',
  states: {
    idle: { on: { GO: { target: 'busy', actions: emit({ type: 'A' }) } } },
    busy: { on: { GO: { target: 'idle', actions: emit({ type: 'B' }) } } },
  },
});
const watcher = createMachine({
  initial: 'fine',
  states: { fine: { on: { B: 'broken' } }, broken: { tags: 'violation' } },
});
const sees = (type: string) => (observation: { event: { type: string } }) => observation.event.type === type;

const properties = [
  claim('observed', { kind: 'neverObserved', forbidden: sees('B') }, sees('A')),
  claim('state', { kind: 'neverState', forbidden: (at) => at('dev').matches('busy') }, sees('GO')),
  claim('watch', { kind: 'observer', machine: watcher }, sees('B')),
  claim(
    'possible',
    {
      kind: 'alwaysPossible',
      goals: (parties: readonly Party[]) =>
        parties.flatMap(({ name }) =>
          ['A', 'B'].map((type) => ({ name: `${name} ${type}`, seen: sees(type) })),
        ),
    },
    (_, { before, after }) => before('dev').matches('busy') && after('dev').matches('idle'),
  ),
];
const network = net(
  [part('dev', device, 'GO')],
  ['A', 'B'].map((type) => line(type, 'dev', environment)),
  properties,
);
const { names, claims, ofStep, ofState } = marking(network);

describe('properties as marks', () => {
  test('are numbered in order, violations or goals before the witness', () => {
    expect(names).toEqual([
      'observed violated',
      'observed witness',
      'state violated',
      'state witness',
      'watch violated',
      'watch witness',
      'possible goal dev A',
      'possible goal dev B',
      'possible witness',
    ]);
    expect(claims).toEqual([
      { kind: 'never', bad: 0, witness: 1 },
      { kind: 'never', bad: 2, witness: 3 },
      { kind: 'never', bad: 4, witness: 5 },
      { kind: 'alwaysPossible', goals: [6, 7], witness: 8 },
    ]);
  });

  test('are borne by steps that show them, in ascending order', () => {
    const first = drive(network, 'dev GO');
    const second = drive(network, 'dev GO', 'dev GO');
    const start = viewOf(network, initialConfiguration(network));
    const between = viewOf(network, first.next);
    expect(ofStep(first.observations, { before: start, after: between })).toEqual([1, 3, 6]);
    const around = { before: between, after: viewOf(network, second.next) };
    expect(ofStep(second.observations, around)).toEqual([0, 3, 5, 7, 8]);
    expect(ofStep([], around)).toEqual([]);
  });

  test('are borne by states that satisfy them or in which an observer is tagged', () => {
    const holding = (...steps: string[]): number[] => {
      const at = steps.length === 0 ? initialConfiguration(network) : drive(network, ...steps).next;
      return ofState.filter(({ holds }) => holds(viewOf(network, at))).map(({ mark }) => mark);
    };
    expect(holding()).toEqual([]);
    expect(holding('dev GO')).toEqual([2]);
    expect(holding('dev GO', 'dev GO')).toEqual([4]);
    expect(holding('dev GO', 'dev GO', 'dev GO')).toEqual([2, 4]);
  });
});
