import { mkdirSync, writeFileSync } from 'node:fs';
import { designSchema } from '../model/index.ts';
import { properties } from '../properties/index.ts';
import { z } from 'zod';
import { outcomes } from '../src/kernel/index.ts';
import { reportSchema } from '../src/report/index.ts';

/** The JSON Schemas that the package ships, by file name: made from the very schemas that check the data. */
export const schemas = (): Readonly<Record<string, unknown>> => ({
  'design-v1.schema.json': designJsonSchema(),
  'report-v1.schema.json': z.toJSONSchema(reportSchema, { io: 'output' }),
});

/** The design schema, with the ids of the properties so that editors can complete them. */
const designJsonSchema = (): unknown => {
  const expectation = z.enum(outcomes).optional();
  const expect = z.strictObject(
    Object.fromEntries(properties.map(({ id, title }) => [id, expectation.describe(title)])),
  );
  const schema = designSchema.extend({
    expect: expect.optional().describe(designSchema.shape.expect.description ?? ''),
  });
  return z.toJSONSchema(schema, { io: 'input' });
};

if (process.argv[1] === import.meta.filename) {
  mkdirSync('schemas', { recursive: true });
  for (const [name, schema] of Object.entries(schemas())) {
    writeFileSync(`schemas/${name}`, `${JSON.stringify(schema, undefined, 2)}\n`);
  }
}
