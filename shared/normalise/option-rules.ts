import { lexExpression } from '../expression/lex-expression';
import type { Table, TableOptions } from '../model';
import {
  canonicalCharset,
  canonicalCollation,
  charsetOfCollation,
  defaultCollation,
  inheritedCharset,
} from './charset-defaults';
import type { NormaliseContext } from './context';

/** Other names of engines (MySQL's and MariaDB's sql/handler.cc). */
const ENGINE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['heap', 'MEMORY'],
  ['ndbcluster', 'NDB'],
  ['merge', 'MRG_MyISAM'],
  ['innobase', 'InnoDB'],
  ['maria', 'Aria'],
]);

const ENGINES: ReadonlyMap<string, string> = new Map(
  [
    'InnoDB',
    'MyISAM',
    'Aria',
    'MEMORY',
    'CSV',
    'ARCHIVE',
    'BLACKHOLE',
    'MRG_MyISAM',
    'FEDERATED',
    'NDB',
    'RocksDB',
    'Spider',
    'CONNECT',
    'SEQUENCE',
    'ColumnStore',
    'Mroonga',
  ].map((name) => [name.toLowerCase(), name]),
);

/** An engine's one name; another name is left as it is. */
export function canonicalEngine(name: string): string {
  const lower = name.toLowerCase();
  return ENGINE_ALIASES.get(lower) ?? ENGINES.get(lower) ?? name;
}

/** The engine's one name, and the server's default where none is said. */
export function applyEngine(options: TableOptions, context: NormaliseContext): TableOptions {
  const engine = canonicalEngine(options.engine ?? context.server?.defaultEngine ?? 'InnoDB');
  return engine === options.engine ? options : { ...options, engine };
}

/** The table's charset and collation, written out. */
export function applyTableCharset(options: TableOptions, context: NormaliseContext): TableOptions {
  const { charset, collation } = tableCharset(options, context);
  return charset === options.charset && collation === options.collation
    ? options
    : { ...options, charset, collation };
}

function tableCharset(
  options: TableOptions,
  context: NormaliseContext,
): { charset: string; collation: string } {
  if (options.collation !== undefined) {
    const stated = options.charset === undefined ? undefined : canonicalCharset(options.charset);
    const collation = canonicalCollation(options.collation, stated ?? inheritedCharset(context).charset);
    return { charset: stated ?? charsetOfCollation(collation), collation };
  }
  if (options.charset === undefined || options.charset.toLowerCase() === 'default')
    return inheritedCharset(context);
  const charset = canonicalCharset(options.charset);
  return { charset, collation: defaultCollation(charset, context.flavor, context.server) };
}

/** ROW_FORMAT=DEFAULT, and the one that the engine uses when nothing is said. */
export function applyRowFormat(options: TableOptions, context: NormaliseContext): TableOptions {
  if (options.rowFormat === undefined) return options;
  const rowFormat = options.rowFormat.toUpperCase();
  const usual = (context.server?.defaultRowFormat ?? 'dynamic').toUpperCase();
  const isInnoDb = (options.engine ?? 'InnoDB').toLowerCase() === 'innodb';
  if (rowFormat === 'DEFAULT' || (isInnoDb && rowFormat === usual)) {
    const { rowFormat: _rowFormat, ...rest } = options;
    return rest;
  }
  return rowFormat === options.rowFormat ? options : { ...options, rowFormat };
}

/** The counter is data, not schema. */
export function applyAutoIncrement(options: TableOptions): TableOptions {
  if (options.autoIncrement === undefined) return options;
  const { autoIncrement: _autoIncrement, ...rest } = options;
  return rest;
}

/** COMMENT '' is no comment. */
export function applyTableComment(options: TableOptions): TableOptions {
  if (options.comment !== '') return options;
  const { comment: _comment, ...rest } = options;
  return rest;
}

/** Options with these values are what servers do anyway, and are not stored. */
const NO_OPTION_VALUES: ReadonlySet<string> = new Set(['', '0', 'default']);
/** For these, 0 is a choice and not the default. */
const ZERO_COUNTS: ReadonlySet<string> = new Set([
  'stats_persistent',
  'stats_auto_recalc',
  'pack_keys',
  'transactional',
  'page_checksum',
]);
/** Not part of what a table is: read and forgotten, or not shown by the server. */
const IGNORED_OPTIONS: ReadonlySet<string> = new Set(['password', 'secondary_engine_load', 'sequence']);
const ROW_COUNTS: ReadonlySet<string> = new Set(['max_rows', 'min_rows']);

