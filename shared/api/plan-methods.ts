import * as z from 'zod';
import { journalEntrySchema } from '../run';
import { wireErrorSchema } from './envelope';
import { operationIdSchema } from './event';
import { diagnosticSchema, flavorTextSchema } from './model-schema';
import { defineContract } from './method';
import {
  type changeSchema,
  planSchema,
  probeResultSchema,
  proofSchema,
  riskClassSchema,
} from './plan-schema';
import { sourceRefSchema } from './source-schema';

const pathSchema = z.string().min(1).max(4096);
const personSchema = z.string().min(1).max(200);
const nameSchema = z.string().min(1).max(120);

/** The names of production targets, typed by a person; a run on another one that people depend on is refused. */
const confirmedTargetsSchema = z.array(z.string().max(4096)).max(64).readonly().default([]);

/** A rename that a person confirms. */
export const renameSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('table'), schema: z.string(), from: z.string(), to: z.string() }),
  z.strictObject({
    kind: z.enum(['column', 'index']),
    schema: z.string(),
    table: z.string(),
    from: z.string(),
    to: z.string(),
  }),
]);

/** What a plan is made from. `date` is YYYYMMDD: today, where it is left out. */
const planShape = {
  target: sourceRefSchema,
  /** The source that the target shall follow; left out when `migration` is given. */
  follow: sourceRefSchema.exactOptional(),
  /** A hand-written migration, in place of what is generated. */
  migration: pathSchema.exactOptional(),
  /** `migration` when left out, or what a hand-written migration's file is called. */
  name: nameSchema.exactOptional(),
  planVersion: z.string().max(64).default(''),
  author: personSchema.exactOptional(),
  allow: z.array(riskClassSchema).readonly().default([]),
  include: z.array(z.string()).max(100_000).readonly().exactOptional(),
  exclude: z.array(z.string()).max(100_000).readonly().exactOptional(),
  renames: z.array(renameSchema).max(10_000).readonly().default([]),
  /** `old=new`, or `table.old=table.new`: found in the target by name. */
  renameTexts: z.array(z.string().max(300)).max(1000).readonly().default([]),
  style: z.enum(['guarded', 'mariadb']).default('guarded'),
  dropMode: z.enum(['rename', 'real']).default('rename'),
  date: z
    .string()
    .regex(/^\d{8}$/, 'A date is written as YYYYMMDD.')
    .exactOptional(),
  flavor: flavorTextSchema.exactOptional(),
};

const judgementSchema = z.strictObject({
  number: z.number().int(),
  verdict: z.enum(['idempotent', 'not-idempotent', 'unknown']),
  reason: z.string(),
  guard: z.string().exactOptional(),
  line: z.number().int(),
});

/** Whether a hand-written statement is safe to run again, and the guard that would make it so. */
export type StatementJudgement = z.infer<typeof judgementSchema>;

