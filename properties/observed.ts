import type { Observation } from '../src/language/index.ts';

/** The ghost data of a transaction, as far as properties look at it. */
interface Transaction {
  readonly requester: string;
  readonly pasid: string;
  readonly ghost: {
    readonly cause: string;
    readonly work: string;
    readonly origin: 'message' | 'data';
    readonly author: string;
    readonly runs: string;
    readonly bound: string;
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Properties read events by their fields, so that they also hold a user's own parts to the claim. */
const fields = ({ event }: Observation): Fields => event;

/** True for an event of this type when it arrives. */
export const arrives = (observation: Observation, type: string): boolean =>
  observation.phase === 'delivered' && observation.event.type === type && observation.from !== 'environment';

/** The transaction that an event of the platform carries along. */
export const transaction = (observation: Observation): Transaction =>
  fields(observation)['by'] as Transaction;

/** An interrupt that reaches the handler of its vector: whose handler, and the transaction behind it. */
export const delivery = (observation: Observation): (Transaction & { readonly to: string }) | undefined =>
  arrives(observation, 'delivered')
    ? { ...transaction(observation), to: String(fields(observation)['to']) }
    : undefined;

/** A write to the message store: who writes, and who should. */
export const storeWrite = (observation: Observation): { author: string; owner: string } | undefined => {
  if (!observation.event.type.startsWith('entry.') || !observation.to.startsWith('entry')) return undefined;
  const ghost = fields(observation)['ghost'] as { author?: string; owner?: string } | undefined;
  if (ghost?.author === undefined || ghost.owner === undefined) return undefined;
  return { author: ghost.author, owner: ghost.owner };
};

export const isGuest = (principal: string): boolean => principal.startsWith('guest');
