import type { Observation, Phrases, Property } from '../language/index.ts';
import type { GlobalValue, Trace } from '../trace/index.ts';
import { changed, changesBySlot, flow, short, told } from './words.ts';

/** A counterexample to be told. */
export interface Story {
  readonly design: string;
  readonly property: Pick<Property, 'id' | 'short' | 'claim'>;
  readonly trace: Trace;
  readonly phrases: Phrases;
  /** What can no longer be reached at the end. */
  readonly goal?: string;
}

/** How much of the state to print: what changed, or everything at each step. */
export type Detail = 'diff' | 'full';

/** The name of a property with its short id: `store-integrity (S6)`. */
export const propertyName = ({ id, short: code }: Pick<Property, 'id' | 'short'>): string =>
  code === undefined ? id : `${id} (${code})`;

/** The headline: which design violates what, and how soon. */
export const headline = ({ design, property, trace }: Story): string => {
  const { length } = trace.steps;
  return `${design} violates ${propertyName(property)} after ${length} ${length === 1 ? 'step' : 'steps'}`;
};

/** The last sentence: what is wrong at the end. */
export const ending = ({ property, goal }: Story): string =>
  goal === undefined ? `This breaks ${property.id}.` : `From here ${goal} can never be reached again.`;

/** The story as lines of plain text. */
export const storyLines = (story: Story, detail: Detail): string[] => {
  const { trace, phrases, property } = story;
  const steps = trace.steps.flatMap((step, i) => {
    const passed = flow(step);
    const width = Math.max(...passed.map((observation) => arrow(observation).length));
    return [
      '',
      `${i + 1}. ${step.actor}`,
      ...passed.map(
        (observation) => `   ${arrow(observation).padEnd(width)}  ${told(observation.event, phrases)}`,
      ),
      ...(detail === 'full' ? stateLines(step.state) : changeLines(step, phrases)),
    ];
  });
  const initial = detail === 'full' ? ['', 'At the start', ...stateLines(trace.initial)] : [];
  return [headline(story), '', property.claim, ...initial, ...steps, '', ending(story)];
};

const arrow = ({ from, to, phase }: Observation): string =>
  `${from} → ${to}${phase === 'sent' ? ' (queued)' : phase === 'dropped' ? ' (dropped)' : ''}`;

const changeLines = (step: Trace['steps'][number], phrases: Phrases): string[] =>
  [...changesBySlot(step.changes)].map(
    ([slot, changes]) => `   * ${slot}  ${changes.map((change) => changed(change, phrases)).join('; ')}`,
  );

const stateLines = (state: GlobalValue): string[] =>
  Object.entries(state).map(([slot, value]) => {
    const text =
      'queued' in value
        ? short(value.queued)
        : [value.state, short(value.context)].filter(Boolean).join('; ');
    return `   = ${slot}  ${text}`;
  });
