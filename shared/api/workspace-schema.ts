import * as z from 'zod';
import { diagnosticSchema } from './model-schema';
import { sourceKindSchema } from './source-schema';

/**
 * The open workspace. `detected` is true when the folder has no tidemark.yaml and its sources were found by
 * looking; nothing is written until that is accepted.
 */
export const workspaceViewSchema = z.strictObject({
  name: z.string(),
  root: z.string(),
  configPath: z.string().exactOptional(),
  detected: z.boolean(),
  reference: z.string().exactOptional(),
  readOnly: z.boolean(),
  /** True for a copy of the sample with a private server: all of it goes when it is left. */
  trial: z.boolean(),
  sources: z
    .array(z.strictObject({ id: z.string(), kind: sourceKindSchema, address: z.string() }))
    .readonly(),
  federation: z
    .array(
      z.strictObject({
        name: z.string(),
        role: z.string().exactOptional(),
        limit: z.number().int().optional(),
      }),
    )
    .readonly(),
  budget: z.number().int().exactOptional(),
  diagnostics: z.array(diagnosticSchema).readonly(),
});

/** The open workspace. */
export type WorkspaceView = z.infer<typeof workspaceViewSchema>;

/** What a folder holds: the tidemark.yaml that would describe it, and why each source is in it. */
export const detectionSchema = z.strictObject({
  root: z.string(),
  config: z.string(),
  found: z
    .array(
      z.strictObject({
        id: z.string(),
        kind: sourceKindSchema,
        path: z.string(),
        evidence: z.string(),
      }),
    )
    .readonly(),
  diagnostics: z.array(diagnosticSchema).readonly(),
});

/** What a folder holds. */
export type Detection = z.infer<typeof detectionSchema>;

/** What stands below `federation` in a tidemark.yaml. */
export const federationTextSchema = z.string().max(500_000);

/**
 * Where tables land in the federation, and why: one row for each table that a source leaves to the rules. `rules` are
 * those of the workspace, as YAML; `moved` counts the tables that tried rules put elsewhere.
 */
export const placementPageSchema = z.strictObject({
  total: z.number().int(),
  rules: z.string(),
  moved: z.number().int(),
  items: z
    .array(
      z.strictObject({
        table: z.string(),
        schema: z.string(),
        rule: z.enum(['stated', 'source', 'list', 'pattern', 'default']),
        reason: z.string(),
        /** Where it lands by the workspace's own rules, when tried ones put it elsewhere. */
        before: z.string().exactOptional(),
        sources: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});

/** The folders in a folder, by name. `parent` is absent at the top. `more` counts those that were left out. */
export const folderListSchema = z.strictObject({
  path: z.string(),
  parent: z.string().exactOptional(),
  /** True when a tidemark.yaml lies in it. */
  isWorkspace: z.boolean(),
  folders: z.array(z.strictObject({ name: z.string(), path: z.string() })).readonly(),
  more: z.number().int(),
});
