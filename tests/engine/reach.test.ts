import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reach } from '../../src/engine/index.ts';
import { type Bounds, type Claim, type Findings, judge, type StopReason } from '../../src/kernel/index.ts';
import { finish } from '../support/explore.ts';
import { type Edge, graphSystem, nodesOf } from '../support/graph-system.ts';

const [bad, witness, goal, other] = [0, 1, 2, 3];
const marks = ['bad', 'witness', 'goal', 'other'];
const never: Claim = { kind: 'never', bad, witness };
const possible = (...goals: number[]): Claim => ({ kind: 'alwaysPossible', goals, witness });

type Graph = readonly (readonly (number | Edge)[])[];

const run = (
  graph: Graph,
  claims: readonly Claim[] = [],
  bounds: Bounds = {},
  stateMarks: Record<number, readonly number[]> = {},
) => {
  const system = graphSystem(graph, { marks, stateMarks });
  const findings = finish(reach(system, claims, bounds));
  return { findings, nodes: (path: readonly { slot: number; index: number }[]) => nodesOf(system, path) };
};

/** 0 → 1 → 2 → … → n, where the last node has no step. */
const chain = (n: number): Graph => Array.from({ length: n + 1 }, (_, i) => (i < n ? [i + 1] : []));

describe('an exhaustive search', () => {
  test('counts states, transitions and depth, parallel edges and loops included', () => {
    const { findings } = run([[1, 1, 2], [3], [3, 2], [0]]);
    expect(findings).toMatchObject({ engine: 'reach', states: 4, transitions: 7, depth: 2, frontier: 0 });
    expect(findings.stopped).toBeUndefined();
    expect(findings.deadlock).toBeUndefined();
  });

  test('does not visit what cannot be reached', () => {
    expect(run([[0], [0]]).findings.states).toBe(1);
  });

  test('finds shortest paths to marks on steps and on states', () => {
    const long: Graph = [[1, 2], [3], [{ to: 3, marks: [bad] }], [{ to: 4, marks: [bad] }], [1]];
    const { findings, nodes } = run(long, [], {}, { 4: [witness], 0: [other] });
    expect(nodes(findings.reached[bad]!)).toEqual([2, 3]);
    expect(nodes(findings.reached[witness]!)).toEqual([1, 3, 4]);
    expect(findings.reached[other]).toEqual([]);
    expect(findings.reached[goal]).toBeUndefined();
  });

  test('finds a mark on a step that changes nothing', () => {
    const { findings } = run([[{ to: 0, marks: [bad] }]], [never]);
    expect(findings.reached[bad]).toEqual([{ slot: 0, index: 0 }]);
  });

  test('finds the nearest state without a step', () => {
    const { findings, nodes } = run([[1, 2], [3], [4], [], [5], []]);
    expect(nodes(findings.deadlock!)).toEqual([1, 3]);
  });

  test('takes a state all of whose steps are blocked for a deadlock, and names the queue', () => {
    const { findings } = run([[1], [{ to: 0, blocked: true }]]);
    expect(findings).toMatchObject({ states: 2, transitions: 1, blocked: [1] });
    expect(findings.deadlock).toHaveLength(1);
  });

  test('agrees with distances computed from the edges, on random graphs', () => {
    const graph = fc
      .integer({ min: 1, max: 12 })
      .chain((n) =>
        fc.array(fc.array(fc.nat({ max: n - 1 }), { maxLength: 3 }), { minLength: n, maxLength: n }),
      );
    fc.assert(
      fc.property(graph, fc.nat({ max: 11 }), (edges, target) => {
        const distance = edges.map((_, i) => (i === 0 ? 0 : Infinity));
        for (let round = 0; round < edges.length; round++) {
          edges.forEach((steps, from) => {
            for (const to of steps) distance[to] = Math.min(distance[to]!, distance[from]! + 1);
          });
        }
        const finite = distance.filter(Number.isFinite);
        const { findings } = run(edges, [], {}, { [target]: [goal] });
        expect(findings.states).toBe(finite.length);
        expect(findings.depth).toBe(Math.max(...finite));
        expect(findings.transitions).toBe(
          edges.filter((_, i) => Number.isFinite(distance[i]!)).reduce((sum, { length }) => sum + length, 0),
        );
        expect(findings.reached[goal]?.length ?? Infinity).toBe(distance[target] ?? Infinity);
      }),
    );
  });
});

