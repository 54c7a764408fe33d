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
  /** `index` tells parts of one kind apart: the guest or the entry; 0 if there is only one. */
  readonly make: (setting: Setting, index: number) => Made;
}

/** A machine and its stimuli, checked against each other; their types are forgotten. */
export const made = <M extends AnyStateMachine>(
  machine: M,
  stimuli: NonNullable<Component<M>['stimuli']>,
): Made => {
  const { stimuli: checked } = component({ name: '', role: 'hardware', machine, stimuli });
  return { machine, ...(checked === undefined ? {} : { stimuli: checked }) };
};
