import { createHash } from 'node:crypto';
import { join, parse } from 'node:path';
import { AppError } from '../../../shared/app-error';
import type { Diagnostic, SchemaModel, UnreadPlace } from '../../../shared/model';
import { unreadFile } from '../files/list-files';
import { readTextFile } from '../files/read-text-file';
import type { TextFile } from '../files/read-text-file';
import { resolveInside, workspacePath } from '../files/resolve-inside';
import { collectFiles } from './collect-files';
import type { CollectedFiles } from './collect-files';
import type { FileJob, FileResult, JobWatch } from './file-job';
import { askToRead } from './heavy-job-error';
import { findVersions } from './read-alembic-source';
import type { IncludedFile, SqlFilesOptions } from './read-sql-source';
import { isRollbackName, isSqlName, readMigrationFiles, readSqlFiles } from './read-sql-source';
import { isToonName, readToonFiles } from './read-toon-source';
import type { SourceStatement } from './source-reading';

/** What the files of a source state, before placement. */
interface FilesReading {
  readonly model: SchemaModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly statements?: readonly SourceStatement[];
  readonly included?: readonly IncludedFile[];
  readonly takenAt?: string | undefined;
  readonly perFlavor?: true;
}

/**
 * Reads one source from its files, unless they are the ones that the caller has a reading of. Runs on a thread of
 * the pool or on the caller's. Throws AppError `not-found`, `not-readable`, `outside-workspace` or `cancelled`, and
 * HeavyJobError where `watch.mayRead` says no; all else that is wrong with the files is a diagnostic.
 */
export async function readFileSource(job: FileJob, watch: JobWatch): Promise<FileResult> {
  const collected = await collect(job, watch);
  const fingerprint = await addIncluded(collected.fingerprint, job.known?.included ?? [], job.root);
  if (job.known?.fingerprint === fingerprint) return { kind: 'unchanged', fingerprint };
  const reading = await readCollected(job, collected, watch);
  return {
    kind: 'read',
    fingerprint: await addIncluded(collected.fingerprint, reading.included ?? [], job.root),
    model: withUnread(reading.model, collected.unread),
    diagnostics: [...collected.diagnostics, ...reading.diagnostics],
    statements: reading.statements,
    included: reading.included ?? [],
    files:
      collected.files.length +
      (reading.included ?? []).filter(({ path }) => !collected.files.some((file) => file.path === path))
        .length,
    takenAt: reading.takenAt,
    ...(reading.perFlavor === true && { perFlavor: true }),
  };
}

function withUnread(model: SchemaModel, unread: readonly UnreadPlace[]): SchemaModel {
  return unread.length === 0 ? model : { ...model, unread: [...unread, ...(model.unread ?? [])] };
}

async function collect(job: FileJob, watch: JobWatch): Promise<CollectedFiles> {
  const { source, root } = job;
  const path = source.kind === 'alembic' ? await findVersions(root, source.path) : source.path;
  const ignore = [...job.ignore, ...('ignore' in source ? (source.ignore ?? []) : [])];
  const collected = await collectFiles({
    root,
    path,
    ignore,
    accept: ACCEPT[source.kind],
    deep: source.kind !== 'toon',
    isCancelled: watch.isCancelled,
    mayRead: watch.mayRead,
    progress: (done, total, current) => {
      watch.progress({ phase: 'files', done, total, current });
    },
  });
  if (collected.files.length === 0) refuseUnreadable(collected, root, path);
  return collected;
}

/** A source of which nothing could be seen is not an empty one: all that it states would count as missing. */
function refuseUnreadable({ diagnostics }: CollectedFiles, root: string, path: string): void {
  const shown = workspacePath(root, resolveInside(root, path));
  const own = diagnostics.find(({ location }) => location?.path === path || location?.path === shown);
  // An address that leaves the folder is read from the top of the disk; told is what was written.
  const named = parse(root).root === root ? join(root, path) : path;
  if (own?.code === 'file-missing') {
    throw new AppError('not-found', `“${named}” does not exist.`, {
      hint: 'Correct the path in tidemark.yaml, or on the command line.',
    });
  }
  if (own?.code === 'file-forbidden' || own?.code === 'file-unreadable') {
    throw new AppError('not-readable', `“${named}” may not be read.`, {
      hint: 'Give yourself permission to read it.',
    });
  }
}

const ACCEPT: Readonly<Record<FileJob['source']['kind'], (path: string) => boolean>> = {
  toon: isToonName,
  sql: isSqlName,
  migrations: isSqlName,
  alembic: (path) => /\.py$/i.test(path),
  snapshot: (path) => /\.json$/i.test(path),
};

