import type { Diagnostic, FileOrigin, Schema, SchemaFacet, Table } from '../shared/model';
import type { ToonReading } from './read-toon-file';
import { tableNameOfPath } from './read-toon-file';

/** One file of a TOON folder, read. */
export interface ToonFile {
  readonly path: string;
  readonly reading: ToonReading;
}

/** The schemas that a set of TOON files states, and what its files disagree on. */
export interface ToonGathering {
  readonly schemas: readonly Schema[];
  readonly diagnostics: readonly Diagnostic[];
}

/** TOON files can name tables only: what else is in a schema stays unknown. Share this very array. */
const TOON_SCHEMA_FACETS: readonly SchemaFacet[] = Object.freeze(['tables'] as const);

/**
 * Brings the tables of a folder together. Where several files state one table, the file that is named
 * after it counts (then `.toon` before `.toon.json` before others, then the first by path). Files that
 * say the same are told once for the whole folder; files that differ are told one by one, both places.
 */
export function gatherTables(files: readonly ToonFile[]): ToonGathering {
  const bySchema = new Map<string, Map<string, ToonFile[]>>();
  for (const file of files) {
    if (!file.reading.table) continue;
    const schema = file.reading.schema ?? '';
    const tables = bySchema.get(schema) ?? new Map<string, ToonFile[]>();
    bySchema.set(schema, tables);
    const stated = tables.get(file.reading.table.name) ?? [];
    tables.set(file.reading.table.name, stated);
    stated.push(file);
  }
  const diagnostics: Diagnostic[] = [];
  const same: { readonly kept: Table; readonly other: Table }[] = [];
  const schemas = [...bySchema].map(([name, tables]): Schema => {
    const kept = [...tables.values()].flatMap((stated) => {
      const [first, ...others] = stated.toSorted(compareFiles).flatMap((file) => file.reading.table ?? []);
      if (!first) return [];
      for (const other of others) {
        const differences = describeDifferences(first, other);
        if (differences.length === 0) same.push({ kept: first, other });
        else diagnostics.push(describeConflict(first, other, differences));
      }
      return [first];
    });
    return {
      name,
      tables: kept,
      views: [],
      triggers: [],
      routines: [],
      events: [],
      sequences: [],
      facets: TOON_SCHEMA_FACETS,
    };
  });
  const told = same[0];
  if (told) diagnostics.push(describeSame(told.kept, told.other, same.length));
  return { schemas, diagnostics };
}

function compareFiles(a: ToonFile, b: ToonFile): number {
  return rankFile(a) - rankFile(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

function rankFile(file: ToonFile): number {
  const named = tableNameOfPath(file.path) === file.reading.table?.name ? 0 : 10;
  const path = file.path.toLowerCase();
  return named + (path.endsWith('.toon') ? 0 : path.endsWith('.toon.json') ? 1 : 2);
}

/** What two statements of one table disagree on, in words; nothing when they say the same. */
function describeDifferences(a: Table, b: Table): readonly string[] {
  const differences: string[] = [];
  const columnsOfB = new Map(b.columns.map((column) => [column.name, column]));
  const names = a.columns
    .filter((column) => {
      const other = columnsOfB.get(column.name);
      return !other || meaning(other) !== meaning(column);
    })
    .map((column) => column.name);
  const namesOfA = new Set(a.columns.map((column) => column.name));
  names.push(...b.columns.map((column) => column.name).filter((name) => !namesOfA.has(name)));
  if (names.length > 0) differences.push(`the columns ${listNames(names)}`);
  else if (a.columns.map((one) => one.name).join('\0') !== b.columns.map((one) => one.name).join('\0')) {
    differences.push('the order of the columns');
  }
  if (meaning(a.primaryKey) !== meaning(b.primaryKey)) differences.push('the primary key');
  if (meaning(sortByName(a.indexes)) !== meaning(sortByName(b.indexes))) differences.push('the indexes');
  if (meaning(a.options) !== meaning(b.options)) differences.push('the options of the table');
  return differences;
}

function sortByName<T extends { readonly name?: string }>(list: readonly T[]): readonly T[] {
  return list.toSorted((one, other) => ((one.name ?? '') < (other.name ?? '') ? -1 : 1));
}

/** The value as text without its origins, for comparing. Maps do not occur in what TOON states, but for options. */
function meaning(value: unknown): string {
  return JSON.stringify([value], (key, part: unknown) => {
    if (key === 'origin') return undefined;
    return part instanceof Map ? [...(part as ReadonlyMap<unknown, unknown>)] : part;
  });
}

function listNames(names: readonly string[]): string {
  return names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${String(names.length - 5)} more`
    : names.join(', ');
}

function describeConflict(kept: Table, other: Table, differences: readonly string[]): Diagnostic {
  return {
    severity: 'warning',
    code: 'toon-conflicting-table',
    message: `Two files state ${kept.name} differently: they disagree on ${differences.join(', ')}. ${placeOf(kept)?.path ?? ''} counts.`,
    ...location(other),
    ...related(kept),
    hint: 'Remove the file that is out of date.',
  };
}

function describeSame(kept: Table, other: Table, count: number): Diagnostic {
  return {
    severity: 'info',
    code: 'toon-duplicate-table',
    message:
      count === 1
        ? `Two files state ${kept.name}, and say the same`
        : `${String(count)} files state a table that another file states too, and say the same; the first is that of ${kept.name}`,
    ...location(other),
    ...related(kept),
    hint: 'One of the two can go.',
  };
}

function placeOf(table: Table): FileOrigin | undefined {
  return table.origin.kind === 'file' ? table.origin : undefined;
}

function location(table: Table): { readonly location?: FileOrigin } {
  const place = placeOf(table);
  return place ? { location: place } : {};
}

function related(table: Table): { readonly related?: FileOrigin } {
  const place = placeOf(table);
  return place ? { related: place } : {};
}
