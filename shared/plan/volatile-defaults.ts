import type { Column, Flavor } from '../model';
import { tokenize } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import type { Clause } from './clause';
import { addedColumns, keepClocks, type ColumnAlteration } from './column-alteration';
import { columnThere } from './guard';

/** A table as it stands and as it shall be, on one flavor. */
type TwoStates = Pick<ColumnAlteration, 'flavor' | 'from' | 'after'>;

/** Functions that give another value on a replica: MySQL 9.7 has them in defaults, but in no ALTER that adds a column. */
const VOLATILE: ReadonlySet<string> = new Set([
  'uuid',
  'uuid_short',
  'rand',
  'random_bytes',
  'sysdate',
  'user',
  'current_user',
  'session_user',
  'system_user',
]);

/**
 * True for a default that MySQL refuses in every ALTER TABLE that adds a column (error 1674, with the binary log off and
 * in row format too). CREATE TABLE and MODIFY COLUMN alone take it. MariaDB has no such limit.
 */
export function hasVolatileDefault(column: Column, flavor: Flavor): boolean {
  if (flavor.vendor !== 'mysql' || column.default?.kind !== 'expression') return false;
  return tokenize(column.default.value).some(
    (token) => token.kind === 'word' && VOLATILE.has(token.text.toLowerCase()),
  );
}

/** The column as it can be added: without its default, so that rows have no value yet. */
export function withoutVolatileDefault(column: Column): Column {
  const { default: _, nullable: _n, ...rest } = column;
  return { ...rest, nullable: true };
}

/** Added columns of which the default is set by a MODIFY that follows. */
export function volatileColumns({ from, after, flavor }: TwoStates): readonly Column[] {
  return addedColumns({ from, after }).filter((column) => hasVolatileDefault(column, flavor));
}

/** The UPDATEs that give the rows which are there a value each, as the server does for other defaults. */
export function fillVolatile(input: TwoStates): readonly Clause[] {
  return volatileColumns(input).map((column) => {
    const name = quoteIdentifier(column.name);
    const value = column.default?.kind === 'expression' ? column.default.value : 'NULL';
    return {
      text: `UPDATE ${quoteIdentifier(input.after.name)} SET ${name} = (${value})${keepClocks(input.after.columns, column.name)} WHERE ${name} IS NULL`,
      needed: columnThere(input.after.name, column.name, 'COLUMN_DEFAULT IS NULL'),
      title: `give each row a value of ${column.name}`,
      about: [`column/${column.name}`],
      prediction: { algorithm: 'inplace', lock: 'none', rebuildsTable: false },
      losesData: false,
    };
  });
}
