import type { Origin, Table } from '../../../shared/model';

/** The table with one origin on itself and on all its parts: what was read from text came from a server. */
export function withOrigin(table: Table, origin: Origin): Table {
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, origin })),
    ...(table.primaryKey === undefined ? {} : { primaryKey: { ...table.primaryKey, origin } }),
    indexes: table.indexes.map((index) => ({ ...index, origin })),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, origin })),
    checks: table.checks.map((check) => ({ ...check, origin })),
    origin,
  };
}
