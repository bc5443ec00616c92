import * as z from 'zod';
import { objectKindSchema, originSchema } from './model-schema';

/** Kinds of danger that are off until somebody allows them. */
export const riskClassSchema = z.enum(['drop', 'narrow', 'convert', 'unique', 'rename']);

const riskSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('safe') }),
  z.strictObject({
    kind: z.literal('held'),
    class: riskClassSchema,
    reason: z.string(),
    losesData: z.boolean(),
  }),
]);

const refusalSchema = z.strictObject({ reason: z.string(), alternative: z.string() });

/** One step from → to, chosen or not. */
export const changeSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['create', 'drop', 'modify', 'rename', 'move']),
  schema: z.string(),
  object: z.union([objectKindSchema, z.literal('schema')]),
  name: z.string(),
  part: z.enum([
    'object',
    'column',
    'columnOrder',
    'primaryKey',
    'index',
    'foreignKey',
    'check',
    'option',
    'partitioning',
  ]),
  partName: z.string(),
  attribute: z.string(),
  sentence: z.string(),
  from: z.string().exactOptional(),
  to: z.string().exactOptional(),
  newName: z.string().exactOptional(),
  risk: riskSchema,
  probe: z.strictObject({ sql: z.string(), sentence: z.string() }).exactOptional(),
  chosen: z.boolean(),
  ignored: z.string().exactOptional(),
  refusal: refusalSchema.exactOptional(),
  requires: z.array(z.string()).readonly().exactOptional(),
  waitsFor: z.array(z.string()).readonly().exactOptional(),
  cause: z.array(originSchema).readonly(),
});

/** One SQL text with its cause, reverse, risk and lock. */
export const statementSchema = z.strictObject({
  number: z.number().int(),
  schema: z.string(),
  object: z.string(),
  title: z.string(),
  changes: z.array(z.string()).readonly(),
  sql: z.string(),
  steps: z.array(z.string()).readonly(),
  prediction: z.strictObject({
    algorithm: z.enum(['instant', 'inplace', 'copy', 'metadata']),
    lock: z.enum(['none', 'shared', 'exclusive']),
    rebuildsTable: z.boolean(),
  }),
  losesData: z.boolean(),
  otherSchemas: z.array(z.string()).readonly(),
});

const planBaseSchema = z.strictObject({
  source: z.string(),
  kind: z.string(),
  fingerprint: z.string(),
  server: z.string().exactOptional(),
});

/** A plan as it crosses a process or stands in a file. */
export const planSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  planVersion: z.string(),
  flavor: z.string(),
  style: z.enum(['guarded', 'mariadb']),
  target: planBaseSchema,
  follow: planBaseSchema,
  changes: z.array(changeSchema).readonly(),
  statements: z.array(statementSchema).readonly(),
  rollback: z.array(statementSchema).readonly(),
  irreversible: z.array(z.string()).readonly(),
  refusals: z.array(refusalSchema.extend({ change: z.string() })).readonly(),
  hash: z.string(),
});

/** The record of a rehearsal. */
export const proofSchema = z.strictObject({
  planHash: z.string(),
  flavor: z.string(),
  where: z.string(),
  at: z.string(),
  passed: z.boolean(),
  steps: z
    .array(
      z.strictObject({
        step: z.enum(['build', 'forward', 'again', 'rollback', 'forward-again', 'prediction', 'crash']),
        passed: z.boolean(),
        milliseconds: z.number(),
        statements: z.number().int(),
        message: z.string(),
      }),
    )
    .readonly(),
});

/** What a probe of the database found for a change: how many rows stand in its way, in a sentence. */
export const probeResultSchema = z.strictObject({
  change: z.string(),
  rows: z.number().int().nullable(),
  sentence: z.string(),
});

/** What a probe of the database found for a change. */
export type ProbeResult = z.infer<typeof probeResultSchema>;
