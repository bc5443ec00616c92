import { applyEdits, modify } from 'jsonc-parser';
import type { FormattingOptions } from 'jsonc-parser';
import { diffModels } from '../shared/drift/diff-models';
import type { Column, Flavor, Index, SchemaModel, Table } from '../shared/model';
import { readFieldLine } from './field-line';
import type { PlacedValue } from './placed-value';
import { printField } from './print-field';
import { readJson } from './read-json';
import { readToonFile } from './read-toon-file';
import {
  indexEntry,
  partText,
  primaryKeyEntry,
  states,
  tableEntries,
  uniqueEntry,
  unsignedEntry,
} from './table-entries';
import type { PlainValue } from './table-entries';
import { writeTokenObject } from './write-token-object';

/** Judges whether two statements of one column mean the same. */
export type SameColumn = (a: Column, b: Column) => boolean;

/** How a file is written. */
export interface WriteOptions {
  /** Columns for which this holds keep the text that they have. By default, those that mean the same. */
  readonly sameColumn?: SameColumn;
  /** In whose eyes columns mean the same, when nothing else judges. */
  readonly flavor?: Flavor;
}

/**
 * A table as a TOON file of dialect 1. With the previous text of the file, only what the table states otherwise
 * is changed: rows, unknown keys, spacing and the spelling of all that is the same stay; when nothing is to be
 * changed, the answer is the previous text. What the previous text does not state (an absent key) is no reason
 * to change it. A previous text in Token-Oriented Object Notation stays in it.
 */
export function writeToonTable(table: Table, previous?: string, options: WriteOptions = {}): string {
  if (previous === undefined || previous.trim() === '') return writeNew(table);
  const bom = previous.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = previous.slice(bom.length);
  const { value, diagnostics } = readToonFile(text, `${table.name}.toon`);
  const broken = diagnostics.some((diagnostic) => /-(?:truncated|invalid)$/.test(diagnostic.code));
  if (!value.table || broken) return writeNew(table);
  const same = options.sameColumn ?? judgeMeaning(value.table, table, options.flavor);
  const changes = findChanges(value.table, table, same);
  if (changes.size === 0) return previous;
  if (value.dialect === 'token-notation') return bom + writeTokenObject(table, text);
  if (value.dialect !== 'table-json') return writeNew(table);
  return bom + editText(text, value.table, table, same, changes);
}

function writeNew(table: Table): string {
  return `${JSON.stringify(Object.fromEntries(tableEntries(table)), null, 2)}\n`;
}

type Change = 'table_name' | 'fields' | 'primary_key' | 'indexes' | 'notes';

/** The keys whose content differs, of those that both the file and the table state. */
function findChanges(from: Table, to: Table, same: SameColumn): ReadonlySet<Change> {
  const changes = new Set<Change>();
  if (from.name !== to.name) changes.add('table_name');
  const before = new Map(from.columns.map((column) => [column.name, column]));
  const columnsEqual =
    from.columns.length === to.columns.length &&
    to.columns.every((column, at) => {
      const known = before.get(column.name);
      return known !== undefined && from.columns[at]?.name === column.name && same(known, column);
    });
  if (!columnsEqual) changes.add('fields');
  if (bothState(from, to, 'primaryKey') && !sameKey(from.primaryKey, to.primaryKey))
    changes.add('primary_key');
  if (bothState(from, to, 'indexes') && !sameIndexes(from.indexes, to.indexes)) changes.add('indexes');
  if (bothState(from, to, 'tableComment') && (from.options.comment ?? '') !== (to.options.comment ?? ''))
    changes.add('notes');
  return changes;
}

function bothState(from: Table, to: Table, facet: Parameters<typeof states>[1]): boolean {
  return states(from, facet) && states(to, facet);
}

function editText(
  text: string,
  from: Table,
  to: Table,
  same: SameColumn,
  changes: ReadonlySet<Change>,
): string {
  const root = readJson(text, new Set(['data'])).value;
  const entries = root?.kind === 'object' ? root.entries : new Map<string, { readonly value: PlacedValue }>();
  const formattingOptions = formattingOf(text);
  let edited = text;
  const set = (key: string, value: PlainValue): void => {
    edited = applyEdits(edited, modify(edited, [key], value, { formattingOptions }));
  };
  if (changes.has('table_name')) set('table_name', to.name);
  if (changes.has('fields')) set('fields', mergeFields(entries.get('fields')?.value, from, to, same));
  if (changes.has('primary_key')) set('primary_key', primaryKeyEntry(to.primaryKey));
  if (changes.has('indexes'))
    set('indexes', mergeIndexes(entries.get('indexes')?.value, from.indexes, to.indexes));
  if (changes.has('notes')) set('notes', to.options.comment ?? '');
  // The file is rewritten anyway: what it left unsaid is said where the table has something to say.
  if (!entries.has('primary_key') && to.primaryKey && states(to, 'primaryKey'))
    set('primary_key', primaryKeyEntry(to.primaryKey));
  if (!entries.has('indexes') && to.indexes.length > 0 && states(to, 'indexes'))
    set('indexes', to.indexes.map(indexEntry));
  if (!entries.has('notes') && (to.options.comment ?? '') !== '' && states(to, 'tableComment'))
    set('notes', to.options.comment ?? '');
  if (entries.has('unique_constraints') && states(to, 'indexes')) {
    const unique = to.indexes.filter((index) => index.kind === 'unique');
    const before = from.indexes.filter((index) => index.kind === 'unique');
    if (!sameIndexes(before, unique)) set('unique_constraints', unique.map(uniqueEntry));
  }
  if (entries.has('unsigned_columns')) {
    const before = from.columns.filter((column) => column.type.unsigned).map((column) => column.name);
    const after = to.columns.filter((column) => column.type.unsigned).map((column) => column.name);
    if (before.join('\0') !== after.join('\0'))
      set(
        'unsigned_columns',
        after.map((name) => unsignedEntry(to, name)),
      );
  }
  return edited;
}

