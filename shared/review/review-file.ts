import * as z from 'zod';

/** One thing that a reviewer said. `hash` is the plan's at that moment; `at` is ISO 8601 UTC. */
export const reviewEntrySchema = z.strictObject({
  kind: z.enum(['comment', 'approve', 'request-changes']),
  by: z.string().min(1).max(200),
  at: z.string().max(40),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The statement that it is about, by its number in the script; absent for the whole plan. */
  statement: z.int().min(1).exactOptional(),
  /** Which of the two scripts that number is in. */
  direction: z.enum(['forward', 'rollback']).exactOptional(),
  text: z.string().max(20_000).exactOptional(),
});

/** The content of `<plan>.review.json`. Entries are only ever added. */
export const reviewFileSchema = z.strictObject({
  version: z.literal(1),
  plan: z.string(),
  entries: z.array(reviewEntrySchema).readonly(),
});

/** One thing that a reviewer said. */
export type ReviewEntry = z.infer<typeof reviewEntrySchema>;

/** All that reviewers said about a plan. */
export type ReviewFile = z.infer<typeof reviewFileSchema>;
