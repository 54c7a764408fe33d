import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { UserError } from '../kernel/index.ts';
import {
  environment,
  type Message,
  type NetworkDefinition,
  type Overflow,
  type Property,
  type Role,
  type Wire,
} from '../language/index.ts';
import { routing, type Routing } from './routes.ts';
import { refuseUnsupported } from './refuse.ts';
import { bounded, guarded, start, stateText } from './react.ts';
import { sealed } from './canonical.ts';

/** A machine at its place in the state vector. */
export interface Part {
  readonly name: string;
  readonly role: Role | 'observer';
  readonly machine: AnyStateMachine;
  readonly initial: AnyMachineSnapshot;
  /** The events that may be injected in this snapshot. */
  readonly stimuli: (snapshot: AnyMachineSnapshot) => readonly Message[];
}

/** A queue wire at its place in the state vector. */
export interface Queue {
  readonly name: string;
  readonly kind: 'queue' | 'unordered';
  readonly capacity: number;
  readonly overflow: Overflow;
  readonly wire: Wire;
}

/** A design whose machines have been checked and whose names have been resolved. */
export interface Network {
  readonly definition: NetworkDefinition;
  /** Slots 0 … of the state vector. */
  readonly parts: readonly Part[];
  /** The slots after the parts. */
  readonly queues: readonly Queue[];
  /** The slots after the queues. */
  readonly observers: readonly Part[];
  readonly properties: readonly Property[];
  readonly routing: Routing;
}

/**
 * Checks a definition and makes it executable, with one observer for each property that is written as one.
 *
 * @throws UserError IRQ030, IRQ031 (unsupported machines), IRQ036, IRQ038, IRQ041 (names and wires), IRQ042
 */
export const buildNetwork = (
  definition: NetworkDefinition,
  properties: readonly Property[] = [],
): Network => {
  const names = definition.components.map(({ name }) => name);
  const queues = definition.wires.flatMap(queueOf);
  unique([environment, ...names, ...queues.map(({ name }) => name), ...properties.map(({ id }) => id)]);
  const parts = definition.components.map((declared): Part => {
    refuseUnsupported(declared.name, declared.machine);
    const stimuli = (declared.stimuli ?? (() => [])) as Part['stimuli'];
    return part(declared.name, declared.role, declared.machine, stimuli);
  });
  const observers = properties.flatMap(({ id, body }): Part[] => {
    if (body.kind !== 'observer') return [];
    refuseUnsupported(id, body.machine);
    return [part(id, 'observer', body.machine, () => [])];
  });
  return { definition, parts, queues, observers, properties, routing: routing(definition.wires, names) };
};

const part = (name: string, role: Part['role'], given: AnyStateMachine, stimuli: Part['stimuli']): Part => {
  const machine = bounded(given);
  const asked = (snapshot: AnyMachineSnapshot): readonly Message[] => {
    const where = `the list of stimuli of component ${name} in state ${stateText(snapshot)}`;
    return sealed(
      guarded(where, () => stimuli(snapshot)),
      where,
    );
  };
  return { name, role, machine, initial: start(name, machine), stimuli: asked };
};

const queueOf = (wire: Wire): Queue[] => {
  if (wire.via.kind === 'sync') return [];
  const { kind, capacity, overflow } = wire.via;
  if (wire.name === undefined || !Number.isInteger(capacity) || capacity < 1) {
    throw new UserError(
      'IRQ041',
      `the ${kind} wire for ${wire.event} needs a name and a capacity of at least 1`,
      {
        expected: "name: 'posted-writes', via: queue(1)",
      },
    );
  }
  return [{ name: wire.name, kind, capacity, overflow, wire }];
};

const unique = (names: readonly string[]): void => {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new UserError('IRQ038', `two components, queues or properties are called ${twice}`, {
    fix: twice === environment ? `${environment} is all that is outside; rename yours` : 'rename one of them',
  });
};
