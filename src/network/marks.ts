import type { Claim } from '../kernel/index.ts';
import type { Around, Goal, Observation, Property, View } from '../language/index.ts';
import type { Network } from './build.ts';

/**
 * The properties of a network as marks and claims, the only form in which engines know them. Mark numbers:
 * for each property in order, its violation (or one mark per goal), then its witness.
 */
export interface Marking {
  readonly names: readonly string[];
  /** What the goals of claims about possibility are called. */
  readonly goalNames: ReadonlyMap<number, string>;
  /** One per property, in order. */
  readonly claims: readonly Claim[];
  /** The marks of a step, ascending. */
  readonly ofStep: (observations: readonly Observation[], around: Around) => number[];
  /** One function per mark that a state can bear. */
  readonly ofState: readonly { readonly mark: number; readonly holds: (at: View) => boolean }[];
}

export const marking = (network: Network): Marking => {
  const names: string[] = [];
  const goalNames = new Map<number, string>();
  const seen: { mark: number; seen: Goal['seen'] }[] = [];
  const ofState: { mark: number; holds: (at: View) => boolean }[] = [];
  const name = (text: string): number => names.push(text) - 1;
  const observe = (text: string, predicate: Goal['seen']): number => {
    const mark = name(text);
    seen.push({ mark, seen: predicate });
    return mark;
  };

  const claims = network.properties.map((property): Claim => {
    const violation = `${property.id} violated`;
    const witness = (): number => observe(`${property.id} witness`, property.witness.seen);
    const { body } = property;
    switch (body.kind) {
      case 'neverObserved':
        return { kind: 'never', bad: observe(violation, body.forbidden), witness: witness() };
      case 'neverState':
      case 'observer': {
        const bad = name(violation);
        ofState.push({ mark: bad, holds: body.kind === 'neverState' ? body.forbidden : tagged(property) });
        return { kind: 'never', bad, witness: witness() };
      }
      case 'alwaysPossible': {
        const goals = body.goals(network.definition.components);
        return {
          kind: 'alwaysPossible',
          goals: goals.map((goal) => {
            const mark = observe(`${property.id} goal ${goal.name}`, goal.seen);
            goalNames.set(mark, goal.name);
            return mark;
          }),
          witness: witness(),
        };
      }
    }
  });

  const ofStep = (observations: readonly Observation[], around: Around): number[] =>
    seen
      .filter((one) => observations.some((observation) => one.seen(observation, around)))
      .map(({ mark }) => mark);
  return { names, goalNames, claims, ofStep, ofState };
};

const tagged =
  ({ id }: Property) =>
  (at: View): boolean =>
    at(id).hasTag('violation');
