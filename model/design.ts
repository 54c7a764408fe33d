import { z } from 'zod';
import { outcomes, UserError } from '../src/kernel/index.ts';
import type { NetworkDefinition } from '../src/language/index.ts';
import { choicesSchema, type Choices, type Scope, scopeSchema } from './choices.ts';
import { contradictions } from './constraints.ts';
import { type Problem, problemsOf, suggest } from './design-problems.ts';
import { notMachine, platform, type Replacements } from './platform.ts';
import { parts } from './parts/index.ts';
import { settingOf } from './setting.ts';

/** The version of the design format that this program reads. */
export const FORMAT = 1;

/** What is shown on terminals has no control characters and none that turn the direction of writing. */
// oxlint-disable-next-line no-control-regex
const printable = /^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/;
// oxlint-disable-next-line no-control-regex
const line = z.string().regex(/^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$/);

/** What may stand in a design file. */
export const designSchema = z.strictObject({
  irqproof: z.literal(FORMAT).describe('Version of the design format.'),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/)
    .describe('Lower-case letters, digits and hyphens, starting with a letter.'),
  title: line.min(1).max(120).describe('One line for tables.'),
  description: z
    .string()
    .regex(printable)
    .max(4000)
    .optional()
    .describe('What the design is, for somebody who knows the field.'),
  source: z
    .strictObject({
      thread: line.describe('Subject of the mail thread, or title of the document.'),
      date: line.optional(),
      file: line.optional().describe('File name in the collection of threads that the design is taken from.'),
      row: line.optional().describe('Row of the table of named designs.'),
      url: line.optional(),
    })
    .optional()
    .describe('Where the design is discussed.'),
  ...choicesSchema,
  scope: scopeSchema,
  expect: z
    .record(z.string(), z.enum(outcomes))
    .optional()
    .describe('The verdict expected of each property. A property that is left out is expected to hold.'),
});

export type DesignInput = z.input<typeof designSchema>;

/** A design with all choices made. */
export interface Design {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly source?: z.infer<typeof designSchema>['source'];
  readonly choices: Choices;
  readonly scope: Scope;
  readonly expect: Readonly<Record<string, (typeof outcomes)[number]>>;
  /** Machines of the designer's own in the place of bundled parts. */
  readonly replacements?: Replacements;
}

/** The fields that the schema knows at a path. */
const fieldsAt = (path: readonly string[]): readonly string[] => {
  let schema: z.core.$ZodType | undefined = designSchema;
  for (const key of path) schema = shapeOf(schema)?.[key];
  return Object.keys(shapeOf(schema) ?? {});
};

/** The fields of an object schema, looked up through defaults and optionals. */
const shapeOf = (schema: z.core.$ZodType | undefined): z.core.$ZodShape | undefined => {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) return shapeOf(schema.unwrap());
  return undefined;
};

/** Checks the data of a design: its fields, then whether its choices can be true together. */
export const checkDesign = (data: unknown, propertyIds?: readonly string[]): Design | readonly Problem[] => {
  const parsed = designSchema.safeParse(data);
  if (!parsed.success) return problemsOf(parsed.error.issues, data, fieldsAt);
  const { irqproof: _, name, title, description, source, scope, expect = {}, ...choices } = parsed.data;
  // From the data itself: the schema library passes a field called __proto__ over.
  const expected = Object.keys((data as DesignInput).expect ?? {});
  const unknown = expected.filter((id) => propertyIds?.includes(id) === false);
  const problems: Problem[] = [
    ...contradictions(choices, scope).map(({ code, field, against, message, fix }) => ({
      code,
      path: field.split('.'),
      against: against.split('.'),
      message,
      fix,
    })),
    ...unknown.map((id) => ({
      code: 'IRQ010' as const,
      path: ['expect', id],
      atKey: true,
      message: `there is no property ${id}`,
      ...suggest(id, propertyIds ?? []),
    })),
  ];
  if (problems.length > 0) return problems;
  return {
    name,
    title,
    choices,
    scope,
    expect,
    ...(description === undefined ? {} : { description: description.trim() }),
    ...(source === undefined ? {} : { source }),
  };
};

/**
 * A design in TypeScript: the fields of a design file, and machines to put in the place of bundled parts.
 *
 * @throws UserError with the code of the first mistake, as for a design file
 */
export const defineDesign = (input: DesignInput & { readonly parts?: Replacements }): Design => {
  const { parts: replacements = {}, ...data } = input;
  const stranger = Object.keys(replacements).find((id) => !Object.hasOwn(parts, id));
  if (stranger !== undefined) {
    throw new UserError('IRQ018', `there is no kind of part called ${stranger}`, {
      field: `parts.${stranger}`,
      ...suggest(stranger, Object.keys(parts)),
    });
  }
  const unmade = Object.entries(replacements).find(([, make]) => typeof make !== 'function');
  if (unmade !== undefined) throw notMachine(unmade[0], 'what is given is no function');
  const design = checkDesign(data);
  if (!isDesign(design)) throw toError(design, () => ({}));
  return { ...design, replacements };
};

export const isDesign = (checked: Design | readonly Problem[]): checked is Design => !Array.isArray(checked);

/** The network that a design asks for. */
export const networkOf = (design: Design): NetworkDefinition =>
  platform(design.name, settingOf(design.choices, design.scope), design.replacements);

/** Problems as one error: the first, with the others attached. */
export const toError = (
  problems: readonly Problem[],
  placeOf: (problem: Problem) => { file?: string; line?: number; column?: number },
): UserError => {
  const [first, ...others] = problems.map(
    (problem) =>
      new UserError(problem.code, problem.message, {
        ...placeOf(problem),
        field: problem.path.join('.'),
        ...(problem.expected === undefined ? {} : { expected: problem.expected }),
        ...(problem.fix === undefined ? {} : { fix: problem.fix }),
      }),
  );
  return new UserError(first!.code, first!.message, first!.place, others);
};
