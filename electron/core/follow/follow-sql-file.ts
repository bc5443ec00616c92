import { AppError } from '../../../shared/app-error';
import { explainDifference } from '../../../shared/drift/explain-difference';
import { describeFlavor } from '../../../shared/model';
import type { SchemaModel, Table } from '../../../shared/model';
import { compareFor } from '../../../shared/plan';
import { printTableStatements, readSql } from '../../../shared/sql';
import { findSubject } from '../../../shared/sql/find-subject';
import { ScriptScanner } from '../../../shared/sql/script-scanner';
import { readTextFile } from '../files/read-text-file';
import { resolveInside } from '../files/resolve-inside';
import { alignSchemas } from '../service/align-schemas';
import { isPerFlavor } from '../source/read-sql-source';
import type { FollowPlan } from './follow-files';
import { changedTables, tableKey } from './followed-states';
import type { FollowedStates, FollowTarget } from './followed-states';

const NUMBER = new Intl.NumberFormat('en-US');

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What the main SQL file has to hold so that it states the wanted tables. A table that changes gets a new CREATE TABLE
 * in the place of its old one, and its ALTERs go; a new table stands behind the last statement about a table. All
 * else, comments and INSERTs included, stays byte for byte. The result is read again before it is offered; where it
 * would not state what is wanted, throws AppError `unsupported`.
 */
export async function followSqlFile(target: FollowTarget, states: FollowedStates): Promise<FollowPlan> {
  const { config, root } = target;
  const path = 'path' in config ? config.path : '';
  if (!/\.sql$/i.test(path))
    throw new AppError('unsupported', `${config.id} is a folder of SQL files; only one SQL file can follow.`);
  const { value, diagnostics } = await readTextFile(resolveInside(root, path), { path });
  if (value === undefined)
    throw new AppError('not-readable', diagnostics[0]?.message ?? `${path} cannot be read.`);
  const changed = changedTables(states);
  const total = states.after.schemas.reduce((sum, schema) => sum + schema.tables.length, 0);
  if (changed.size === 0) return { files: [], unchanged: 1, notes: states.notes };
  const { text } = value;
  const edits = findEdits(text, states, changed);
  if (edits.some(({ start, end }) => isPerFlavor(text.slice(start, end))))
    states.notes.push(
      `Comments that only one vendor runs are gone from the statements that changed: they are written for ${describeFlavor(states.flavor)} now.`,
    );
  const content = applyEdits(text, edits);
  verify(content, path, states, changed);
  const tables = [...changed].map((key) => key.slice(key.indexOf('\0') + 1)).sort();
  return {
    files: [{ path, change: 'changed', tables, content }],
    unchanged: 0,
    notes: [
      ...states.notes,
      `${NUMBER.format(total - tables.length)} tables of ${path} are left byte for byte.`,
    ],
  };
}

function findEdits(text: string, states: FollowedStates, changed: ReadonlySet<string>): readonly Edit[] {
  const { from, after, flavor } = states;
  const byName = (model: SchemaModel): ReadonlyMap<string, { schema: string; table: Table }> =>
    new Map(
      model.schemas.flatMap((schema) =>
        schema.tables.map((table) => [table.name, { schema: schema.name, table }] as const),
      ),
    );
  const [before, wanted] = [byName(from), byName(after)];
  const changes = (name: string): boolean => {
    const place = wanted.get(name) ?? before.get(name);
    return place !== undefined && changed.has(tableKey(place.schema, name));
  };
  const edits: Edit[] = [];
  const replaced = new Set<string>();
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const print = (table: Table): string =>
    printTableStatements(table, flavor).join(';\n').replaceAll('\n', newline);
  let end = 0;
  const scanner = new ScriptScanner(text, { flavor });
  for (let statement = scanner.next(); statement !== undefined; statement = scanner.next()) {
    const about = statement.kind === 'sql' ? findSubject(statement.tokens) : undefined;
    if (about === undefined || about.kind === 'drop') continue;
    end = afterDelimiter(text, statement.end);
    if (!changes(about.name)) continue;
    const table = wanted.get(about.name)?.table;
    if (about.kind === 'create' && table !== undefined && !replaced.has(about.name)) {
      edits.push({ start: statement.start, end: statement.end, text: print(table) });
      replaced.add(about.name);
    } else {
      edits.push({ start: lineStart(text, statement.start), end: afterLine(text, end), text: '' });
    }
  }
  const added = [...wanted.values()].filter(({ table }) => changes(table.name) && !before.has(table.name));
  if (added.length > 0) {
    const sorted = added.map(({ table }) => table).sort((a, b) => (a.name < b.name ? -1 : 1));
    const at = end === 0 ? text.length : end;
    edits.push({
      start: at,
      end: at,
      text: sorted.map((table) => `${newline}${newline}${print(table)};`).join(''),
    });
  }
  return edits;
}

function afterDelimiter(text: string, at: number): number {
  const match = /^\s*;/.exec(text.slice(at, at + 200));
  return match === null ? at : at + match[0].length;
}

/** The rest of a line that holds nothing else, its break included, and one empty line behind it. */
function afterLine(text: string, at: number): number {
  const match = /^[ \t]*\r?\n(?:[ \t]*\r?\n)?/.exec(text.slice(at, at + 200));
  return match === null ? at : at + match[0].length;
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  return start;
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let copied = 0;
  for (const { start, end, text: put } of sorted) {
    result += text.slice(copied, Math.max(copied, start)) + put;
    copied = Math.max(copied, end);
  }
  return result + text.slice(copied);
}

/** What is offered must state what is wanted. */
function verify(
  content: string,
  path: string,
  { after, flavor }: FollowedStates,
  changed: ReadonlySet<string>,
): void {
  const read = readSql(content, { path, flavor }).value;
  const [wanted, actual] = alignSchemas([
    { id: 'wanted', model: after },
    { id: 'actual', model: read },
  ]);
  if (wanted === undefined || actual === undefined) return;
  const diff = compareFor(flavor, wanted.model).diff(wanted.model, actual.model);
  const wrong = diff.objects.filter(
    ({ object, schema, name, status }) =>
      object === 'table' &&
      (status === 'different' ||
        status === 'extra' ||
        (status === 'missing' && changed.has(tableKey(schema, name)))),
  );
  const [first] = wrong;
  if (first === undefined) return;
  throw new AppError(
    'unsupported',
    `${path} is written in a way that cannot be followed safely: ${explainDifference(first, { from: 'what is wanted', to: 'the new file' })}`,
    {
      hint: 'Write it anew with tidemark export SOURCE --as sql, or change that table by hand.',
    },
  );
}
