import * as z from 'zod';

/** Where the rows and definitions go that a run might lose. */
export const BACKUP_PLACES = ['file', 'table', 'none'] as const;

/** The parts of tidemark.yaml that rule reviews and runs, under `policy`. */
export const policyConfigSchema = z.strictObject({
  approvals: z.int().min(0).max(20).default(1).describe('How many people must approve a plan.'),
  destructiveApprovals: z
    .int()
    .min(0)
    .max(20)
    .default(2)
    .describe('How many people must approve a plan that can lose data.'),
  selfApproval: z.boolean().default(false).describe('Whether the author’s own approval counts.'),
  rehearsal: z.boolean().default(true).describe('Whether a plan must have passed its rehearsal.'),
  production: z
    .array(z.string().min(1).max(64))
    .max(64)
    .readonly()
    .optional()
    .describe(
      'Sources that people depend on: a run there needs the source’s name typed. Left out, names such as production or live count; an empty list means none.',
    ),
  lockWaitSeconds: z
    .int()
    .min(1)
    .max(3600)
    .default(5)
    .describe('How long a statement waits for a metadata lock.'),
  longTransactionSeconds: z
    .int()
    .min(1)
    .max(86_400)
    .default(30)
    .describe('Transactions older than this on the touched schemas stop a run before it begins.'),
  backup: z.enum(BACKUP_PLACES).default('file').describe('Where definitions and rows are kept before a run.'),
  rollbackOnFailure: z.boolean().default(false).describe('Whether a run that fails is rolled back at once.'),
  parallel: z.int().min(1).max(16).default(1).describe('How many independent migrations may run at once.'),
  tracking: z
    .strictObject({
      schema: z.string().min(1).max(64).optional().describe('The schema of the tracking tables.'),
      prefix: z
        .string()
        .max(20)
        .regex(/^[A-Za-z0-9_]*$/, 'a prefix has letters, digits and “_”')
        .default('lupo_')
        .describe('How the names of the tracking tables begin.'),
      create: z.boolean().default(false).describe('Whether the tables may be created when they are missing.'),
      actorId: z.int().min(0).optional().describe('The number that stands in executed_by_actor_id.'),
    })
    .optional(),
  onlineSchemaChange: z
    .strictObject({
      aboveBytes: z.int().min(0).describe('Tables of at least this size are handed to the command.'),
      command: z
        .array(z.string().max(4096))
        .min(1)
        .readonly()
        .describe(
          'The program and its arguments; {schema}, {table}, {clauses}, {alter}, {host}, {port}, {socket} and {user} are filled in, and MYSQL_PWD holds the password.',
        ),
    })
    .optional(),
});

/** How reviews and runs are ruled. */
export type RunPolicy = z.infer<typeof policyConfigSchema>;

/** What holds where the workspace says nothing. */
export const DEFAULT_POLICY: RunPolicy = policyConfigSchema.parse({});

/** The policy of a workspace, by its configuration. */
export function policyOf(config: { readonly policy?: RunPolicy | undefined }): RunPolicy {
  return config.policy ?? DEFAULT_POLICY;
}

/** The names of the tracking tables. */
export type TrackingPolicy = NonNullable<RunPolicy['tracking']>;
