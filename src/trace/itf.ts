import { z } from 'zod';
import { UserError } from '../kernel/index.ts';
import type { Message } from '../language/index.ts';
import type { GlobalValue, Trace } from './trace.ts';

/** The version of what we add to the Informal Trace Format under `#meta`. */
export const ITF_VERSION = 1;

/** What a stored trace says about itself. */
export interface TraceMeta {
  readonly design: string;
  readonly property: string;
  /** The data of the design file, so that the trace can be replayed where the file is not. */
  readonly source?: unknown;
  /** For a claim about what stays possible: what can no longer be reached. */
  readonly goal?: string;
}

/** One step of a stored trace: who acted, and on what. */
export interface StoredStep {
  readonly actor: string;
  readonly event: Message;
  readonly element: number;
}

export interface StoredTrace {
  readonly meta: TraceMeta;
  readonly initial: GlobalValue;
  readonly steps: readonly (StoredStep & { readonly state: GlobalValue })[];
}

const message = z.looseObject({ type: z.string() });
const meta = z.looseObject({
  format: z.literal('ITF'),
  'irqproof-version': z.number(),
  design: z.string(),
  property: z.string(),
  source: z.unknown().optional(),
  goal: z.string().optional(),
});

/** The shape of a stored trace; see Apalache ADR-015 for ITF itself. */
export const itfSchema = z.looseObject({
  '#meta': meta,
  vars: z.array(z.string()),
  states: z
    .array(
      z.looseObject({
        '#meta': z.looseObject({ index: z.number() }),
        'mbt::actionTaken': z.string(),
        'mbt::nondetPicks': z.looseObject({ event: message.optional(), element: z.int().min(0).optional() }),
      }),
    )
    .min(1),
});

/**
 * A trace in the Informal Trace Format (Apalache ADR-015), so that other people's viewers can open it. The
 * variables are the components and queues; the action variables are those of Quint and Apalache.
 */
export const toItf = (
  trace: Trace,
  { design, property, source, goal }: TraceMeta,
): z.infer<typeof itfSchema> => ({
  '#meta': {
    format: 'ITF',
    'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
    'irqproof-version': ITF_VERSION,
    design,
    property,
    ...(goal === undefined ? {} : { goal }),
    ...(source === undefined ? {} : { source }),
  },
  vars: ['mbt::actionTaken', 'mbt::nondetPicks', ...Object.keys(trace.initial)],
  states: [
    {
      '#meta': { index: 0 },
      'mbt::actionTaken': 'init',
      'mbt::nondetPicks': {},
      ...encodeState(trace.initial),
    },
    ...trace.steps.map(({ actor, event, element, state }, i) => ({
      '#meta': { index: i + 1 },
      'mbt::actionTaken': actor,
      'mbt::nondetPicks': { event, element },
      ...encodeState(state),
    })),
  ],
});

/**
 * Reads a stored trace.
 *
 * @throws UserError IRQ050 if it is not one of ours, IRQ054 if its version is not supported
 */
export const fromItf = (data: unknown, file: string): StoredTrace => {
  const parsed = itfSchema.safeParse(data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new UserError('IRQ050', `this is not a trace that irqproof has written: ${issue.message}`, {
      file,
      field: issue.path.join('.'),
      expected: 'the ITF file of a stored counterexample',
    });
  }
  const { '#meta': about, states } = parsed.data;
  if (about['irqproof-version'] !== ITF_VERSION) {
    throw new UserError('IRQ054', `trace version ${about['irqproof-version']} is not supported`, {
      file,
      expected: String(ITF_VERSION),
    });
  }
  const { design, property, source, goal } = about;
  return {
    meta: {
      design,
      property,
      ...(source === undefined ? {} : { source }),
      ...(goal === undefined ? {} : { goal }),
    },
    initial: decodeState(states[0]!),
    steps: states.slice(1).map((state) => ({
      actor: state['mbt::actionTaken'],
      event: (state['mbt::nondetPicks'].event ?? { type: '' }) as Message,
      element: state['mbt::nondetPicks'].element ?? 0,
      state: decodeState(state),
    })),
  };
};

/** ITF has no null; ADR-015 provides this form for what it cannot express. */
const encode = (value: unknown): unknown => {
  if (value === null) return { '#unserializable': 'null' };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object') return value;
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(fields.map(([name, inner]) => [name, encode(inner)]));
};

const encodeState = (state: GlobalValue): Record<string, unknown> => encode(state) as Record<string, unknown>;

const decode = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  if ('#unserializable' in value) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decode(inner)]));
};

const decodeState = (state: Readonly<Record<string, unknown>>): GlobalValue => {
  const variables = Object.entries(state).filter(([name]) => name !== '#meta' && !name.startsWith('mbt::'));
  return decode(Object.fromEntries(variables)) as GlobalValue;
};
