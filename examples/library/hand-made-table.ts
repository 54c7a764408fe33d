import {
  type Findings,
  judge,
  type Judgement,
  type Leaf,
  reach,
  type System,
  type Tree,
} from '../../src/index.ts';

// A message entry of two words that the host changes while it is not masked: address first, then data.
// host: 0 nothing written, 1 address written, 2 both. entry: 0 old, 1 torn, 2 new. wire: 0 empty, 1 + entry.
const [HOST, ENTRY, WIRE] = [0, 1, 2] as const;
const [TORN, WHOLE] = [0, 1] as const;

/** The end of a step: which slots get which local states, and what can be seen. */
const leaf = (writes: readonly number[], marks: readonly number[] = []): Leaf => ({
  slot: -1,
  writes,
  marks,
  blockedBy: -1,
});

/** For each slot and local state, the trees of the steps that can begin there. */
const steps: readonly (readonly (readonly Tree[])[])[] = [
  // The host writes one word after the other.
  [[leaf([HOST, 1, ENTRY, 1])], [leaf([HOST, 2, ENTRY, 2])], []],
  // The entry never acts by itself.
  [[], [], []],
  // An empty wire takes a message, which depends on the entry: a branch reads that slot.
  // A wire with a message delivers it.
  [
    [{ slot: ENTRY, children: [leaf([WIRE, 1]), leaf([WIRE, 2]), leaf([WIRE, 3])] }],
    [leaf([WIRE, 0], [WHOLE])],
    [leaf([WIRE, 0], [TORN])],
    [leaf([WIRE, 0], [WHOLE])],
  ],
];

const system: System = {
  slots: [
    { name: 'host', kind: 'component' },
    { name: 'entry', kind: 'component' },
    { name: 'wire', kind: 'queue' },
  ],
  initial: [0, 0, 0],
  marks: ['a torn message arrives', 'a whole message arrives'],
  watches: [],
  starts: (slot, local) => steps[slot]![local]!,
  grow: () => {
    throw new Error('every child of this table is there');
  },
  localCount: (slot) => steps[slot]!.length,
  blocking: () => 'bound',
};

const claims = [{ kind: 'never', bad: TORN, witness: WHOLE }] as const;

/** An engine is a generator: it is driven by whoever has a clock. Here nobody stops it. */
const run = (): Findings => {
  const search = reach(system, claims);
  let step = search.next();
  while (step.done !== true) step = search.next(undefined);
  return step.value;
};

export const findings: Findings = run();
/** Violated: host, wire, wire. */
export const judgement: Judgement = judge(claims[0], 0, findings, false);
