import { assign, type Component, emit } from '../../src/language/index.ts';
import { actor, chart, direct, indices, type Model, property, refused, refusals } from './common.ts';

type Event =
  | { type: 'CLIMB' | 'CLAIM' | 'ENTER' | 'LEAVE' | 'GRANTED' }
  | { type: 'QUERY'; by: number; level: number };

/**
 * Mutual exclusion of n processes (Peterson, "Myths about the mutual exclusion problem", IPL 12(3), 1981),
 * the filter lock: on each of n - 1 levels the last to arrive waits until somebody follows it or nobody is as
 * high. A process climbs (writes its level), claims (writes who was last), then enters once the condition of
 * the level holds; the condition is read in one step, by asking the register and then the others in turn.
 */
export const peterson = (n: number): Model => {
  const names = indices(n).map((i) => `process${i}`);
  const registers = indices(n - 1).map((i) => `last${i + 1}`);

  const process = (i: number): Component =>
    actor(
      names[i]!,
      chart<{ level: number }, Event>().createMachine({
        context: { level: 0 },
        initial: 'below',
        on: {
          QUERY: [
            { guard: ({ event }) => event.by === i, actions: emit({ type: 'GRANTED', to: i }) },
            {
              guard: ({ context, event }) => context.level < event.level,
              actions: emit(({ event: { by, level } }) => ({ type: 'QUERY', by, level, to: (i + 1) % n })),
            },
            { actions: emit(refused) },
          ],
        },
        states: {
          below: {
            on: {
              CLIMB: { target: 'climbed', actions: assign({ level: ({ context }) => context.level + 1 }) },
            },
          },
          climbed: {
            on: {
              CLAIM: {
                target: 'waiting',
                actions: emit(({ context }) => ({ type: 'CLAIM', by: i, level: context.level })),
              },
            },
          },
          waiting: {
            on: {
              ENTER: { actions: emit(({ context }) => ({ type: 'CHECK', by: i, level: context.level })) },
              GRANTED: [
                { guard: ({ context }) => context.level === n - 1, target: 'critical' },
                { target: 'below' },
              ],
            },
          },
          critical: { on: { LEAVE: { target: 'below', actions: assign({ level: 0 }) } } },
        },
      }),
      (snapshot) => {
        if (snapshot.matches('below')) return [{ type: 'CLIMB' }];
        if (snapshot.matches('climbed')) return [{ type: 'CLAIM' }];
        return [{ type: snapshot.matches('waiting') ? 'ENTER' : 'LEAVE' }];
      },
    );

  const register = (i: number): Component =>
    actor(
      registers[i]!,
      chart<{ last: number }, { type: 'CLAIM' | 'CHECK'; by: number; level: number }>().createMachine({
        context: { last: 0 },
        on: {
          CLAIM: { actions: assign({ last: ({ event }) => event.by }) },
          CHECK: [
            {
              guard: ({ context, event }) => context.last !== event.by,
              actions: emit(({ event }) => ({ type: 'GRANTED', to: event.by })),
            },
            {
              actions: emit(({ event: { by, level } }) => ({ type: 'QUERY', by, level, to: (by + 1) % n })),
            },
          ],
        },
      }),
    );

  const toRegister = ({ level }: { level: number }): string => registers[level - 1]!;
  const everyone = [...names, ...registers];
  return {
    definition: {
      name: `peterson-${n}`,
      components: [...indices(n).map(process), ...indices(n - 1).map(register)],
      wires: [
        direct<{ type: 'CLAIM'; level: number }>('CLAIM', names, toRegister),
        direct<{ type: 'CHECK'; level: number }>('CHECK', names, toRegister),
        direct<{ type: 'QUERY'; to: number }>('QUERY', everyone, ({ to }) => names[to]!),
        direct<{ type: 'GRANTED'; to: number }>('GRANTED', everyone, ({ to }) => names[to]!),
        refusals(names),
      ],
    },
    properties: [
      property(
        'mutual-exclusion',
        'Two processes are never in their critical sections at the same time.',
        {
          kind: 'neverState',
          forbidden: (at) => names.filter((name) => at(name).matches('critical')).length > 1,
        },
        { means: 'a process leaves its critical section', seen: ({ event }) => event.type === 'LEAVE' },
      ),
      property(
        'everyone-can-enter',
        'Every process can always enter again.',
        {
          kind: 'alwaysPossible',
          goals: () =>
            names.map((name) => ({ name, seen: ({ event, to }) => event.type === 'LEAVE' && to === name })),
        },
        { means: 'a process leaves its critical section', seen: ({ event }) => event.type === 'LEAVE' },
      ),
    ],
  };
};
