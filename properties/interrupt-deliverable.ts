import { defineProperty, type Observation } from '../src/language/index.ts';
import { arrives, transaction } from './observed.ts';

/** A guest gets an interrupt that its own work has raised. */
const own = (observation: Observation, guest?: string): boolean =>
  arrives(observation, 'injected') &&
  observation.to === (guest ?? observation.to) &&
  observation.to === transaction(observation).ghost.cause;

export const interruptDeliverable = defineProperty({
  id: 'interrupt-deliverable',
  title: 'Every guest can always get its interrupts',
  claim: 'Whatever has happened, each guest can still be brought an interrupt that its own work raises.',
  why: 'A design that delivers nothing isolates perfectly. And if somebody can bring a guest into a state from which no interrupt reaches it any more, that is an attack of its own.',
  sources: ['Linux Documentation/PCI/msi-howto.rst (what a driver may rely on)'],
  body: {
    kind: 'alwaysPossible',
    goals: (parties) =>
      parties
        .filter(({ role }) => role === 'guest')
        .map(({ name }) => ({
          name: `an interrupt of ${name}’s own work`,
          seen: (observation) => own(observation, name),
        })),
  },
  witness: {
    means: 'a guest gets an interrupt that its own work has raised',
    seen: (observation) => own(observation),
  },
});
