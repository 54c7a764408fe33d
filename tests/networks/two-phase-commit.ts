import { assign, type Component, emit } from '../../src/language/index.ts';
import { actor, chart, direct, indices, type Model, property, refused, refusals } from './common.ts';

type Decided = { type: 'COMMITTED' | 'ABORTED'; rm: string };

/**
 * Two-phase commit (Gray and Lamport, "Consensus on transaction commit", ACM TODS 31(1), 2006; the TLA+
 * examples and stateright check it too). Messages are never lost and never consumed: `mail` remembers that a
 * manager has said PREPARED, and that the transaction manager has decided is message enough.
 */
export const twoPhaseCommit = (n: number): Model => {
  const managers = indices(n).map((i) => `rm${i}`);
  const mails = indices(n).map((i) => `mail${i}`);

  const transactionManager = actor(
    'tm',
    chart<
      { prepared: Readonly<Record<string, true>> },
      { type: 'COMMIT' | 'ABORT' } | { type: 'TELL' | 'PREPARED'; rm: string }
    >().createMachine({
      context: { prepared: {} },
      initial: 'init',
      states: {
        init: {
          on: {
            PREPARED: {
              actions: assign({
                prepared: ({ context, event }) => ({ ...context.prepared, [event.rm]: true }),
              }),
            },
            COMMIT: 'committed',
            ABORT: 'aborted',
          },
        },
        committed: {
          on: {
            PREPARED: { actions: emit(refused) },
            TELL: { actions: emit(({ event }) => ({ type: 'COMMITTED', rm: event.rm })) },
          },
        },
        aborted: {
          on: {
            PREPARED: { actions: emit(refused) },
            TELL: { actions: emit(({ event }) => ({ type: 'ABORTED', rm: event.rm })) },
          },
        },
      },
    }),
    (snapshot) => {
      if (!snapshot.matches('init')) return managers.map((rm) => ({ type: 'TELL', rm }));
      return Object.keys(snapshot.context.prepared).length === n
        ? [{ type: 'COMMIT' }, { type: 'ABORT' }]
        : [{ type: 'ABORT' }];
    },
  );

  const manager = (i: number): Component =>
    actor(
      managers[i]!,
      chart<object, { type: 'PREPARE' | 'ABANDON' } | Decided>().createMachine({
        initial: 'working',
        on: { COMMITTED: '.committed', ABORTED: '.aborted' },
        states: {
          working: {
            on: {
              PREPARE: { target: 'prepared', actions: emit({ type: 'SAY', rm: managers[i]! }) },
              ABANDON: 'aborted',
            },
          },
          prepared: {},
          committed: {},
          aborted: {},
        },
      }),
      (snapshot) => (snapshot.matches('working') ? [{ type: 'PREPARE' }, { type: 'ABANDON' }] : []),
    );

  const mail = (i: number): Component =>
    actor(
      mails[i]!,
      chart<object, { type: 'SAY' | 'DELIVER' }>().createMachine({
        initial: 'empty',
        states: {
          empty: { on: { SAY: 'said' } },
          said: { on: { DELIVER: { actions: emit({ type: 'PREPARED', rm: managers[i]! }) } } },
        },
      }),
      (snapshot) => (snapshot.matches('said') ? [{ type: 'DELIVER' }] : []),
    );

  return {
    definition: {
      name: `two-phase-commit-${n}`,
      symmetric: [{ name: 'managers', members: indices(n).map((i) => [managers[i]!, mails[i]!]) }],
      components: [transactionManager, ...indices(n).map(manager), ...indices(n).map(mail)],
      wires: [
        direct<{ type: 'SAY'; rm: string }>('SAY', managers, ({ rm }) => mails[managers.indexOf(rm)]!),
        direct('PREPARED', mails, 'tm'),
        direct<Decided & { type: 'COMMITTED' }>('COMMITTED', 'tm', ({ rm }) => rm),
        direct<Decided & { type: 'ABORTED' }>('ABORTED', 'tm', ({ rm }) => rm),
        refusals(['tm']),
      ],
    },
    properties: [
      property(
        'consistent',
        'No manager commits while another aborts.',
        {
          kind: 'neverState',
          forbidden: (at) =>
            managers.some((one) => at(one).matches('committed')) &&
            managers.some((one) => at(one).matches('aborted')),
        },
        {
          means: 'a manager learns that the transaction is committed',
          seen: ({ event }) => event.type === 'COMMITTED',
        },
      ),
    ],
  };
};