const madePlanShape = {
  plan: planSchema,
  author: z.string(),
  probes: z.array(probeResultSchema).readonly(),
  renameCandidates: z
    .array(
      z.strictObject({
        kind: z.enum(['table', 'column', 'index']),
        schema: z.string(),
        table: z.string().exactOptional(),
        from: z.string(),
        to: z.string(),
        score: z.number(),
        evidence: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  notes: z.array(z.string()).readonly(),
  forward: z.string(),
  rollback: z.string(),
  destructive: z.boolean(),
  /** For a hand-written migration. */
  judgements: z.array(judgementSchema).readonly(),
  diagnostics: z.array(diagnosticSchema).readonly(),
};

const verdictSchema = z.strictObject({
  approved: z.boolean(),
  needed: z.number().int(),
  approvals: z.array(z.strictObject({ by: z.string(), at: z.string() })).readonly(),
  reasons: z.array(z.string()).readonly(),
  voided: z.array(z.strictObject({ by: z.string(), at: z.string(), reason: z.string() })).readonly(),
});

const reviewEntrySchema = z.strictObject({
  kind: z.enum(['comment', 'approve', 'request-changes']),
  by: z.string(),
  at: z.string(),
  hash: z.string(),
  statement: z.number().int().exactOptional(),
  direction: z.enum(['forward', 'rollback']).exactOptional(),
  text: z.string().exactOptional(),
});

const stateSchema = z.enum([
  'pre_migration',
  'validation',
  'backup',
  'execution',
  'verification',
  'post_migration',
  'completed',
  'failed',
  'rolled_back',
]);

const outcomeSchema = z.strictObject({
  run: z.string().exactOptional(),
  state: stateSchema,
  message: z.string(),
  executed: z.number().int(),
  milliseconds: z.number(),
  backup: z.array(z.string()).readonly(),
  journal: z.string().exactOptional(),
  tracked: z.strictObject({ schema: z.string(), id: z.string() }).exactOptional(),
  notes: z.array(z.string()).readonly(),
});

/** A run as its journal on this machine tells it. */
export const knownRunSchema = z.strictObject({
  run: z.string(),
  name: z.string(),
  planVersion: z.string(),
  hash: z.string(),
  file: z.string(),
  server: z.string(),
  where: z.string(),
  schemas: z.array(z.string()).readonly(),
  by: z.string(),
  startedAt: z.string(),
  lastAt: z.string(),
  state: stateSchema,
  /** It waits to be resumed, taken back or given up, unless it is under way. */
  unfinished: z.boolean(),
  /** Somebody is at work on it, as far as this machine can tell. */
  underWay: z.boolean(),
  /** It was stopped before its first statement: the database is as it was. */
  refused: z.boolean(),
  abandoned: z.boolean(),
  statements: z.number().int(),
  done: z.number().int(),
  inDoubt: z.strictObject({ number: z.number().int(), title: z.string() }).exactOptional(),
  failure: z.string().exactOptional(),
  visits: z
    .array(z.strictObject({ state: stateSchema, at: z.string(), milliseconds: z.number().exactOptional() }))
    .readonly(),
});

/** A plan's file in the workspace, with where it stands. */
export const listedPlanSchema = z.strictObject({
  /** Relative to the workspace. */
  path: z.string(),
  name: z.string(),
  planVersion: z.string(),
  author: z.string(),
  hash: z.string(),
  flavor: z.string(),
  target: z.string(),
  follow: z.string(),
  statements: z.number().int(),
  /** Objects that its statements touch. */
  objects: z.number().int(),
  destructive: z.boolean(),
  /** When the file was written last, ISO 8601 UTC. */
  writtenAt: z.string(),
  proof: z.strictObject({ passed: z.boolean(), at: z.string(), where: z.string() }).exactOptional(),
  verdict: verdictSchema,
  comments: z.number().int(),
  /** The latest run of this very plan that the workspace has a journal of; attempts that were refused are none. */
  run: z
    .strictObject({ run: z.string(), state: stateSchema, at: z.string(), unfinished: z.boolean() })
    .exactOptional(),
});

/** A run as the tracking tables of a server tell it. Times are UTC, YYYYMMDDHHMMSS. */
export const trackedRunSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  type: z.string(),
  status: z.string(),
  schemas: z.string(),
  tables: z.array(z.string()).readonly(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  milliseconds: z.number().nullable(),
  error: z.string().nullable(),
  rollback: z.string().nullable(),
  actorId: z.string().nullable(),
  states: z
    .array(z.strictObject({ state: z.string(), at: z.string(), milliseconds: z.number().nullable() }))
    .readonly(),
  validations: z
    .array(z.strictObject({ type: z.string(), status: z.string(), message: z.string() }))
    .readonly(),
});

/** The methods that plan, prove, review and run. */
export const planMethods = defineContract({
  'plan.build': { kind: 'read', input: z.strictObject(planShape), output: z.strictObject(madePlanShape) },
  'plan.save': {
    kind: 'write',
    input: z.strictObject({
      ...planShape,
      /** The workspace when left out; a hand-written migration's plan then lies beside it. */
      folder: pathSchema.exactOptional(),
    }),
    output: z.strictObject({
      ...madePlanShape,
      path: z.string(),
      written: z
        .array(z.strictObject({ path: z.string(), change: z.enum(['created', 'changed', 'unchanged']) }))
        .readonly(),
    }),
  },
  'plan.open': {
    kind: 'read',
    input: z.strictObject({ path: pathSchema }),
    output: z.strictObject({
      plan: planSchema,
      author: z.string(),
      probes: z.array(probeResultSchema).readonly(),
      destructive: z.boolean(),
      forward: z.string(),
      rollback: z.string(),
      /** The name that has to be typed before a run on the plan's own target, where people depend on it. */
      production: z.string().exactOptional(),
      proof: proofSchema.exactOptional(),
      review: z.array(reviewEntrySchema).readonly(),
      verdict: verdictSchema,
    }),
  },
  /** The plans of the workspace, those written last first; a file that cannot be read says why. */
  'plan.list': {
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({
      plans: z.array(listedPlanSchema).readonly(),
      unreadable: z.array(z.strictObject({ path: z.string(), error: wireErrorSchema })).readonly(),
    }),
  },
  'plan.rehearse': {
    kind: 'write',
    input: z.strictObject({
      path: pathSchema,
      on: sourceRefSchema.exactOptional(),
      crashSweep: z.boolean().default(false),
    }),
    output: z.strictObject({ name: z.string(), proof: proofSchema }),
  },
  'review.add': {
    kind: 'write',
    input: z.strictObject({
      path: pathSchema,
      kind: z.enum(['comment', 'approve', 'request-changes']),
      by: personSchema,
      text: z.string().max(20_000).exactOptional(),
      statement: z.int().min(1).exactOptional(),
      direction: z.enum(['forward', 'rollback']).exactOptional(),
    }),
    output: z.strictObject({
      name: z.string(),
      hash: z.string(),
      file: z.string(),
      entries: z.array(reviewEntrySchema).readonly(),
      verdict: verdictSchema,
    }),
  },
  'run.start': {
    kind: 'write',
    // Half a run is the worst that a page which is reloaded could leave behind.
    outlivesCaller: true,
    input: z.strictObject({
      path: pathSchema,
      on: sourceRefSchema.exactOptional(),
      mode: z.enum(['start', 'resume', 'rollback', 'abandon']).default('start'),
      by: personSchema.exactOptional(),
      createTracking: z.boolean().default(false),
      trackingSchema: z.string().min(1).max(64).exactOptional(),
      rollbackOnFailure: z.boolean().exactOptional(),
      backup: z.enum(['file', 'table', 'none']).exactOptional(),
      /** Said by a person who saw what can be lost; a destructive plan is refused without it. */
      confirmed: z.boolean().default(false),
      confirmedTargets: confirmedTargetsSchema,
    }),
    output: outcomeSchema,
  },
  /** Calls of `run.start` in this workspace that have not ended, whoever began them. */
  'run.underWay': {
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({
      runs: z
        .array(
          z.strictObject({
            operation: operationIdSchema,
            path: z.string(),
            mode: z.enum(['start', 'resume', 'rollback', 'abandon']),
            startedAt: z.string(),
          }),
        )
        .readonly(),
    }),
  },
  /** Waits for the end of such a call, and answers or fails as the call itself does. */
  'run.follow': {
    kind: 'read',
    input: z.strictObject({ operation: operationIdSchema }),
    output: outcomeSchema,
  },
  'run.startMany': {
    kind: 'write',
    outlivesCaller: true,
    input: z.strictObject({
      paths: z.array(pathSchema).min(1).max(1000).readonly(),
      on: sourceRefSchema.exactOptional(),
      by: personSchema.exactOptional(),
      parallel: z.int().min(1).max(16).exactOptional(),
      createTracking: z.boolean().default(false),
      trackingSchema: z.string().min(1).max(64).exactOptional(),
      rollbackOnFailure: z.boolean().exactOptional(),
      backup: z.enum(['file', 'table', 'none']).exactOptional(),
      confirmed: z.boolean().default(false),
      confirmedTargets: confirmedTargetsSchema,
    }),
    output: z.strictObject({
      runs: z
        .array(
          z.strictObject({
            path: z.string(),
            outcome: outcomeSchema.exactOptional(),
            error: z.strictObject({ code: z.string(), message: z.string() }).exactOptional(),
          }),
        )
        .readonly(),
    }),
  },
  'run.status': {
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ runs: z.array(knownRunSchema).readonly() }),
  },
  /** All that the journal tells of one run: by its id, or the latest run of a plan by the plan's hash. */
  'run.log': {
    kind: 'read',
    input: z.strictObject({
      run: z.string().max(200).exactOptional(),
      hash: z.string().max(128).exactOptional(),
    }),
    output: z.strictObject({
      run: knownRunSchema.exactOptional(),
      statements: z
        .array(
          z.strictObject({
            direction: z.enum(['forward', 'rollback']),
            number: z.number().int(),
            title: z.string(),
            phase: z.enum(['in-doubt', 'done', 'failed']),
            milliseconds: z.number().exactOptional(),
            message: z.string().exactOptional(),
          }),
        )
        .readonly(),
      tracked: z.strictObject({ schema: z.string(), id: z.string() }).exactOptional(),
      entries: z.array(journalEntrySchema).readonly(),
    }),
  },
  'run.history': {
    kind: 'read',
    input: z.strictObject({ on: sourceRefSchema, trackingSchema: z.string().min(1).max(64).exactOptional() }),
    output: z.strictObject({
      server: z.string(),
      layouts: z
        .array(
          z.strictObject({
            schema: z.string(),
            layout: z.enum(['tidemark', 'older']),
            tables: z.number().int(),
          }),
        )
        .readonly(),
      runs: z.array(trackedRunSchema).readonly(),
      versions: z
        .array(
          z.strictObject({
            schema: z.string(),
            version: z.string(),
            number: z.number(),
            tables: z.number().int(),
            lastMigration: z.string().nullable(),
            lastAt: z.string().nullable(),
          }),
        )
        .readonly(),
    }),
  },
  'follow.files': {
    kind: 'write',
    input: z.strictObject({
      target: sourceRefSchema,
      follow: sourceRefSchema,
      flavor: flavorTextSchema.exactOptional(),
      /** False only tells what would be written. */
      write: z.boolean().default(false),
      /** Also takes away what the followed source does not have. */
      remove: z.boolean().default(false),
    }),
    output: z.strictObject({
      files: z
        .array(
          z.strictObject({
            path: z.string(),
            change: z.enum(['created', 'changed', 'removed']),
            tables: z.array(z.string()).readonly(),
          }),
        )
        .readonly(),
      unchanged: z.number().int(),
      notes: z.array(z.string()).readonly(),
    }),
  },
  /** A file that would be written, as it is and as it would be; absent where there is none. Nothing is written. */
  'follow.preview': {
    kind: 'read',
    input: z.strictObject({
      target: sourceRefSchema,
      follow: sourceRefSchema,
      flavor: flavorTextSchema.exactOptional(),
      remove: z.boolean().default(false),
      /** As `follow.files` names it. */
      path: z.string().min(1).max(4096),
    }),
    output: z.strictObject({ before: z.string().exactOptional(), after: z.string().exactOptional() }),
  },
});

/** One step of a plan, as it crosses a process. */
export type WireChange = z.infer<typeof changeSchema>;

/** A plan's file in the workspace. */
export type ListedPlan = z.infer<typeof listedPlanSchema>;

/** A run as its journal on this machine tells it. */
export type KnownRunView = z.infer<typeof knownRunSchema>;

/** A run as the tracking tables of a server tell it. */
export type TrackedRunView = z.infer<typeof trackedRunSchema>;
