import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, createMachine, emit, enqueueActions } from 'xstate';
import { networkOf, parseDesign } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { explicit, reach } from '../../src/engine/index.ts';
import { type Claim, judge, type StopReason } from '../../src/kernel/index.ts';
import { type NetworkDefinition, type Property, queue, sync, type Via } from '../../src/language/index.ts';
import { buildNetwork, marking } from '../../src/network/index.ts';
import { type Reduction, searchReduced } from '../../src/search.ts';
import { tabulate } from '../../src/tabulate/index.ts';
import { recordViolation } from '../../src/trace/index.ts';
import type { Model } from '../networks/common.ts';
import { increment } from '../networks/increment.ts';
import { peterson } from '../networks/peterson.ts';
import { twoPhaseCommit } from '../networks/two-phase-commit.ts';
import { finish } from '../support/explore.ts';
import { definitionOf, randomNetwork } from '../support/random-network.ts';
import { propertiesOf, randomProperties } from '../support/random-properties.ts';
import { claim, line, part } from '../support/small.ts';

const search = (
  definition: NetworkDefinition,
  claimed: readonly Property[],
  how: readonly Reduction[],
  engine = explicit,
) => {
  const network = buildNetwork(definition, claimed);
  const marks = marking(network);
  const system = tabulate(network);
  const searching = searchReduced(engine, system, how, marks.claims, {});
  let turn = searching.next();
  while (turn.done !== true) turn = searching.next();
  return { network, system, marks, ...turn.value };
};

interface Answer {
  readonly outcome: string;
  readonly reason?: StopReason | 'queue';
  readonly length?: number;
}

const answers = ({ system, marks, findings }: ReturnType<typeof search>): Answer[] => {
  const cut = findings.blocked.some((slot) => system.blocking(slot) === 'bound');
  return marks.claims.map((one, i) => {
    const { outcome, reason, path } = judge(one, i, findings, cut);
    return { outcome, ...(reason && { reason }), ...(path && { length: path.length }) };
  });
};

/** Compares a search with and without; returns what was dropped and both numbers of states. */
const compare = (definition: NetworkDefinition, claimed: readonly Property[], engine = explicit) => {
  const plain = search(definition, claimed, [], engine);
  const reduced = search(definition, claimed, ['cone'], engine);
  expect(answers(reduced)).toEqual(answers(plain));
  if (plain.findings.stopped === undefined) {
    const lengths = ({ findings }: typeof plain) => findings.reached.map((path) => path?.length);
    expect(lengths(reduced)).toEqual(lengths(plain));
  }
  reduced.findings.reached.forEach((path, mark) => {
    if (path === undefined) return;
    const shown: Claim = { kind: 'never', bad: mark, witness: mark };
    expect(recordViolation(reduced.network, reduced.marks, shown, path).steps).toHaveLength(path.length);
  });
  return { dropped: reduced.dropped, states: [plain.findings.states, reduced.findings.states] };
};

/** Counts its ticks, up to a limit, and says something when it gets there. */
const counter = (max: number, says?: string) =>
  createMachine({
    context: { n: 0 },
    on: {
      TICK: {
        actions: enqueueActions(({ context: { n }, enqueue }) => {
          enqueue.assign({ n: (n + 1) % max });
          if (n + 1 === max && says !== undefined) enqueue.emit({ type: says });
        }),
      },
    },
  });

const lamp = createMachine({
  initial: 'off',
  states: {
    off: { on: { PRESS: { target: 'on', actions: emit({ type: 'LIT' }) } } },
    on: { on: { PRESS: 'off' } },
  },
});

const lit = claim(
  'lit',
  { kind: 'neverObserved', forbidden: () => false },
  ({ event }) => event.type === 'LIT',
);

