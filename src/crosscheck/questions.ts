import { type Asked, nothing, type RuleSystem } from '../export/index.ts';
import type { Ours } from './ours.ts';
import type { Peer } from './peer.ts';

/** A question to a peer to which we know our own answer. */
export interface Question {
  readonly asked: Asked;
  /** What the peer says if it does not say what we say. */
  readonly otherwise: string;
  /** How many of our verdicts stand or fall with the answer. */
  readonly verdicts: number;
}

/** All that we say is true, and that no rule is missing, in one question. */
export const wholeQuestion = ({ understands }: Peer, ours: Ours): Question => {
  const seen = understands.seen ? ours.seen : [];
  const possible = understands.possible ? ours.possible : [];
  return {
    asked: { never: ours.unseen, seen, possible, closed: true },
    otherwise: 'something to be false that we say is true, or a state that we have not seen',
    verdicts: ours.unseen.length + seen.length + possible.length,
  };
};

/** What we say is false, each on its own, since a peer stops at the first thing that it refutes. */
export const refutations = ({ understands }: Peer, { marks }: RuleSystem, ours: Ours): Question[] => {
  const violated = understands.seen ? [] : ours.bad.filter((mark) => ours.seen.includes(mark));
  const lost = understands.possible ? ours.lost : [];
  const refutes = { verdicts: 1 };
  return [
    ...violated.map((mark) => ({
      ...refutes,
      asked: { ...nothing, never: [mark] },
      otherwise: `"${marks[mark]!}" never happens, which ${ours.engine} has seen`,
    })),
    ...lost.map((mark) => ({
      ...refutes,
      asked: { ...nothing, possible: [mark] },
      otherwise: `"${marks[mark]!}" stays possible, which ${ours.engine} has seen cut off`,
    })),
  ];
};
