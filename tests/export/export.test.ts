import { describe, expect, test } from 'vitest';
import { askedBy, aut, dot, etf, murphi, promela, rulesOf } from '../../src/export/index.ts';
import { byHand } from './by-hand.ts';
import { readEtf } from './etf-reader.ts';
import {
  canAck,
  dieHard,
  eating,
  fourGallons,
  noDoubleAck,
  nothingLost,
  philosophers,
  postedWrites,
  sixGallons,
} from './networks.ts';
import { subject } from './subject.ts';

const asked = { never: [0, 2], seen: [1], possible: [1], closed: true };

describe('rules', () => {
  const rules = rulesOf(byHand());

  test('are the paths of all trees that reachable states read', () => {
    expect(rules.rules).toMatchObject([
      {
        slot: 0,
        reads: [{ slot: 0, locals: [0] }],
        writes: [{ slot: 0, local: 1 }],
        marks: [],
        blockedBy: -1,
      },
      {
        slot: 0,
        reads: [
          { slot: 0, locals: [1] },
          { slot: 1, locals: [0] },
        ],
        writes: [],
        blockedBy: 1,
      },
      {
        slot: 0,
        reads: [
          { slot: 0, locals: [1] },
          { slot: 1, locals: [1] },
        ],
        writes: [{ slot: 0, local: 2 }],
      },
      {
        slot: 0,
        reads: [
          { slot: 0, locals: [2] },
          { slot: 1, locals: [1] },
        ],
        marks: [1],
      },
      {
        slot: 1,
        reads: [
          { slot: 1, locals: [0] },
          { slot: 0, locals: [0, 1] },
        ],
        writes: [{ slot: 1, local: 1 }],
      },
      {
        slot: 1,
        reads: [
          { slot: 1, locals: [1] },
          { slot: 0, locals: [0, 1] },
        ],
        writes: [{ slot: 1, local: 0 }],
      },
      {
        slot: 1,
        reads: [
          { slot: 1, locals: [1] },
          { slot: 0, locals: [2] },
        ],
        writes: [],
      },
    ]);
    expect(rules).toMatchObject({ states: 5, transitions: 9, conditions: [{ mark: 0 }] });
  });

  test('say where a tree has never been read', () => {
    expect(rules.gaps).toEqual([
      {
        reads: [
          { slot: 0, locals: [2] },
          { slot: 1, locals: [0] },
        ],
      },
      {
        reads: [
          { slot: 1, locals: [0] },
          { slot: 0, locals: [2] },
        ],
      },
    ]);
  });

  test('do not read what makes no difference', () => {
    const { system } = subject(dieHard, [fourGallons]);
    const read = new Set(rulesOf(system).rules.flatMap(({ reads }) => reads.map(({ slot }) => slot)));
    expect([...read]).toEqual([0]);
  });
});

