import { Worker } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import { explicit, reach } from '../../src/engine/index.ts';
import type { Claim, Findings, Search, System } from '../../src/kernel/index.ts';
import { buildNetwork } from '../../src/network/index.ts';
import { tabulate } from '../../src/tabulate/index.ts';
import { twoPhaseCommit as asNetwork } from '../networks/two-phase-commit.ts';
import { philosophers, twoPhaseCommit } from './systems.ts';

const finish = (search: Search): Findings => {
  for (let turn = search.next(); ; turn = search.next()) if (turn.done === true) return turn.value;
};

const eaten: Claim = { kind: 'alwaysPossible', goals: [0], witness: 0 };

describe('what is found does not depend on the number of workers', () => {
  const models: [string, () => System, Claim[]][] = [
    ['philosophers', () => philosophers(11), [eaten]],
    ['two-phase commit', () => twoPhaseCommit(7), []],
    // Trees grow and local states are found until late: workers must leave that to one owner.
    ['two-phase commit as a network', () => tabulate(buildNetwork(asNetwork(7).definition)), []],
  ];
  test.each(models)('%s', (_name, model, claims) => {
    const [one, two, four] = [1, 2, 4].map((workers) => finish(explicit(model(), claims, {}, { workers })));
    expect(two).toEqual(one);
    expect(four).toEqual(one);
    const oracle = finish(reach(model(), claims));
    expect(one).toMatchObject({
      states: oracle.states,
      transitions: oracle.transitions,
      depth: oracle.depth,
    });
  });
});

test('a worker that dies ends the search with an error', async () => {
  const search = explicit(philosophers(13), [], {}, { workers: 2 });
  const threads = new Set<Worker>();
  const post = vi.spyOn(Worker.prototype, 'unref').mockImplementation(function unref(this: Worker) {
    threads.add(this);
  });
  try {
    while (threads.size === 0) expect(search.next().done).toBe(false);
    await Promise.all([...threads].map((thread) => thread.terminate()));
    expect(() => finish(search)).toThrow(/worker thread has died/);
  } finally {
    post.mockRestore();
  }
});