describe('a bound', () => {
  const graph = chain(10);
  const judged = (findings: Findings) => judge(never, 0, findings, false);

  test.each<[string, Bounds, StopReason]>([
    ['on depth', { depthMax: 4 }, 'depth'],
    ['on states', { statesMax: 5 }, 'states'],
  ])('%s ends the search and never comes out as holds', (_what, bounds, reason) => {
    const { findings } = run(graph, [never], bounds, { 1: [witness] });
    expect(findings).toMatchObject({ stopped: reason, states: 5, depth: 4, frontier: 1 });
    expect(judged(findings)).toMatchObject({ outcome: 'unknown', reason });
  });

  test('that is not reached does not disturb', () => {
    const { findings } = run(graph, [never], { depthMax: 11, statesMax: 12 }, { 1: [witness] });
    expect(findings).toMatchObject({ states: 11, frontier: 0 });
    expect(judged(findings).outcome).toBe('holds');
  });

  test('on depth is not trusted at the very depth of the graph, whose last states are not expanded', () => {
    const { findings } = run(graph, [never], { depthMax: 10 });
    expect(findings).toMatchObject({ stopped: 'depth', states: 11, frontier: 1 });
  });

  test('on states that the last expansion reaches leaves nothing open', () => {
    const { findings } = run([[1, 2], [0], [0]], [never], { statesMax: 3 });
    expect(findings.stopped === undefined).toBe(findings.frontier === 0);
  });

  test('of zero steps expands nothing', () => {
    expect(run(graph, [never], { depthMax: 0 }).findings).toMatchObject({
      states: 1,
      transitions: 0,
      frontier: 1,
    });
  });

  test('never hides a violation that was found before it', () => {
    const { findings } = run([[{ to: 1, marks: [bad] }], [2], []], [never], { depthMax: 1 });
    expect(judged(findings).outcome).toBe('violated');
  });

  test.each<StopReason>(['time', 'memory', 'interrupted'])('of whoever drives it, %s, stops it', (reason) => {
    const system = graphSystem(chain(20_000), { marks });
    const reports: number[] = [];
    const findings = finish(reach(system, [never]), ({ states, frontier, depth }) => {
      reports.push(states);
      expect(frontier).toBe(1);
      expect(depth).toBe(states - 1);
      return reports.length === 2 ? reason : undefined;
    });
    expect(reports).toHaveLength(2);
    expect(findings).toMatchObject({ stopped: reason, frontier: 1, states: reports[1] });
    expect(judged(findings)).toMatchObject({ outcome: 'unknown', reason });
  });
});

describe('a search whose claims are all refuted', () => {
  const graph: Graph = [[1], [{ to: 2, marks: [bad] }], [3], [4], []];

  test('stops, and says so', () => {
    const { findings } = run(graph, [never]);
    expect(findings).toMatchObject({ stopped: 'settled', states: 3, frontier: 1 });
  });

  test('goes on while one of them is open', () => {
    const second: Claim = { kind: 'never', bad: other, witness };
    expect(run(graph, [never, second]).findings).toMatchObject({ states: 5, frontier: 0 });
    expect(run(graph, [never, possible(goal)]).findings).toMatchObject({ states: 5, frontier: 0 });
  });

  test('is not over when there is no claim', () => {
    expect(run(graph, []).findings.states).toBe(5);
  });

  test('is not incomplete when the refutation is the last thing to be seen', () => {
    expect(run([[{ to: 0, marks: [bad] }]], [never]).findings.stopped).toBeUndefined();
  });
});

describe('what stays possible', () => {
  const stuck = (graph: Graph, claim = possible(goal), bounds: Bounds = {}, cut = false) => {
    const { findings, nodes } = run(graph, [claim], bounds, { 0: [witness] });
    const found = findings.stuck[0];
    const judgement = judge(claim, 0, findings, cut);
    return { stuck: found && { goal: found.goal, nodes: nodes(found.path) }, judgement };
  };

  test('holds where every state can still reach the goal', () => {
    const { judgement } = stuck([[1], [2], [{ to: 0, marks: [goal] }]]);
    expect(judgement.outcome).toBe('holds');
  });

  test('is refuted by a nearest state from which the goal is out of reach', () => {
    const result = stuck([[1, 2], [{ to: 0, marks: [goal] }], [3], [2]]);
    expect(result.stuck).toEqual({ goal, nodes: [2] });
    expect(result.judgement).toMatchObject({ outcome: 'violated', goal });
  });

  test('is refuted by a deadlock and by a loop without the goal alike', () => {
    expect(stuck([[{ to: 1, marks: [goal] }], []]).stuck?.nodes).toEqual([1]);
    expect(stuck([[{ to: 1, marks: [goal] }], [1]]).stuck?.nodes).toEqual([1]);
  });

  test('counts a goal that the state itself bears', () => {
    const { findings } = run([[1], []], [possible(goal)], {}, { 1: [goal] });
    expect(findings.stuck[0]).toBeUndefined();
  });

  test('is asked of each goal, and the nearest refutation is shown', () => {
    const graph: Graph = [
      [
        { to: 1, marks: [goal] },
        { to: 0, marks: [other] },
      ],
      [{ to: 2, marks: [goal] }],
      [2],
    ];
    expect(stuck(graph, possible(goal, other)).stuck).toEqual({ goal: other, nodes: [1] });
    expect(stuck(graph, possible(goal)).stuck).toEqual({ goal, nodes: [1, 2] });
  });

  test('takes states that were not expanded for states from which all is possible', () => {
    const graph = chain(5);
    expect(stuck(graph, possible(goal), { depthMax: 3 })).toMatchObject({
      stuck: undefined,
      judgement: { outcome: 'unknown', reason: 'depth' },
    });
    expect(stuck(graph).judgement.outcome).toBe('violated');
  });

  test('finds a state that is stuck for certain however early the search ends', () => {
    const graph: Graph = [[1, 2], [1], [3], [4], [5], []];
    const result = stuck(graph, possible(goal), { depthMax: 2 });
    expect(result.stuck?.nodes).toEqual([1]);
    expect(result.judgement.outcome).toBe('violated');
  });

  test('is not refuted by a state that a full queue may have made stuck', () => {
    const result = stuck(
      [[1, { to: 0, marks: [goal] }], [{ to: 0, blocked: true }]],
      possible(goal),
      {},
      true,
    );
    expect(result.judgement).toMatchObject({ outcome: 'unknown', reason: 'queue' });
  });
});
