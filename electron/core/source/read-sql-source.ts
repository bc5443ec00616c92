import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { AppError } from '../../../shared/app-error';
import { parseFlavor } from '../../../shared/model';
import type { Diagnostic, SchemaModel } from '../../../shared/model';
import { SqlSession } from '../../../shared/sql/session';
import { decodeText } from '../files/decode-text';
import { codeOf } from '../files/file-error';
import type { TextFile } from '../files/read-text-file';
import { resolveInside, workspacePath } from '../files/resolve-inside';
import { scoreSqlDialect } from '../postgres/detect-sql-dialect';
import { askToRead } from './heavy-job-error';
import type { SourceStatement } from './source-reading';

/** A file that a SOURCE line brought in, with the SHA-256 of what it held. */
export interface IncludedFile {
  readonly path: string;
  readonly hash: string;
}

/** What SQL files state when they are run one after the other. */
export interface SqlFilesReading {
  readonly model: SchemaModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly statements: readonly SourceStatement[];
  readonly included: readonly IncludedFile[];
  /** True when MySQL and MariaDB read the files differently, and nothing says for which of them they are. */
  readonly perFlavor?: true;
}

/** How the files are run. */
export interface SqlFilesOptions {
  readonly root: string;
  /** `mysql:8.4`: the server that the files are for. */
  readonly flavor?: string | undefined;
  readonly isCancelled: () => boolean;
  /** See JobWatch: asked for files that are brought in, and for PostgreSQL's parser. */
  readonly mayRead?: ((bytes: number) => boolean) | undefined;
  readonly progress: (done: number, total: number, current: string) => void;
}

/**
 * The start of a comment that one vendor runs and the other skips: MariaDB's own, `!50700` to `!99999`, which MariaDB takes
 * for MySQL's, and six digits, which are versions of MariaDB (its manual, Comment Syntax).
 */
const PER_VENDOR = /\/\*(?:M!|!(?:5[7-9]|[6-9]\d)\d{3}(?!\d)|!\d{6})/;

/** True for files that hold SQL. */
export function isSqlName(path: string): boolean {
  return /\.sql$/i.test(path);
}

/** True for files that undo another one: run after it, they would leave nothing. */
export function isRollbackName(path: string): boolean {
  return /(?:[_.-](?:rollback|down|undo|revert)|(?:^|\/)U\d[^/]*|\.down)\.sql$/i.test(path);
}

/**
 * Runs SQL files on one model, in the order given. Whether they are MySQL's or PostgreSQL's is told by their
 * content. A file that another one brings in by SOURCE is not run a second time by itself.
 */
export async function readSqlFiles(
  files: readonly TextFile[],
  options: SqlFilesOptions,
): Promise<SqlFilesReading> {
  const score = { mysql: 0, postgresql: 0 };
  for (const { text } of files) {
    const { mysql, postgresql } = scoreSqlDialect(text);
    score.mysql += mysql;
    score.postgresql += postgresql;
  }
  const reading =
    score.postgresql > score.mysql ? await readPostgresFiles(files, options) : readMysqlFiles(files, options);
  const empty = files.filter(({ text }) => text.trim() === '');
  return empty.length === 0
    ? reading
    : { ...reading, diagnostics: [...empty.map(reportEmpty), ...reading.diagnostics] };
}

/** A file without a word was likely cut off. What it states is nothing all the same: it may be meant so. */
function reportEmpty({ path }: TextFile): Diagnostic {
  return {
    severity: 'warning',
    code: 'file-empty',
    message: 'The file is empty: it states no object',
    location: { kind: 'file', path, line: 1, column: 1 },
    hint: 'Restore it from version control, or write a comment into it if it is meant to be empty.',
  };
}

function readMysqlFiles(files: readonly TextFile[], options: SqlFilesOptions): SqlFilesReading {
  const included = new Map<string, IncludedFile>();
  const outside: Diagnostic[] = [];
  const session = new SqlSession({
    flavor: options.flavor === undefined ? undefined : parseFlavor(options.flavor),
    include: (path, from) => includeFile(path, from, options, included, outside),
  });
  const known = new Set(files.map((file) => file.path));
  const broughtIn = new Set(files.flatMap((file) => includedNames(file, known)));
  const own = files.filter((file) => !broughtIn.has(file.path));
  // Files that bring each other in, in a circle, leave none: then all are run.
  const toRun = own.length > 0 ? own : files;
  toRun.forEach((file, at) => {
    stopWhenCancelled(options);
    options.progress(at, toRun.length, file.path);
    session.run(file.text, file.path);
  });
  return {
    model: session.model(),
    diagnostics: [...session.diagnostics, ...outside],
    statements: session.statements.map(({ kind, origin, understood }) => ({ kind, origin, understood })),
    included: [...included.values()],
    ...perFlavor(toRun, options),
  };
}

