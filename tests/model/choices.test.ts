import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { choicesSchema } from '../../model/choices.ts';
import { checkDesign, type Design, isDesign, networkOf } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import { explore } from '../support/explore.ts';
import { ghostLeaks } from '../support/ghosts.ts';
import { type Change, withFields } from '../support/variants.ts';

/** The values of every choice, by its path, read from the schema so that none is forgotten. */
const domains = (shape: object, path: readonly string[] = []): [string, readonly unknown[]][] =>
  Object.entries(shape).flatMap(([name, schema]) => {
    const here = [...path, name];
    const inner: unknown = (schema as z.ZodDefault | z.ZodPrefault).unwrap();
    if (inner instanceof z.ZodObject) return domains(inner.shape, here);
    if (inner instanceof z.ZodBoolean) return [[here.join('.'), [true, false]]];
    return [[here.join('.'), (inner as z.ZodEnum).options]];
  });

const space = domains(choicesSchema);

const combinations = (rest: typeof space): Change[] => {
  const [first, ...others] = rest;
  if (first === undefined) return [{}];
  const [path, values] = first;
  return combinations(others).flatMap((change) => values.map((value) => ({ [path]: value, ...change })));
};

const scope = { guests: 2, entries: 2, vectors: 2, inFlight: 1 };
const start = { irqproof: 1, name: 'some', title: 'Some design', scope };

const all = combinations(space);
const consistent = all.flatMap((change): { change: Change; design: Design }[] => {
  const design = checkDesign(withFields(start, change));
  return isDesign(design) ? [{ change, design }] : [];
});

/** Every so many of them: coprime to the numbers of values, so that all values meet. */
const sample = consistent.filter((_, i) => i % 17 === 0);

describe('the design space', () => {
  test('has every choice of the schema, and most combinations contradict themselves', () => {
    expect(space.map(([path]) => path)).toContain('ir.granularity');
    expect(all).toHaveLength(space.reduce((product, [, values]) => product * values.length, 1));
    expect(consistent.length).toBeGreaterThan(1000);
    expect(consistent.length).toBeLessThan(all.length / 5);
  });

  test('has no value that contradicts everything', () => {
    const seen = (sought: Change): boolean =>
      consistent.some(({ change }) =>
        Object.entries(sought).every(([path, value]) => change[path] === value),
      );
    const lonely = space.flatMap(([path, values]) => values.filter((value) => !seen({ [path]: value })));
    expect(lonely).toEqual([]);
  });

  test('is sampled so that each value of each choice occurs', () => {
    const missing = space.flatMap(([path, values]) =>
      values
        .filter((value) => !sample.some(({ change }) => change[path] === value))
        .map((value) => [path, value]),
    );
    expect(missing).toEqual([]);
    expect(sample.length).toBeGreaterThan(150);
  });

  test('leads nowhere to an unanswered event, a missing wire or any other error of the model', () => {
    const broken = sample.flatMap(({ change, design }): string[] => {
      const told = (what: string): string => `${what} in ${JSON.stringify(change)}`;
      try {
        const { findings, system } = explore(networkOf(design), properties, { statesMax: 120 });
        expect(findings.states).toBeGreaterThan(5);
        return ghostLeaks(system).map(told);
      } catch (error) {
        return [told(String(error))];
      }
    });
    expect(broken).toEqual([]);
  });
});
