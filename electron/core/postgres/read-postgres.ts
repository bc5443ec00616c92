import type { SchemaModel, Diagnostic, FileOrigin, Read } from '../../../shared/model';
import type { MigrationEffect } from '../../../shared/migrations/effect';
import { SchemaDraft } from '../migrations/schema-draft';
import { applyStatement, kindOf } from './apply-statement';
import { noteEffect, countRows } from './apply-table';
import { loadPostgresParser, parseSql } from './postgres-parser';
import type { PostgresScript, PostgresSettings } from './postgres-script';
import { scanStatements, skipComment } from './scan-statements';
import type { ScannedScript, TextSlice } from './scan-statements';
import { TextPositions } from './text-positions';

/** One statement of a PostgreSQL file: what it is, where, and what it does to which object. */
export interface PostgresStatement {
  /** `CREATE TABLE`, `INSERT`…; the first words for what could not be parsed. */
  readonly kind: string;
  readonly origin: FileOrigin;
  readonly understood: boolean;
  readonly effects: readonly MigrationEffect[];
}

/** What one PostgreSQL file states, and what its statements do. */
export interface PostgresReading {
  readonly model: SchemaModel;
  readonly statements: readonly PostgresStatement[];
}

/** Up to this many UTF-16 units go to the parser at once: its tree is many times as large as the text. */
const LARGEST_PARSE = 1_000_000;

/** A statement longer than this that only fills a table is taken by its head. */
const LARGEST_INSERT = 200_000;

/** PostgreSQL files executed in order on one model. */
export class PostgresSession {
  readonly #draft: SchemaDraft;
  readonly #settings: PostgresSettings;

  /** `draft` may already hold what other files made. Needs loadPostgresParser first. */
  constructor(draft: SchemaDraft = new SchemaDraft(), defaultSchema = '') {
    this.#draft = draft;
    this.#settings = { schema: defaultSchema, enums: new Map(), types: new Map() };
  }

  /**
   * Executes a text. `tolerant` is for text that may not run; `fixedOrigin` for text that stands inside
   * another file, as a string.
   */
  run(
    text: string,
    path: string,
    options: { readonly tolerant?: boolean; readonly fixedOrigin?: FileOrigin } = {},
  ): Read<readonly PostgresStatement[]> {
    const statements: PostgresStatement[] = [];
    const diagnostics: Diagnostic[] = [];
    const scanned = scanStatements(text);
    const positions = new TextPositions(scanned.sql, path);
    const script: PostgresScript = {
      text: scanned.sql,
      positions,
      base: 0,
      draft: this.#draft,
      settings: this.#settings,
      statementOrigin: options.fixedOrigin ?? { kind: 'file', path, line: 1, column: 1 },
      tolerant: options.tolerant ?? false,
      ...(options.fixedOrigin === undefined ? {} : { fixedOrigin: options.fixedOrigin }),
      effects: [],
      diagnostics,
    };
    for (const group of groupStatements(scanned)) runGroup(script, scanned, group, statements);
    for (const copy of scanned.copies) countCopy(script, scanned, copy.statement, copy.rows);
    return { value: statements, diagnostics };
  }

  model(): SchemaModel {
    return this.#draft.toModel();
  }
}

/**
 * Reads one PostgreSQL file: tables, columns, keys, indexes, comments, views, sequences, functions, each
 * with its place, and what every statement does. What cannot be parsed is a diagnostic; the rest counts.
 * `public` and no schema at all are the same place, ''.
 */
export async function readPostgres(
  text: string,
  options: { readonly path: string; readonly defaultSchema?: string; readonly base?: SchemaModel },
): Promise<Read<PostgresReading>> {
  await loadPostgresParser();
  const session = new PostgresSession(new SchemaDraft(options.base), options.defaultSchema ?? '');
  const { value, diagnostics } = session.run(
    text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text,
    options.path,
  );
  return { value: { model: session.model(), statements: value }, diagnostics };
}

