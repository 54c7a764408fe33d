import type { AnyStateMachine } from 'xstate';
import { UserError } from '../../src/kernel/index.ts';
import {
  type Component,
  type Message,
  type Observation,
  type Property,
  sync,
  type Via,
  type Wire,
} from '../../src/language/index.ts';
import {
  buildNetwork,
  choiceCount,
  type Configuration,
  initialConfiguration,
  type Network,
  take,
  type Taken,
} from '../../src/network/index.ts';

/** A component that the environment may send any of these events at any time. */
export const part = (
  name: string,
  machine: AnyStateMachine,
  ...events: readonly (string | Message)[]
): Component => ({
  name,
  role: 'hardware',
  machine,
  stimuli: () => events.map((event) => (typeof event === 'string' ? { type: event } : event)),
});

/** A wire; queues are called `from-to` unless they are given a name. */
export const line = (
  event: string,
  from: string,
  to: Wire['to'],
  via: Via = sync,
  name = `${from}-${typeof to === 'function' ? event : String(to)}`,
): Wire => ({ name, event, from, to, via, because: 'a test' });

export const net = (
  components: readonly Component[],
  wires: readonly Wire[] = [],
  properties: readonly Property[] = [],
): Network => buildNetwork({ name: 'small', components, wires }, properties);

/** A property with nothing but a body. */
export const claim = (
  id: string,
  body: Property['body'],
  seen: Property['witness']['seen'] = () => true,
) => ({
  id,
  title: id,
  claim: id,
  why: 'a test',
  sources: [],
  body,
  witness: { means: 'anything', seen },
});

/** The mistake that `run` reports. */
export const mistake = (run: () => unknown): UserError => {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing is reported');
};

/** `device -> table: READ`, with the phase where it is not a delivery. */
export const text = ({ event, from, to, phase }: Observation): string =>
  `${from} -> ${to}: ${event.type}${phase === 'delivered' ? '' : ` (${phase})`}`;

/**
 * Takes one step. A move is the name of a component and the type of a stimulus, as in `cpu READ`, or the
 * name of a queue wire, with the index of the item if it is unordered, as in `bus` or `bus 1`.
 */
export const move = (network: Network, at: Configuration, step: string): ReturnType<typeof take> => {
  const [actor = '', what = '0'] = step.split(' ');
  const partSlot = network.parts.findIndex(({ name }) => name === actor);
  const slot =
    partSlot >= 0 ? partSlot : network.parts.length + network.queues.findIndex(({ name }) => name === actor);
  const index =
    partSlot < 0
      ? Number(what)
      : network.parts[slot]!.stimuli(at.snapshots[slot]!).findIndex(({ type }) => type === what);
  if (index < 0 || index >= choiceCount(network, at, slot)) throw new Error(`no move ${step}`);
  return take(network, at, { slot, index });
};

/** Takes the steps one after the other; none of them may be blocked. */
export const drive = (network: Network, ...steps: readonly string[]): Taken => {
  let at = initialConfiguration(network);
  let last: Taken | undefined;
  for (const step of steps) {
    const taken = move(network, at, step);
    if (taken.kind === 'blocked') throw new Error(`${step} is blocked by ${taken.queue}`);
    last = taken;
    at = taken.next;
  }
  if (last === undefined) throw new Error('no steps');
  return last;
};

/** What is observed in the last of these steps. */
export const story = (network: Network, ...steps: readonly string[]): string[] =>
  drive(network, ...steps).observations.map(text);

/** The state value of a component. */
export const valueOf = (network: Network, at: Configuration, name: string): unknown =>
  at.snapshots[network.parts.findIndex((candidate) => candidate.name === name)]!.value;

/** The context of a component. */
export const contextOf = (network: Network, at: Configuration, name: string): unknown =>
  at.snapshots[network.parts.findIndex((candidate) => candidate.name === name)]!.context;
