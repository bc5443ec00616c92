import { describeFlavor, isAtLeast } from '../model';
import type { Flavor, Origin, Table } from '../model';
import { isForeignOption } from './option-vendors';

/** Something a table states that a flavor's servers cannot run, and why. `part` is the very object of the table. */
export interface Unsupported {
  readonly part: object;
  /** What it is, for people: `index by_lower_name`. */
  readonly what: string;
  readonly reason: string;
  /** What could stand in its place. */
  readonly alternative?: string;
  readonly origin: Origin;
  /** False when only an attribute is left out and the part itself is printed. */
  readonly leftOut: boolean;
}

const MARIADB_TYPES = new Map<string, readonly [number, number]>([
  ['inet6', [10, 5]],
  ['inet4', [10, 10]],
  ['uuid', [10, 7]],
]);

/** What of a table servers of the flavor cannot run; `printTable` leaves these out. Empty when all of it loads. */
export function findUnsupported(table: Table, flavor: Flavor): Unsupported[] {
  return [
    ...unsupportedColumns(table, flavor),
    ...unsupportedKeys(table, flavor),
    ...unsupportedOptions(table, flavor),
  ];
}

/** The parts that are left out whole. */
export function findUnsupportedParts(table: Table, flavor: Flavor): ReadonlySet<object> {
  return new Set(findUnsupported(table, flavor).flatMap((found) => (found.leftOut ? [found.part] : [])));
}

function unsupportedColumns(table: Table, flavor: Flavor): Unsupported[] {
  const found: Unsupported[] = [];
  const server = describeFlavor(flavor);
  const mysql = flavor.vendor === 'mysql';
  for (const column of table.columns) {
    const add = (reason: string, alternative?: string): void => {
      found.push({
        part: column,
        what: 'column ' + column.name,
        reason,
        ...(alternative === undefined ? {} : { alternative }),
        origin: column.origin,
        leftOut: false,
      });
    };
    const since = MARIADB_TYPES.get(column.type.name);
    if (since !== undefined && (mysql || !isAtLeast(flavor, since[0], since[1])))
      add(`${server} has no type ${column.type.name.toUpperCase()}.`, 'Use VARBINARY or CHAR.');
    if (column.type.name === 'vector' && !(mysql ? isAtLeast(flavor, 9) : isAtLeast(flavor, 11, 7)))
      add(`${server} has no type VECTOR.`, 'Use BLOB.');
    if (column.type.compressed === true && mysql)
      add('Compressed columns are known to MariaDB only.', 'Use a table with ROW_FORMAT=COMPRESSED.');
    if (column.versioning !== undefined && mysql) add('System versioning is known to MariaDB only.');
    if (column.invisible && mysql && !isAtLeast(flavor, 8, 0, 23))
      add('Invisible columns need MySQL 8.0.23.');
    if (!mysql && column.generated !== undefined && column.nullable === false)
      add('MariaDB has no NOT NULL on generated columns.', 'State a check instead.');
  }
  return found;
}

function unsupportedKeys(table: Table, flavor: Flavor): Unsupported[] {
  const found: Unsupported[] = [];
  const mysql = flavor.vendor === 'mysql';
  const indexes = table.primaryKey === undefined ? table.indexes : [table.primaryKey, ...table.indexes];
  for (const index of indexes) {
    const add = (reason: string, leftOut: boolean, alternative?: string): void => {
      const what = index.kind === 'primary' ? 'primary key' : 'index ' + (index.name ?? '(unnamed)');
      found.push({
        part: index,
        what,
        reason,
        ...(alternative === undefined ? {} : { alternative }),
        origin: index.origin,
        leftOut,
      });
    };
    const functional = index.parts.some((part) => part.kind === 'expression');
    if (functional && !mysql)
      add('MariaDB has no functional indexes.', true, 'Add a generated column and index that.');
    else if (functional && !isAtLeast(flavor, 8, 0, 13)) add('Functional indexes need MySQL 8.0.13.', true);
    if (index.kind === 'vector' && (mysql || !isAtLeast(flavor, 11, 7)))
      add('Vector indexes need MariaDB 11.7.', true);
    if (index.withoutOverlaps !== undefined && mysql) add('WITHOUT OVERLAPS is known to MariaDB only.', true);
    if (!index.visible && !mysql && !isAtLeast(flavor, 10, 6))
      add('Ignored indexes need MariaDB 10.6.', false);
  }
  for (const check of table.checks) {
    if (check.enforced || mysql) continue;
    found.push({
      part: check,
      what: 'check ' + (check.name ?? '(unnamed)'),
      reason: 'MariaDB enforces every check; NOT ENFORCED is known to MySQL only.',
      alternative: 'Leave the check out, or let it be enforced.',
      origin: check.origin,
      leftOut: true,
    });
  }
  return found;
}

function unsupportedOptions(table: Table, flavor: Flavor): Unsupported[] {
  const found: Unsupported[] = [];
  const mysql = flavor.vendor === 'mysql';
  const add = (part: object, what: string, reason: string, leftOut: boolean): void => {
    found.push({ part, what, reason, origin: table.origin, leftOut });
  };
  for (const name of table.options.rest?.keys() ?? []) {
    if (isForeignOption(name, flavor))
      add(
        table.options,
        'option ' + name,
        `${describeFlavor(flavor)} has no table option ${name.toUpperCase()}.`,
        false,
      );
  }
  if (!mysql) return found;
  if (table.systemVersioned)
    add(table, 'system versioning', 'System versioning is known to MariaDB only.', false);
  if ((table.periods?.length ?? 0) > 0) add(table, 'periods', 'Periods are known to MariaDB only.', false);
  const { partitioning } = table;
  if (partitioning?.scheme.method === 'system_time')
    add(partitioning, 'partitioning', 'Partitions by SYSTEM_TIME are known to MariaDB only.', true);
  else if (partitioning?.partitions.some((partition) => partition.values?.kind === 'default') === true) {
    add(partitioning, 'partitioning', 'DEFAULT partitions are known to MariaDB only.', true);
  }
  return found;
}
