import type { TableOptions } from '../model';
import {
  canonicalCharset,
  canonicalCollation,
  charsetOfCollation,
  defaultCollation,
  inheritedCharset,
} from './charset-defaults';
import type { NormaliseContext } from './context';

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

/** The engine's one name, and the server's default where none is said. */
export function applyEngine(options: TableOptions, context: NormaliseContext): TableOptions {
  const stated = options.engine ?? context.server?.defaultEngine ?? 'InnoDB';
  const lower = stated.toLowerCase();
  const engine =
    lower === 'heap' ? 'MEMORY' : lower === 'ndbcluster' ? 'NDB' : (ENGINES.get(lower) ?? stated);
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
const IGNORED_OPTIONS: ReadonlySet<string> = new Set([
  'insert_method',
  'password',
  'secondary_engine_load',
  'sequence',
]);
const ON_BY_DEFAULT: ReadonlyMap<string, string> = new Map([
  ['encryption', 'n'],
  ['tablespace', 'innodb_file_per_table'],
  ['storage', 'disk'],
]);

/** Options that say nothing: CHECKSUM=0, PACK_KEYS=DEFAULT, ENCRYPTION='N'…. */
export function applyOptionDefaults(options: TableOptions): TableOptions {
  const { rest } = options;
  if (!rest || rest.size === 0) return options;
  const kept = new Map<string, string>();
  let changed = false;
  for (const [stated, value] of rest) {
    const name = stated.toLowerCase().replaceAll(' ', '_');
    const lower = value.toLowerCase();
    const says =
      !IGNORED_OPTIONS.has(name) &&
      ON_BY_DEFAULT.get(name) !== lower &&
      !(NO_OPTION_VALUES.has(lower) && !(lower === '0' && ZERO_COUNTS.has(name)));
    // MariaDB writes a slash behind a directory.
    const kind = name === 'data_directory' || name === 'index_directory' ? value.replace(/\/$/, '') : value;
    if (says) kept.set(stated, kind);
    if (!says || kind !== value) changed = true;
  }
  return changed ? { ...options, rest: kept } : options;
}
