import type { ForeignKey, Index } from '../model';
import { quoteIdentifier, quoteString } from '../sql/quote';
import { sameBytes } from './column-state';

/*
 * Guards: SQL conditions over information_schema that say whether a step is still needed. They name the
 * schema by DATABASE(), so one text serves the target and its rehearsal. Every condition answers 0 or 1,
 * never NULL.
 */

const HERE = 'TABLE_SCHEMA = DATABASE()';

/** Both, or just the one that is there. */
export function and(...conditions: readonly (string | undefined)[]): string {
  return conditions.filter((condition) => condition !== undefined).join(' AND ');
}

/** Not. */
export function not(condition: string): string {
  return `NOT (${condition})`;
}

/** A table (not a view) of that name is there. */
export function tableThere(table: string): string {
  return `EXISTS (SELECT 1 FROM information_schema.TABLES WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND TABLE_TYPE <> 'VIEW')`;
}

/** A column of that name is there, and if `state` is given, it is so (a condition over its COLUMNS row). */
export function columnThere(table: string, column: string, state?: string): string {
  return `EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE ${and(
    HERE,
    `TABLE_NAME = ${quoteString(table)}`,
    `COLUMN_NAME = ${quoteString(column)}`,
    state,
  )})`;
}

/** The name is spelled so: servers find names without case, but keep them as written. */
export function spelledSo(column: string, name: string): string {
  return sameBytes(column, name);
}

/** The columns stand in exactly this order and there are no others. */
export function columnOrderIs(table: string, columns: readonly string[]): string {
  const rows = columns.map(
    (name, at) => `(ORDINAL_POSITION = ${String(at + 1)} AND COLUMN_NAME = ${quoteString(name)})`,
  );
  return `(SELECT COUNT(*) FROM information_schema.COLUMNS WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND (${rows.join(' OR ')})) = ${String(columns.length)}`;
}

/** An index of that name is there, whatever its parts. The primary key's name is PRIMARY. */
export function indexThere(table: string, name: string, exactly = false): string {
  const named = exactly ? spelledSo('INDEX_NAME', name) : `INDEX_NAME = ${quoteString(name)}`;
  return `EXISTS (SELECT 1 FROM information_schema.STATISTICS WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND ${named})`;
}

/**
 * The index of that name has exactly the wanted parts in order, kind, prefix lengths and direction, as far as the
 * server tells: of hashes (MEMORY, unique keys over long texts on MariaDB) it shows DESC and reports none. An
 * expression part is only counted: just the server knows how it spells it. `hasExpressions` reads
 * STATISTICS.EXPRESSION, which only MySQL has; no MariaDB gets such a script.
 */
export function indexIs(table: string, name: string, index: Index): string {
  const parts = index.parts.map((part, at) => {
    const place = `SEQ_IN_INDEX = ${String(at + 1)}`;
    if (part.kind === 'expression') return `(${place} AND COLUMN_NAME IS NULL)`;
    const length =
      index.kind === 'fulltext' || index.kind === 'spatial' || index.kind === 'vector'
        ? undefined
        : part.length === undefined
          ? 'SUB_PART IS NULL'
          : `SUB_PART = ${String(part.length)}`;
    const direction =
      index.kind === 'fulltext' || index.kind === 'spatial' || index.kind === 'vector'
        ? undefined
        : part.direction === 'desc'
          ? "(COALESCE(COLLATION, 'D') = 'D' OR INDEX_TYPE = 'HASH')"
          : "COALESCE(COLLATION, 'A') <> 'D'";
    return `(${and(place, `COLUMN_NAME = ${quoteString(part.column)}`, length, direction)})`;
  });
  const kind =
    index.kind === 'fulltext' || index.kind === 'spatial' || index.kind === 'vector'
      ? `INDEX_TYPE = '${index.kind.toUpperCase()}'`
      : and(
          `NON_UNIQUE = ${index.kind === 'unique' || index.kind === 'primary' ? '0' : '1'}`,
          "INDEX_TYPE NOT IN ('FULLTEXT', 'SPATIAL', 'VECTOR')",
        );
  const comment =
    index.comment === undefined || index.comment === ''
      ? "INDEX_COMMENT = ''"
      : sameBytes('INDEX_COMMENT', index.comment);
  const count = String(index.parts.length);
  // WITHOUT OVERLAPS adds both ends of the period (MariaDB 10.11).
  const rows = String(index.parts.length + (index.withoutOverlaps === undefined ? 0 : 2));
  return `(SELECT COUNT(*) = ${rows} AND COALESCE(SUM(${and(kind, comment, `(${parts.join(' OR ')})`)}), 0) = ${count} FROM information_schema.STATISTICS WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND INDEX_NAME = ${quoteString(name)}) = 1`;
}

