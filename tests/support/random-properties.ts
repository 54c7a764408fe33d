import * as fc from 'fast-check';
import { createMachine } from 'xstate';
import type { Observation, Observed, Property, View } from '../../src/language/index.ts';
import { eventTypes, type RandomNetwork, stateName } from './random-network.ts';

/** One property of each kind over a random network, each looking at a random part and event. */
export interface RandomProperties {
  readonly part: number;
  readonly other: number;
  readonly state: number;
  readonly n: number;
  readonly event: number;
  readonly next: number;
  readonly phase: Observation['phase'];
}

export const randomProperties: fc.Arbitrary<RandomProperties> = fc.record({
  part: fc.nat({ max: 3 }),
  other: fc.nat({ max: 3 }),
  state: fc.nat({ max: 2 }),
  n: fc.nat({ max: 2 }),
  event: fc.nat({ max: eventTypes.length - 1 }),
  next: fc.nat({ max: eventTypes.length - 1 }),
  phase: fc.constantFrom('sent', 'delivered', 'dropped'),
});

export const propertiesOf = (random: RandomNetwork, chosen: RandomProperties): Property[] => {
  const at = (i: number) => ({
    name: `part${i % random.parts.length}`,
    spec: random.parts[i % random.parts.length]!,
  });
  const [one, other] = [at(chosen.part), at(chosen.other)];
  const within = (view: View): boolean => {
    const snapshot = view(one.name);
    return JSON.stringify(snapshot.value).includes(`"${stateName(one.spec, chosen.state)}"`);
  };
  const type = eventTypes[chosen.event]!;
  const next = eventTypes[chosen.next]!;
  const property = (id: string, body: Property['body'], seen: Property['witness']['seen']): Property => ({
    id,
    title: id,
    claim: id,
    why: 'drawn at random',
    sources: [],
    body,
    witness: { means: 'drawn at random', seen },
  });
  // The first of these looks at another part only where the first look says so: trees of uneven depth.
  const together = (view: View): boolean => within(view) && view(other.name).context['n'] === chosen.n;
  const isType = ({ event }: Observation): boolean => event.type === type;

  return [
    property('state', { kind: 'neverState', forbidden: together }, isType),
    property(
      'observed',
      { kind: 'neverObserved', forbidden: (o, { before }) => isType(o) && together(before) },
      (o, { after }) => o.phase === chosen.phase && o.from === one.name && within(after),
    ),
    property(
      'observer',
      {
        kind: 'observer',
        machine: createMachine({
          initial: 'first',
          states: {
            first: {
              on: {
                [type]: {
                  guard: ({ event }: { event: unknown }) => (event as Observed).observed.to === one.name,
                  target: 'second',
                },
              },
            },
            second: { on: { [next]: 'third' } },
            third: { tags: 'violation', on: { [type]: 'first' } },
          },
        }),
      },
      (o, { after }) => o.phase === 'sent' && after('observer').hasTag('violation'),
    ),
    property(
      'possible',
      { kind: 'alwaysPossible', goals: () => [{ name: 'goal', seen: isType }] },
      (o) => o.event.type === next,
    ),
  ];
};