/** MariaDB and MySQL keep row counts in 32 bits, and the largest for anything above. */
function capRowCount(value: string): string {
  return /^\d{10,}$/.test(value) && BigInt(value) > 4_294_967_295n ? '4294967295' : value;
}

/** `4M` in bytes, as MySQL shows it; another text is left as it is. */
function countBytes(value: string): string {
  const [, digits, letter = ''] = /^(\d{1,18})([kmgt]?)$/i.exec(value) ?? [];
  if (digits === undefined) return value;
  return String(BigInt(digits) << BigInt(10 * ' kmgt'.indexOf(letter.toLowerCase() || ' ')));
}

/** What only the MERGE engine keeps. */
const MERGE_OPTIONS: ReadonlySet<string> = new Set(['union', 'insert_method']);
const ON_BY_DEFAULT: ReadonlyMap<string, string> = new Map([
  ['encryption', 'n'],
  ['tablespace', 'innodb_file_per_table'],
  ['storage', 'disk'],
  ['insert_method', 'no'],
]);

/**
 * Options that say nothing: CHECKSUM=0, PACK_KEYS=DEFAULT, ENCRYPTION='N'…; and what a new table takes from its schema's
 * DEFAULT ENCRYPTION. Of a table that is there MySQL shows whether it is encrypted.
 */
export function applyOptionDefaults(stated: TableOptions, context: NormaliseContext): TableOptions {
  const isEncrypted = context.schema.encryption === true && context.stored !== true;
  const options =
    isEncrypted && context.flavor.vendor === 'mysql' && stated.rest?.has('encryption') !== true
      ? { ...stated, rest: new Map([...(stated.rest ?? []), ['encryption', 'Y']]) }
      : stated;
  const { rest } = options;
  if (!rest || rest.size === 0) return options;
  // MariaDB says PAGE_CHECKSUM=1 of every Aria table that says nothing (aria_page_checksum is on).
  const isAria = options.engine === 'Aria';
  const isMerge = options.engine === 'MRG_MyISAM';
  const kept = new Map<string, string>();
  let changed = false;
  for (const [stated, value] of rest) {
    const name = stated.toLowerCase().replaceAll(' ', '_');
    const lower = value.toLowerCase();
    const says =
      !IGNORED_OPTIONS.has(name) &&
      // MariaDB reads TABLESPACE and forgets it (10.11).
      !(name === 'tablespace' && context.flavor.vendor === 'mariadb') &&
      !(isAria && name === 'page_checksum' && lower === '1') &&
      (isMerge || !MERGE_OPTIONS.has(name)) &&
      ON_BY_DEFAULT.get(name) !== lower &&
      !(NO_OPTION_VALUES.has(lower) && !(lower === '0' && ZERO_COUNTS.has(name)));
    // MariaDB writes a slash behind a directory.
    const kind =
      name === 'data_directory' || name === 'index_directory'
        ? value.replace(/\/$/, '')
        : name === 'union'
          ? quoteNames(value)
          : name === 'insert_method'
            ? value.toUpperCase()
            : ROW_COUNTS.has(name)
              ? capRowCount(value)
              : name === 'autoextend_size'
                ? countBytes(value)
                : value;
    if (says) kept.set(stated, kind);
    if (!says || kind !== value) changed = true;
  }
  return changed ? { ...options, rest: kept } : options;
}

/** The tables of a UNION as servers print them; another text is left as it is. */
function quoteNames(list: string): string {
  const names = lexExpression(list);
  if (
    names === undefined ||
    names.some(({ kind }) => kind !== 'word' && kind !== 'quoted' && kind !== 'symbol')
  )
    return list;
  return names
    .map(({ kind, text }) => (kind === 'symbol' ? text : `\`${text.replaceAll('`', '``')}\``))
    .join('');
}

/** A table that names no engine takes that of its partitions. */
export function applyPartitionEngine(table: Table): Table {
  if (table.options.engine !== undefined || table.partitioning === undefined) return table;
  const [first, ...others] = table.partitioning.partitions.map(({ options }) => options.get('engine'));
  if (first === undefined || others.some((other) => other?.toLowerCase() !== first.toLowerCase()))
    return table;
  return { ...table, options: { ...table.options, engine: first } };
}
