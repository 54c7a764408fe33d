import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkOf, parseDesign } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { explicit, reach } from '../../src/engine/index.ts';
import { type Claim, type Findings, judge, type System } from '../../src/kernel/index.ts';
import {
  component,
  createMachine,
  emit,
  enqueueActions,
  type Message,
  type NetworkDefinition,
  type Property,
  queue,
  unordered,
  type Via,
  type Wire,
} from '../../src/language/index.ts';
import { buildNetwork, marking } from '../../src/network/index.ts';
import { type Reduction, searchOrdered, searchReduced } from '../../src/search.ts';
import { partialOrder, tabulate } from '../../src/tabulate/index.ts';
import { recordViolation } from '../../src/trace/index.ts';
import { looseSystem, philosophers as drawnPhilosophers, randomSystem } from '../engine/systems.ts';
import { changRoberts } from '../networks/chang-roberts.ts';
import type { Model } from '../networks/common.ts';
import { dieHard } from '../networks/die-hard.ts';
import { dolevKlaweRodeh } from '../networks/dolev-klawe-rodeh.ts';
import { ewd840 } from '../networks/ewd840.ts';
import { increment } from '../networks/increment.ts';
import { mergeSort } from '../networks/merge-sort.ts';
import { peterson } from '../networks/peterson.ts';
import { philosophers } from '../networks/philosophers.ts';
import { foxGooseBeans } from '../networks/river.ts';
import { twoPhaseCommit } from '../networks/two-phase-commit.ts';
import { finish } from '../support/explore.ts';
import { definitionOf, randomNetwork } from '../support/random-network.ts';
import { propertiesOf, randomProperties } from '../support/random-properties.ts';
import { claim, line, part } from '../support/small.ts';

type Engine = typeof reach;

const noFifos = { isFifo: () => false, length: () => 0 };

const search = (
  definition: NetworkDefinition,
  claimed: readonly Property[],
  how: readonly Reduction[],
  engine: Engine = explicit,
) => {
  const network = buildNetwork(definition, claimed);
  const { claims } = marking(network);
  const system = tabulate(network);
  const searching = searchReduced(engine, system, how, claims, {});
  let turn = searching.next();
  while (turn.done !== true) turn = searching.next();
  return { network, system, claims, findings: turn.value.findings };
};

/** What must not depend on a reduction. */
const essence = (system: System, claims: readonly Claim[], findings: Findings): unknown => {
  const cut = findings.blocked.filter((slot) => system.blocking(slot) === 'bound');
  return {
    outcomes: claims.map((claim, i) => {
      const { outcome, reason, witness } = judge(claim, i, findings, cut.length > 0);
      return { outcome, reason, ...(findings.stopped === undefined ? { seen: witness !== undefined } : {}) };
    }),
    // A search that ends because everything is refuted has not seen all that there is.
    ...(findings.stopped === undefined
      ? {
          cut,
          seen: findings.reached.map((path) => path !== undefined),
          deadlock: findings.deadlock?.length,
        }
      : {}),
  };
};

/** Compares a search with and without; returns both numbers of states. */
const compare = (
  definition: NetworkDefinition,
  claimed: readonly Property[],
  engine: Engine = explicit,
): [plain: number, reduced: number] => {
  const plain = search(definition, claimed, [], engine);
  const reduced = search(definition, claimed, ['partial-order'], engine);
  expect(essence(reduced.system, reduced.claims, reduced.findings)).toEqual(
    essence(plain.system, plain.claims, plain.findings),
  );
  reduced.findings.reached.forEach((path, mark) => {
    if (path === undefined) return;
    expect(path.length).toBeGreaterThanOrEqual(plain.findings.reached[mark]?.length ?? 0);
    const claim: Claim = { kind: 'never', bad: mark, witness: mark };
    const trace = recordViolation(reduced.network, marking(reduced.network), claim, path);
    expect(trace.steps).toHaveLength(path.length);
  });
  return [plain.findings.states, reduced.findings.states];
};