async function readCollected(
  job: FileJob,
  collected: CollectedFiles,
  watch: JobWatch,
): Promise<FilesReading> {
  const { source } = job;
  switch (source.kind) {
    case 'toon': {
      const { value, diagnostics } = readToonFiles(collected.files);
      return { model: value, diagnostics: [...diagnostics, ...tellEmpty(collected, 'TOON', source.path)] };
    }
    case 'sql':
      return readSql(job, collected, watch);
    case 'migrations': {
      const reading = await readMigrationFiles(collected.files, sqlOptions(job, watch));
      return {
        ...reading,
        diagnostics: [...reading.diagnostics, ...tellEmpty(collected, 'SQL', source.path)],
      };
    }
    case 'alembic': {
      askToRead(watch.mayRead, Infinity);
      const { readAlembic } = await import('../alembic/read-alembic');
      const { value, diagnostics } = await readAlembic(collected.files);
      return {
        model: value.model,
        diagnostics: [...diagnostics, ...tellEmpty(collected, 'Python', source.path)],
      };
    }
    case 'snapshot': {
      const { decodeSnapshot } = await import('../../../shared/snapshot');
      const [file] = collected.files;
      if (!file || collected.isFolder) {
        const location = { kind: 'file', path: source.path, line: 1, column: 1 } as const;
        return {
          model: { schemas: [], unread: [unreadFile(source.path)] },
          diagnostics: [
            { severity: 'error', code: 'snapshot-not-a-file', message: 'A snapshot is one file', location },
          ],
        };
      }
      const { value, diagnostics } = decodeSnapshot(file.text, file.path);
      return {
        model: value?.model ?? { schemas: [], unread: [unreadFile(file.path)] },
        diagnostics,
        takenAt: value?.takenAt,
      };
    }
  }
}

async function readSql(job: FileJob, collected: CollectedFiles, watch: JobWatch): Promise<FilesReading> {
  const { source } = job;
  const rollbacks = collected.isFolder ? collected.files.filter((file) => isRollbackName(file.path)) : [];
  const forward = collected.files.filter((file) => !rollbacks.includes(file));
  const reading = await readSqlFiles(sortNaturally(forward), sqlOptions(job, watch));
  const left: Diagnostic[] = rollbacks.map(({ path }) => ({
    severity: 'info',
    code: 'sql-rollback-left-out',
    message: 'By its name this file undoes another one, so it was not run',
    location: { kind: 'file', path, line: 1, column: 1 },
  }));
  return {
    ...reading,
    diagnostics: [...reading.diagnostics, ...left, ...tellEmpty(collected, 'SQL', source.path)],
  };
}

function sqlOptions({ root, source }: FileJob, watch: JobWatch): SqlFilesOptions {
  return {
    root,
    flavor: 'flavor' in source ? source.flavor : undefined,
    isCancelled: watch.isCancelled,
    mayRead: watch.mayRead,
    progress: (done, total, current) => {
      watch.progress({ phase: 'statements', done, total, current });
    },
  };
}

/** `9_x.sql` before `10_x.sql`, in every language. */
function sortNaturally(files: readonly TextFile[]): readonly TextFile[] {
  const collator = new Intl.Collator('en', { numeric: true });
  return files.toSorted((a, b) => collator.compare(a.path, b.path) || (a.path < b.path ? -1 : 1));
}

function tellEmpty(collected: CollectedFiles, what: string, path: string): readonly Diagnostic[] {
  if (collected.files.length > 0 || collected.diagnostics.length > 0) return [];
  return [
    {
      severity: 'warning',
      code: 'source-empty',
      message: `The folder holds no ${what} files`,
      location: { kind: 'file', path, line: 1, column: 1 },
      hint: 'Correct the path in tidemark.yaml.',
    },
  ];
}

/** The fingerprint of a source's own files and of those that they bring in, as they are now. */
async function addIncluded(
  fingerprint: string,
  included: readonly IncludedFile[],
  root: string,
): Promise<string> {
  if (included.length === 0) return fingerprint;
  const hash = createHash('sha256').update(fingerprint);
  for (const { path } of included) {
    const { value } = await readTextFile(resolveInside(root, path), { path });
    hash
      .update(`\0${path}\0`)
      .update(value === undefined ? 'gone' : createHash('sha256').update(value.text).digest('hex'));
  }
  return hash.digest('hex');
}
