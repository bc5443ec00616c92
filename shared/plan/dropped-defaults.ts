import type { Column } from '../model';
import { printDropDefault } from '../sql';
import type { Clause } from './clause';
import { INSTANT } from './clause';
import { addedColumns, type ColumnAlteration } from './column-alteration';
import { findMoves } from './column-order';
import { columnThere } from './guard';
import { foldName } from './fold-name';

/** A table as it stands and as it shall be, and which of its columns are defined anew. */
type DefinedColumns = Pick<ColumnAlteration, 'from' | 'after' | 'normalAfter' | 'modified'>;

/** Nothing but a default goes, and NULL does not take its place. */
export function onlyDropsDefault(before: Column, after: Column): boolean {
  const plain = ({ default: _d, origin: _o, ...rest }: Column): string =>
    JSON.stringify({ ...rest, options: [...(rest.options ?? [])] });
  return after.default?.kind === 'none' && plain(before) === plain(after);
}

/**
 * Drops the default of a column that may be NULL (MySQL). It is repeated whenever the column is there: information_schema
 * cannot tell it from DEFAULT NULL. MySQL refuses it in one ALTER with MODIFY or ADD of the same column (error 1054).
 */
export function dropDefault(table: string, column: string): Clause {
  return {
    text: printDropDefault(column),
    needed: columnThere(table, column),
    title: `drop the default of ${column}`,
    about: [`column/${column}`],
    prediction: INSTANT,
    losesData: false,
  };
}

/** Defaults that go after the ALTERs that add, change or move their columns: a definition would mean DEFAULT NULL. */
export function dropDefaults(input: DefinedColumns): readonly Clause[] {
  const news = new Set(addedColumns(input).map((column) => column.name));
  const moves = findMoves(
    input.from.columns.map((column) => foldName(column.name)),
    input.after.columns.map((column) => foldName(column.name)),
  );
  return input.normalAfter.columns.flatMap(({ name, default: value }, at) => {
    const stated = input.after.columns[at]?.name ?? name;
    const isDefined = news.has(stated) || input.modified.has(stated) || moves.has(foldName(name));
    return value?.kind === 'none' && isDefined ? [dropDefault(input.after.name, stated)] : [];
  });
}
