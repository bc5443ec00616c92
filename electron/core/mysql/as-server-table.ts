import type { Flavor, Origin, Table } from '../../../shared/model';
import { asShownColumn, withoutInherited } from '../../../shared/sql';

/**
 * The table as a server states it, from what SHOW CREATE TABLE printed: one origin on itself and on all its
 * parts, and its columns as `asShownColumn` reads them.
 */
export function asServerTable(table: Table, origin: Origin, flavor: Flavor): Table {
  return {
    ...table,
    columns: table.columns.map((column) =>
      asShownColumn(withoutInherited(column, table.options.collation), origin, flavor),
    ),
    ...(table.primaryKey === undefined ? {} : { primaryKey: { ...table.primaryKey, origin } }),
    indexes: table.indexes.map((index) => ({ ...index, origin })),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, origin })),
    checks: table.checks.map((check) => ({ ...check, origin })),
    origin,
  };
}
