import * as z from 'zod';
import { policyConfigSchema } from '../run/run-policy';

/** Ids name sources on the command line and in tables, so they stay short and plain. */
const idSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/,
    'an id has letters, digits, “_”, “.” and “-”, and at most 64 of them',
  )
  .describe('Names the source on the command line and in every table.');

const pathSchema = z.string().min(1).max(4096).describe('Relative to the workspace, with forward slashes.');

const patternSchema = z.string().min(1).max(500);

const schemaNameSchema = z.string().min(1).max(64);

/** `mysql:9.7`, `mariadb:10.11`: the server that files are written for. */
const flavorSchema = z
  .string()
  .regex(
    /^(?:mysql|mariadb)[:\s-]*\d+(?:\.\d+){0,2}$/i,
    'a flavor is written like mysql:8.4 or mariadb:10.11',
  )
  .describe('The server that the files are written for, such as mysql:8.4 or mariadb:10.11.');

const fileShape = {
  id: idSchema,
  path: pathSchema,
  schema: schemaNameSchema
    .optional()
    .describe('Where tables live that name no schema; without it the federation places them.'),
  ignore: z.array(patternSchema).readonly().optional().describe('Glob patterns of files to leave out.'),
};

const toonSourceSchema = z.strictObject({
  kind: z.literal('toon').describe('A folder of TOON files, one table a file.'),
  ...fileShape,
});

const sqlSourceSchema = z.strictObject({
  kind: z
    .literal('sql')
    .describe('A SQL file, or a folder of them that are run in the order of their names.'),
  ...fileShape,
  flavor: flavorSchema.optional(),
});

const migrationsSourceSchema = z.strictObject({
  kind: z
    .literal('migrations')
    .describe('A folder of SQL migrations, replayed in the order of their dependencies.'),
  ...fileShape,
  flavor: flavorSchema.optional(),
});

const alembicSourceSchema = z.strictObject({
  kind: z.literal('alembic').describe('A folder with alembic.ini, or its versions folder.'),
  ...fileShape,
});

const snapshotSourceSchema = z.strictObject({
  kind: z.literal('snapshot').describe('A saved model of a database.'),
  id: idSchema,
  path: pathSchema,
});

const mysqlSourceSchema = z.strictObject({
  kind: z.literal('mysql').describe('A MySQL or MariaDB server.'),
  id: idSchema,
  url: z
    .string()
    .min(1)
    .max(4096)
    .regex(/^(?:mysql|mariadb):\/\//i, 'a server’s address starts with mysql:// or mariadb://')
    .describe('mysql://user@host:port/schema[,schema…], never with a password.'),
  snapshot: pathSchema.optional().describe('Stands in when the server is away.'),
});

/** One entry of `sources`. */
export const sourceConfigSchema = z.discriminatedUnion('kind', [
  toonSourceSchema,
  sqlSourceSchema,
  migrationsSourceSchema,
  alembicSourceSchema,
  snapshotSourceSchema,
  mysqlSourceSchema,
]);

const federationSchema = z.strictObject({
  default: schemaNameSchema
    .optional()
    .describe('Where a table lands that no list and no pattern names; the first schema when left out.'),
  budget: z.int().min(1).optional().describe('How many tables the federation may have.'),
  schemas: z
    .array(
      z.strictObject({
        name: schemaNameSchema,
        role: z
          .string()
          .min(1)
          .max(64)
          .optional()
          .describe('core, orchestration, ephemeral, or your own word.'),
        tables: z
          .array(z.string().min(1).max(64))
          .readonly()
          .optional()
          .describe('Tables that live here, by name.'),
        patterns: z
          .array(patternSchema)
          .readonly()
          .optional()
          .describe('Tables that live here, with * and ?.'),
        limit: z.int().min(1).optional().describe('How many tables this schema may have.'),
      }),
    )
    .min(1)
    .readonly(),
});

const severitySchema = z.enum(['error', 'warning', 'info', 'off']);

const doctrineSchema = z.strictObject({
  preset: z.string().min(1).max(64).optional().describe('mysql, lupopedia, or none.'),
  severities: z
    .record(z.string(), severitySchema)
    .optional()
    .describe('Severity by rule, in place of the preset’s.'),
  settings: z.record(z.string(), z.json()).optional().describe('Settings by rule.'),
});

const patternsSchema = z.array(patternSchema).readonly();

/** The content of tidemark.yaml. */
export const workspaceConfigSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('What the workspace is called; the folder’s name when left out.'),
  reference: idSchema.optional().describe('The source that the others are compared with.'),
  sources: z.array(sourceConfigSchema).readonly().default([]).describe('Where the schema is stated.'),
  federation: federationSchema
    .optional()
    .describe('The schemas that belong together, and which tables live in which.'),
  policy: policyConfigSchema.optional().describe('How plans are reviewed and run.'),
  plans: z
    .strictObject({
      folder: pathSchema.optional(),
      frontMatter: z
        .array(
          z
            .string()
            .max(1000)
            .regex(/^[^\r\n]*$/, 'one line each'),
        )
        .readonly()
        .optional()
        .describe(
          'YAML lines at the top of generated files; {name}, {version}, {date} and {author} are filled in.',
        ),
    })
    .optional()
    .describe('Where generated migrations are saved, and what stands at their top.'),
  doctrine: doctrineSchema.optional().describe('The rules that the federation sets for itself.'),
  documents: patternsSchema.optional().describe('Documents whose claims are measured, as paths or patterns.'),
  dialogs: patternsSchema.optional().describe('Dialog files, as paths or patterns.'),
  code: patternsSchema.optional().describe('Code that is searched for tables in use, as paths or patterns.'),
  ignore: patternsSchema.optional().describe('What no reader looks at, as patterns.'),
});

/** The content of tidemark.yaml, checked. */
export type WorkspaceConfig = z.infer<typeof workspaceConfigSchema>;

/** One source as tidemark.yaml or an address names it. */
export type SourceConfig = WorkspaceConfig['sources'][number];

/** The schemas that belong together, with the rules that place tables in them. */
export type FederationConfig = NonNullable<WorkspaceConfig['federation']>;

/** The address on the command line that names the same place: `toon:docs/toons`, `mysql://…`. */
export function formatSourceAddress(source: SourceConfig): string {
  return source.kind === 'mysql' ? source.url : `${source.kind}:${source.path}`;
}
