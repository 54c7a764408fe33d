import { z } from 'zod';
import type { CheckedDesign } from './checked.ts';
import { itfSchema, toItf } from '../trace/index.ts';
import { outcomes, stopReasons } from '../kernel/index.ts';

/** The version of the document that `check --json` prints. It changes when a field changes or goes. */
export const REPORT_VERSION = 1;

const count = z.int().min(0);

const verdictSchema = z.strictObject({
  property: z.string(),
  short: z.string().optional().describe('Id in the tables of the literature.'),
  verdict: z.enum(outcomes),
  expected: z.enum(outcomes),
  asExpected: z.boolean(),
  reason: z
    .enum([...stopReasons, 'queue'])
    .optional()
    .describe('Why the verdict is unknown.'),
  certified: z.literal(true).optional().describe('Checked a second time, from the stored states alone.'),
  witnessDepth: count.optional().describe('Steps to the witness that the claim is not vacuous.'),
  goal: z.string().optional().describe('What can no longer be reached at the end of the trace.'),
  trace: itfSchema.optional().describe('A shortest counterexample in the Informal Trace Format.'),
});

const designSchema = z.strictObject({
  design: z.string(),
  file: z.string(),
  engine: z.string(),
  states: count.describe('Distinct states, the initial one included.'),
  transitions: count,
  depth: count.describe('Length in steps of the longest shortest path.'),
  frontier: count.describe('States found and not expanded; 0 if the search was exhaustive.'),
  elapsedSeconds: z.number().min(0),
  scope: z.record(z.string(), z.number()),
  limits: z
    .strictObject({
      depthMax: count.optional(),
      statesMax: count.optional(),
      secondsMax: z.number().optional(),
      memoryMax: count.optional().describe('Bytes.'),
    })
    .describe('Limits that were set, whether or not they were reached.'),
  stopped: z.string().optional().describe('Why the search is not exhaustive.'),
  omission: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('How likely it is at most that a state was missed; absent where none can be.'),
  symmetries: count.describe('Exchanges of like parties under which states count as one; 1: none.'),
  ordered: z
    .boolean()
    .describe('True if a partial order reduction left steps out; traces need not be shortest then.'),
  dropped: z.array(z.string()).describe('Parts left out because no verdict depends on them.'),
  backpressure: z.array(z.string()).describe('Queues that held a sender back, as the hardware would.'),
  cut: z.array(z.string()).describe('Queues whose capacity cut the search.'),
  properties: z.array(verdictSchema),
});

/** What `check --json` prints. */
export const reportSchema = z.strictObject({
  report: z.literal(REPORT_VERSION),
  irqproof: z.string().describe('Version of the program.'),
  exitCode: z.int(),
  designs: z.array(designSchema),
});

export type Report = z.infer<typeof reportSchema>;

/** The verdicts of all designs as one document. */
export const report = (checked: readonly CheckedDesign[], version: string, exitCode: number): Report => ({
  report: REPORT_VERSION,
  irqproof: version,
  exitCode,
  designs: checked.map(({ name, file, scope, limits, elapsedSeconds, result, expected, source }) => ({
    design: name,
    file,
    engine: result.engine,
    states: result.states,
    transitions: result.transitions,
    depth: result.depth,
    frontier: result.frontier,
    elapsedSeconds,
    scope: { ...scope },
    limits,
    ...(result.stopped === undefined ? {} : { stopped: result.stopped }),
    ...(result.omission === undefined ? {} : { omission: result.omission }),
    symmetries: result.symmetries,
    ordered: result.ordered,
    dropped: [...result.dropped],
    backpressure: [...result.backpressure],
    cut: [...result.cut],
    properties: result.verdicts.map(
      ({ property, outcome, reason, certified, witnessDepth, goal, trace }) => ({
        property: property.id,
        ...(property.short === undefined ? {} : { short: property.short }),
        verdict: outcome,
        expected: expected(property.id),
        asExpected: outcome === expected(property.id),
        ...(reason === undefined ? {} : { reason }),
        ...(certified === true ? { certified } : {}),
        ...(witnessDepth === undefined ? {} : { witnessDepth }),
        ...(goal === undefined ? {} : { goal }),
        ...(trace === undefined
          ? {}
          : {
              trace: toItf(trace, {
                design: name,
                property: property.id,
                ...(source === undefined ? {} : { source }),
                ...(goal === undefined ? {} : { goal }),
              }),
            }),
      }),
    ),
  })),
});
