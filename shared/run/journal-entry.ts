import * as z from 'zod';
import { RUN_STATES } from './run-state';

/*
 * The journal of a run: JSON lines, each forced to disk before what it announces is done. It is what a start after
 * a crash has to go by, beside the database itself.
 */

const at = z.string();
const direction = z.enum(['forward', 'rollback']);

/** The first line of a journal: what runs, where, and who started it. */
export const startEntrySchema = z.strictObject({
  kind: z.literal('start'),
  version: z.literal(1),
  at,
  run: z.string(),
  name: z.string(),
  planVersion: z.string(),
  /** Hash of the plan. */
  hash: z.string(),
  /** The plan's file, absolute. */
  file: z.string(),
  /** The server's own id. */
  server: z.string(),
  /** For people; without a password. */
  where: z.string(),
  schemas: z.array(z.string()).readonly(),
  by: z.string(),
  process: z.number().int(),
  statements: z.number().int(),
  /** The state in which a run without a journal was taken over, for its rollback. */
  adopted: z.enum(RUN_STATES).exactOptional(),
});

const stateEntrySchema = z.strictObject({
  kind: z.literal('state'),
  at,
  state: z.enum(RUN_STATES),
  message: z.string().exactOptional(),
  /** Of the database's state, where it was read for this move. */
  fingerprint: z.string().exactOptional(),
});

/** The session that executes: whose statement may still be running after we are gone. */
const sessionEntrySchema = z.strictObject({
  kind: z.literal('session'),
  at,
  thread: z.number().int(),
  process: z.number().int(),
});

const statementEntrySchema = z.strictObject({
  kind: z.literal('statement'),
  at,
  direction,
  number: z.number().int(),
  phase: z.enum(['start', 'done', 'failed']),
  title: z.string().exactOptional(),
  milliseconds: z.number().exactOptional(),
  rows: z.number().int().exactOptional(),
  message: z.string().exactOptional(),
});

/** What the database itself says about a statement whose end nobody saw. */
const lookedEntrySchema = z.strictObject({
  kind: z.literal('looked'),
  at,
  direction,
  number: z.number().int(),
  finding: z.enum(['done', 'not-done', 'partly', 'unknown']),
  message: z.string(),
});

/** A program outside that changes a table for us: it goes on when we are gone. */
const programEntrySchema = z.strictObject({
  kind: z.literal('program'),
  at,
  process: z.number().int(),
  name: z.string(),
});

const noteEntrySchema = z.strictObject({ kind: z.literal('note'), at, message: z.string() });

/** The run's row in the tracking table. */
const trackedEntrySchema = z.strictObject({
  kind: z.literal('tracked'),
  at,
  schema: z.string(),
  id: z.string(),
});

/** A run that a person gave up: it is not offered again. */
const abandonedEntrySchema = z.strictObject({
  kind: z.literal('abandoned'),
  at,
  by: z.string(),
  message: z.string(),
});

/** One line of a run's journal. Times are ISO 8601 UTC. */
export const journalEntrySchema = z.discriminatedUnion('kind', [
  startEntrySchema,
  stateEntrySchema,
  sessionEntrySchema,
  statementEntrySchema,
  lookedEntrySchema,
  programEntrySchema,
  noteEntrySchema,
  trackedEntrySchema,
  abandonedEntrySchema,
]);

/** One line of a run's journal. */
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** The first line of a journal. */
export type StartEntry = z.infer<typeof startEntrySchema>;

/** Which way statements are executed. */
export type RunDirection = z.infer<typeof direction>;
