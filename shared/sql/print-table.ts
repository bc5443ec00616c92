import type { Check, Flavor, ForeignKey, Table, TableOptions } from '../model';
import { findUnsupportedParts } from './find-unsupported';
import { isForeignOption } from './option-vendors';
import { printCheck } from './print-check';
import { printColumn } from './print-column';
import { printForeignKey, printIndex } from './print-key';
import { printEngineOption, printOptionValue } from './print-option-value';
import { printPartitioning } from './print-partitioning';
import { quoteIdentifier, quoteQualified, quoteString } from './quote';

/** How a table is printed. */
export interface PrintTableOptions {
  /** Qualifies the table's name. */
  readonly schema?: string;
  readonly ifNotExists?: boolean;
  /** Foreign keys to leave out, because they are added when the tables they refer to are there. */
  readonly withoutForeignKeys?: ReadonlySet<ForeignKey>;
  /** False leaves the AUTO_INCREMENT counter out. */
  readonly counter?: boolean;
  /** Another name than the table's own. */
  readonly name?: string;
}

/**
 * CREATE TABLE for a server of the flavor, without a delimiter; the same table gives the same bytes. What
 * the flavor cannot run is left out; `findUnsupported` lists it with reasons.
 */
export function printTable(table: Table, flavor: Flavor, options: PrintTableOptions = {}): string {
  const unsupported = findUnsupportedParts(table, flavor);
  const inline = inlineChecks(table, flavor);
  const lines: string[] = table.columns.map((column) =>
    printColumn(column, flavor, inline.get(column.name.toLowerCase())),
  );
  if (table.primaryKey !== undefined && !unsupported.has(table.primaryKey))
    lines.push(printIndex(table.primaryKey, flavor));
  for (const index of table.indexes) if (!unsupported.has(index)) lines.push(printIndex(index, flavor));
  for (const key of table.foreignKeys)
    if (options.withoutForeignKeys?.has(key) !== true) lines.push(printForeignKey(key));
  const lifted = new Set([...inline.values()].flat());
  for (const check of table.checks)
    if (!lifted.has(check) && !unsupported.has(check)) lines.push(printCheck(check, flavor));
  if (flavor.vendor === 'mariadb') {
    for (const period of table.periods ?? []) lines.push(printPeriod(period));
  }
  const head =
    'CREATE TABLE ' +
    (options.ifNotExists === true ? 'IF NOT EXISTS ' : '') +
    quoteQualified(options.schema, options.name ?? table.name);
  const tail = printTableOptions(table.options, flavor, options.counter !== false);
  if (table.systemVersioned && flavor.vendor === 'mariadb') tail.push('WITH SYSTEM VERSIONING');
  const partitioning =
    table.partitioning === undefined || unsupported.has(table.partitioning)
      ? ''
      : '\n' + printPartitioning(table.partitioning, flavor);
  return (
    head +
    ' (\n  ' +
    lines.join(',\n  ') +
    '\n)' +
    (tail.length === 0 ? '' : ' ' + tail.join(' ')) +
    partitioning
  );
}

/** `PERIOD FOR name (start,end)`, as CREATE TABLE and ADD take it (MariaDB). */
export function printPeriod({ name, start, end }: NonNullable<Table['periods']>[number]): string {
  const quoted = name.toUpperCase() === 'SYSTEM_TIME' ? 'SYSTEM_TIME' : quoteIdentifier(name);
  return `PERIOD FOR ${quoted} (${quoteIdentifier(start)},${quoteIdentifier(end)})`;
}

/**
 * Checks that stand with their column. MariaDB keeps an unnamed one there, one a column; MySQL lifts all of
 * them to the table, so that place does not matter to it.
 */
function inlineChecks(table: Table, flavor: Flavor): Map<string, Check[]> {
  const found = new Map<string, Check[]>();
  const mariadb = flavor.vendor === 'mariadb';
  for (const check of table.checks) {
    if (check.column === undefined || (mariadb && (check.name !== undefined || !check.enforced))) continue;
    const key = check.column.toLowerCase();
    const others = found.get(key);
    if (others === undefined) found.set(key, [check]);
    else if (!mariadb) others.push(check);
  }
  return found;
}

const QUOTED_OPTIONS = new Set([
  'compression',
  'encryption',
  'connection',
  'password',
  'data directory',
  'index directory',
  'engine_attribute',
  'secondary_engine_attribute',
]);
/** Table options in the order of SHOW CREATE TABLE: `ENGINE=InnoDB`, `DEFAULT CHARSET=utf8mb4`… */
export function printTableOptions(options: TableOptions, flavor: Flavor, counter = true): string[] {
  const parts: string[] = [];
  if (options.engine !== undefined) parts.push('ENGINE=' + printOptionValue(options.engine));
  if (counter && options.autoIncrement !== undefined) parts.push('AUTO_INCREMENT=' + options.autoIncrement);
  if (options.charset !== undefined) parts.push('DEFAULT CHARSET=' + printOptionValue(options.charset));
  if (options.collation !== undefined) parts.push('COLLATE=' + printOptionValue(options.collation));
  if (options.rowFormat !== undefined)
    parts.push('ROW_FORMAT=' + printOptionValue(options.rowFormat.toUpperCase()));
  for (const [name, value] of options.rest ?? []) {
    if (isForeignOption(name, flavor)) continue;
    parts.push(printRestOption(name, value, flavor));
  }
  if (options.comment !== undefined && options.comment !== '')
    parts.push('COMMENT=' + quoteString(options.comment));
  return parts;
}

/** Options of the server itself, whose values are words of their own; in MariaDB all others are the engines'. */
const SERVER_OPTIONS = new Set([
  'avg_row_length',
  'checksum',
  'table_checksum',
  'delay_key_write',
  'insert_method',
  'key_block_size',
  'max_rows',
  'min_rows',
  'pack_keys',
  'stats_auto_recalc',
  'stats_persistent',
  'stats_sample_pages',
  'transactional',
  'page_checksum',
  'sequence',
  'storage',
]);

/** One option other than engine, charset, row format and comment: `KEY_BLOCK_SIZE=4`, `COMPRESSION='ZLIB'`. */
export function printRestOption(name: string, value: string, flavor: Flavor): string {
  if (name === 'union') return 'UNION=(' + value + ')';
  if (name === 'start transaction') return 'START TRANSACTION';
  if (name === 'tablespace') return 'TABLESPACE ' + quoteIdentifier(value);
  // MySQL reads a size with its letter, and no text.
  if (name === 'autoextend_size' && /^\d+[kmgt]?$/i.test(value)) return `AUTOEXTEND_SIZE=${value}`;
  if (QUOTED_OPTIONS.has(name)) return name.toUpperCase() + '=' + quoteString(value);
  const known = /^[a-z_]+(?: [a-z]+)?$/.test(name);
  return (
    (known ? name.toUpperCase() : flavor.vendor === 'mariadb' ? quoteIdentifier(name) : name) +
    '=' +
    (flavor.vendor === 'mysql' || SERVER_OPTIONS.has(name)
      ? printOptionValue(value)
      : printEngineOption(value))
  );
}