/** The index is a hash. MariaDB tells so of unique ones that say USING HASH, too. */
export function isHashed(table: string, name: string): string {
  return `EXISTS (SELECT 1 FROM information_schema.STATISTICS WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND INDEX_NAME = ${quoteString(name)} AND INDEX_TYPE = 'HASH')`;
}

/** The server reports the direction of each part of the index; it does not for hashes. */
export function indexDirectionsTold(table: string, name: string): string {
  return `NOT EXISTS (SELECT 1 FROM information_schema.STATISTICS WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND INDEX_NAME = ${quoteString(name)} AND (COLLATION IS NULL OR INDEX_TYPE = 'HASH'))`;
}

/** A foreign key of that name is on the table. */
export function foreignKeyThere(table: string, name: string, exactly = false): string {
  return constraintThere(table, name, 'FOREIGN KEY', exactly);
}

/** The foreign key of that name has the wanted columns, table and actions. */
export function foreignKeyIs(table: string, name: string, key: ForeignKey): string {
  const schema = key.referencedSchema;
  const rows = key.columns.map(
    (column, at) =>
      `(${and(
        `ORDINAL_POSITION = ${String(at + 1)}`,
        `COLUMN_NAME = ${quoteString(column)}`,
        `REFERENCED_TABLE_NAME = ${quoteString(key.referencedTable)}`,
        `REFERENCED_COLUMN_NAME = ${quoteString(key.referencedColumns[at] ?? '')}`,
        schema === undefined || schema === ''
          ? 'REFERENCED_TABLE_SCHEMA = DATABASE()'
          : `REFERENCED_TABLE_SCHEMA = ${quoteString(schema)}`,
      )})`,
  );
  const count = String(key.columns.length);
  const columns = `(SELECT COUNT(*) = ${count} AND COALESCE(SUM(${rows.join(' OR ')}), 0) = ${count} FROM information_schema.KEY_COLUMN_USAGE WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND CONSTRAINT_NAME = ${quoteString(name)} AND REFERENCED_TABLE_NAME IS NOT NULL) = 1`;
  const actions = `EXISTS (SELECT 1 FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteString(table)} AND CONSTRAINT_NAME = ${quoteString(name)} AND ${actionIs('DELETE_RULE', key.onDelete)} AND ${actionIs('UPDATE_RULE', key.onUpdate)})`;
  return `(${columns} AND ${actions})`;
}

/** RESTRICT and NO ACTION are one to InnoDB, and each server reports the other word as its default. */
function actionIs(column: string, action: ForeignKey['onDelete']): string {
  if (action === undefined || action === 'restrict' || action === 'no action') {
    return `${column} IN ('RESTRICT', 'NO ACTION')`;
  }
  return `${column} = '${action.toUpperCase()}'`;
}

/** A check of that name is on the table. MySQL's CHECK_CONSTRAINTS names no table, so TABLE_CONSTRAINTS is asked. */
export function checkThere(table: string, name: string, exactly = false): string {
  return constraintThere(table, name, 'CHECK', exactly);
}

/**
 * SQL for the text of a table's check. Names of checks are one to a schema on MySQL and one to a table on MariaDB, where
 * unnamed ones of every table are called CONSTRAINT_1; only there CHECK_CONSTRAINTS has the column TABLE_NAME. On MySQL
 * the name finds that of the row around it, and so the text serves both.
 */