describe('the whole text', () => {
  test('in Promela', () => {
    expect(promela(rulesOf(byHand()), asked, 'a lamp')).toMatchInlineSnapshot(`
      "/*
       * a lamp, exported by irqproof: 5 reachable states.
       *
       *   spin -o1 -o2 -a THIS_FILE
       *   cc -O2 -DSAFETY -DNOREDUCE -DBFS -o pan pan.c
       *   ./pan        (./pan -A counts the states without looking at assertions)
       *
       * -o2 matters: without it spin leaves variables that no guard reads out of the state.
       */

      /* lamp */
      #define lamp__x0 0 /* 0 */
      #define lamp__x1 1 /* 1 */
      #define lamp__x2 2 /* 2 */

      /* counter (queue) */
      #define counter__x0 0 /* 0 */
      #define counter__x1 1 /* 1 */

      byte at_lamp = lamp__x0;
      byte at_counter = counter__x0;

      active proctype lamp_steps() {
      end: do
        /* step 0 */
        :: d_step { at_lamp == lamp__x0 -> at_lamp = lamp__x1; }
        :: d_step { at_lamp == lamp__x1 && at_counter == counter__x1 -> at_lamp = lamp__x2; }
        /* step 0 [round] */
        :: d_step { at_lamp == lamp__x2 && at_counter == counter__x1 -> at_lamp = lamp__x0; }
        od
      }

      active proctype counter_steps() {
      end: do
        /* step 0 */
        :: d_step { at_counter == counter__x0 && (at_lamp == lamp__x0 || at_lamp == lamp__x1) -> at_counter = counter__x1; }
        :: d_step { at_counter == counter__x1 && (at_lamp == lamp__x0 || at_lamp == lamp__x1) -> at_counter = counter__x0; }
        :: d_step { at_counter == counter__x1 && at_lamp == lamp__x2 -> skip }
        od
      }

      active proctype watch_states() {
      end: do
        :: d_step { at_lamp == lamp__x2 -> printf("bright\\n"); assert(false); }
        :: d_step { at_lamp == lamp__x2 && at_counter == counter__x0 -> printf("a state that irqproof has not seen\\n"); assert(false); }
        :: d_step { at_counter == counter__x0 && at_lamp == lamp__x2 -> printf("a state that irqproof has not seen\\n"); assert(false); }
        od
      }
      "
    `);
  });

  test('in Murphi', () => {
    expect(murphi(rulesOf(byHand()), asked, 'a lamp')).toMatchInlineSnapshot(`
      "-- a lamp, exported by irqproof: 5 reachable states.
      --   rumur --symmetry-reduction off --deadlock-detection off -o model.c THIS_FILE
      --   cc -std=c11 -O2 -march=native -o model model.c -lpthread && ./model

      type
        lamp_state : enum {
          lamp__x0, -- 0
          lamp__x1, -- 1
          lamp__x2 -- 2
        };
        counter_state : enum {
          counter__x0, -- 0
          counter__x1 -- 1
        };
      var
        at_lamp : lamp_state;
        at_counter : counter_state;

      startstate begin
        at_lamp := lamp__x0;
        at_counter := counter__x0;
      end;

      rule "lamp: step 0"
        at_lamp = lamp__x0
      ==> begin
        at_lamp := lamp__x1;
      end;

      rule "lamp: step 0"
        at_lamp = lamp__x1 & at_counter = counter__x1
      ==> begin
        at_lamp := lamp__x2;
      end;

      rule "lamp: step 0"
        at_lamp = lamp__x2 & at_counter = counter__x1
      ==> begin
        at_lamp := lamp__x0;
      end;

      rule "counter: step 0"
        at_counter = counter__x0 & ((at_lamp = lamp__x0) | (at_lamp = lamp__x1))
      ==> begin
        at_counter := counter__x1;
      end;

      rule "counter: step 0"
        at_counter = counter__x1 & ((at_lamp = lamp__x0) | (at_lamp = lamp__x1))
      ==> begin
        at_counter := counter__x0;
      end;

      rule "counter: step 0"
        at_counter = counter__x1 & at_lamp = lamp__x2
      ==> begin
      end;

      invariant "bright"
        !(at_lamp = lamp__x2);

      invariant "a state that irqproof has not seen"
        !(at_lamp = lamp__x2 & at_counter = counter__x0);

      invariant "a state that irqproof has not seen"
        !(at_counter = counter__x0 & at_lamp = lamp__x2);

      cover "round"
        (at_lamp = lamp__x2 & at_counter = counter__x1);

      liveness "round"
        (at_lamp = lamp__x2 & at_counter = counter__x1);

      "
    `);
  });

  test('in ETF', () => {
    expect(etf(rulesOf(byHand()), asked, 'a lamp')).toMatchInlineSnapshot(`
      "% a lamp, exported by irqproof: 5 reachable states.
      begin state
      at_lamp:lamp_state at_counter:counter_state
      end state
      begin edge
      action:action
      end edge
      begin init
      0 0
      end init
      begin trans
      0/1 * 0
      end trans
      begin trans
      1/2 1/1 0
      2/0 1/1 0
      end trans
      begin trans
      2/2 1/1 1
      end trans
      begin trans
      0/0 0/1 2
      1/1 0/1 2
      0/0 1/0 2
      1/1 1/0 2
      2/2 1/1 2
      end trans
      begin trans
      2/2 * 3
      end trans
      begin sort lamp_state
      "0"
      "1"
      "2"
      end sort
      begin sort counter_state
      "0"
      "1"
      end sort
      begin sort action
      "lamp: step 0"
      "round"
      "counter: step 0"
      "bright"
      end sort
      "
    `);
  });

  test('in Aldebaran format', () => {
    expect(aut(byHand())).toMatchInlineSnapshot(`
      "des (0, 10, 5)
      (0, "lamp: step 0", 1)
      (0, "counter: step 0", 2)
      (1, "counter: step 0", 3)
      (2, "lamp: step 0", 3)
      (2, "counter: step 0", 0)
      (3, "lamp: step 0", 4)
      (3, "counter: step 0", 1)
      (4, "lamp: step 0 [round]", 2)
      (4, "counter: step 0", 4)
      (4, "[bright]", 4)
      "
    `);
  });

  test('for Graphviz', () => {
    expect(dot(byHand(), 'a "lamp"')).toMatchInlineSnapshot(`
      "digraph "a  lamp " {
        node [shape=box, fontname="monospace"];
        edge [fontname="monospace"];
        0 [label="lamp: 0\\ncounter: 0", penwidth=2];
        1 [label="lamp: 1\\ncounter: 0"];
        2 [label="lamp: 0\\ncounter: 1"];
        3 [label="lamp: 1\\ncounter: 1"];
        4 [label="lamp: 2\\ncounter: 1\\n[bright]"];
        0 -> 1 [label="lamp: step 0"];
        0 -> 2 [label="counter: step 0"];
        1 -> 3 [label="counter: step 0"];
        2 -> 3 [label="lamp: step 0"];
        2 -> 0 [label="counter: step 0"];
        3 -> 4 [label="lamp: step 0"];
        3 -> 1 [label="counter: step 0"];
        4 -> 2 [label="lamp: step 0\\n[round]"];
      }
      "
    `);
  });
});

