import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/app-error';
import type { Diagnostic } from '../../../shared/model';
import type { SourceConfig, WorkspaceConfig } from '../../../shared/workspace';
import { listFiles } from '../files/list-files';
import type { FileFact } from './classify-file';
import { classifyFile, isOfInterest } from './classify-file';
import { printConfig } from './print-config';

/** One source that a folder holds, and what says so. */
export interface FoundSource {
  readonly source: Exclude<SourceConfig, { readonly kind: 'mysql' }>;
  /** A sentence: `218 TOON files state 218 tables.` */
  readonly evidence: string;
  /** How much of a schema it holds, in tables or files, for choosing a reference. */
  readonly weight: number;
}

/** What a folder holds, as the tidemark.yaml that would describe it. */
export interface Detection {
  readonly root: string;
  readonly config: WorkspaceConfig;
  /** The text of the tidemark.yaml that is offered. Nothing is written. */
  readonly text: string;
  readonly found: readonly FoundSource[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A folder is looked into so deep; a file deeper than this can still be named in tidemark.yaml. */
const DEPTH = 10;
const MAXIMUM_ENTRIES = 200_000;
const AT_ONCE = 32;

/** Folders that hold other people's code or a build's results. */
const NOT_OURS = [
  'vendor',
  'dist',
  'build',
  'target',
  'coverage',
  '.venv',
  'venv',
  'site-packages',
  '.cache',
  '.next',
  '.idea',
  '.vscode',
];

/** A SQL file with at least so many CREATE TABLE states a schema by itself, wherever it lies. */
const MANY_TABLES = 20;

/**
 * Looks at what a folder holds: TOON folders, SQL dumps, migration folders, Alembic, snapshots, dialogs,
 * documents and code, and offers a config for it with the evidence. Reads only; writes nothing.
 */
export async function detectSources(
  folder: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Detection> {
  const root = await realpath(folder);
  const listed = await listFiles(root, {
    root,
    ignore: NOT_OURS,
    accept: isOfInterest,
    depth: DEPTH,
    maximumEntries: MAXIMUM_ENTRIES,
  });
  const facts: FileFact[] = [];
  for (let at = 0; at < listed.value.length; at += AT_ONCE) {
    if (options.signal?.aborted === true)
      throw new AppError('cancelled', 'Looking at the folder was cancelled.');
    const batch = await Promise.all(listed.value.slice(at, at + AT_ONCE).map(classifyFile));
    facts.push(...batch.filter((fact) => fact !== undefined));
  }
  const ids = new Set<string>();
  const toon = findToon(facts, ids);
  const found = [
    ...toon.found,
    ...keepApart(findSql(facts, ids), facts),
    ...findAlembic(facts, ids),
    ...findSnapshots(facts, ids),
  ];
  const best = found
    .filter((one) => one.source.kind === 'toon' || one.source.kind === 'sql')
    .toSorted((a, b) => Number(isAside(a)) - Number(isAside(b)) || b.weight - a.weight)[0];
  const dialogs = foldersOf(facts, 'dialog').map((path) => `${path}/**/*.md`);
  const config: WorkspaceConfig = {
    name: basename(root),
    ...(best && { reference: best.source.id }),
    sources: found.map((one) => one.source),
    ...(facts.some((fact) => fact.kind === 'document') && { documents: documentPatterns(facts) }),
    ...(dialogs.length > 0 && { dialogs }),
    ...(facts.some((fact) => fact.kind === 'code') && { code: topFoldersOf(facts) }),
  };
  return {
    root,
    config,
    text: printConfig(config, found),
    found,
    diagnostics: [...listed.diagnostics, ...toon.diagnostics],
  };
}

/** Backups and archives are sources too, but nobody's reference. */
function isAside(found: FoundSource): boolean {
  return /backup|archive|legacy|old|sample|example|test/i.test(found.source.path);
}

function findToon(
  facts: readonly FileFact[],
  ids: Set<string>,
): { readonly found: readonly FoundSource[]; readonly diagnostics: readonly Diagnostic[] } {
  const folders = groupByFolder(facts.filter((fact) => fact.kind === 'toon'));
  const found: FoundSource[] = [];
  const others: FileFact[] = [];
  for (const [path, files] of folders) {
    const tables = new Set(files.flatMap((fact) => fact.table ?? []));
    others.push(...files.filter((fact) => fact.table === undefined));
    if (tables.size === 0) continue;
    found.push({
      source: { kind: 'toon', id: makeId(path, 'toon', ids), path },
      evidence: `${count(files.length, 'TOON file')} state ${count(tables.size, 'table')}.`,
      weight: tables.size,
    });
  }
  const first = others[0];
  if (!first) return { found, diagnostics: [] };
  return {
    found,
    diagnostics: [
      {
        severity: 'info',
        code: 'toon-not-a-table',
        message: `${count(others.length, 'file')} called .toon state no table and are left aside; the first is ${first.file.path}`,
        location: { kind: 'file', path: first.file.path, line: 1, column: 1 },
      },
    ],
  };
}

type SqlFact = Extract<FileFact, { readonly kind: 'sql' }>;

function findSql(facts: readonly FileFact[], ids: Set<string>): readonly FoundSource[] {
  const found: FoundSource[] = [];
  for (const [path, files] of groupByFolder(facts.filter((fact) => fact.kind === 'sql'))) {
    const migrations = isMigrationFolder(path, files);
    const large = files
      .filter((file) => file.creates >= MANY_TABLES)
      .toSorted((a, b) => b.creates - a.creates);
    // Among migrations, only the largest is a schema in its own right; the others are its history.
    const statesAlone = files.filter(
      (file) =>
        (file.dump !== undefined && file.creates > 0) ||
        (migrations ? file === large[0] : large.includes(file)),
    );
    if (migrations) {
      found.push({
        source: { kind: 'migrations', id: makeId(path, 'migrations', ids), path },
        evidence: `${count(files.length, 'SQL file')} ${describeMigrations(path, files)}.`,
        weight: files.length,
      });
    }
    const alone = migrations || statesAlone.length > 0 || path === '.' ? statesAlone : [];
    for (const file of alone) found.push(describeSqlFile(file, ids));
    const creates = files.reduce((sum, file) => sum + file.creates, 0);
    if (!migrations && alone.length === 0 && creates > 0) {
      const [only, ...others] = files;
      if (only && others.length === 0) found.push(describeSqlFile(only, ids));
      else if (path !== '.') {
        found.push({
          source: { kind: 'sql', id: makeId(path, 'sql', ids), path },
          evidence: `${count(files.length, 'SQL file')} hold ${String(creates)} CREATE TABLE.`,
          weight: creates,
        });
      }
    }
  }
  return found;
}

/**
 * A folder's source reads the folders below it too. Where some of those are sources themselves, each keeps to its own files;
 * else the evidence says how many more there are.
 */
function keepApart(found: readonly FoundSource[], facts: readonly FileFact[]): readonly FoundSource[] {
  const paths = facts.flatMap(({ kind, file }) => (kind === 'sql' ? [file.path] : []));
  return found.map((one) => {
    const { source, evidence } = one;
    const isBelow = (path: string): boolean =>
      path.startsWith(`${source.path}/`) && path.indexOf('/', source.path.length + 1) > 0;
    const more = paths.filter(isBelow).length;
    if ((source.kind !== 'sql' && source.kind !== 'migrations') || more === 0) return one;
    if (found.some((other) => isBelow(other.source.path) || isBelow(`${other.source.path}/`)))
      return { ...one, source: { ...source, ignore: [`${source.path}/*/**/*`] } };
    return { ...one, evidence: evidence.replace(/\.$/, `, and ${String(more)} more in folders below it.`) };
  });
}

/** Several files whose names carry a version or a date, or a folder that says so itself. */
function isMigrationFolder(path: string, files: readonly SqlFact[]): boolean {
  if (/(?:^|\/)(?:migrations?|migrate|upgrades?|updates?|patches|deltas?)$/i.test(path)) return true;
  const versioned = files.filter((file) => file.versioned && file.dump === undefined).length;
  return files.length >= 3 && path !== '.' && versioned * 2 > files.length;
}

function describeMigrations(path: string, files: readonly SqlFact[]): string {
  const versioned = files.filter((file) => file.versioned).length;
  const named = `in a folder called ${basename(path)}`;
  return versioned > 0 ? `${named}, ${String(versioned)} of them with a version, date or number` : named;
}

function describeSqlFile(file: SqlFact, ids: Set<string>): FoundSource {
  const made = file.dump === undefined ? '' : ` Made by ${file.dump}.`;
  const postgres = file.postgres ? ' It is PostgreSQL.' : '';
  return {
    source: {
      kind: 'sql',
      id: makeId(file.file.path.replace(/\.sql$/i, ''), 'sql', ids),
      path: file.file.path,
    },
    evidence: `${count(file.creates, 'CREATE TABLE')} and ${count(file.alters, 'other table statement')}.${made}${postgres}`,
    weight: file.creates,
  };
}

function findAlembic(facts: readonly FileFact[], ids: Set<string>): readonly FoundSource[] {
  const revisions = groupByFolder(facts.filter((fact) => fact.kind === 'revision'));
  const found: FoundSource[] = [];
  const covered = new Set<string>();
  for (const fact of facts) {
    if (fact.kind !== 'alembic-ini') continue;
    const folder = folderOf(fact.file.path);
    const location = fact.scriptLocation
      .replace('%(here)s', '')
      .replace(/^[./\\]+/, '')
      .replaceAll('\\', '/');
    const versions = [folder === '.' ? '' : folder, location, 'versions']
      .filter((part) => part !== '')
      .join('/');
    covered.add(versions);
    const files = revisions.get(versions)?.length ?? 0;
    found.push({
      source: {
        kind: 'alembic',
        id: makeId(folder === '.' ? 'alembic' : folder, 'alembic', ids),
        path: folder,
      },
      evidence: `alembic.ini points at ${location}, with ${count(files, 'revision')}.`,
      weight: files,
    });
  }
  for (const [path, files] of revisions) {
    if (covered.has(path)) continue;
    found.push({
      source: { kind: 'alembic', id: makeId(path.replace(/\/versions$/, ''), 'alembic', ids), path },
      evidence: `${count(files.length, 'Python file')} with revision and down_revision.`,
      weight: files.length,
    });
  }
  return found;
}

function findSnapshots(facts: readonly FileFact[], ids: Set<string>): readonly FoundSource[] {
  return facts
    .filter((fact) => fact.kind === 'snapshot')
    .map(({ file }) => ({
      source: {
        kind: 'snapshot',
        id: makeId(file.path.replace(/\.snapshot\.json$/i, ''), 'snapshot', ids),
        path: file.path,
      },
      evidence: 'A saved snapshot of a database.',
      weight: 0,
    }));
}

function groupByFolder<T extends FileFact>(facts: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const folders = new Map<string, T[]>();
  for (const fact of facts) {
    const folder = folderOf(fact.file.path);
    const files = folders.get(folder);
    if (files) files.push(fact);
    else folders.set(folder, [fact]);
  }
  return folders;
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

/** The outermost folders that hold facts of a kind, without those below them. */
function foldersOf(facts: readonly FileFact[], kind: FileFact['kind']): readonly string[] {
  const folders = [
    ...new Set(facts.filter((fact) => fact.kind === kind).map((fact) => folderOf(fact.file.path))),
  ].toSorted();
  return folders.filter(
    (folder) =>
      folder !== '.' && !folders.some((other) => other !== folder && folder.startsWith(`${other}/`)),
  );
}

function topFoldersOf(facts: readonly FileFact[]): readonly string[] {
  const tops = facts.filter((fact) => fact.kind === 'code').map(({ file }) => file.path.split('/'));
  return [
    ...new Set(
      tops.map((parts) =>
        parts.length > 1 ? `${parts[0] ?? ''}/**` : `*.${parts[0]?.split('.').at(-1) ?? ''}`,
      ),
    ),
  ].toSorted();
}

function documentPatterns(facts: readonly FileFact[]): readonly string[] {
  const paths = facts.filter((fact) => fact.kind === 'document').map(({ file }) => file.path.split('/'));
  return [
    ...new Set(paths.map((parts) => (parts.length > 1 ? `${parts[0] ?? ''}/**/*.md` : '*.md'))),
  ].toSorted();
}

/** An id is a name to type and a column's head: so long at most, with a folder before it and a number behind. */
const LONGEST_NAME = 24;
const LONGEST_FOLDER = 14;

/**
 * `docs/toons` becomes `toons`, then `docs-toons`, then `toons-2`; a date in front of a file's name and what is too long are
 * left out.
 */
function makeId(path: string, kind: string, ids: Set<string>): string {
  const parts = path
    .split('/')
    .map((part) => part.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+|-+$/g, ''))
    .filter((part) => part !== '');
  const undated = parts.at(-1)?.replace(/^\d{4}[_-]?\d{2}[_-]?\d{2}(?:[_-]?\d{4,6})?[_-]+(?=.)/, '');
  const name = shortenId(undated ?? kind, LONGEST_NAME);
  const folders = parts.slice(0, -1).reverse();
  const numbered = Array.from({ length: ids.size + 1 }, (_, at) => `${name}-${String(at + 2)}`);
  const candidates = [
    name,
    ...folders.map((folder) => `${shortenId(folder, LONGEST_FOLDER)}-${name}`),
    ...numbered,
  ];
  const id =
    candidates.find((candidate) => /^[A-Za-z0-9]/.test(candidate) && !ids.has(candidate)) ??
    `${kind}-${String(ids.size + 1)}`;
  ids.add(id);
  return id;
}

/** Cut behind a word where there is one. */
function shortenId(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest + 1).replace(/[_-]+[^_-]*$/, '');
  return (cut.length * 2 > longest ? cut : text.slice(0, longest)).replace(/[_-]+$/, '').slice(0, longest);
}

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 || what === 'CREATE TABLE' ? '' : 's'}`;
}
