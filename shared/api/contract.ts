import * as z from 'zod';
import { driftReportSchema } from './drift-report';
import {
  driftCountsSchema,
  driftFilterSchema,
  driftItemRefSchema,
  driftItemSchema,
  driftQuerySchema,
  driftRowSchema,
  driftScopeShape,
  driftSourceSchema,
} from './drift-schema';
import { connectionMethods } from './connection-methods';
import { wireErrorSchema } from './envelope';
import { operationIdSchema } from './event';
import { objectDdlSchema, objectFactsSchema } from './facts-schema';
import { defineContract } from './method';
import { flavorTextSchema, objectKindSchema, pageShape } from './model-schema';
import { planMethods } from './plan-methods';
import { policyConfigSchema } from '../run/run-policy';
import { preferencesSchema } from './preferences-schema';
import {
  diagnosticPageSchema,
  fileExcerptSchema,
  sourceRefSchema,
  sourceSummarySchema,
} from './source-schema';
import {
  detectionSchema,
  federationTextSchema,
  folderListSchema,
  placementPageSchema,
  workspaceViewSchema,
} from './workspace-schema';

/** Goes up when an answer changes in a way that an older reader would misread. */
export const API_VERSION = 1;

/** Whether what somebody ignores is listed: left out, among the others and marked so, or alone. */
const ignoredChoiceSchema = z.enum(['with', 'without', 'only']).default('without');

/** Whether a report lists what somebody ignores, marked so; it never counts. */
const reportIgnoredSchema = z.enum(['with', 'without']).default('without');

/**
 * Every method of Tidemark: the one contract that the handlers, the client, the IPC channel, the URL
 * (`POST /api/<method>`) and the command line derive from.
 */
