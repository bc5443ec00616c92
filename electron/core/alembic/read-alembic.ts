import type { Diagnostic, FileOrigin, Read, SchemaModel, UnreadPlace } from '../../../shared/model';
import type { MigrationEffect } from '../../../shared/migrations/effect';
import { scoreSqlDialect } from '../postgres/detect-sql-dialect';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { loadPostgresParser } from '../postgres/postgres-parser';
import { readRevision } from './read-revision';
import type { AlembicRevision } from './read-revision';
import { replayRevisions } from './replay-revisions';
import { buildRevisionGraph } from './revision-graph';
import type { RevisionGraph } from './revision-graph';
import { readEffects } from './revision-effects';

/** A file's text, with its path relative to the workspace. */
export interface AlembicFile {
  readonly path: string;
  readonly text: string;
}

/** What a folder of revisions states. */
export interface AlembicReading {
  /** In graph order, duplicates left out. */
  readonly revisions: readonly AlembicRevision[];
  readonly graph: RevisionGraph;
  /** What every revision does to which object, by revision id. */
  readonly effects: ReadonlyMap<string, readonly MigrationEffect[]>;
  /** The schema after all of them. */
  readonly model: SchemaModel;
  readonly dialect: SqlDialect;
}

/**
 * Reads the revision files of one Alembic folder. They are parsed, never executed: what is computed at run
 * time is a diagnostic with its place. Files that are no revisions are passed over.
 *
 * `dialect` is detected from the files when not given.
 */
export async function readAlembic(
  files: readonly AlembicFile[],
  options: { readonly dialect?: SqlDialect } = {},
): Promise<Read<AlembicReading>> {
  const dialect = options.dialect ?? detectDialect(files);
  // SQL in op.execute may be PostgreSQL's; the parser is only worth its 1.7 MB then.
  if (dialect === 'postgresql') await loadPostgresParser();
  const diagnostics: Diagnostic[] = [];
  const revisions: AlembicRevision[] = [];
  const unread: UnreadPlace[] = [];
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const read = readRevisionSafely(file, dialect);
    diagnostics.push(...read.diagnostics);
    if (read.value !== undefined) revisions.push(read.value);
    // Left out, or read around a mistake: what it does is not known, or not all of it.
    for (const { code, location } of read.diagnostics)
      if (location !== undefined && LEAVES_OUT.has(code)) unread.push({ origin: location, kind: 'text' });
  }
  const graph = buildRevisionGraph(revisions);
  const replay = replayRevisions(graph.value.ordered, dialect);
  diagnostics.push(...graph.diagnostics, ...replay.diagnostics);
  const effects = new Map(
    graph.value.ordered.map((revision) => [revision.revision, readEffects(revision, dialect)]),
  );
  return {
    value: {
      revisions: graph.value.ordered,
      graph: graph.value,
      effects,
      model: {
        ...replay.model,
        ...(unread.length > 0 && { unread: [...unread, ...(replay.model.unread ?? [])] }),
      },
      dialect,
    },
    diagnostics,
  };
}

/** Diagnostics of a file of which not everything was read. */
const LEAVES_OUT: ReadonlySet<string> = new Set([
  'alembic-file-too-large',
  'alembic-no-revision',
  'alembic-python-error',
]);

/** More than this is generated, or no revision. */
const LARGEST_FILE = 5_000_000;

function readRevisionSafely(file: AlembicFile, dialect: SqlDialect): Read<AlembicRevision | undefined> {
  const location: FileOrigin = { kind: 'file', path: file.path, line: 1, column: 1 };
  if (file.text.length > LARGEST_FILE) {
    return {
      value: undefined,
      diagnostics: [
        {
          severity: 'warning',
          code: 'alembic-file-too-large',
          message: 'This file is too large for a revision. It is left out.',
          location,
        },
      ],
    };
  }
  return readRevision(file.text, file.path, dialect);
}

/** Which database the revisions are written for: what they import, then the SQL they hold. MySQL when nothing tells. */
function detectDialect(files: readonly AlembicFile[]): SqlDialect {
  const score = { mysql: 0, postgresql: 0 };
  for (const { text } of files) {
    if (/\bsqlalchemy\.dialects(?:\.|\s+import\s+)postgresql\b|\bpostgresql_\w+\s*=/.test(text))
      score.postgresql += 20;
    if (/\bsqlalchemy\.dialects(?:\.|\s+import\s+)mysql\b|\bmysql_\w+\s*=/.test(text)) score.mysql += 20;
    for (const literal of text.matchAll(/"""([\s\S]*?)"""/g)) {
      const found = scoreSqlDialect(literal[1] ?? '');
      score.mysql += found.mysql;
      score.postgresql += found.postgresql;
    }
  }
  return score.postgresql > score.mysql ? 'postgresql' : 'mysql';
}
