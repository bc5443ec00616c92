import type { Check, Column, Flavor, Table } from '../model';
import { printColumn } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import { foldName } from './fold-name';
import type { StoredTexts } from './stored-text';

/** What the clauses for the columns of one table are made from. Tables are compared by their normalised forms. */
export interface ColumnAlteration {
  readonly flavor: Flavor;
  /** As they stand, after renames. */
  readonly from: Table;
  readonly normalFrom: Table;
  /** As they shall be; the text of clauses comes from here. */
  readonly after: Table;
  readonly normalAfter: Table;
  /** Names of columns whose definition differs. */
  readonly modified: ReadonlySet<string>;
  /** Those of them whose own check differs (MariaDB): information_schema tells too little to guard that. */
  readonly checked: ReadonlySet<string>;
  readonly stored: StoredTexts;
}

/** Columns that are there afterwards and were not before. */
export function addedColumns({ from, after }: Pick<ColumnAlteration, 'from' | 'after'>): readonly Column[] {
  const present = new Set(from.columns.map((column) => foldName(column.name)));
  return after.columns.filter((column) => !present.has(foldName(column.name)));
}

/** The definition of a column with what belongs to the column on this flavor: MariaDB keeps a column's own check with it. */
export function printDefinition(input: Pick<ColumnAlteration, 'flavor' | 'after'>, column: Column): string {
  return printColumn(
    column,
    input.flavor,
    input.flavor.vendor === 'mariadb' ? ownChecks(input.after, column) : [],
  );
}

/** The checks of a table that are written with a column. */
export function ownChecks(table: Table, column: Column): readonly Check[] {
  return table.checks.filter(
    (check) => check.column !== undefined && foldName(check.column) === foldName(column.name),
  );
}

/**
 * What an UPDATE says beside its own columns, so that no other value of the rows changes: columns that servers set to the
 * current time whenever a row changes keep theirs. `columns` are those of the table at that moment.
 */
export function keepClocks(columns: readonly Column[], updated: string): string {
  return columns
    .filter(({ name, onUpdate }) => onUpdate !== undefined && foldName(name) !== foldName(updated))
    .map(({ name }) => `, ${quoteIdentifier(name)} = ${quoteIdentifier(name)}`)
    .join('');
}
