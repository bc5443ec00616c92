import * as z from 'zod';
import { wireErrorSchema } from './envelope';
import { diagnosticSchema } from './model-schema';

/** A source's id from tidemark.yaml, or an address such as `sql:dump.sql`. */
export const sourceRefSchema = z.string().min(1).max(4096);

/** Where a schema is stated. */
export const sourceKindSchema = z.enum(['mysql', 'snapshot', 'toon', 'sql', 'migrations', 'alembic']);

/** What was counted in a source. `statements` and `understood` only for those that are read as SQL. */
export const sourceCountsSchema = z.strictObject({
  tables: z.number().int(),
  columns: z.number().int(),
  indexes: z.number().int(),
  foreignKeys: z.number().int(),
  views: z.number().int(),
  triggers: z.number().int(),
  routines: z.number().int(),
  events: z.number().int(),
  sequences: z.number().int(),
  statements: z.number().int().exactOptional(),
  understood: z.number().int().exactOptional(),
});

/**
 * One source and what is known of it. Before it is read, only id, kind, address and state. `stale` says that a
 * snapshot stands in for a server that is away, how old it is, and why.
 */
export const sourceSummarySchema = z.strictObject({
  id: z.string(),
  kind: sourceKindSchema,
  address: z.string(),
  reference: z.boolean(),
  state: z.enum(['unread', 'read', 'failed']),
  counts: sourceCountsSchema.exactOptional(),
  schemas: z.array(z.strictObject({ name: z.string(), tables: z.number().int() })).readonly(),
  fingerprint: z.string().exactOptional(),
  flavor: z.string().exactOptional(),
  readAt: z.string().exactOptional(),
  stale: z.strictObject({ since: z.string(), reason: z.string() }).exactOptional(),
  diagnostics: z.strictObject({
    errors: z.number().int(),
    warnings: z.number().int(),
    infos: z.number().int(),
  }),
  error: wireErrorSchema.exactOptional(),
});

/** One source and what is known of it. */
export type SourceSummary = z.infer<typeof sourceSummarySchema>;

/** A page of a source's diagnostics, worst first. */
export const diagnosticPageSchema = z.strictObject({
  total: z.number().int(),
  items: z.array(z.strictObject({ source: z.string(), diagnostic: diagnosticSchema })).readonly(),
});

/** Part of a text file. Lines are counted from 1; `isWhole` says that nothing was left out, not even of long lines. */
export const fileExcerptSchema = z.strictObject({
  path: z.string(),
  firstLine: z.number().int(),
  lines: z.array(z.string()).readonly(),
  totalLines: z.number().int(),
  isWhole: z.boolean(),
});

/** Part of a text file. */
export type FileExcerpt = z.infer<typeof fileExcerptSchema>;
