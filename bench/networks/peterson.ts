import {
  assign,
  type Component,
  emit,
  environment,
  type NetworkDefinition,
  setup,
  sync,
  wire,
  type Wire,
} from '../../src/language/index.ts';

type Event =
  | { type: 'BEGIN' | 'CLIMB' | 'ENTER' | 'CLAIM' | 'LOOK' | 'ASK' | 'LEAVE' | 'SEEN' | 'PASSED' }
  | { type: 'PEEK'; by: number; level: number };

/**
 * Peterson's mutual exclusion (IPL 12(3), 1981) as in peterson.pml beside this: n - 1 levels, on each the last
 * to come waits until another comes, or until it has seen everybody else on a lower level, one by one. A look
 * that finds what the process cannot use changes nothing.
 */
export const peterson = (n: number): NetworkDefinition => {
  const indices = Array.from({ length: n }, (_, i) => i);
  const names = indices.map((i) => `process${i}`);
  const levels = indices.slice(1);

  const registers = levels.map((level) => `last${level}`);
  const direct = <E extends { type: string }>(type: E['type'], from: string[], to: Wire<E>['to']): Wire =>
    wire<E>({ event: type, from, to, via: sync, because: 'the published model takes this in one step' });
  const ofLevel = ({ level }: { level: number }): string => `last${level}`;
  return {
    name: `peterson-${n}`,
    components: [...indices.map((i) => process(n, i)), ...levels.map(register)],
    wires: [
      direct<{ type: 'WRITE'; level: number }>('WRITE', names, ofLevel),
      direct<{ type: 'READ'; level: number }>('READ', names, ofLevel),
      direct<{ type: 'PEEK'; at: number }>('PEEK', names, ({ at }) => names[at]!),
      direct<{ type: 'SEEN'; to: number }>('SEEN', names, ({ to }) => names[to]!),
      direct<{ type: 'PASSED'; to: number }>('PASSED', registers, ({ to }) => names[to]!),
      direct('REFUSED', [...names, ...registers], environment),
    ],
  };
};

const process = (n: number, i: number): Component => {
  const machine = setup({
    types: { context: {} as { level: number; j: number; k: number }, events: {} as Event },
    actions: { pass: assign({ j: ({ context }) => context.j + 1 }) },
  }).createMachine({
    context: { level: 0, j: 0, k: 0 },
    initial: 'idle',
    on: {
      PEEK: [
        {
          guard: ({ context, event }) => event.by === i || context.level < event.level,
          actions: emit(({ event }) => ({ type: 'SEEN', to: event.by })),
        },
        { actions: emit({ type: 'REFUSED' }) },
      ],
    },
    states: {
      idle: { on: { BEGIN: { target: 'nextLevel', actions: assign({ j: 1 }) } } },
      nextLevel: {
        on: {
          CLIMB: { target: 'claiming', actions: assign({ level: ({ context }) => context.j }) },
          ENTER: 'critical',
        },
      },
      claiming: {
        on: {
          CLAIM: {
            target: 'waiting',
            actions: [assign({ k: 0 }), emit(({ context }) => ({ type: 'WRITE', by: i, level: context.j }))],
          },
        },
      },
      waiting: {
        on: {
          LOOK: {
            actions: emit(({ context }) => ({ type: 'PEEK', by: i, at: context.k, level: context.j })),
          },
          SEEN: { actions: assign({ k: ({ context }) => context.k + 1 }) },
          ASK: [
            { guard: ({ context }) => context.k === n, target: 'nextLevel', actions: 'pass' },
            { actions: emit(({ context }) => ({ type: 'READ', by: i, level: context.j })) },
          ],
          PASSED: { target: 'nextLevel', actions: 'pass' },
        },
      },
      critical: { on: { LEAVE: { target: 'idle', actions: assign({ level: 0 }) } } },
    },
  });
  const moves: Readonly<Record<string, Event['type']>> = {
    idle: 'BEGIN',
    claiming: 'CLAIM',
    critical: 'LEAVE',
  };
  return {
    name: `process${i}`,
    role: 'guest',
    machine,
    stimuli: ({ value, context }) => {
      const { j, k } = context as { j: number; k: number };
      if (value === 'nextLevel') return [{ type: j < n ? 'CLIMB' : 'ENTER' }];
      if (value === 'waiting') return [...(k < n ? [{ type: 'LOOK' }] : []), { type: 'ASK' }];
      return [{ type: moves[value as string]! }];
    },
  };
};

const register = (level: number): Component => ({
  name: `last${level}`,
  role: 'hardware',
  machine: setup({
    types: { context: {} as { last: number }, events: {} as { type: 'WRITE' | 'READ'; by: number } },
  }).createMachine({
    context: { last: 0 },
    on: {
      WRITE: { actions: assign({ last: ({ event }) => event.by }) },
      READ: [
        {
          guard: ({ context, event }) => context.last !== event.by,
          actions: emit(({ event }) => ({ type: 'PASSED', to: event.by })),
        },
        { actions: emit({ type: 'REFUSED' }) },
      ],
    },
  }),
});