/** Replays a folder of migrations in the order of their graph; rollbacks are left out, and conflicts are told. */
export async function readMigrationFiles(
  files: readonly TextFile[],
  options: SqlFilesOptions,
): Promise<SqlFilesReading> {
  const { readMigrations } = await import('../migrations/read-migrations');
  const included = new Map<string, IncludedFile>();
  const outside: Diagnostic[] = [];
  const { value, diagnostics } = await readMigrations(files, {
    flavor: options.flavor === undefined ? undefined : parseFlavor(options.flavor),
    include: (path, from) => includeFile(path, from, options, included, outside),
    progress: (done, total, current) => {
      stopWhenCancelled(options);
      options.progress(done, total, current);
    },
  });
  return {
    model: value.model,
    diagnostics: [...diagnostics, ...outside],
    statements: value.statements,
    included: [...included.values()],
    ...perFlavor(files, options),
  };
}

/** True for a script that MySQL and MariaDB read differently. */
export function isPerFlavor(text: string): boolean {
  return PER_VENDOR.test(text);
}

function perFlavor(
  files: readonly TextFile[],
  { flavor }: SqlFilesOptions,
): Pick<SqlFilesReading, 'perFlavor'> {
  return flavor === undefined && files.some(({ text }) => isPerFlavor(text)) ? { perFlavor: true } : {};
}

async function readPostgresFiles(
  files: readonly TextFile[],
  options: SqlFilesOptions,
): Promise<SqlFilesReading> {
  askToRead(options.mayRead, Infinity);
  const { PostgresSession } = await import('../postgres/read-postgres');
  const { loadPostgresParser } = await import('../postgres/postgres-parser');
  await loadPostgresParser();
  const session = new PostgresSession();
  const diagnostics: Diagnostic[] = [];
  const statements: SourceStatement[] = [];
  files.forEach((file, at) => {
    stopWhenCancelled(options);
    options.progress(at, files.length, file.path);
    const run = session.run(file.text, file.path);
    diagnostics.push(...run.diagnostics);
    statements.push(...run.value.map(({ kind, origin, understood }) => ({ kind, origin, understood })));
  });
  return { model: session.model(), diagnostics, statements, included: [] };
}

function stopWhenCancelled(options: SqlFilesOptions): void {
  if (options.isCancelled()) throw new AppError('cancelled', 'Reading was cancelled.');
}

/** SOURCE is relative to where the client was started, which nobody tells: beside the file, or in the workspace. */
function candidatesOf(path: string, from: string): readonly string[] {
  const plain = path.trim().replaceAll('\\', '/');
  return [posix.join(posix.dirname(from), plain), posix.normalize(plain)];
}

function includeFile(
  path: string,
  from: string,
  { root, mayRead }: SqlFilesOptions,
  included: Map<string, IncludedFile>,
  diagnostics: Diagnostic[],
): { readonly path: string; readonly text: string } | undefined {
  for (const candidate of candidatesOf(path, from)) {
    try {
      const absolute = resolveInside(root, candidate);
      if (mayRead) askToRead(mayRead, statSync(absolute).size);
      const bytes = readFileSync(absolute);
      const shown = workspacePath(root, absolute);
      const decoded = decodeText(bytes, shown);
      if (!included.has(shown)) diagnostics.push(...decoded.diagnostics);
      included.set(shown, { path: shown, hash: createHash('sha256').update(decoded.text).digest('hex') });
      return { path: shown, text: decoded.text };
    } catch (error) {
      // Outside the workspace or not there: the reader says that the SOURCE could not be followed.
      if (!(error instanceof AppError) && codeOf(error) === undefined) throw error;
    }
  }
  return undefined;
}

/** The files of the set that a file brings in, found line by line. */
function includedNames(file: TextFile, known: ReadonlySet<string>): readonly string[] {
  const names: string[] = [];
  for (const match of file.text.matchAll(/^[ \t]*(?:source|\\\.)[ \t]+([^\r\n;]{1,500})/gim)) {
    const name = (match[1] ?? '').trim().replace(/^(['"])(.*)\1$/, '$2');
    const found = candidatesOf(name, file.path).find(
      (candidate) => known.has(candidate) && candidate !== file.path,
    );
    if (found !== undefined) names.push(found);
  }
  return names;
}