describe('cone of influence', () => {
  test('leaves out what goes on beside what is asked about, and who only listens', () => {
    const log = createMachine({
      context: { n: 0 },
      on: { LIT: { actions: assign({ n: ({ context }) => (context.n + 1) % 7 }) } },
    });
    const beside = (via: Via): NetworkDefinition => ({
      name: 'beside',
      components: [part('lamp', lamp, 'PRESS'), part('clock', counter(5), 'TICK'), part('log', log)],
      wires: [line('LIT', 'lamp', 'log', via)],
    });
    expect(compare(beside(sync), [lit])).toEqual({ dropped: ['clock', 'log'], states: [70, 2] });
    // The buffer stays: while it is full the lamp cannot be pressed.
    const buffered = beside(queue(2, 'backpressure'));
    expect(compare(buffered, [lit])).toEqual({ dropped: ['clock', 'log'], states: [210, 6] });
  });

  test('keeps a bystander that has its say only after a while', () => {
    const definition: NetworkDefinition = {
      name: 'late',
      components: [part('lamp', lamp), part('clock', counter(5, 'PRESS'), 'TICK')],
      wires: [line('LIT', 'lamp', 'environment'), line('PRESS', 'clock', 'lamp')],
    };
    expect(compare(definition, [lit])).toEqual({ dropped: [], states: [10, 10] });
  });

  test('keeps who is asked, even if only a property looks', () => {
    const definition: NetworkDefinition = {
      name: 'asked',
      components: [
        part('lamp', lamp, 'PRESS'),
        part('clock', counter(3), 'TICK'),
        part('other', counter(4), 'TICK'),
      ],
      wires: [line('LIT', 'lamp', 'environment')],
    };
    const isLit = lit.witness.seen;
    const late = claim('late', { kind: 'neverState', forbidden: (at) => at('clock').context.n === 2 }, isLit);
    const during = claim(
      'during',
      {
        kind: 'neverObserved',
        forbidden: ({ event }, { before }) => event.type === 'LIT' && before('clock').context.n === 2,
      },
      isLit,
    );
    expect(compare(definition, [late, lit])).toMatchObject({ dropped: ['other'], states: [24, 6] });
    expect(compare(definition, [during, lit])).toMatchObject({ dropped: ['other'] });
    const possible = claim(
      'possible',
      {
        kind: 'alwaysPossible',
        goals: () => [{ name: 'lit', seen: ({ event }) => event.type === 'LIT' }],
      },
      ({ event }) => event.type === 'LIT',
    );
    expect(compare(definition, [possible])).toEqual({ dropped: ['clock', 'other'], states: [24, 2] });
  });

  test('keeps a bystander who shows something in some states of others only', () => {
    const probed = createMachine({
      initial: 'off',
      states: {
        off: { on: { PRESS: 'on', PROBE: {} } },
        on: { on: { PRESS: 'off', PROBE: { actions: emit({ type: 'LIT' }) } } },
      },
    });
    const definition: NetworkDefinition = {
      name: 'probed',
      components: [
        part('lamp', probed, 'PRESS'),
        part('prober', counter(2, 'PROBE'), 'TICK'),
        part('clock', counter(3), 'TICK'),
      ],
      wires: [line('LIT', 'lamp', 'environment'), line('PROBE', 'prober', 'lamp')],
    };
    expect(compare(definition, [lit])).toEqual({ dropped: ['clock'], states: [12, 4] });
  });

  test('keeps a buffer whose capacity is a limit of the search', () => {
    const mailer = createMachine({ on: { SEND: { actions: emit({ type: 'MAIL' }) } } });
    const sink = createMachine({ on: { MAIL: {} } });
    const definition: NetworkDefinition = {
      name: 'limit',
      components: [part('lamp', lamp, 'PRESS'), part('mailer', mailer, 'SEND'), part('sink', sink)],
      wires: [line('LIT', 'lamp', 'environment'), line('MAIL', 'mailer', 'sink', queue(2), 'post')],
    };
    expect(compare(definition, [lit])).toEqual({ dropped: [], states: [6, 6] });
    const patient = {
      ...definition,
      wires: [definition.wires[0]!, { ...definition.wires[1]!, via: queue(2, 'backpressure') }],
    };
    expect(compare(patient, [lit])).toEqual({ dropped: ['post'], states: [6, 2] });
  });

  test('gives way where standing still would be a mistake', () => {
    // The server must be woken before it is asked; nobody looks at what it does.
    const server = createMachine({
      initial: 'asleep',
      states: { asleep: { on: { WAKE: 'awake' } }, awake: { on: { WAKE: {}, ASK: {} } } },
    });
    const client = createMachine({
      initial: 'new',
      states: {
        new: { on: { GO: { target: 'known', actions: emit({ type: 'WAKE' }) } } },
        known: { on: { GO: { actions: emit({ type: 'ASK' }) } } },
      },
    });
    const definition: NetworkDefinition = {
      name: 'woken',
      components: [part('client', client, 'GO'), part('server', server), part('clock', counter(3), 'TICK')],
      wires: [line('WAKE', 'client', 'server'), line('ASK', 'client', 'server')],
    };
    const asked = claim(
      'asked',
      { kind: 'neverObserved', forbidden: () => false },
      ({ event }) => event.type === 'ASK',
    );
    expect(compare(definition, [asked]).states).toEqual([6, 6]);
  });

  test.each<Model>([twoPhaseCommit(3), peterson(3), increment(3)])(
    'changes no answer of $definition.name',
    ({ definition, properties: claimed }) => {
      compare(definition, claimed);
      for (const one of claimed) compare(definition, [one], reach);
    },
  );

  test.each(['idxd-vsvm-msixperm-late', 'siov-ims-hypervisor', 'sriov-ims-guest-store'])(
    'changes no verdict of %s',
    (name) => {
      const ids = properties.map(({ id }) => id);
      const design = parseDesign(readFileSync(`model/designs/${name}.yaml`, 'utf8'), name, ids);
      const definition = networkOf({ ...design, scope: { ...design.scope, inFlight: 1 } });
      compare(definition, properties);
      for (const property of properties) compare(definition, [property]);
    },
  );

  test('changes no answer of random networks, and drops something in many', () => {
    let [some, all] = [0, 0];
    fc.assert(
      fc.property(randomNetwork, randomProperties, fc.nat(7), (random, chosen, subset) => {
        const definition = definitionOf(random);
        const claimed = propertiesOf(random, chosen).filter((_, i) => i === 3 || ((subset >>> i) & 1) === 1);
        const network = buildNetwork(definition, claimed);
        if (finish(reach(tabulate(network), [], { statesMax: 2000 })).stopped !== undefined) return;
        if (compare(definition, claimed, reach).dropped.length > 0) some++;
        all++;
      }),
      { numRuns: 300, seed: 20261121 },
    );
    expect(some / all).toBeGreaterThan(0.1);
  });
});