/** Runs of statements that are parsed together: the whole file when it is small enough. */
function groupStatements(scanned: ScannedScript): readonly (readonly TextSlice[])[] {
  const groups: TextSlice[][] = [];
  let group: TextSlice[] = [];
  let size = 0;
  for (const statement of scanned.statements) {
    const length = statement.end - statement.start;
    if (size + length > LARGEST_PARSE && group.length > 0) {
      groups.push(group);
      group = [];
      size = 0;
    }
    group.push(statement);
    size += length;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function runGroup(
  script: PostgresScript,
  scanned: ScannedScript,
  group: readonly TextSlice[],
  out: PostgresStatement[],
): void {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) return;
  if (last.end - first.start <= LARGEST_PARSE || group.length === 1) {
    if (group.length === 1 && last.end - first.start > LARGEST_INSERT && runLargeInsert(script, first, out))
      return;
    const parsed = parseSql(scanned.sql.slice(first.start, last.end));
    if (parsed.ok) {
      const inner = { ...script, base: first.start };
      for (const raw of parsed.statements) {
        if (raw.stmt === undefined) continue;
        const start = script.positions.offsetOfByte(raw.stmt_location ?? 0, first.start);
        const end =
          raw.stmt_len === undefined || raw.stmt_len === 0
            ? last.end
            : script.positions.offsetOfByte((raw.stmt_location ?? 0) + raw.stmt_len, first.start);
        runParsed(inner, raw.stmt, { start, end }, out);
      }
      return;
    }
    if (group.length === 1) {
      reportUnparsed(script, first, parsed, out);
      return;
    }
  }
  // Halving finds a few bad statements among many good ones in few parses.
  const middle = group.length >> 1;
  if (group.length === 1) return;
  runGroup(script, scanned, group.slice(0, middle), out);
  runGroup(script, scanned, group.slice(middle), out);
}

function runParsed(
  script: PostgresScript,
  node: Parameters<typeof applyStatement>[1],
  slice: TextSlice,
  out: PostgresStatement[],
): void {
  const start = skipBlank(script.text, slice.start, slice.end);
  const origin = script.fixedOrigin ?? script.positions.originAt(start);
  const effects: MigrationEffect[] = [];
  applyStatement(
    { ...script, effects, statementOrigin: origin },
    node,
    script.text.slice(start, slice.end).trim(),
  );
  out.push({ kind: kindOf(node), origin, understood: true, effects });
}

function reportUnparsed(
  script: PostgresScript,
  slice: TextSlice,
  problem: { readonly message: string; readonly byte: number },
  out: PostgresStatement[],
): void {
  const start = skipBlank(script.text, slice.start, slice.end);
  const head = script.text.slice(start, Math.min(slice.end, start + 200));
  const origin = script.fixedOrigin ?? script.positions.originAt(start);
  out.push({
    kind: head.split(/\s+/).slice(0, 2).join(' ').toUpperCase().slice(0, 40),
    origin,
    understood: false,
    effects: [],
  });
  if (/^(?:create|alter|drop|do)\b/i.test(head)) script.draft.noteUnread({ origin, kind: 'text' });
  script.diagnostics.push({
    severity: 'warning',
    code: 'postgres-not-understood',
    message: `PostgreSQL cannot parse this statement: ${problem.message}. It begins: ${head.replace(/\s+/g, ' ').slice(0, 120)}`,
    location:
      script.fixedOrigin ??
      script.positions.originAt(script.positions.offsetOfByte(problem.byte, slice.start)),
    related: origin,
    hint: 'The rest of the file was read. psql variables and client commands are not SQL.',
  });
}

const INSERT_HEAD =
  /insert\s+into\s+(?:only\s+)?(?:("(?:[^"]|"")+"|[\w$]+)\s*\.\s*)?("(?:[^"]|"")+"|[\w$]+)/iy;

/** A huge INSERT changes no schema: its table is noted, its rows are left uncounted. */
function runLargeInsert(script: PostgresScript, slice: TextSlice, out: PostgresStatement[]): boolean {
  const start = skipBlank(script.text, slice.start, slice.end);
  INSERT_HEAD.lastIndex = start;
  const match = INSERT_HEAD.exec(script.text);
  if (match === null) return false;
  const effects: MigrationEffect[] = [];
  const origin = script.fixedOrigin ?? script.positions.originAt(start);
  noteEffect({ ...script, statementOrigin: origin, effects }, 'use', 'table', {
    ...(match[1] === undefined ? {} : { schemaname: unquote(match[1]) }),
    relname: unquote(match[2] ?? ''),
  });
  out.push({ kind: 'INSERT', origin, understood: true, effects });
  return true;
}

const COPY_HEAD = /copy\s+(?:("(?:[^"]|"")+"|[\w$]+)\s*\.\s*)?("(?:[^"]|"")+"|[\w$]+)/iy;

function countCopy(script: PostgresScript, scanned: ScannedScript, statement: number, rows: number): void {
  const slice = scanned.statements[statement];
  if (slice === undefined) return;
  COPY_HEAD.lastIndex = skipBlank(script.text, slice.start, slice.end);
  const match = COPY_HEAD.exec(script.text);
  if (match === null) return;
  const schemaname = match[1] === undefined ? {} : { schemaname: unquote(match[1]) };
  countRows(script, { ...schemaname, relname: unquote(match[2] ?? '') }, rows);
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}

function skipBlank(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    if (/\s/.test(text.charAt(at))) at += 1;
    else if (text.startsWith('--', at)) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? to : end;
    } else if (text.startsWith('/*', at)) at = skipComment(text, at);
    else break;
  }
  return Math.min(at, to);
}
