import * as fc from 'fast-check';
import { type Rule, row, type Rules, systemFromRules, type System } from '../../src/kernel/index.ts';

/** Each philosopher takes its two forks in either order, one at a time, and puts both down at once. */
export const philosophers = (count: number): System => {
  const fork = (i: number): number => count + (i % count);
  const rules: Rule[] = [];
  for (let i = 0; i < count; i++) {
    const [left, right] = [fork(i), fork(i + 1)];
    // 0 thinks, 1 holds the left fork, 2 holds the right one, 3 eats
    rules.push(
      row(
        [
          [i, 0],
          [left, 0],
        ],
        {
          writes: [
            [i, 1],
            [left, 1],
          ],
        },
      ),
      row(
        [
          [i, 0],
          [right, 0],
        ],
        {
          writes: [
            [i, 2],
            [right, 1],
          ],
        },
      ),
      row(
        [
          [i, 1],
          [right, 0],
        ],
        {
          writes: [
            [i, 3],
            [right, 1],
          ],
        },
      ),
      row(
        [
          [i, 2],
          [left, 0],
        ],
        {
          writes: [
            [i, 3],
            [left, 1],
          ],
        },
      ),
      row([[i, 3]], {
        writes: [
          [i, 0],
          [left, 0],
          [right, 0],
        ],
        marks: [0],
      }),
    );
  }
  const slots = Array.from({ length: 2 * count }, (_, i) =>
    i < count ? { name: `philosopher ${i}`, locals: 4 } : { name: `fork ${i - count}`, locals: 2 },
  );
  return systemFromRules({ slots, initial: slots.map(() => 0), rules, marks: ['eaten'] });
};

/** Gray and Lamport's two-phase commit as in the TLA+ examples: what was sent stays sent. */
export const twoPhaseCommit = (count: number): System => {
  // Per manager: its state (working, prepared, committed, aborted), "prepared" sent, "prepared" noted.
  const [state, sent, noted] = [(r: number) => r, (r: number) => count + r, (r: number) => 2 * count + r];
  const [coordinator, decision] = [3 * count, 3 * count + 1];
  const rules: Rule[] = [
    {
      reads: [coordinator, ...Array.from({ length: count }, (_, r) => noted(r))],
      fire: (tm, ...all) =>
        tm === 0 && all.every((one) => one === 1)
          ? {
              writes: [
                [coordinator, 1],
                [decision, 1],
              ],
            }
          : undefined,
    },
    row([[coordinator, 0]], {
      writes: [
        [coordinator, 2],
        [decision, 2],
      ],
    }),
  ];
  for (let r = 0; r < count; r++) {
    rules.push(
      row(
        [
          [coordinator, 0],
          [sent(r), 1],
        ],
        { writes: [[noted(r), 1]] },
      ),
      row([[state(r), 0]], {
        writes: [
          [state(r), 1],
          [sent(r), 1],
        ],
      }),
      row([[state(r), 0]], { writes: [[state(r), 3]] }),
      { reads: [state(r), decision], fire: (_, d) => (d === 1 ? { writes: [[state(r), 2]] } : undefined) },
      { reads: [state(r), decision], fire: (_, d) => (d === 2 ? { writes: [[state(r), 3]] } : undefined) },
    );
  }
  const slots = Array.from({ length: 3 * count + 2 }, (_, i) => ({
    name: `${i}`,
    locals: i < count ? 4 : i < 3 * count ? 2 : 3,
  }));
  return systemFromRules({ slots, initial: slots.map(() => 0), rules });
};

/** Jugs of 3 and 5 gallons; four gallons are wanted. */
export const dieHard = (): System => {
  const pour =
    (small: number, big: number): Rules['rules'][number]['fire'] =>
    () => ({
      writes: [
        [0, small],
        [1, big],
      ],
    });
  const both = (next: (small: number, big: number) => [number, number]): Rule => ({
    reads: [0, 1],
    fire: (small, big) => pour(...next(small, big))(),
  });
  return systemFromRules({
    slots: [
      { name: 'small', locals: 4 },
      { name: 'big', locals: 6 },
    ],
    initial: [0, 0],
    rules: [
      both((_, b) => [3, b]),
      both((s) => [s, 5]),
      both((_, b) => [0, b]),
      both((s) => [s, 0]),
      both((s, b) => [s - Math.min(s, 5 - b), b + Math.min(s, 5 - b)]),
      both((s, b) => [s + Math.min(b, 3 - s), b - Math.min(b, 3 - s)]),
    ],
    marks: ['four gallons'],
    watches: [{ reads: [1], marks: (big) => (big === 4 ? [0] : []) }],
  });
};

/** Small systems with guards, blind writes, stutters, marks on steps and on states. */
export const randomSystem: fc.Arbitrary<System> = fc
  .array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 })
  .chain((counts) => {
    const pair = fc
      .nat(counts.length - 1)
      .chain((slot) => fc.nat(counts[slot]! - 1).map((local): [number, number] => [slot, local]));
    const rule = fc.record({
      when: fc.uniqueArray(pair, { maxLength: 3, selector: ([slot]) => slot }),
      writes: fc.uniqueArray(pair, { maxLength: 3, selector: ([slot]) => slot }),
      marks: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.tuple(fc.nat(2)) },
      ),
    });
    return fc
      .record({
        rules: fc.array(rule, { maxLength: 24 }),
        watched: pair,
        initial: fc.tuple(...counts.map((n) => fc.nat(n - 1))),
      })
      .map(({ rules, watched, initial }) =>
        systemFromRules({
          slots: counts.map((locals, i) => ({ name: `s${i}`, locals })),
          initial,
          marks: ['a', 'b', 'c', 'd'],
          rules: rules.map(({ when, writes, marks }) => row(when, { writes, marks })),
          watches: [{ reads: [watched[0]], marks: (local) => (local === watched[1] ? [3] : []) }],
        }),
      );
  });

/** Tables in which each slot minds its own business most of the time, so that there is something to leave out. */
export const looseSystem: fc.Arbitrary<System> = fc
  .array(fc.integer({ min: 2, max: 3 }), { minLength: 3, maxLength: 6 })
  .chain((counts) => {
    const local = (slot: number): fc.Arbitrary<[number, number]> =>
      fc.nat(counts[slot]! - 1).map((value): [number, number] => [slot, value]);
    const rule = fc.nat(counts.length - 1).chain((actor) => {
      const other = local((actor + 1) % counts.length);
      const few = <T>(one: fc.Arbitrary<T>) =>
        fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.tuple(one));
      return fc.record({
        when: fc.tuple(local(actor), few(other)).map(([own, more]) => [own, ...more]),
        writes: fc.tuple(local(actor), few(other)).map(([own, more]) => [own, ...more]),
        marks: few(fc.nat(2)),
      });
    });
    return fc.record({
      rules: fc.array(rule, { minLength: 6, maxLength: 16 }),
      watched: fc.tuple(local(0), local(1)),
    });
  })
  .map(({ rules, watched: [[, one], [, other]] }) => {
    const count =
      1 + Math.max(1, ...rules.flatMap(({ when, writes }) => [...when, ...writes].map(([slot]) => slot)));
    return systemFromRules({
      slots: Array.from({ length: count }, (_, i) => ({ name: `s${i}`, locals: 3 })),
      initial: Array.from({ length: count }, () => 0),
      marks: ['a', 'b', 'c', 'd'],
      rules: rules.map(({ when, writes, marks }) => row(when, { writes, marks })),
      watches: [{ reads: [0, 1], marks: (a, b) => (a === one && b === other ? [3] : []) }],
    });
  });
