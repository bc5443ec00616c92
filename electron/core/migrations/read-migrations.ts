import { buildMigrationGraph, sqlMigration } from '../../../shared/migrations';
import type { Migration, MigrationConflict, MigrationGraph } from '../../../shared/migrations';
import type { Diagnostic, FileOrigin, Flavor, Read, SchemaModel } from '../../../shared/model';
import { createSession } from '../../../shared/sql';
import type { IncludeText } from '../../../shared/sql';
import { scoreSqlDialect } from '../postgres/detect-sql-dialect';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { loadPostgresParser } from '../postgres/postgres-parser';
import { PostgresSession } from '../postgres/read-postgres';
import { readStatementEffects } from './read-statement-effects';
import { SchemaDraft } from './schema-draft';

/** A migration file's text, with its path relative to the workspace. */
export interface MigrationFile {
  readonly path: string;
  readonly text: string;
}

/** What a set of SQL migrations states. */
export interface MigrationsReading {
  /** In the order in which they were replayed; rollbacks come last and were not replayed. */
  readonly migrations: readonly Migration[];
  readonly graph: MigrationGraph;
  /** The schema after all of them. */
  readonly model: SchemaModel;
  readonly dialect: SqlDialect;
  /** Every statement in the order in which it was replayed. */
  readonly statements: readonly MigrationStatement[];
}

/** One statement of a migration: what it is, where it stands, whether it was understood. */
export interface MigrationStatement {
  readonly kind: string;
  readonly origin: FileOrigin;
  readonly understood: boolean;
}

/** How migrations are read. */
export interface ReadMigrationsOptions {
  readonly flavor?: Flavor | undefined;
  readonly defaultSchema?: string | undefined;
  /** Detected from the files when not given. */
  readonly dialect?: SqlDialect | undefined;
  /** Finds files that SOURCE names and that are not among the migrations. */
  readonly include?: IncludeText | undefined;
  /** Called before each file is replayed; may throw to stop. */
  readonly progress?: ((done: number, total: number, current: string) => void) | undefined;
}

/**
 * Reads SQL migrations as one source: what every file does, the graph, and the schema that results when they
 * run in graph order on an empty database. Rollbacks are left out. What does not apply is a diagnostic.
 */
export async function readMigrations(
  files: readonly MigrationFile[],
  options: ReadMigrationsOptions = {},
): Promise<Read<MigrationsReading>> {
  const dialect = options.dialect ?? detectDialect(files);
  if (dialect === 'postgresql') await loadPostgresParser();
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const migrations = files.map((file) =>
    sqlMigration(file.path, file.text, readStatementEffects(file.text, dialect, file.path)),
  );
  const graph = buildMigrationGraph(migrations);
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  const ordered = graph.nodes
    .filter((node) => !node.isRollback)
    .map((node) => ({ path: node.path, text: texts.get(node.path) ?? '' }));
  const replay = dialect === 'postgresql' ? replayPostgres(ordered, options) : replaySql(ordered, options);
  return {
    value: {
      migrations: graph.nodes.flatMap((node) => byId.get(node.id) ?? []),
      graph,
      model: replay.model,
      dialect,
      statements: replay.statements,
    },
    diagnostics: [
      ...graph.conflicts.map((conflict) => describeConflict(conflict, byId)),
      ...replay.diagnostics,
    ],
  };
}

interface Replay {
  readonly model: SchemaModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly statements: readonly MigrationStatement[];
}

