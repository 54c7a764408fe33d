import type { Slot, System } from '../kernel/index.ts';
import { Identifiers, printable, slug } from './identifiers.ts';

/** A local state that its slot really has in some reachable state. */
export interface Local {
  readonly local: number;
  /** What it is, for a comment. */
  readonly text: string;
  /** Its identifier, unlike any other of the whole system: `door__open`. */
  readonly constant: string;
}

/** A slot with all of its reachable local states, and identifiers for languages that need some. */
export interface Domain {
  readonly slot: Slot;
  /** The slot's name as an identifier: `door`. */
  readonly id: string;
  /** `at_door` */
  readonly variable: string;
  /** `door_state` */
  readonly type: string;
  /** Ascending. */
  readonly locals: readonly Local[];
  readonly constantOf: (local: number) => string;
}

/**
 * The double underscore, which slugs never have, keeps constants apart from keywords of any language, and
 * the prefix does so for variables.
 */
export const domains = (system: System, reached: readonly ReadonlySet<number>[]): Domain[] => {
  const taken = new Identifiers();
  const ids = new Identifiers();
  return system.slots.map((slot, position) => {
    const id = ids.take(slug(slot.name));
    const locals = [...reached[position]!]
      .sort((a, b) => a - b)
      .map((local): Local => {
        const text = printable(system.names?.local(position, local) ?? `${local}`);
        return { local, text, constant: taken.take(`${id}__${slug(text)}`) };
      });
    const constants = new Map(locals.map(({ local, constant }) => [local, constant]));
    return {
      slot,
      id,
      variable: taken.take(`at_${id}`),
      type: taken.take(`${id}_state`),
      locals,
      // A rule may have been changed by a test to write what is never reached; it then fails in the other tool.
      constantOf: (local) => constants.get(local) ?? `${id}__unknown_${local}`,
    };
  });
};
