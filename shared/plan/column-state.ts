import type { Column, DataType, DefaultValue } from '../model';
import { quoteString } from '../sql/quote';

/*
 * What information_schema.COLUMNS says of a column that is in a wanted state, as SQL conditions that hold
 * on MySQL 8.0–9 and MariaDB 10.6–11 alike. `@tidemark_mariadb` is 1 on MariaDB; the script sets it.
 * Texts are compared as bytes: the collations of information_schema ignore case, and two collations of
 * one comparison raise error 1267.
 */

/** Display widths that MariaDB, and MySQL before 8.0.19, report: [signed, unsigned]. */
const DEFAULT_WIDTHS: Readonly<Record<string, readonly [number, number]>> = {
  tinyint: [4, 3],
  smallint: [6, 5],
  mediumint: [9, 8],
  int: [11, 10],
  bigint: [20, 20],
};

/** `CAST(x AS BINARY) = CAST('text' AS BINARY)` */
export function sameBytes(expression: string, text: string): string {
  return `CAST(${expression} AS BINARY) = CAST(${quoteString(text)} AS BINARY)`;
}

/** Any of several texts. */
export function anyOf(expression: string, texts: readonly string[]): string {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) return sameBytes(expression, only);
  return `(${texts.map((text) => sameBytes(expression, text)).join(' OR ')})`;
}

/** The condition that COLUMN_TYPE is the wanted one. MariaDB's json is a longtext. */
export function typeCondition(type: DataType): string {
  if (type.name === 'json') return byVendor("COLUMN_TYPE = 'longtext'", "COLUMN_TYPE = 'json'");
  // MariaDB's alone, in this spelling since 10.3.1.
  const suffix = type.compressed === true ? ' /*M!100301 COMPRESSED*/' : '';
  return anyOf(
    'COLUMN_TYPE',
    columnTypeTexts(type).map((text) => text + suffix),
  );
}

/** The spellings of COLUMN_TYPE that servers use for a normalised type. */
function columnTypeTexts(type: DataType): readonly string[] {
  const unsigned = type.unsigned ? ' unsigned' : '';
  const zerofill = type.zerofill ? ' zerofill' : '';
  const suffix = unsigned + zerofill;
  if (type.values !== undefined) {
    const list = type.values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
    return [`${type.name}(${list})`];
  }
  const widths = DEFAULT_WIDTHS[type.name];
  if (widths !== undefined && !type.zerofill) {
    const [stated] = type.parameters;
    const width = stated ?? String(type.unsigned ? widths[1] : widths[0]);
    // tinyint(1) is the one width that MySQL 8.0.19 and later keep.
    if (type.name === 'tinyint' && width === '1') return [`tinyint(1)${suffix}`];
    return [`${type.name}${suffix}`, `${type.name}(${width})${suffix}`];
  }
  if (type.name === 'year') return type.parameters[0] === '2' ? ['year(2)'] : ['year', 'year(4)'];
  if (type.name === 'geometrycollection' || type.name === 'geomcollection') {
    return ['geomcollection', 'geometrycollection'];
  }
  if (
    (type.name === 'char' || type.name === 'binary' || type.name === 'bit') &&
    type.parameters.length === 0
  ) {
    return [`${type.name}(1)`];
  }
  const parameters = type.parameters.length > 0 ? `(${type.parameters.join(',')})` : '';
  return [`${type.name}${parameters}${suffix}`];
}

const CLOCK = /^(?:current_timestamp|now|localtime|localtimestamp)(?:\s*\(\s*(\d*)\s*\))?$/i;