describe('names', () => {
  const { system, claims } = subject(postedWrites, [nothingLost, noDoubleAck, canAck]);
  const rules = rulesOf(system);

  test('of parts, local states and events are found again in Promela', () => {
    const text = promela(rules, askedBy(claims), postedWrites.name);
    expect(text).toContain('#define init__raised_pending_2 2 /* raised {pending: 2} */');
    expect(text).toContain('byte at_end = end__empty;');
    expect(text).toContain('/* WRITE(vector: 2) to init [nothing-lost violated] */');
    expect(text).toContain('printf("nothing-lost violated\\n"); assert(false);');
    expect(text).toContain('active proctype device_steps()');
  });

  test('and in Murphi, with each kind of property', () => {
    const text = murphi(rules, askedBy(claims), postedWrites.name);
    expect(text).toContain('rule "device: RAISE(vector: 1)"');
    expect(text).toContain('assert "nothing-lost violated" false;');
    expect(text).toContain('cover "nothing-lost witness"');
    expect(text).toContain('liveness "can-ack goal acknowledgement"');
  });

  test('a state that is forbidden becomes an invariant', () => {
    const forbidden = subject(dieHard, [fourGallons]);
    const text = murphi(rulesOf(forbidden.system), askedBy(forbidden.claims), 'die hard');
    expect(text).toMatch(/invariant "four-gallons violated"\n {2}!\(.*jugs__pouring_big_4_small_0/s);
  });
});

describe('ETF, read by a reader of its own', () => {
  test.each([
    ['die hard', dieHard, [fourGallons, sixGallons]],
    ['3 philosophers', philosophers(3), [eating]],
    ['posted writes', postedWrites, [nothingLost, noDoubleAck, canAck]],
  ] as const)('%s has the same states, and a loop for each mark at hand', (_name, definition, properties) => {
    const { system, claims, findings } = subject(definition, properties);
    const { states, edges, labels } = readEtf(etf(rulesOf(system), askedBy(claims), definition.name));
    expect(states).toBe(findings.states);
    const loops = system.marks.reduce((sum, mark) => sum + (labels.get(mark) ?? 0), 0);
    expect(edges - loops).toBe(findings.transitions);
    const seen = system.marks.filter((_, mark) => findings.reached[mark] !== undefined);
    expect(system.marks.filter((mark) => labels.has(mark))).toEqual(seen);
  });
});

test('Aldebaran numbers agree with the oracle', () => {
  const { system, findings } = subject(postedWrites, [nothingLost]);
  const [head, ...lines] = aut(system).trimEnd().split('\n');
  expect(head).toBe(`des (0, ${findings.transitions}, ${findings.states})`);
  expect(lines).toHaveLength(findings.transitions);
  expect(lines.filter((line) => line.includes('[nothing-lost violated]')).length).toBeGreaterThan(0);
});

test('what is too large to draw is refused', () => {
  expect(() => dot(byHand(), 'a lamp', 4)).toThrow(/more than 4 reachable states/);
});
