import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { networkOf, parseDesign } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import type { NetworkDefinition, Property } from '../../src/language/index.ts';
import {
  buildNetwork,
  choiceCount,
  type Configuration,
  initialConfiguration,
  marking,
  stateText,
  take,
} from '../../src/network/index.ts';
import { explicit, reach } from '../../src/engine/index.ts';
import { searchReduced } from '../../src/search.ts';
import { tabulate } from '../../src/tabulate/index.ts';
import { recordViolation } from '../../src/trace/index.ts';
import { increment } from '../networks/increment.ts';
import { twoPhaseCommit } from '../networks/two-phase-commit.ts';
import { explore } from '../support/explore.ts';

/** The same network searched as it is and as a quotient. */
const both = (definition: NetworkDefinition, claimed: readonly Property[], engine = explicit) => {
  const plain = explore(definition, claimed);
  const network = buildNetwork(definition, claimed);
  const marks = marking(network);
  const search = searchReduced(engine, tabulate(network), ['symmetry'], marks.claims, {});
  let turn = search.next();
  while (turn.done !== true) turn = search.next();
  return { plain: plain.findings, network, marks, ...turn.value };
};

const scaled = (name: string, scope: Record<string, number>): NetworkDefinition => {
  const ids = properties.map(({ id }) => id);
  const design = parseDesign(readFileSync(`model/designs/${name}.yaml`, 'utf8'), name, ids);
  return networkOf({ ...design, scope: { ...design.scope, inFlight: 1, ...scope } });
};

/** Counted apart from everything tested here: states are the same if they are as unordered lists of managers. */
const orbits = (definition: NetworkDefinition, n: number): number => {
  const network = buildNetwork(definition);
  const slots = network.parts.map((_, slot) => slot);
  const seen = new Map<string, Configuration>();
  const key = ({ snapshots }: Configuration): string => {
    const [tm, ...others] = snapshots.map((snapshot) => stateText(snapshot));
    const { prepared } = snapshots[0]!.context as { prepared: Record<string, true> };
    const managers = Array.from(
      { length: n },
      (_, i) => `${others[i]}${others[n + i]}${`rm${i}` in prepared}`,
    );
    return [tm, ...managers.sort()].join();
  };
  const todo = [initialConfiguration(network)];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (seen.has(key(at))) continue;
    seen.set(key(at), at);
    for (const slot of slots) {
      for (let index = 0; index < choiceCount(network, at, slot); index++) {
        const taken = take(network, at, { slot, index });
        if (taken.kind === 'taken') todo.push(taken.next);
      }
    }
  }
  return seen.size;
};

const three = { guests: 3, entries: 3, vectors: 3 };
const safety = properties.filter(({ body }) => body.kind !== 'alwaysPossible');
const lengths = (paths: readonly (readonly unknown[] | undefined)[]) => paths.map((path) => path?.length);

describe('the quotient under symmetry', () => {
  test('of the increment race has the 8 states that stateright lists, of 13', () => {
    const result = both(increment(2).definition, []);
    expect([result.plain.states, result.findings.states]).toEqual([13, 8]);
  });

  // stateright's published 665 for 5 managers is what its cheaper, incomplete choice of representatives leaves.
  test.each([
    [3, 288],
    [5, 8832],
  ])('of two-phase commit with %i managers has as many states as there are orbits', (n, states) => {
    const { definition, properties: claimed } = twoPhaseCommit(n);
    const result = both(definition, claimed);
    expect(result.plain.states).toBe(states);
    expect(result.findings.states).toBe(orbits(definition, n));
    expect(result.findings.states).toBeLessThan(states / n);
  });

  test.each([
    ['siov-ims-hypervisor', three, 2],
    ['siov-ims-hypervisor', { guests: 2, entries: 4, vectors: 4 }, 2],
    ['idxd-vsvm-msixperm-late', three, 2],
    ['sriov-ims-guest-store', three, 2],
  ])('of %s finds what the plain search finds, as soon, in fewer states', (name, scope, symmetries) => {
    const result = both(scaled(name, scope), safety);
    expect(result.symmetries).toBe(symmetries);
    expect(result.findings.states).toBeLessThan(result.plain.states * 0.6);
    expect(lengths(result.findings.reached)).toEqual(lengths(result.plain.reached));
    expect(both(scaled(name, scope), safety, reach).findings.states).toBe(result.findings.states);
  });

  test('gives traces that the machines themselves take', () => {
    const { marks, network, findings } = both(scaled('idxd-vsvm-msixperm-late', three), safety);
    const violated = marks.claims.filter((claim) => claim.kind === 'never' && findings.reached[claim.bad]);
    expect(violated).toHaveLength(1);
    for (const claim of violated) {
      const path = claim.kind === 'never' ? findings.reached[claim.bad]! : [];
      expect(recordViolation(network, marks, claim, path).steps).toHaveLength(path.length);
    }
  });
});

describe('members that are not alike', () => {
  test('are told apart where a property names one of them', () => {
    const { definition, properties: claimed } = twoPhaseCommit(3);
    const named: Property = {
      ...claimed[0]!,
      id: 'names-one',
      body: { kind: 'neverState', forbidden: (at) => at('rm1').matches('committed') },
    };
    const result = both(definition, [named]);
    // The first and the last manager are still alike.
    expect(result.symmetries).toBe(2);
    expect(result.findings.states).toBeLessThan(result.plain.states);
    expect(lengths(result.findings.reached)).toEqual(lengths(result.plain.reached));
  });

  test('are told apart where a goal is each one’s own', () => {
    const result = both(scaled('siov-ims-hypervisor', three), properties);
    expect(result.symmetries).toBe(1);
    expect(result.findings.states).toBe(result.plain.states);
  });

  test('are told apart where a machine treats them differently', () => {
    const { definition, properties: claimed } = increment(3);
    const [first, second, third, counter] = definition.components;
    const lazy = { ...third!, stimuli: () => [] };
    const result = both({ ...definition, components: [first!, second!, lazy, counter!] }, claimed);
    expect(result.symmetries).toBe(2);
    expect(result.findings.states).toBeLessThan(result.plain.states);
  });
});
