import type { AnyMachineSnapshot } from 'xstate';
import { UserError, type Choice } from '../kernel/index.ts';
import { environment, type Message, type Observation, type View } from '../language/index.ts';
import type { Network, Part } from './build.ts';
import { type InFlight, put } from './in-flight.ts';
import { react } from './react.ts';
import type { Hop } from './routes.ts';

/** A global state as the XState machines know it. */
export interface Configuration {
  /** By part. */
  readonly snapshots: readonly AnyMachineSnapshot[];
  /** By queue, oldest first; sorted if unordered. */
  readonly queues: readonly (readonly InFlight[])[];
  /** By observer. */
  readonly heard: readonly AnyMachineSnapshot[];
}

/** A step that the XState machines have taken. */
export interface Taken {
  readonly kind: 'taken';
  /** The component that was stimulated, or the queue that delivered. */
  readonly actor: string;
  readonly event: Message;
  /** All that passed between components, in order; the stimulus first. */
  readonly observations: readonly Observation[];
  readonly next: Configuration;
}

/** A step that a full queue disables. */
export interface Blocked {
  readonly kind: 'blocked';
  readonly queue: string;
}

/** A cascade of more deliveries than this is a loop. */
export const DELIVERIES_MAX = 1000;

export const initialConfiguration = ({ parts, queues, observers }: Network): Configuration => ({
  snapshots: parts.map(({ initial }) => initial),
  queues: queues.map(() => []),
  heard: observers.map(({ initial }) => initial),
});

/** How many steps the slot can begin. */
export const choiceCount = (network: Network, { snapshots, queues }: Configuration, slot: number): number => {
  const part = network.parts[slot];
  if (part !== undefined) return part.stimuli(snapshots[slot]!).length;
  const queue = slot - network.parts.length;
  const content = queues[queue];
  if (content === undefined || content.length === 0) return 0;
  return network.queues[queue]!.kind === 'queue' ? 1 : content.length;
};

/** Looks at a configuration by component or observer name. */
export const viewOf =
  ({ parts, observers }: Network, { snapshots, heard }: Configuration): View =>
  (name) => {
    const part = parts.findIndex((candidate) => candidate.name === name);
    const found = snapshots[part] ?? heard[observers.findIndex((candidate) => candidate.name === name)];
    if (found !== undefined) return found;
    throw unknownComponent(name);
  };

export const unknownComponent = (name: string): UserError =>
  new UserError('IRQ044', `a property looks at the component ${name}, which the design does not have`);

/**
 * Takes one step on the machines themselves: the stimulus or queue delivery, then its cascade, first-in
 * first-out, until nothing is on its way any more. This is the definition of a step; the tabulated system
 * must agree with it.
 *
 * @throws UserError IRQ032, IRQ033, IRQ035, IRQ040, IRQ042 for errors of the model
 */
export const take = (network: Network, from: Configuration, choice: Choice): Taken | Blocked => {
  const { parts, routing } = network;
  const snapshots = [...from.snapshots];
  const queues = [...from.queues];
  const heard = [...from.heard];
  const observations: Observation[] = [];
  const work: (InFlight & { hop: Hop })[] = [];

  const observe = (observation: Observation): void => {
    observations.push(observation);
    network.observers.forEach((observer, i) => {
      heard[i] = listen(observer, heard[i]!, heardAs(observation));
    });
  };

  const begun = begin(network, from, choice);
  if (begun.queue >= 0) queues[begun.queue] = queues[begun.queue]!.toSpliced(choice.index, 1);
  work.push(...begun.hops.map((hop) => ({ hop, event: begun.event, from: begun.from })));

  for (let delivered = 0; work.length > 0; delivered++) {
    const { hop, event, from: sender } = work.shift()!;
    if (delivered >= DELIVERIES_MAX) throw endless(observations);
    if (hop.kind === 'queue') {
      const index = network.queues.findIndex(({ name }) => name === hop.to);
      const queue = network.queues[index]!;
      const longer = put(queue, queues[index]!, { event, from: sender });
      if (longer === undefined && queue.overflow !== 'drop') return { kind: 'blocked', queue: hop.to };
      if (longer !== undefined) queues[index] = longer;
      observe({ event, from: sender, to: hop.to, phase: longer === undefined ? 'dropped' : 'sent' });
      continue;
    }
    observe({ event, from: sender, to: hop.to, phase: 'delivered' });
    if (hop.kind === 'environment') continue;
    const slot = parts.findIndex(({ name }) => name === hop.to);
    const { next, emitted } = react(hop.to, parts[slot]!.machine, snapshots[slot]!, event);
    snapshots[slot] = next;
    for (const out of emitted) {
      work.push(...routing.sent(hop.to, out).map((to) => ({ hop: to, event: out, from: hop.to })));
    }
  }
  return {
    kind: 'taken',
    actor: begun.actor,
    event: begun.event,
    observations,
    next: { snapshots, queues, heard },
  };
};

/** What starts the cascade: the stimulus on its way to its component, or the event that leaves its queue. */
const begin = (
  network: Network,
  { snapshots, queues }: Configuration,
  { slot, index }: Choice,
): InFlight & { actor: string; queue: number; hops: readonly Hop[] } => {
  const part = network.parts[slot];
  if (part !== undefined) {
    const event = part.stimuli(snapshots[slot]!)[index]!;
    const hops: Hop[] = [{ kind: 'component', to: part.name }];
    return { event, from: environment, actor: part.name, queue: -1, hops };
  }
  const queue = slot - network.parts.length;
  const { event, from } = queues[queue]![index]!;
  const { name, wire } = network.queues[queue]!;
  return { event, from, actor: name, queue, hops: network.routing.left(wire, event) };
};

/** What an observer receives for an observation. */
export const heardAs = ({ event, ...observed }: Observation): Message => ({ ...event, observed });

/** An observer takes the observations that it has a transition for; it cannot object to any. */
export const listen = (observer: Part, snapshot: AnyMachineSnapshot, heard: Message): AnyMachineSnapshot => {
  if (observer.machine.getTransitionData(snapshot, heard).length === 0) return snapshot;
  const { next, emitted } = react(observer.name, observer.machine, snapshot, heard);
  if (emitted.length === 0) return next;
  throw new UserError(
    'IRQ035',
    `the observer ${observer.name} emits ${emitted[0]!.type}, and no wire takes it`,
    {
      fix: 'an observer reports by entering a state tagged violation',
    },
  );
};

/** The error for a cascade that goes in a circle, with the circle printed. */
export const endless = (observations: readonly Observation[]): UserError => {
  const text = (o: Observation): string => `${o.from} → ${o.to}: ${o.event.type}`;
  const last = text(observations.at(-1)!);
  const turn = observations.findLastIndex((o, i) => i < observations.length - 1 && text(o) === last);
  const loop = observations.slice(turn + 1).map(text);
  return new UserError('IRQ033', `a cascade does not end; it repeats: ${loop.join('; ')}`, {
    fix: 'one of these wires should be a queue, or one of the parts should not answer',
  });
};