export function checkText(table: string, name: string): string {
  return `(SELECT (SELECT MAX(CHECK_CLAUSE) FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() AND CONSTRAINT_NAME = ${quoteString(name)} AND TABLE_NAME = ${quoteString(table)}) FROM (SELECT ${quoteString(table)} AS TABLE_NAME) AS own)`;
}

/** A column has a check of its own. Only MariaDB keeps such checks, and tells (LEVEL since 10.5.10); no MySQL gets such a script. */
export function columnCheckThere(table: string, column: string): string {
  return `EXISTS (SELECT 1 FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteString(table)} AND CONSTRAINT_NAME = ${quoteString(column)} AND LEVEL = 'Column')`;
}

/**
 * The table has the period over these columns: MariaDB (10.11) tells of it by the check that comes with it. Only MariaDB has
 * periods; no MySQL gets such a script.
 */
export function periodIs(
  table: string,
  { name, start, end }: { readonly name: string; readonly start: string; readonly end: string },
): string {
  const text = `${quoteIdentifier(start)} < ${quoteIdentifier(end)}`;
  return `EXISTS (SELECT 1 FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteString(table)} AND CONSTRAINT_NAME = ${quoteString(name)} AND LEVEL = 'Table' AND CHECK_CLAUSE = ${quoteString(text)})`;
}

/** A check is enforced, or is not. Only MySQL tells; no MariaDB gets such a script. */
export function checkEnforcedIs(table: string, name: string, enforced: boolean): string {
  return `EXISTS (SELECT 1 FROM information_schema.TABLE_CONSTRAINTS WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND CONSTRAINT_NAME = ${quoteString(name)} AND CONSTRAINT_TYPE = 'CHECK' AND ENFORCED = '${enforced ? 'YES' : 'NO'}')`;
}

function constraintThere(
  table: string,
  name: string,
  type: 'CHECK' | 'FOREIGN KEY',
  exactly: boolean,
): string {
  const named = exactly ? spelledSo('CONSTRAINT_NAME', name) : `CONSTRAINT_NAME = ${quoteString(name)}`;
  return `EXISTS (SELECT 1 FROM information_schema.TABLE_CONSTRAINTS WHERE ${HERE} AND TABLE_NAME = ${quoteString(table)} AND ${named} AND CONSTRAINT_TYPE = '${type}')`;
}

/** The condition over one row of information_schema.TABLES for options that it reports, or undefined for others. */
export function sameOption(option: string, value: string | undefined): string | undefined {
  switch (option) {
    case 'engine':
      return value === undefined ? undefined : `ENGINE = ${quoteString(value)}`;
    case 'comment':
      return sameBytes('TABLE_COMMENT', value ?? '');
    case 'collation':
      return value === undefined ? undefined : `TABLE_COLLATION = ${quoteString(value)}`;
    case 'row_format':
      return value === undefined || value.toLowerCase() === 'default'
        ? "CREATE_OPTIONS NOT LIKE '%row_format=%'"
        : `CREATE_OPTIONS LIKE ${quoteString(`%row_format=${value}%`)}`;
    case 'key_block_size':
    case 'max_rows':
    case 'min_rows':
    case 'avg_row_length':
    case 'checksum':
    case 'delay_key_write':
    case 'stats_sample_pages':
      return createOption(option, value === '0' ? undefined : value);
    case 'page_checksum':
    case 'pack_keys':
    case 'stats_persistent':
    case 'stats_auto_recalc':
      return createOption(option, value);
    default:
      return undefined;
  }
}

/** CREATE_OPTIONS has the option with that value as a word of its own, or does not have it at all. */
function createOption(option: string, value: string | undefined): string {
  const words = "CONCAT(' ', CREATE_OPTIONS, ' ')";
  return value === undefined || value.toLowerCase() === 'default'
    ? `${words} NOT LIKE ${quoteString(`% ${option}=%`)}`
    : `${words} LIKE ${quoteString(`% ${option}=${value} %`)}`;
}

/** The table is there and all of these options are as wanted. */
export function tableIs(table: string, conditions: readonly string[]): string {
  return `EXISTS (SELECT 1 FROM information_schema.TABLES WHERE ${and(HERE, `TABLE_NAME = ${quoteString(table)}`, ...conditions)})`;
}
