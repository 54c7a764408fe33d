import type { RuleSystem } from '../export/index.ts';
import type { Limits, RunJob } from './job.ts';
import type { Ours } from './ours.ts';
import { type Answer, outcome, type Peer, type Silence } from './peer.ts';
import { type Question, refutations, wholeQuestion } from './questions.ts';

/** What came of asking one peer. */
export type Opinion = { readonly peer: string } & (
  | {
      readonly kind: 'agrees';
      readonly states: number;
      readonly transitions: number;
      /** How many of our verdicts on single marks it has confirmed. */
      readonly confirmed: number;
    }
  /** One sentence per difference, with both sides' numbers. A bug, here or there. */
  | { readonly kind: 'disagrees'; readonly differences: readonly string[] }
  | Silence
);

export interface Matter {
  readonly title: string;
  readonly system: RuleSystem;
  readonly ours: Ours;
  readonly limits?: Limits;
}

/**
 * Asks a tool that nobody here wrote for a second opinion: the number of states and of transitions, what is
 * never seen, and that the rules leave out nothing (all in one run, since these answers need the whole
 * state space); then, one at a time, each violation that we claim to have found.
 */
export const crosscheck = async (peer: Peer, matter: Matter, run: RunJob): Promise<Opinion> => {
  const { title, system, ours, limits = {} } = matter;
  const ask = async ({ asked }: Question): Promise<Answer | Silence> => {
    const job = peer.job(system, asked, title, limits);
    return outcome(peer, job, await run(job));
  };

  const whole = wholeQuestion(peer, ours);
  const answer = await ask(whole);
  if (answer.kind !== 'answer') return { peer: peer.name, ...answer };
  const differences = answer.refuted
    ? [`${peer.name} finds ${whole.otherwise}`]
    : (['states', 'transitions', 'depth'] as const).flatMap((what) => difference(peer, ours, what, answer));

  let confirmed = whole.verdicts;
  for (const question of refutations(peer, system, ours)) {
    const again = await ask(question);
    if (again.kind !== 'answer') return { peer: peer.name, ...again };
    if (again.refuted) confirmed += question.verdicts;
    else differences.push(`${peer.name} finds that ${question.otherwise}`);
  }
  if (differences.length > 0) return { peer: peer.name, kind: 'disagrees', differences };
  const { states, transitions } = answer;
  return { peer: peer.name, kind: 'agrees', states, transitions, confirmed };
};

const difference = (
  peer: Peer,
  ours: Ours,
  what: 'states' | 'transitions' | 'depth',
  answer: Answer,
): string[] => {
  const theirs = answer[what] ?? ours[what];
  // spin prints eight significant digits.
  if (Number(ours[what].toPrecision(8)) === Number(theirs.toPrecision(8))) return [];
  const unit = what === 'depth' ? '' : ` ${what}`;
  const verb = what === 'depth' ? 'finds the depth' : 'counts';
  return [`${ours.engine} ${verb} ${ours[what]}${unit}, ${peer.name} ${theirs}`];
};
