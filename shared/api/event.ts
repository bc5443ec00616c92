import * as z from 'zod';

/**
 * An operation id: chosen by the caller of a long method, unique among those under way. It names the call in
 * progress events and in `operation.cancel`.
 */
export const operationIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/**
 * How far a long call has come. `done` and `total` count what `phase` names (files, tables, sources); `total`
 * is absent while it is not known. `current` is the object under way: a path, a table, a source.
 */
export const progressEventSchema = z.strictObject({
  kind: z.literal('progress'),
  operation: operationIdSchema,
  phase: z.string(),
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative().exactOptional(),
  current: z.string().exactOptional(),
});

/** The last event of an operation. Its answer comes as the reply to the call itself. */
export const finishedEventSchema = z.strictObject({
  kind: z.literal('finished'),
  operation: operationIdSchema,
  outcome: z.enum(['done', 'failed', 'cancelled']),
});

/** Sources whose files changed on disk, or that were read again; what was computed from them is out of date. */
export const sourcesChangedEventSchema = z.strictObject({
  kind: z.literal('sources-changed'),
  sources: z.array(z.string()).readonly(),
});

/** Another workspace was opened, or its tidemark.yaml changed: everything known of it is out of date. */
export const workspaceChangedEventSchema = z.strictObject({
  kind: z.literal('workspace-changed'),
  root: z.string(),
});

/** The desktop's menu, a link or a file that was opened asks the window to go somewhere: an address's fragment. */
export const goEventSchema = z.strictObject({ kind: z.literal('go'), place: z.string().max(10_000) });

/**
 * What the core told for a while did not arrive: all that was read may be out of date. The core itself never sends it;
 * a transport does, to its own listener, when its line was down.
 */
export const eventsMissedEventSchema = z.strictObject({ kind: z.literal('events-missed') });

/** Everything that the core tells unasked. */
export const apiEventSchema = z.discriminatedUnion('kind', [
  progressEventSchema,
  finishedEventSchema,
  sourcesChangedEventSchema,
  workspaceChangedEventSchema,
  goEventSchema,
  eventsMissedEventSchema,
]);

/** How far a long call has come. */
export type ProgressEvent = z.infer<typeof progressEventSchema>;

/** Everything that the core tells unasked. */
export type ApiEvent = z.infer<typeof apiEventSchema>;

/** What a handler reports while it works; the operation's id is added for it. */
export type Progress = Omit<ProgressEvent, 'kind' | 'operation'>;
