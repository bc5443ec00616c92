import * as z from 'zod';
import {
  driftStatusSchema,
  flavorTextSchema,
  objectKindSchema,
  originSchema,
  pageShape,
} from './model-schema';
import { sourceKindSchema, sourceRefSchema } from './source-schema';

/**
 * Which sources are compared, with which as the measure, judged for which flavor. Left out: all of the
 * workspace, its reference, and the flavor of the sources themselves.
 */
export const driftScopeShape = {
  sources: z.array(sourceRefSchema).max(64).readonly().exactOptional(),
  reference: sourceRefSchema.exactOptional(),
  flavor: flavorTextSchema.exactOptional(),
  /** Also where only one source can be read: it stands alone then, and nothing differs. */
  alone: z.boolean().exactOptional(),
};

/** Narrows a list of objects or items. `text` is looked for in schema, object and part names, without case. */
export const driftFilterSchema = z.strictObject({
  statuses: z.array(driftStatusSchema).readonly().exactOptional(),
  objects: z.array(objectKindSchema).readonly().exactOptional(),
  schemas: z.array(z.string()).readonly().exactOptional(),
  facets: z.array(z.string()).readonly().exactOptional(),
  source: sourceRefSchema.exactOptional(),
  text: z.string().max(256).exactOptional(),
});

/** How many objects have which status; what somebody ignores does not count. */
export const driftCountsSchema = z.strictObject({
  objects: z.number().int(),
  equal: z.number().int(),
  equivalent: z.number().int(),
  different: z.number().int(),
  missing: z.number().int(),
  extra: z.number().int(),
  unknown: z.number().int(),
  /** Of those that agree: how many do so only because their differences are ignored. */
  ignored: z.number().int(),
});

/** How many objects have which status. */
export type DriftCounts = z.infer<typeof driftCountsSchema>;

/** A source that took part in a comparison. */
export const driftSourceSchema = z.strictObject({
  id: z.string(),
  kind: sourceKindSchema,
  tables: z.number().int(),
  /** Tables of it that are Tidemark's own, and not among `tables`; left out for none. */
  own: z.number().int().exactOptional(),
  stale: z.strictObject({ since: z.string(), reason: z.string() }).exactOptional(),
});

/** One object in the matrix, without what is ignored of it. `cells` stand in the order of the sources. */
export const driftRowSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  object: objectKindSchema,
  status: driftStatusSchema,
  /** How many of its differences somebody decided to live with; left out for none. */
  ignored: z.number().int().exactOptional(),
  cells: z
    .array(z.strictObject({ status: driftStatusSchema, present: z.boolean(), differences: z.number().int() }))
    .readonly(),
});

/** One object in the matrix. */
export type DriftRow = z.infer<typeof driftRowSchema>;

/** What one source says of one thing: its text as spelled and where; neither when it does not state it. */
export const driftValueSchema = z.strictObject({
  source: z.string(),
  text: z.string().exactOptional(),
  at: originSchema.exactOptional(),
  status: driftStatusSchema.exactOptional(),
});

/** What part of an object a difference or a fact speaks of; `object` is the whole of it. */
export const driftPartSchema = z.enum([
  'object',
  'column',
  'columnOrder',
  'primaryKey',
  'index',
  'foreignKey',
  'check',
  'partitioning',
  'option',
]);

/** What names a thing that sources disagree on, whatever they say of it. */
export const driftItemRefSchema = z.strictObject({
  object: objectKindSchema,
  schema: z.string().max(200),
  table: z.string().max(200),
  part: driftPartSchema,
  name: z.string().max(1000),
  attribute: z.string().max(200).exactOptional(),
});

/** What names a thing that sources disagree on. */
export type DriftItemRef = z.infer<typeof driftItemRefSchema>;

/** Why a difference is left as it is, who decided that, and when (ISO 8601 UTC). */
export const ignoredSchema = z.strictObject({ reason: z.string(), by: z.string(), at: z.string() });

/**
 * One thing that the sources disagree on: an object (`table` is its name, `object` its kind), one of its parts
 * (`part`, and `name` where the part has one), or one attribute of a part. `reason` is a sentence that says so.
 */
export const driftItemSchema = z.strictObject({
  schema: z.string(),
  table: z.string(),
  object: objectKindSchema,
  part: driftPartSchema,
  name: z.string(),
  facet: z.string(),
  attribute: z.string().exactOptional(),
  status: driftStatusSchema,
  values: z.array(driftValueSchema).readonly(),
  reason: z.string(),
  /** For what means the same or cannot be told: only why, without the values. */
  because: z.string().exactOptional(),
  renameOf: z.string().exactOptional(),
  /** Somebody decided to live with it, and every source still says what it said then. */
  ignored: ignoredSchema.exactOptional(),
  /** Somebody had decided so, but a source says something else of it since. */
  wasIgnored: ignoredSchema.exactOptional(),
});

/** One thing that the sources disagree on. */
export type DriftItem = z.infer<typeof driftItemSchema>;

/** The scope of a comparison, a filter, and a page. */
export const driftQuerySchema = z.strictObject({
  ...driftScopeShape,
  filter: driftFilterSchema.exactOptional(),
  ...pageShape,
});
