import { ALL_TABLE_FACETS } from '../../../shared/model';
import type { Column, ForeignKey, Index, Origin, Table, TableFacet } from '../../../shared/model';

/** What a PostgreSQL table can state in the model's terms: it knows no engine, charset or table options. */
export const POSTGRES_TABLE_FACETS: readonly TableFacet[] = Object.freeze(
  ALL_TABLE_FACETS.filter(
    (facet) =>
      !['engine', 'charset', 'tableOptions', 'columnVisibility', 'columnCharsets', 'triggers'].includes(
        facet,
      ),
  ),
);

/** A table without anything in it. */
export function emptyTable(name: string, origin: Origin, facets: readonly TableFacet[]): Table {
  return {
    kind: 'table',
    name,
    columns: [],
    indexes: [],
    foreignKeys: [],
    checks: [],
    options: {},
    systemVersioned: false,
    facets,
    origin,
  };
}

/** The column of exactly that name. */
export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The table with one more column, at its end. */
export function addColumn(table: Table, column: Column): Table {
  return { ...table, columns: [...table.columns, column] };
}

/** The table with one column changed; the same when it has none of that name. */
export function replaceColumn(table: Table, name: string, change: (column: Column) => Column): Table {
  return {
    ...table,
    columns: table.columns.map((column) => (column.name === name ? change(column) : column)),
  };
}

/**
 * Drops a column. PostgreSQL drops every index and constraint that mentions it; MySQL takes its part out of
 * the indexes and drops those that have none left.
 */
export function dropColumn(table: Table, name: string, indexes: 'drop' | 'shrink'): Table {
  const mentions = (index: Index): boolean =>
    index.parts.some((part) => part.kind === 'column' && part.column === name);
  const shrink = (index: Index): Index | undefined => {
    if (!mentions(index)) return index;
    const parts = index.parts.filter((part) => part.kind !== 'column' || part.column !== name);
    return indexes === 'drop' || parts.length === 0 ? undefined : { ...index, parts };
  };
  const { primaryKey, ...rest } = table;
  const keptKey = primaryKey === undefined ? undefined : shrink(primaryKey);
  return {
    ...rest,
    columns: table.columns.filter((column) => column.name !== name),
    ...(keptKey === undefined ? {} : { primaryKey: keptKey }),
    indexes: table.indexes.flatMap((index) => shrink(index) ?? []),
    foreignKeys: table.foreignKeys.filter((key) => !key.columns.includes(name)),
    checks: table.checks.filter((check) => check.column !== name),
  };
}

/** Renames a column and every mention of it in the table's own keys. */
export function renameColumn(table: Table, from: string, to: string): Table {
  const rename = (name: string): string => (name === from ? to : name);
  const renameIndex = (index: Index): Index =>
    index.parts.some((part) => part.kind === 'column' && part.column === from)
      ? {
          ...index,
          parts: index.parts.map((part) =>
            part.kind === 'column' ? { ...part, column: rename(part.column) } : part,
          ),
        }
      : index;
  return {
    ...table,
    columns: table.columns.map((column) => (column.name === from ? { ...column, name: to } : column)),
    ...(table.primaryKey === undefined ? {} : { primaryKey: renameIndex(table.primaryKey) }),
    indexes: table.indexes.map(renameIndex),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(rename) })),
    checks: table.checks.map((check) => (check.column === from ? { ...check, column: to } : check)),
  };
}

/** Takes the primary key away. */
export function dropPrimaryKey(table: Table): Table {
  const { primaryKey: _dropped, ...rest } = table;
  return rest;
}

/** Drops an index, foreign key or check of that name; undefined when the table has none. */
export function dropNamed(table: Table, name: string): Table | undefined {
  if (table.indexes.some((index) => index.name === name)) {
    return { ...table, indexes: table.indexes.filter((index) => index.name !== name) };
  }
  if (table.foreignKeys.some((key) => key.name === name)) {
    return { ...table, foreignKeys: table.foreignKeys.filter((key) => key.name !== name) };
  }
  if (table.checks.some((check) => check.name === name)) {
    return { ...table, checks: table.checks.filter((check) => check.name !== name) };
  }
  return undefined;
}

/** Lets the foreign keys of one table follow another table's new name; the same table when none does. */
export function renameReferences(
  table: Table,
  schema: string,
  from: { readonly schema: string; readonly name: string },
  to: { readonly schema: string; readonly name: string },
): Table {
  const refers = (key: ForeignKey): boolean =>
    key.referencedTable === from.name && (key.referencedSchema ?? schema) === from.schema;
  if (!table.foreignKeys.some(refers)) return table;
  return {
    ...table,
    foreignKeys: table.foreignKeys.map((key) =>
      refers(key)
        ? {
            ...key,
            referencedTable: to.name,
            ...(to.schema === from.schema ? {} : { referencedSchema: to.schema }),
          }
        : key,
    ),
  };
}
