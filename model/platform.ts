import { UserError } from '../src/kernel/index.ts';
import type { Component, NetworkDefinition } from '../src/language/index.ts';
import type { Made } from './part.ts';
import { type PartId, parts } from './parts/index.ts';
import type { Setting } from './setting.ts';
import { deviceWires } from './wires/device.ts';
import { phrases } from './phrases.ts';
import { symmetricSets } from './symmetry.ts';
import { softwareWires } from './wires/software.ts';
import { upstreamWires } from './wires/upstream.ts';

/** Machines that take the place of parts of a kind; made like them. */
export type Replacements = Readonly<Partial<Record<PartId, (setting: Setting, token: string) => Made>>>;

/**
 * The block diagram: which parts a design asks for and how they are connected. It depends on the choices and
 * the scope alone.
 */
export const platform = (
  name: string,
  setting: Setting,
  replacements: Replacements = {},
): NetworkDefinition => {
  const { choices, guests, entries, irteOf, hostIrte } = setting;
  const one = (kind: PartId, called: string, token = called): Component => ({
    name: called,
    role: parts[kind].role,
    ...replaced(kind, replacements, setting, token),
  });
  const hostSide = choices.guest.ims === 'hidden' ? 'hostInterrupt' : 'hostGrant';
  return {
    name,
    components: [
      ...guests.map((guest, i) => one(i === 0 ? 'hostileGuest' : 'victimGuest', guest)),
      ...guests.map((guest) => one('vmm', setting.vmmOf(guest), guest)),
      ...entries.map((entry) => one(hostSide, setting.hostSideOf(entry), entry)),
      ...guests.map((guest) => one('unit', setting.unitOf(guest), guest)),
      one('messageLogic', 'messageLogic'),
      ...entries.map((entry) => one('messageEntry', entry)),
      one('rootComplex', 'rootComplex'),
      one('interruptRemapping', 'interruptRemapping'),
      ...[...entries.map(irteOf), hostIrte].map((irte) => one('irte', irte)),
      one('dmaRemapping', 'dmaRemapping'),
      one('localApic', 'localApic'),
    ],
    phrases,
    symmetric: symmetricSets(setting),
    wires: [...softwareWires(setting), ...deviceWires(setting), ...upstreamWires(setting)],
  };
};

/** The machine of a part: the designer's own if there is one. */
const replaced = (kind: PartId, replacements: Replacements, setting: Setting, token: string): Made => {
  const own = replacements[kind];
  if (own === undefined) return parts[kind].make(setting, token);
  try {
    const given: Partial<Made> | undefined = own(setting, token);
    if (isMachine(given?.machine)) return { ...given, machine: given.machine };
    throw notMachine(kind, isMachine(given) ? 'the machine itself is given' : 'what is given is no machine');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw notMachine(kind, `the function that makes it fails: ${(error as Error).message}`);
  }
};

/** By what it can do: a design in TypeScript may bring an XState of its own. */
const isMachine = (value: unknown): value is Made['machine'] =>
  typeof value === 'object' &&
  value !== null &&
  ['config', 'root', 'implementations', 'transition', 'getTransitionData'].every((name) => name in value);

export const notMachine = (kind: string, message: string): UserError =>
  new UserError('IRQ019', message, {
    field: `parts.${kind}`,
    expected: 'a function that returns { machine, stimuli }, the machine made with XState 5',
    fix: `parts: { ${kind}: () => ({ machine: setup({ … }).createMachine({ … }) }) }`,
  });
