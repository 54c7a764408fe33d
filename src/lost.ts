import { reach } from './engine/index.ts';
import { follow, type Path, type Progress, type StopReason } from './kernel/index.ts';
import type { Network } from './network/index.ts';
import { tabulate } from './tabulate/index.ts';

/**
 * Whether a goal can never be reached again from where a path ends: what the trace of a claim about
 * possibility says, found out anew by a search that begins there.
 *
 * @param goal the mark of the goal
 */
export function* isLost(
  network: Network,
  path: Path,
  goal: number,
): Generator<Progress, boolean, StopReason | undefined> {
  const system = tabulate(network);
  const state = [...system.initial];
  for (const { slot, index } of path) {
    const { writes } = follow(system, system.starts(slot, state[slot]!)[index]!, state);
    for (let i = 0; i < writes.length; i += 2) state[writes[i]!] = writes[i + 1]!;
  }
  const search = reach({ ...system, initial: state }, [{ kind: 'never', bad: goal, witness: goal }]);
  const findings = yield* search;
  return findings.reached[goal] === undefined && findings.stopped === undefined;
}
