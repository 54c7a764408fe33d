import { describe, expect, test } from 'vitest';
import { catalogue, type Code, UserError } from '../../src/kernel/index.ts';

const codes = Object.keys(catalogue) as Code[];

/** Full stops within names such as Math.random, .yaml or environment are not ends of sentences. */
const sentences = (text: string): string[] => text.split(/(?<=[.;:]) (?=[A-Z`-])/);

describe('the catalogue of mistakes', () => {
  test('is in the order of the codes, with none twice', () => {
    expect(codes).toEqual(codes.toSorted());
    expect(new Set(Object.values(catalogue).map(({ title }) => title)).size).toBe(codes.length);
  });

  test.each(codes)('%s has a short title and two to six sentences', (code) => {
    const { title, text } = catalogue[code];
    expect(code).toMatch(/^IRQ\d{3}$/);
    expect(title.length).toBeLessThan(48);
    expect(title).not.toMatch(/[.!]$/);
    expect(sentences(text).length).toBeGreaterThanOrEqual(2);
    expect(sentences(text).length).toBeLessThanOrEqual(6);
    expect(text).toMatch(/\.$/);
    expect(text).not.toMatch(/ {2}|\n/);
  });

  test('gives an error its title', () => {
    expect(new UserError('IRQ033', 'a cascade does not end').title).toBe('endless cascade');
  });
});