const scaled = (name: string, scope: Record<string, number>): NetworkDefinition => {
  const ids = properties.map(({ id }) => id);
  const design = parseDesign(readFileSync(`model/designs/${name}.yaml`, 'utf8'), name, ids);
  return networkOf({ ...design, scope: { ...design.scope, ...scope } });
};

describe('partial order reduction', () => {
  test.each<[string, Model, number, number]>([
    // SPIN's published figures for these two, in its finer steps: 15,779 → 97 and 107,713 → 135.
    ['leader election of 5', dolevKlaweRodeh(5), 151, 22],
    ['leader election of 7', dolevKlaweRodeh(7), 996, 30],
    ['sorting of 7 values', mergeSort(7), 255, 36],
    ['sorting of 10 values', mergeSort(10), 2047, 66],
  ])('of the %s leaves hardly more than one interleaving', (_name, model, before, after) => {
    expect(compare(model.definition, model.properties)).toEqual([before, after]);
    expect(compare(model.definition, model.properties, reach)).toEqual([before, after]);
  });

  test.each<Model>([
    philosophers(5),
    twoPhaseCommit(3),
    peterson(3),
    changRoberts(3),
    increment(3),
    ewd840(3),
    dieHard(),
    foxGooseBeans(),
  ])('changes no answer of $definition.name', ({ definition, properties: claimed }) => {
    compare(definition, claimed);
    compare(definition, claimed, reach);
    compare(definition, []);
  });

  test.each<[string, Record<string, number>]>([
    ['idxd-vsvm-msixperm-early', {}],
    ['siov-ims-hypervisor', { inFlight: 1 }],
    ['siov-pasid-tagged', { inFlight: 1 }],
    ['sriov-ims-guest-store', { inFlight: 1 }],
    ['siov-ims-hypervisor', { inFlight: 1, entries: 3, vectors: 1 }],
  ])('changes no verdict of %s at %o', (name, scope) => {
    compare(scaled(name, scope), properties);
    for (const property of properties.slice(0, 3)) compare(scaled(name, scope), [property]);
  });

  test('changes no answer of random networks, and leaves states out of many', () => {
    let [fewer, more] = [0, 0];
    fc.assert(
      fc.property(randomNetwork, randomProperties, fc.nat(7), (random, chosen, subset) => {
        const definition = definitionOf(random);
        // The last one keeps the search from ending early; without any, what remains are deadlocks.
        const claimed = propertiesOf(random, chosen).filter(
          (_, i) => subset > 0 && (i === 3 || ((subset >>> i) & 1) === 1),
        );
        const network = buildNetwork(definition, claimed);
        if (finish(reach(tabulate(network), [], { statesMax: 3000 })).stopped !== undefined) return;
        for (const engine of [reach, explicit] as const) {
          const [plain, reduced] = compare(definition, claimed, engine);
          expect(reduced).toBeLessThanOrEqual(plain);
          if (reduced < plain) fewer++;
          more++;
        }
      }),
      { numRuns: 300, seed: 20261121 },
    );
    expect(fewer / more).toBeGreaterThan(0.2);
  });

  test('changes no answer of random tables', () => {
    const claims: Claim[] = [
      { kind: 'never', bad: 0, witness: 3 },
      { kind: 'alwaysPossible', goals: [1, 3], witness: 2 },
    ];
    let fewer = 0;
    fc.assert(
      fc.property(fc.oneof(randomSystem, { arbitrary: looseSystem, weight: 3 }), (system) => {
        for (const engine of [reach, explicit] as const) {
          const ordered = partialOrder(system, noFifos);
          let findings: Findings;
          do {
            ordered.restart();
            findings = finish(engine(ordered, claims));
          } while (!ordered.isSound());
          const plain = finish(engine(system, claims));
          expect(essence(system, claims, findings)).toEqual(essence(system, claims, plain));
          if (findings.states < plain.states) fewer++;
        }
      }),
      { numRuns: 1000, seed: 20261121 },
    );
    expect(fewer).toBeGreaterThan(100);
  });

  describe('misses nothing', () => {
    const mail = (text: string): Message => ({ type: 'MAIL', text });
    const post = (via: Via): Wire => line('MAIL', 'sender', 'receiver', via, 'post');
    const sender = (...mails: readonly (readonly string[])[]) =>
      component({
        name: 'sender',
        role: 'hardware',
        machine: createMachine({
          context: { sent: 0 },
          on: {
            SEND: {
              actions: enqueueActions(({ context: { sent }, enqueue }) => {
                for (const type of mails[sent]!)
                  enqueue.emit(type.startsWith('mail ') ? mail(type.slice(5)) : { type });
                enqueue.assign({ sent: sent + 1 });
              }),
            },
          },
        }),
        // Two ways to do the same: so sending alone is not the cheapest set.
        stimuli: ({ context }) => (context.sent < mails.length ? [{ type: 'SEND' }, { type: 'SEND' }] : []),
      });
    /** Is told apart by what it receives first, and may answer. */
    const receiver = (answers: Readonly<Record<string, string>> = {}) =>
      part(
        'receiver',
        createMachine({
          context: { first: '' },
          on: {
            MAIL: {
              actions: enqueueActions(({ context, event, enqueue }) => {
                const { text } = event as unknown as { text: string };
                if (context.first === '') enqueue.assign({ first: answers[text] === undefined ? text : '' });
                if (answers[text] !== undefined) enqueue.emit(mail(answers[text]));
              }),
            },
          },
        }),
      );
    const first = (text: string): Property =>
      claim('first', {
        kind: 'neverState',
        forbidden: (at) => (at('receiver').context as { first: string }).first === text,
      });
    const found = (definition: NetworkDefinition, property: Property): void => {
      const [answer] = search(definition, [property], ['partial-order']).findings.reached;
      expect(answer).toBeDefined();
      compare(definition, [property]);
    };

    test('where later mail may overtake', () => {
      const wires = [post(unordered(2, 'backpressure'))];
      const components = [sender(['mail x'], ['mail z']), receiver()];
      found({ name: 'overtaking', components, wires }, first('z'));
    });

    test('where a delivery sends more mail the same way', () => {
      const via = queue(3, 'backpressure');
      const wires = [{ ...post(via), from: ['sender', 'receiver'] }];
      const components = [sender(['mail x'], ['mail y']), receiver({ x: 'a' })];
      found({ name: 'echo', components, wires }, first('y'));
    });

    test('where a sender waits for room', () => {
      const touched = part(
        'touched',
        createMachine({
          initial: 'fresh',
          states: {
            fresh: { on: { AGE: 'old', TOUCH: { actions: emit({ type: 'EARLY' }) } } },
            old: { on: { AGE: {}, TOUCH: {} } },
          },
        }),
        'AGE',
      );
      const components = [touched, sender(['mail x'], ['mail y', 'TOUCH']), receiver()];
      const wires = [
        post(queue(1, 'backpressure')),
        line('TOUCH', 'sender', 'touched'),
        line('EARLY', 'touched', 'environment'),
      ];
      const early = claim('early', {
        kind: 'neverObserved',
        forbidden: ({ event }) => event.type === 'EARLY',
      });
      found({ name: 'waiting', components, wires }, early);
    });
  });

  test('goes together with symmetry', () => {
    for (const { definition, properties: claimed } of [increment(3), twoPhaseCommit(3)]) {
      const plain = search(definition, claimed, ['symmetry']);
      const both = search(definition, claimed, ['symmetry', 'partial-order']);
      expect(both.findings.states).toBeLessThanOrEqual(plain.findings.states);
      expect(essence(both.system, both.claims, both.findings)).toEqual(
        essence(plain.system, plain.claims, plain.findings),
      );
    }
  });

  test('is given up where it leaves nothing out', () => {
    let asked = 0;
    const ordered = partialOrder(drawnPhilosophers(10), noFifos);
    const ample: System['ample'] = (...args) => {
      asked++;
      return ordered.ample!(...args);
    };
    expect(finish(searchOrdered(reach, { ...ordered, ample }, [], {})).states).toBe(3 ** 10);
    expect(asked).toBeLessThan(10_000);
  });
});