/** The lines of the columns: those that mean the same keep their text. */
function mergeFields(
  value: PlacedValue | undefined,
  from: Table,
  to: Table,
  same: SameColumn,
): readonly string[] {
  const texts = new Map<string, string>();
  if (value?.kind === 'array') {
    for (const item of value.items) {
      const name = item.kind === 'string' ? readFieldLine(item.value).column?.name : undefined;
      if (item.kind === 'string' && name !== undefined && !texts.has(name)) texts.set(name, item.value);
    }
  }
  const before = new Map(from.columns.map((column) => [column.name, column]));
  return to.columns.map((column) => {
    const known = before.get(column.name);
    const text = texts.get(column.name);
    return known && text !== undefined && same(known, column) ? text : printField(column);
  });
}

/** The order of the file stays; what is new comes after it. */
function mergeIndexes(
  value: PlacedValue | undefined,
  from: readonly Index[],
  to: readonly Index[],
): readonly PlainValue[] {
  const before = new Map(from.map((index) => [nameOf(index), index]));
  const raw = new Map<string, PlainValue>();
  if (value?.kind === 'array') {
    for (const item of value.items) {
      const name = item.kind === 'object' ? item.entries.get('index_name')?.value : undefined;
      if (name?.kind === 'string') raw.set(name.value.toLowerCase(), toPlain(item));
    }
  }
  const order = new Map(from.map((index, at) => [nameOf(index), at]));
  const place = (index: Index): number => order.get(nameOf(index)) ?? Number.MAX_SAFE_INTEGER;
  return to
    .toSorted((a, b) => place(a) - place(b))
    .map((index) => {
      const known = before.get(nameOf(index));
      return (
        (known && sameIndexes([known], [index]) ? raw.get(nameOf(index)) : undefined) ?? indexEntry(index)
      );
    });
}

function nameOf(index: Index): string {
  return (index.name ?? '').toLowerCase();
}

function toPlain(value: PlacedValue): PlainValue {
  switch (value.kind) {
    case 'object':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
    case 'array':
      return value.items.map(toPlain);
    case 'counted':
      return [];
    case 'null':
      return null;
    default:
      return value.value;
  }
}

/** A key that may have lost its rest is the same as one that begins alike. */
function sameKey(from: Index | undefined, to: Index | undefined): boolean {
  if (!from || !to) return from === to;
  const before = from.parts.map(partText);
  const after = to.parts.map(partText);
  return (
    before.every((part, at) => part === after[at]) &&
    (!from.complete || !to.complete || before.length === after.length)
  );
}

function sameIndexes(from: readonly Index[], to: readonly Index[]): boolean {
  const describe = (index: Index): string =>
    JSON.stringify([nameOf(index), index.kind, index.parts.map(partText)]);
  const before = from.map(describe).toSorted();
  const after = to.map(describe).toSorted();
  return before.length === after.length && before.every((index, at) => index === after[at]);
}

/**
 * Judges columns by the drift of the two tables: `int` and `int(11)`, `DEFAULT 1` and `DEFAULT '1'` are spellings of
 * one thing, and what one side cannot state, or only a server can tell, is no reason to rewrite a line.
 */
function judgeMeaning(from: Table, to: Table, flavor: Flavor | undefined): SameColumn {
  const { objects } = diffModels(modelOf(from, 'table'), modelOf(to, 'table'), { flavor });
  const different = new Set(
    objects.flatMap(({ parts }) =>
      parts.filter((part) => part.part === 'column' && part.status === 'different').map((part) => part.name),
    ),
  );
  return (column) => !different.has(column.name);
}

/** The table alone, under a name that does not matter. */
function modelOf(table: Table, name: string): SchemaModel {
  const none = { views: [], triggers: [], routines: [], events: [], sequences: [] };
  return { schemas: [{ name: '', tables: [{ ...table, name }], ...none, facets: ['tables'] }] };
}

function formattingOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
