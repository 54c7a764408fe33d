import { type Choice, type Path, UserError } from '../kernel/index.ts';
import {
  canonical,
  choiceCount,
  type Configuration,
  initialConfiguration,
  type Marking,
  type Network,
  take,
} from '../network/index.ts';
import { record } from './record.ts';
import { type StoredStep, type StoredTrace } from './itf.ts';
import { globalValue, type GlobalValue, type Trace } from './trace.ts';

/** What has come of a stored trace on the machines of today. */
export interface Replay {
  readonly path: Path;
  readonly trace: Trace;
  /** The marks of its end, by number. */
  readonly marks: readonly number[];
}

/**
 * Replays a stored trace on the XState machines and compares every state with the recorded one.
 *
 * @throws UserError IRQ051 if a step is not possible, IRQ052 if a state differs
 */
export const replay = (network: Network, marking: Marking, stored: StoredTrace, file: string): Replay => {
  let configuration: Configuration = initialConfiguration(network);
  compare(globalValue(network, configuration), stored.initial, 0, file);
  const path = stored.steps.map((step, i): Choice => {
    const choice = findChoice(network, configuration, step);
    const taken = choice && take(network, configuration, choice);
    if (choice === undefined || taken?.kind !== 'taken') {
      throw new UserError(
        'IRQ051',
        `step ${i + 1} is not possible: ${step.actor} cannot ${step.event.type} here`,
        {
          file,
          fix: 'the design or its parts have changed since the trace was stored; check the design again',
        },
      );
    }
    configuration = taken.next;
    compare(globalValue(network, configuration), step.state, i + 1, file);
    return choice;
  });
  return { path, ...record(network, marking, path) };
};

/** The choice that a stored step stands for: the actor's stimulus with this very payload, or the queue's element. */
const findChoice = (network: Network, configuration: Configuration, step: StoredStep): Choice | undefined => {
  const part = network.parts.findIndex(({ name }) => name === step.actor);
  if (part >= 0) {
    const wanted = canonical(step.event, 'event');
    const stimuli = network.parts[part]!.stimuli(configuration.snapshots[part]!);
    const index = stimuli.findIndex((event) => canonical(event, 'event') === wanted);
    return index < 0 ? undefined : { slot: part, index };
  }
  const queue = network.queues.findIndex(({ name }) => name === step.actor);
  const slot = network.parts.length + queue;
  return queue >= 0 && step.element < choiceCount(network, configuration, slot)
    ? { slot, index: step.element }
    : undefined;
};

const compare = (actual: GlobalValue, recorded: GlobalValue, index: number, file: string): void => {
  for (const slot of new Set([...Object.keys(actual), ...Object.keys(recorded)])) {
    const [now, then] = [actual[slot], recorded[slot]].map((value) => canonical(value ?? 'absent', slot));
    if (now === then) continue;
    throw new UserError('IRQ052', `after ${index} steps ${slot} is ${now}`, {
      file,
      field: `states[${index}].${slot}`,
      expected: then!,
      fix: 'the design or its parts have changed since the trace was stored; check the design again',
    });
  }
};