/** The two servers' spellings of a clock expression (`CURRENT_TIMESTAMP(3)`), or undefined for another one. */
function clockTexts(expression: string): { readonly mysql: string; readonly mariadb: string } | undefined {
  const match = CLOCK.exec(expression.trim());
  if (match === null) return undefined;
  const precision = match[1] ?? '';
  const digits = precision === '' || precision === '0' ? '' : precision;
  return {
    mysql: digits === '' ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${digits})`,
    mariadb: `current_timestamp(${digits})`,
  };
}

/** A condition per vendor. */
function byVendor(mariadb: string, mysql: string): string {
  return mariadb === mysql ? mariadb : `IF(@tidemark_mariadb = 1, ${mariadb}, ${mysql})`;
}

/**
 * The condition that COLUMN_DEFAULT is as wanted, or undefined where only the server knows how it will
 * spell the value (expressions, binary strings).
 */
export function defaultCondition(value: DefaultValue | undefined): string | undefined {
  if (value === undefined || value.kind === 'null' || value.kind === 'none') {
    return byVendor("COALESCE(COLUMN_DEFAULT, 'NULL') = 'NULL'", 'COLUMN_DEFAULT IS NULL');
  }
  switch (value.kind) {
    case 'string':
      return byVendor(
        sameBytes("COALESCE(COLUMN_DEFAULT, 'NULL')", quoteForMariaDb(value.value)),
        sameBytes("COALESCE(COLUMN_DEFAULT, '')", value.value) + ' AND COLUMN_DEFAULT IS NOT NULL',
      );
    case 'number': {
      // MariaDB quotes the default of a text column, MySQL never does; a plain number is the same on both.
      return anyOf("COALESCE(COLUMN_DEFAULT, 'NULL')", [value.value, `'${value.value}'`]);
    }
    case 'bit':
      return sameBytes("COALESCE(COLUMN_DEFAULT, 'NULL')", `b'${value.value}'`);
    case 'expression': {
      const clock = clockTexts(value.value);
      if (clock === undefined) return undefined;
      return byVendor(
        sameBytes("COALESCE(COLUMN_DEFAULT, 'NULL')", clock.mariadb),
        sameBytes("COALESCE(COLUMN_DEFAULT, 'NULL')", clock.mysql),
      );
    }
    case 'boolean':
    case 'hex':
      return undefined;
  }
}

/** How MariaDB writes a text default in COLUMN_DEFAULT: quotes doubled or escaped by backslash as in SHOW CREATE. */
function quoteForMariaDb(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\0', '\\0')}'`;
}

/** What else COLUMNS must say, when the caller knows the resolved charset of the column. */
export interface ColumnStateOptions {
  /** The collation in force, resolved; undefined for a column without one or where it is not to be tested. */
  readonly collation?: string;
  /** Leaves the default out, because the caller tests it otherwise. */
  readonly anyDefault?: boolean;
}

/**
 * The condition, over one row of information_schema.COLUMNS, that a column is in the wanted state.
 * `column` is normalised. Answers undefined when part of the state is only known by the server; then the
 * caller must repeat a statement that is harmless to repeat, or test that the old state is gone.
 */
export function columnStateCondition(column: Column, options: ColumnStateOptions): string | undefined {
  const conditions: string[] = [typeCondition(column.type)];
  if (column.generated === undefined) {
    conditions.push(`IS_NULLABLE = '${column.nullable === false ? 'NO' : 'YES'}'`);
    const byDefault = options.anyDefault === true ? '1' : defaultCondition(column.default);
    if (byDefault === undefined) return undefined;
    conditions.push(byDefault);
    conditions.push(`EXTRA ${column.autoIncrement ? '' : 'NOT '}LIKE '%auto_increment%'`);
  } else {
    return undefined;
  }
  if (column.onUpdate === undefined) conditions.push("EXTRA NOT LIKE '%on update%'");
  else {
    const clock = clockTexts(column.onUpdate);
    if (clock === undefined) return undefined;
    conditions.push(
      byVendor(
        `EXTRA LIKE ${quoteString(`%on update ${clock.mariadb}%`)}`,
        `EXTRA LIKE ${quoteString(`%on update ${clock.mysql}%`)}`,
      ),
    );
  }
  conditions.push(`EXTRA ${column.invisible ? '' : 'NOT '}LIKE '%INVISIBLE%'`);
  if (options.collation !== undefined) {
    conditions.push(collationCondition(options.collation));
  }
  conditions.push(
    column.comment === undefined || column.comment === ''
      ? "COLUMN_COMMENT = ''"
      : sameBytes('COLUMN_COMMENT', column.comment),
  );
  return conditions.join(' AND ');
}

/** The condition that COLLATION_NAME is the wanted one. */
export function collationCondition(collation: string): string {
  return anyOf('COLLATION_NAME', collationTexts(collation));
}

/** utf8mb3 collations were named utf8_… before MySQL 8.0.30 and MariaDB 10.6. */
function collationTexts(collation: string): readonly string[] {
  if (collation.startsWith('utf8mb3_')) return [collation, `utf8_${collation.slice('utf8mb3_'.length)}`];
  return [collation];
}
