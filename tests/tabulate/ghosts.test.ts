import { describe, expect, test } from 'vitest';
import {
  type AnyEventObject,
  type AnyStateMachine,
  assign,
  createMachine,
  emit,
  enqueueActions,
} from 'xstate';
import { type Component, type Message, queue, sync, type Via, type Wire } from '../../src/language/index.ts';
import { explore } from '../support/explore.ts';
import { erased, ghostLeaks } from '../support/ghosts.ts';
import { line, part } from '../support/small.ts';

const authors = ['guest0', 'guest1'].map((author) => ({ type: 'WRITE', value: 1, ghost: { author } }));

/** A register that two guests write; it hands each write on, with its author, to the next part. */
const register = (machine: AnyStateMachine, to: Wire['to'] = 'memory', via: Via = sync): string[] => {
  const memory = createMachine({ on: { STORE: {} } });
  const components = [part('register', machine, ...authors), part('memory', memory), part('other', memory)];
  return ghostLeaks(
    explore({ name: 'ghosts', components, wires: [line('STORE', 'register', to, via, 'bus')] }).system,
  );
};

const author = (event: unknown): string => (event as { ghost: { author: string } }).ghost.author;
const stored = ({ event }: { event: AnyEventObject }) => ({ ...event, type: 'STORE' });

describe('ghost data', () => {
  test('is erased at any depth', () => {
    expect(erased({ a: 1, ghost: 2, b: [{ ghost: { c: 1 }, d: null }] })).toEqual({ a: 1, b: [{ d: null }] });
  });

  test('may be kept in a context and handed on in events', () => {
    const machine = createMachine({
      context: { value: 0, ghost: 'nobody' },
      on: {
        WRITE: {
          actions: [
            assign({ value: ({ event }) => event['value'] as number, ghost: ({ event }) => author(event) }),
            emit(stored),
          ],
        },
      },
    });
    expect(register(machine)).toEqual([]);
    expect(register(machine, 'memory', queue(2))).toEqual([]);
  });

  const keep = assign({ value: ({ event }) => (author(event) === 'guest0' ? 1 : 2) });
  test.each<[string, AnyStateMachine]>([
    [
      'a guard',
      createMachine({
        on: { WRITE: [{ guard: ({ event }) => author(event) === 'guest0', actions: emit(stored) }, {}] },
      }),
    ],
    ['a context', createMachine({ context: { value: 0 }, on: { WRITE: { actions: keep } } })],
    [
      'an emission',
      createMachine({
        on: {
          WRITE: {
            actions: enqueueActions(({ enqueue, event }) => {
              if (author(event) === 'guest0') enqueue.emit({ type: 'STORE' });
            }),
          },
        },
      }),
    ],
  ])('is found out when %s depends on it', (_what, machine) => {
    const [leak] = register(machine);
    expect(leak).toContain('register in state (root) answers {"type":"WRITE","value":1} by ghost data: ');
  });

  test('is found out when a guard reads what a context remembers of it', () => {
    const machine = createMachine({
      context: { ghost: 'nobody' },
      on: {
        WRITE: [
          { guard: ({ context }) => context.ghost === 'guest1', actions: emit(stored) },
          { actions: assign({ ghost: ({ event }) => author(event) }) },
        ],
      },
    });
    expect(register(machine)).not.toEqual([]);
  });

  const byAuthor = (event: Message): string => (author(event) === 'guest0' ? 'memory' : 'other');

  test('is found out when a wire picks the receiver by it, now or after a queue', () => {
    const machine = createMachine({ on: { WRITE: { actions: emit(stored) } } });
    expect(register(machine, byAuthor)).toEqual([
      expect.stringContaining('register in state (root) answers {"type":"WRITE","value":1} by ghost data'),
    ]);
    expect(register(machine, byAuthor, queue(1))).toEqual([
      'bus delivers {"type":"STORE","value":1} by ghost data: memory or other',
    ]);
  });

  test('is found out when stimuli depend on it', () => {
    const machine = createMachine({
      context: { ghost: 'nobody' },
      on: { WRITE: { actions: assign({ ghost: ({ event }) => author(event) }) } },
    });
    const guest: Component = {
      name: 'guest',
      role: 'guest',
      machine,
      stimuli: ({ context }) => ((context as { ghost: string }).ghost === 'guest1' ? [] : authors),
    };
    const { system } = explore({ name: 'ghosts', components: [guest], wires: [] });
    expect(ghostLeaks(system)).toEqual([
      expect.stringContaining('the stimuli of guest in state (root) depend on ghost data'),
    ]);
  });
});
