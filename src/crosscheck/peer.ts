import type { Asked, RuleSystem } from '../export/index.ts';
import type { Job, Limits, Ran } from './job.ts';

/** What another tool says about a system. */
export interface Answer {
  readonly kind: 'answer';
  readonly states: number;
  readonly transitions: number;
  /** The longest shortest path, where the tool searches breadth-first and says so. */
  readonly depth?: number;
  /** Whether anything that it was asked turned out to be false; the search may then have ended early. */
  readonly refuted: boolean;
}

/** Why another tool says nothing. */
export type Silence =
  | { readonly kind: 'missing'; readonly program: string }
  /** It hit a limit. */
  | { readonly kind: 'unfinished'; readonly why: string }
  /** It does not accept what we have written: a bug of ours. */
  | { readonly kind: 'rejected'; readonly output: string };

export interface Peer {
  readonly name: string;
  /** Which questions it understands besides `never`. */
  readonly understands: { readonly seen: boolean; readonly possible: boolean };
  readonly job: (system: RuleSystem, asked: Asked, title: string, limits: Limits) => Job;
  /** Reads the answer out of the output of the last command. */
  readonly read: (output: string) => Answer | undefined;
}

/** What came of a peer's job. */
export const outcome = (peer: Peer, { commands }: Job, ran: readonly Ran[]): Answer | Silence => {
  const last = ran.at(-1);
  if (last === undefined || last.kind === 'missing') {
    return { kind: 'missing', program: last?.program ?? peer.name };
  }
  const where = `${commands[ran.length - 1]!.program} ${commands[ran.length - 1]!.args.join(' ')}`;
  if (last.kind === 'killed') return { kind: 'unfinished', why: `${where}: ${last.why}` };
  // The last command is the search itself; the ones before it translate and compile.
  if (ran.length < commands.length || (last.code !== 0 && /syntax error|: error:/.test(last.output))) {
    return { kind: 'rejected', output: `${where}: ${last.output.slice(0, 2000)}` };
  }
  const answer = peer.read(last.output);
  return answer ?? { kind: 'unfinished', why: `${where}: ${last.output.trim().slice(-500)}` };
};
