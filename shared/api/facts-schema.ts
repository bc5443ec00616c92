import * as z from 'zod';
import { driftStatusSchema, objectKindSchema, originSchema } from './model-schema';
import { driftPartSchema, driftSourceSchema, driftValueSchema, ignoredSchema } from './drift-schema';

/** One row of facts: one part of an object, as each source states it, in the order of the sources. */
export const factRowSchema = z.strictObject({
  part: driftPartSchema,
  name: z.string(),
  facet: z.string(),
  status: driftStatusSchema,
  values: z.array(driftValueSchema).readonly(),
  /** Only what is not equal: the attributes that make the row differ, be equivalent, or unknown. */
  attributes: z
    .array(
      z.strictObject({
        attribute: z.string(),
        facet: z.string(),
        status: driftStatusSchema,
        values: z.array(driftValueSchema).readonly(),
        reason: z.string(),
        /** Somebody decided to live with it, and every source still says what it said then. */
        ignored: ignoredSchema.exactOptional(),
      }),
    )
    .readonly(),
});

/** One row of facts. */
export type FactRow = z.infer<typeof factRowSchema>;

/** An object side by side: one column per source, one row per fact. */
export const objectFactsSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  object: objectKindSchema,
  status: driftStatusSchema,
  reference: z.string().exactOptional(),
  sources: z
    .array(
      z.strictObject({
        ...driftSourceSchema.shape,
        status: driftStatusSchema,
        present: z.boolean(),
        at: originSchema.exactOptional(),
      }),
    )
    .readonly(),
  rows: z.array(factRowSchema).readonly(),
});

/** An object side by side. */
export type ObjectFacts = z.infer<typeof objectFactsSchema>;

/**
 * An object as SQL, once for each source in the order of the sources. `text` is absent where the source does not
 * state the object. All are printed in one manner, each value as its source spells it, so that a text diff shows what was
 * stated and not how it was laid out.
 */
export const objectDdlSchema = z.strictObject({
  flavor: z.string(),
  sources: z
    .array(
      z.strictObject({
        source: z.string(),
        text: z.string().exactOptional(),
        at: originSchema.exactOptional(),
      }),
    )
    .readonly(),
});

/** An object as SQL, by source. */
export type ObjectDdl = z.infer<typeof objectDdlSchema>;
