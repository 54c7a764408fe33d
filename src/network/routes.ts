import { UserError } from '../kernel/index.ts';
import { environment, type Message, type Wire } from '../language/index.ts';

/** Where an emitted event goes next: to a component, into a queue wire, or out of the network. */
export type Hop =
  | { readonly kind: 'component' | 'environment'; readonly to: string }
  | { readonly kind: 'queue'; readonly to: string };

export interface Routing {
  /** The hops of an event that `from` has just emitted, in the order of the wires. */
  readonly sent: (from: string, event: Message) => readonly Hop[];
  /** The receivers of an event that leaves a queue wire. */
  readonly left: (wire: Wire, event: Message) => readonly Hop[];
}

/** @throws UserError IRQ036 if a wire names a component that does not exist */
export const routing = (wires: readonly Wire[], components: readonly string[]): Routing => {
  const known = new Set(components);
  const bySender = new Map<string, Wire[]>();
  for (const wire of wires) {
    for (const from of list(wire.from)) {
      check(wire, known, from, false);
      const key = `${from} ${wire.event}`;
      bySender.set(key, [...(bySender.get(key) ?? []), wire]);
    }
    if (typeof wire.to !== 'function') for (const to of list(wire.to)) check(wire, known, to, true);
  }

  const left = (wire: Wire, event: Message): Hop[] =>
    receivers(wire, event).map((to) => {
      if (to === environment) return { kind: 'environment', to };
      if (known.has(to)) return { kind: 'component', to };
      throw new UserError(
        'IRQ040',
        `the wire for ${wire.event} picks the receiver ${to}, which does not exist`,
        {
          expected: `one of ${components.join(', ')}`,
          fix: `the event was ${JSON.stringify(event)}`,
        },
      );
    });

  const sent = (from: string, event: Message): Hop[] => {
    const matching = bySender.get(`${from} ${event.type}`);
    if (matching === undefined) {
      throw new UserError('IRQ035', `component ${from} emits ${event.type}, and no wire takes it`, {
        fix: `add a wire from ${from} for ${event.type}; to: environment if nobody is to receive it`,
      });
    }
    return matching.flatMap((wire) =>
      wire.via.kind === 'sync' ? left(wire, event) : [{ kind: 'queue' as const, to: wire.name as string }],
    );
  };
  return { sent, left };
};

const receivers = (wire: Wire, event: Message): readonly string[] => {
  if (typeof wire.to !== 'function') return list(wire.to);
  try {
    return list(wire.to(event));
  } catch (error) {
    throw new UserError('IRQ040', `the wire for ${wire.event} fails to pick a receiver: ${String(error)}`, {
      fix: `the event was ${JSON.stringify(event)}`,
    });
  }
};

const list = (names: string | readonly string[]): readonly string[] =>
  typeof names === 'string' ? [names] : names;

const check = (wire: Wire, known: ReadonlySet<string>, name: string, receiver: boolean): void => {
  if (known.has(name) || (receiver && name === environment)) return;
  throw new UserError('IRQ036', `the wire for ${wire.event} names ${name}, which does not exist`, {
    expected: `one of ${[...known].join(', ')}`,
  });
};
