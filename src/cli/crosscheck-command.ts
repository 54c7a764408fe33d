import { type Design, networkOf } from '../../model/index.ts';
import { properties } from '../../properties/index.ts';
import {
  crosscheck,
  type Limits,
  type Matter,
  type Opinion,
  oursFrom,
  rumur,
  spin,
  unsettling,
} from '../crosscheck/index.ts';
import { rulesOf } from '../export/index.ts';
import { buildNetwork, marking } from '../network/index.ts';
import { engines } from '../search.ts';
import { tabulate } from '../tabulate/index.ts';
import { drive } from './drive.ts';
import { exit } from './exit-codes.ts';
import { loadDesigns } from './load.ts';
import { runJob } from './run-job.ts';

/** The tools that are asked, where they are installed. */
const peers = [spin, rumur];

/**
 * `irqproof crosscheck`: asks spin and rumur for a second opinion on verdicts and numbers of states. Returns 70
 * if one of them disagrees, 2 if none was there to be asked or one did not finish, else 0.
 */
export const crosscheckCommand = async (
  args: readonly string[],
  limits: Limits & { statesMax: number },
): Promise<number> => {
  let [disagreements, confirmed, silences] = [0, 0, 0];
  for (const { design } of await loadDesigns(args)) {
    const matter = await matterOf(design, limits);
    if (matter === undefined) {
      silences++;
      process.stdout.write(`${design.name}: more than ${limits.statesMax} states, not asked\n`);
      continue;
    }
    for (const peer of peers) {
      const opinion = await crosscheck(peer, matter, runJob);
      if (opinion.kind === 'agrees') confirmed++;
      else if (opinion.kind === 'disagrees' || opinion.kind === 'rejected') disagreements++;
      else silences++;
      process.stdout.write(`${design.name}: ${opinionText(opinion)}\n`);
    }
  }
  if (disagreements > 0) return exit.ourBug;
  return confirmed === 0 || silences > 0 ? exit.unknown : exit.asExpected;
};

/** The design searched by the default engine and as rules; `undefined` if it is too large to be asked about. */
const matterOf = async (
  design: Design,
  limits: Limits & { statesMax: number },
): Promise<Matter | undefined> => {
  const network = buildNetwork(networkOf(design), properties);
  const system = tabulate(network);
  const { claims } = marking(network);
  const search = engines.explicit(system, unsettling(claims), { statesMax: limits.statesMax });
  const findings = await drive(search, {}, () => {});
  if (findings.stopped !== undefined) return undefined;
  return { title: design.name, system: rulesOf(system), ours: oursFrom(claims, findings), limits };
};

const opinionText = (opinion: Opinion): string => {
  switch (opinion.kind) {
    case 'agrees':
      return `${opinion.peer} agrees: ${opinion.states} states, ${opinion.transitions} transitions, ${opinion.confirmed} marks confirmed`;
    case 'disagrees':
      return `${opinion.peer} DISAGREES: ${opinion.differences.join('; ')}. This is a bug in irqproof or in ${opinion.peer}; please report it.`;
    case 'missing':
      return `${opinion.peer} not asked: ${opinion.program} is not installed`;
    case 'unfinished':
      return `${opinion.peer} did not finish: ${opinion.why}`;
    case 'rejected':
      return `${opinion.peer} does not accept what irqproof wrote: ${opinion.output}`;
  }
};
