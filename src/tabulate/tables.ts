import type { Choice } from '../kernel/index.ts';
import { environment, type Message, type Observation } from '../language/index.ts';
import { eventText, heardAs, type Hop, type InFlight, type Network } from '../network/index.ts';
import { MachineTable } from './machine-table.ts';
import { QueueTable } from './queue-table.ts';

/** A hop with its receiver as a slot; -1 is the environment. */
export interface Target {
  readonly slot: number;
  readonly name: string;
}

/** What starts a cascade. */
export interface Start extends InFlight {
  readonly targets: readonly Target[];
}

/** The tables of all slots of a network, and the numbering of slots: parts, then queues, then observers. */
export class Tables {
  readonly network: Network;
  readonly parts: readonly MachineTable[];
  readonly queues: readonly QueueTable[];
  readonly observers: readonly MachineTable[];
  private readonly slots = new Map<string, number>();
  private readonly heardBefore = new Map<string, Message>();
  private readonly hears: readonly ((type: string) => boolean)[];

  constructor(network: Network, localsMax?: number) {
    this.network = network;
    this.parts = network.parts.map((part) => new MachineTable(part, localsMax));
    this.queues = network.queues.map((queue) => new QueueTable(queue, localsMax));
    this.observers = network.observers.map((part) => new MachineTable(part, localsMax));
    for (const { name } of [...network.parts, ...network.queues, ...network.observers]) {
      this.slots.set(name, this.slots.size);
    }
    this.hears = network.observers.map(({ machine }) => {
      const types = new Set<string>(machine.events);
      const wild = [...types].some((type) => type.includes('*'));
      return (type) => wild || types.has(type);
    });
  }

  get slotCount(): number {
    return this.slots.size;
  }

  slotOf(name: string): number | undefined {
    return this.slots.get(name);
  }

  queueAt(slot: number): QueueTable | undefined {
    return this.queues[slot - this.parts.length];
  }

  /** The machine of a part or observer slot. */
  machineAt(slot: number): MachineTable | undefined {
    return this.parts[slot] ?? this.observers[slot - this.parts.length - this.queues.length];
  }

  localCount(slot: number): number {
    return (this.machineAt(slot) ?? this.queueAt(slot)!).size;
  }

  choiceCount(slot: number, local: number): number {
    return this.parts[slot]?.stimuli(local).length ?? this.queueAt(slot)?.choices(local) ?? 0;
  }

  /** The event that the choice sets off and where it goes. */
  start({ slot, index }: Choice, local: number): Start {
    const part = this.parts[slot];
    if (part !== undefined) {
      const targets = [{ slot, name: part.part.name }];
      return { event: part.stimuli(local)[index]!, from: environment, targets };
    }
    const table = this.queueAt(slot)!;
    const item = table.items(local)[index]!;
    return { ...item, targets: this.network.routing.left(table.queue.wire, item.event).map(this.target) };
  }

  targets(from: string, event: Message): readonly Target[] {
    return this.network.routing.sent(from, event).map(this.target);
  }

  /** Calls `next` for each observer slot that changes on an observation, given how to read its local state. */
  hear(
    observation: Observation,
    read: (slot: number) => number,
    next: (slot: number, local: number) => void,
  ): void {
    this.observers.forEach((table, i) => {
      if (!this.hears[i]!(observation.event.type)) return;
      const slot = this.parts.length + this.queues.length + i;
      next(slot, table.cell(read(slot), this.heard(observation)).next);
    });
  }

  /** What observers receive: one object per observation, however often it is made. */
  private heard(observation: Observation): Message {
    const { event, from, to, phase } = observation;
    const key = `${from} ${to} ${phase} ${eventText(event)}`;
    const known = this.heardBefore.get(key) ?? heardAs(observation);
    this.heardBefore.set(key, known);
    return known;
  }

  private readonly target = ({ kind, to }: Hop): Target => ({
    slot: kind === 'environment' ? -1 : this.slots.get(to)!,
    name: to,
  });
}