export const contract = defineContract({
  ...planMethods,
  'app.info': {
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({
      name: z.literal('Tidemark'),
      version: z.string(),
      api: z.number().int(),
      readOnly: z.boolean(),
      workspace: z.string().exactOptional(),
      /** The folder of the sample that comes with Tidemark, where there is one. */
      sample: z.string().exactOptional(),
      /** What the desktop app can do; absent behind a browser and a terminal. */
      desktop: z
        .strictObject({
          /** Where passwords can be kept from one start to the next, and whether nobody else can read them. */
          passwordStore: z.strictObject({ name: z.string(), isEncrypted: z.boolean() }).exactOptional(),
        })
        .exactOptional(),
    }),
  },
  'preferences.read': {
    kind: 'read',
    input: z.strictObject({}),
    output: preferencesSchema,
  },
  // A read: it touches only what the program itself remembers, so a read-only session may do it too.
  'preferences.save': {
    kind: 'read',
    // Said by a page that goes: its successor must find what was chosen.
    outlivesCaller: true,
    input: preferencesSchema,
    output: z.strictObject({ saved: z.boolean() }),
  },
  'workspace.placements': {
    kind: 'read',
    input: z.strictObject({
      text: z.string().max(256).exactOptional(),
      /** Rules to try, as YAML; those of the workspace when left out. Nothing is written. */
      rules: federationTextSchema.exactOptional(),
      ...pageShape,
    }),
    output: placementPageSchema,
  },
  /** Writes the federation's rules, as YAML, into tidemark.yaml; none take them out. */
  'workspace.saveFederation': {
    kind: 'write',
    input: z.strictObject({ rules: federationTextSchema }),
    output: workspaceViewSchema,
  },
  /** What reviews and runs are ruled by, defaults filled in. */
  'workspace.policy': { kind: 'read', input: z.strictObject({}), output: policyConfigSchema },
  'workspace.savePolicy': {
    kind: 'write',
    input: z.strictObject({ policy: policyConfigSchema }),
    output: policyConfigSchema,
  },
  /** The folders in a folder, to choose one from; the person's own without `path`. Hidden ones are left out. */
  'folder.list': {
    kind: 'read',
    input: z.strictObject({ path: z.string().min(1).max(4096).exactOptional() }),
    output: folderListSchema,
  },
  /** Shows the desktop's own dialog. No path: it was closed. `unsupported` where there is no desktop app. */
  'folder.choose': {
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ path: z.string().exactOptional() }),
  },
  /** The server programs of this machine on which the sample could be tried, one of each vendor. */
  'trial.offer': {
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({
      servers: z.array(z.strictObject({ vendor: z.enum(['mysql', 'mariadb']), name: z.string() })).readonly(),
    }),
  },
  /** Opens a copy of the sample with a private server in place of its snapshot; both go when it is left. */
  'trial.open': {
    kind: 'write',
    input: z.strictObject({ vendor: z.enum(['mysql', 'mariadb']).exactOptional() }),
    output: workspaceViewSchema,
  },
  'source.ddl': {
    kind: 'read',
    input: z.strictObject({
      ...driftScopeShape,
      schema: z.string(),
      name: z.string(),
      object: objectKindSchema,
    }),
    output: objectDdlSchema,
  },
  'workspace.open': {
    kind: 'read',
    input: z.strictObject({ path: z.string().min(1).max(4096).exactOptional() }),
    output: workspaceViewSchema,
  },
  'workspace.detect': {
    kind: 'read',
    input: z.strictObject({ path: z.string().min(1).max(4096).exactOptional() }),
    output: detectionSchema,
  },
  'workspace.acceptConfig': {
    kind: 'write',
    input: z.strictObject({ config: z.string().max(1_000_000), replace: z.boolean().default(false) }),
    output: workspaceViewSchema,
  },
  'source.list': {
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ sources: z.array(sourceSummarySchema).readonly() }),
  },
  'source.read': {
    kind: 'read',
    input: z.strictObject({
      sources: z.array(sourceRefSchema).max(64).readonly().exactOptional(),
      refresh: z.boolean().default(false),
    }),
    output: z.strictObject({ sources: z.array(sourceSummarySchema).readonly() }),
  },
  'source.diagnostics': {
    kind: 'read',
    input: z.strictObject({
      sources: z.array(sourceRefSchema).max(64).readonly().exactOptional(),
      ...pageShape,
    }),
    output: diagnosticPageSchema,
  },
  /** A file of the workspace around a line, to be read beside what was understood of it. */
  'source.file': {
    kind: 'read',
    input: z.strictObject({ path: z.string().min(1).max(4096), line: z.number().int().min(1) }),
    output: fileExcerptSchema,
  },
  'source.table': {
    kind: 'read',
    input: z.strictObject({ ...driftScopeShape, schema: z.string(), name: z.string() }),
    output: objectFactsSchema,
  },
  'drift.matrix': {
    kind: 'read',
    input: driftQuerySchema,
    output: z.strictObject({
      headline: z.string(),
      reference: z.string().exactOptional(),
      sources: z.array(driftSourceSchema).readonly(),
      failed: z.array(z.strictObject({ source: z.string(), error: wireErrorSchema })).readonly(),
      summary: driftCountsSchema,
      schemas: z.array(z.strictObject({ name: z.string(), summary: driftCountsSchema })).readonly(),
      total: z.number().int(),
      rows: z.array(driftRowSchema).readonly(),
    }),
  },
  'drift.object': {
    kind: 'read',
    input: z.strictObject({
      ...driftScopeShape,
      schema: z.string(),
      name: z.string(),
      object: objectKindSchema,
    }),
    output: objectFactsSchema,
  },
  'drift.report': {
    kind: 'read',
    input: z.strictObject({
      ...driftScopeShape,
      filter: driftFilterSchema.exactOptional(),
      ignored: reportIgnoredSchema,
    }),
    output: driftReportSchema,
  },
  'drift.items': {
    kind: 'read',
    input: z.strictObject({
      ...driftQuerySchema.shape,
      ignored: ignoredChoiceSchema,
    }),
    output: z.strictObject({
      total: z.number().int(),
      items: z.array(driftItemSchema).readonly(),
      /** How many that fit the filter are ignored, whether they are among the items or not. */
      ignored: z.number().int(),
      /** Why nothing counts as ignored, though somebody may have ignored something. */
      ignoredProblem: z.string().exactOptional(),
    }),
  },
  /** Leaves differences as they are, with the reason; kept beside tidemark.yaml, and until a source says otherwise. */
  'ignored.add': {
    kind: 'write',
    input: z.strictObject({
      items: z.array(driftItemRefSchema).min(1).max(5000).readonly(),
      reason: z.string().trim().min(1).max(2000),
      by: z.string().trim().min(1).max(200),
    }),
    output: z.strictObject({ ignored: z.number().int() }),
  },
  'ignored.remove': {
    kind: 'write',
    input: z.strictObject({ items: z.array(driftItemRefSchema).min(1).max(5000).readonly() }),
    output: z.strictObject({ shown: z.number().int() }),
  },
  'diff.run': {
    kind: 'read',
    input: z.strictObject({
      from: sourceRefSchema,
      to: sourceRefSchema,
      flavor: flavorTextSchema.exactOptional(),
      filter: driftFilterSchema.exactOptional(),
      ignored: ignoredChoiceSchema,
      ...pageShape,
    }),
    output: z.strictObject({
      headline: z.string(),
      from: driftSourceSchema,
      to: driftSourceSchema,
      forward: driftCountsSchema,
      backward: driftCountsSchema,
      total: z.number().int(),
      items: z.array(driftItemSchema).readonly(),
      /** As in `drift.items`. */
      ignored: z.number().int(),
      ignoredProblem: z.string().exactOptional(),
    }),
  },
  'diff.report': {
    kind: 'read',
    input: z.strictObject({
      from: sourceRefSchema,
      to: sourceRefSchema,
      flavor: flavorTextSchema.exactOptional(),
      filter: driftFilterSchema.exactOptional(),
      ignored: reportIgnoredSchema,
    }),
    output: driftReportSchema,
  },
  'snapshot.save': {
    kind: 'write',
    input: z.strictObject({ source: sourceRefSchema, path: z.string().min(1).max(4096) }),
    output: z.strictObject({
      path: z.string(),
      bytes: z.number().int(),
      tables: z.number().int(),
      fingerprint: z.string(),
    }),
  },
  'export.run': {
    kind: 'write',
    input: z.strictObject({
      source: sourceRefSchema,
      as: z.enum(['toon', 'sql', 'markdown', 'json']),
      path: z.string().min(1).max(4096),
      flavor: flavorTextSchema.exactOptional(),
    }),
    output: z.strictObject({
      written: z
        .array(z.strictObject({ path: z.string(), change: z.enum(['created', 'changed', 'unchanged']) }))
        .readonly(),
      /** What the form cannot hold, each with its reason. */
      lost: z.array(z.string()).readonly(),
    }),
  },
  'operation.cancel': {
    kind: 'read',
    input: z.strictObject({ operation: operationIdSchema }),
    output: z.strictObject({ cancelled: z.boolean() }),
  },
  ...connectionMethods,
});

/** The contract's type. */
export type Contract = typeof contract;

/** The name of a method. */
export type Method = keyof Contract;

/** What a caller passes: defaults may be left out. */
export type InputOf<M extends Method> = z.input<Contract[M]['input']>;

/** What a handler gets: parsed, with the defaults filled in. */
export type ParsedInputOf<M extends Method> = z.output<Contract[M]['input']>;

/** What a method answers. */
export type OutputOf<M extends Method> = z.output<Contract[M]['output']>;

/** True when the text names a method of the contract. */
export function isMethod(text: string): text is Method {
  return Object.hasOwn(contract, text);
}