function replaySql(ordered: readonly MigrationFile[], options: ReadMigrationsOptions): Replay {
  const paths = new Set(ordered.map((file) => fileName(file.path)));
  const diagnostics: Diagnostic[] = [];
  const statements: MigrationStatement[] = [];
  const begin = (base: SchemaModel | undefined): ReturnType<typeof createSession> =>
    createSession({
      flavor: options.flavor,
      defaultSchema: options.defaultSchema,
      base,
      // A file of the set runs once, in its own place; it must not run again where another names it.
      include: (path, from) =>
        paths.has(fileName(path)) ? { path, text: '' } : options.include?.(path, from),
    });
  let session = begin(undefined);
  const finish = (): void => {
    diagnostics.push(...session.diagnostics);
    for (const { kind, origin, understood } of session.statements)
      statements.push({ kind, origin, understood });
  };
  const home = session.currentSchema;
  for (const [at, file] of ordered.entries()) {
    options.progress?.(at, ordered.length, file.path);
    session.run(file.text, file.path);
    // Every migration starts on a connection of its own: a USE ends with its file.
    if (session.currentSchema === home) continue;
    finish();
    session = begin(session.model());
  }
  finish();
  return { model: session.model(), diagnostics, statements };
}

function replayPostgres(ordered: readonly MigrationFile[], options: ReadMigrationsOptions): Replay {
  const draft = new SchemaDraft();
  const diagnostics: Diagnostic[] = [];
  const statements: MigrationStatement[] = [];
  for (const [at, file] of ordered.entries()) {
    options.progress?.(at, ordered.length, file.path);
    const read = new PostgresSession(draft, options.defaultSchema ?? '').run(file.text, file.path);
    diagnostics.push(...read.diagnostics);
    for (const { kind, origin, understood } of read.value) statements.push({ kind, origin, understood });
  }
  return { model: draft.toModel(), diagnostics, statements };
}

function detectDialect(files: readonly MigrationFile[]): SqlDialect {
  const score = { mysql: 0, postgresql: 0 };
  for (const file of files) {
    const found = scoreSqlDialect(file.text);
    score.mysql += found.mysql;
    score.postgresql += found.postgresql;
  }
  return score.postgresql > score.mysql ? 'postgresql' : 'mysql';
}

function fileName(path: string): string {
  return (
    path
      .replaceAll('\\', '/')
      .replace(/^[`"']|[`"']$/g, '')
      .split('/')
      .at(-1)
      ?.toLowerCase() ?? ''
  );
}

/** A conflict of the graph as a diagnostic. */
export function describeConflict(
  conflict: MigrationConflict,
  migrations: ReadonlyMap<string, Migration>,
): Diagnostic {
  const place = (id: string | undefined): FileOrigin | undefined => {
    const path = migrations.get(id ?? '')?.path;
    return path === undefined ? undefined : { kind: 'file', path, line: 1, column: 1 };
  };
  const at = (id: string | undefined): { location?: FileOrigin } => {
    const location = place(id);
    return location === undefined ? {} : { location };
  };
  switch (conflict.kind) {
    case 'duplicate-creator': {
      const [first, second] = conflict.migrations;
      const related = place(first);
      return {
        severity: conflict.tolerant ? 'info' : 'warning',
        code: 'migration-duplicate-creator',
        message: `${conflict.object.name} is created by ${String(conflict.migrations.length)} migrations: ${conflict.migrations.join(', ')}.${conflict.tolerant ? ' The later ones say IF NOT EXISTS and change nothing.' : ''}`,
        ...at(second),
        ...(related === undefined ? {} : { related }),
      };
    }
    case 'missing-parent':
      return {
        severity: 'warning',
        code: 'migration-missing-parent',
        message: `This migration asks for ${conflict.reference}, which is not among the migrations.`,
        ...at(conflict.migration),
      };
    case 'several-heads':
      return {
        severity: 'warning',
        code: 'migration-several-heads',
        message: `There are ${String(conflict.migrations.length)} heads: ${conflict.migrations.join(', ')}.`,
        ...at(conflict.migrations[0]),
      };
    case 'cycle':
      return {
        severity: 'warning',
        code: 'migration-cycle',
        message: `These migrations wait for each other: ${conflict.migrations.join(', ')}. The weakest of the reasons were set aside.`,
        ...at(conflict.migrations[0]),
      };
    case 'orphan-rollback':
      return {
        severity: 'info',
        code: 'migration-orphan-rollback',
        message:
          'This is named as a rollback, but what it would undo is not among the migrations. It is not replayed.',
        ...at(conflict.migration),
      };
  }
}
