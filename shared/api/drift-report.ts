import { z } from 'zod';

/** How two statements of one thing compare; see DriftStatus. */
export const driftStatusSchema = z.enum(['equal', 'equivalent', 'different', 'missing', 'extra', 'unknown']);

/** One difference, with what each source says and where. */
export const driftItemSchema = z.object({
  schema: z.string(),
  /** The table, or the view, trigger, routine… itself. */
  table: z.string(),
  /** What differs: `table`, `column`, `index`, `foreignKey`, `check`, `option`, `view`… */
  object: z.string(),
  name: z.string(),
  /** The attribute: `type`, `default`, `parts`…; the kind of fact for a thing that is there or not. */
  facet: z.string(),
  status: driftStatusSchema,
  /** By source id: the spelling, and `file:line` or `server, read time`. */
  values: z.record(z.string(), z.object({ text: z.string(), at: z.string() })),
  /** One plain sentence. */
  reason: z.string(),
  /** The name that this may have had before, when a rename is likely. */
  renameOf: z.string().optional(),
  /** Somebody decided to live with it; listed only when that is asked for, and never counted. */
  ignored: z.literal(true).optional(),
});

/**
 * What `drift --format json` writes. It changes only with `version`: 2 counts what is ignored apart. Objects are counted once each, by their worst state in
 * any source.
 */
export const driftReportSchema = z.object({
  version: z.literal(2),
  sources: z.array(
    z.object({ id: z.string(), kind: z.string(), tables: z.number(), fingerprint: z.string() }),
  ),
  summary: z.object({
    objects: z.number(),
    equal: z.number(),
    equivalent: z.number(),
    different: z.number(),
    missing: z.number(),
    extra: z.number(),
    unknown: z.number(),
    /** Of those that are equal or equivalent: how many only because their differences are ignored. */
    ignored: z.number(),
  }),
  items: z.array(driftItemSchema),
});

/** One difference of a report. */
export type DriftItem = z.infer<typeof driftItemSchema>;

/** What `drift --format json` writes. */
export type DriftReport = z.infer<typeof driftReportSchema>;
