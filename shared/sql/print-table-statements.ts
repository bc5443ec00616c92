import type { Flavor, Table } from '../model';
import { printTable } from './print-table';
import type { PrintTableOptions } from './print-table';
import { quoteIdentifier, quoteQualified } from './quote';

/**
 * The statements, without delimiters, that make a table on a server of the flavor: CREATE TABLE, and on MySQL an ALTER
 * that drops defaults, because no definition can say that a column which may be NULL has no default. Tables without
 * columns of that sort, nearly all, are one statement.
 */
export function printTableStatements(
  table: Table,
  flavor: Flavor,
  options: PrintTableOptions = {},
): readonly string[] {
  const create = printTable(table, flavor, options);
  const columns = flavor.vendor === 'mysql' ? columnsWithoutDefault(table) : [];
  if (columns.length === 0) return [create];
  const name = quoteQualified(options.schema, options.name ?? table.name);
  return [create, `ALTER TABLE ${name}\n  ${columns.map(printDropDefault).join(',\n  ')}`];
}

/** `` ALTER COLUMN `a` DROP DEFAULT ``: a column that may be NULL has no default then, not even NULL. */
export function printDropDefault(column: string): string {
  return `ALTER COLUMN ${quoteIdentifier(column)} DROP DEFAULT`;
}

function columnsWithoutDefault(table: Table): readonly string[] {
  return table.columns.filter((column) => column.default?.kind === 'none').map(({ name }) => name);
}
