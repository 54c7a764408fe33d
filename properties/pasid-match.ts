import { defineProperty, type Observation } from '../src/language/index.ts';
import { arrives, isGuest, transaction } from './observed.ts';

/** An accepted interrupt message of a guest whose work carries PASIDs. */
const accepted = (observation: Observation): ReturnType<typeof transaction>['ghost'] | undefined => {
  if (!arrives(observation, 'interrupt')) return undefined;
  const { ghost } = transaction(observation);
  return ghost.origin === 'message' && isGuest(ghost.cause) && ghost.runs !== 'none' ? ghost : undefined;
};

export const pasidMatch = defineProperty({
  id: 'pasid-match',
  short: 'S11',
  title: 'Guest interrupts are raised under the PASID of the guest’s work',
  claim:
    'Every interrupt that a guest’s work raises has been checked against, or is tagged with, the PASID under which that work should run, and never the host’s default where the guest has bound its own.',
  why: 'The PASID is what ties an interrupt of a shared function to its guest. An interrupt that fires under the host’s default PASID is tied to nobody.',
  sources: [
    'Thomas Gleixner on "vfio: mdev: common lib code for setting up Interrupt Message Store", June 2021 (an interrupt that fires before MSIXPERM is set up)',
    'Intel DSA Architecture Specification rev. 3.0: 3.7, 5.4',
  ],
  body: {
    kind: 'neverObserved',
    forbidden: (observation) => {
      const found = accepted(observation);
      return found !== undefined && (found.bound !== found.runs || found.bound !== found.work);
    },
  },
  witness: {
    means: 'an interrupt is accepted that is bound to the PASID of the work that raised it',
    seen: (observation) => {
      const found = accepted(observation);
      return found !== undefined && found.bound === found.runs;
    },
  },
});
