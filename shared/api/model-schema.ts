import * as z from 'zod';

/** A place that a value was stated at: a file's line, or a server and the time of reading. */
export const originSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    path: z.string(),
    line: z.number().int(),
    column: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('server'), server: z.string(), readAt: z.string() }),
]);

const fileOriginSchema = z.strictObject({
  kind: z.literal('file'),
  path: z.string(),
  line: z.number().int(),
  column: z.number().int(),
});

/** A mistake in the user's files or database, with its place and the way out. */
export const diagnosticSchema = z.strictObject({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  message: z.string(),
  location: fileOriginSchema.exactOptional(),
  related: fileOriginSchema.exactOptional(),
  hint: z.string().exactOptional(),
});

/** `mysql:9.7` or `mariadb:10.11.19`. */
export const flavorTextSchema = z
  .string()
  .regex(/^(mysql|mariadb):\d{1,3}(\.\d{1,3}){0,2}$/i, 'Write a flavor as mysql:9.7 or mariadb:10.11.');

/** What an object of a schema is. */
export const objectKindSchema = z.enum([
  'table',
  'view',
  'trigger',
  'procedure',
  'function',
  'event',
  'sequence',
  'schema',
]);

/** How two statements of one thing compare. */
export const driftStatusSchema = z.enum(['equal', 'equivalent', 'different', 'missing', 'extra', 'unknown']);

/** A page of a list: at most 2,000 entries from `offset`. */
export const pageShape = {
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(2000).default(200),
};
