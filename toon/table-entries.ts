import type { Index, IndexPart, Table, TableFacet } from '../shared/model';
import { printField, printType } from './print-field';

/** A value that JSON and Token-Oriented Object Notation can both hold. */
export type PlainValue =
  string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/**
 * A table as the keys of the table object, in the order in which they are written. A key whose facet the table
 * does not state is left out: absent means unknown.
 */
export function tableEntries(table: Table): readonly (readonly [string, PlainValue])[] {
  const entries: (readonly [string, PlainValue])[] = [
    ['table_name', table.name],
    ['fields', table.columns.map(printField)],
    ['data', []],
  ];
  if (states(table, 'primaryKey')) entries.push(['primary_key', primaryKeyEntry(table.primaryKey)]);
  if (states(table, 'indexes')) entries.push(['indexes', table.indexes.map(indexEntry)]);
  if (states(table, 'tableComment')) entries.push(['notes', table.options.comment ?? '']);
  return entries;
}

/** True when the table states a kind of fact. */
export function states(table: Table, facet: TableFacet): boolean {
  return table.facets.includes(facet);
}

/** `columns` lists the whole key, which `column_name` alone cannot; it is left out where the rest is unknown. */
export function primaryKeyEntry(key: Index | undefined): PlainValue {
  const [first] = key?.parts ?? [];
  if (!key || !first) return null;
  return {
    column_name: partText(first),
    ...(key.complete && { columns: key.parts.map(partText), ...partDetails(key) }),
  };
}

/** One entry of `indexes`. Lengths and directions have lists of their own, where there are any. */
export function indexEntry(index: Index): PlainValue {
  return {
    index_name: index.name ?? null,
    columns: index.parts.map(partText),
    is_unique: index.kind === 'unique',
    index_type: indexType(index),
    ...partDetails(index),
  };
}

/** One entry of `unique_constraints`. */
export function uniqueEntry(index: Index): PlainValue {
  return { constraint_name: index.name ?? null, columns: index.parts.map(partText) };
}

/** One entry of `unsigned_columns`. */
export function unsignedEntry(table: Table, name: string): PlainValue {
  const column = table.columns.find((one) => one.name === name);
  if (!column) return null;
  return {
    column_name: name,
    current_type: printType(column.type),
    expected_type: printType({ ...column.type, unsigned: false }),
    is_primary_key:
      table.primaryKey?.parts.some((part) => part.kind === 'column' && part.column === name) ?? false,
  };
}

/** A part as `columns` has it: the column's name, or an expression in parentheses. */
export function partText(part: IndexPart): string {
  return part.kind === 'column' ? part.column : `(${part.expression})`;
}

function indexType(index: Index): string {
  if (index.kind === 'fulltext' || index.kind === 'spatial' || index.kind === 'vector')
    return index.kind.toUpperCase();
  return (index.using ?? 'btree').toUpperCase();
}

function partDetails(index: Index): { readonly [key: string]: PlainValue } {
  const lengths = index.parts.map((part) => (part.kind === 'column' ? (part.length ?? null) : null));
  const directions = index.parts.map((part) => part.direction ?? null);
  return {
    ...(lengths.some((length) => length !== null) && { lengths }),
    ...(directions.includes('desc') && { directions }),
  };
}
