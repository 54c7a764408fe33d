import { type AnyStateMachine, component, type Component, type Role } from '../src/language/index.ts';
import type { Setting } from './setting.ts';

/** A machine with its stimuli, as `component()` takes them, but without a name. */
export type Made = Pick<Component, 'machine' | 'stimuli'>;

/** A kind of part: what it models, after which documents, and how to make one. */
export interface PartKind {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly sources: readonly string[];
  /** `token` is what a part of which there are several is for: a guest, a message entry, a table entry. */
  readonly make: (setting: Setting, token: string) => Made;
}

/** A machine and its stimuli, checked against each other; their types are forgotten. */
export const made = <M extends AnyStateMachine>(
  machine: M,
  stimuli: NonNullable<Component<M>['stimuli']>,
): Made => {
  const { stimuli: checked } = component({ name: '', role: 'hardware', machine, stimuli });
  return { machine, ...(checked === undefined ? {} : { stimuli: checked }) };
};
