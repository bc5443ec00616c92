import type { Check, Column, DefaultValue, Flavor } from '../model';
import { printCheck } from './print-check';
import { printEngineOption } from './print-option-value';
import { printType } from './print-type';
import { quoteIdentifier, quoteString } from './quote';

/** Spelled without parentheses it is a literal default of timestamps; with them MySQL stores an expression. */
const BARE_NOW = /^(?:current_timestamp|now|localtime|localtimestamp)\s*(?:\(\s*\d?\s*\))?$/i;
/** `CURRENT_TIMESTAMP`, `now(3)` and their synonyms, without parentheses around them. */
export function isBareClock(expression: string): boolean {
  return BARE_NOW.test(expression);
}

/** MySQL takes a default for these types only as an expression in parentheses (manual, Data Type Default Values). */
const EXPRESSION_ONLY = /text$|blob$|^json$|^long|geometry|point|linestring|polygon|collection|^vector$/;

/** One column definition, without the keys and checks that belong to the table: `` `id` int NOT NULL AUTO_INCREMENT ``. */
export function printColumn(column: Column, flavor: Flavor, checks: readonly Check[] = []): string {
  const mariadb = flavor.vendor === 'mariadb';
  // MySQL reads the SRID of a generated column behind its expression only (syntax error before it, 9.7).
  const { srid, ...withoutSrid } = column.type;
  const sridLast = !mariadb && srid !== undefined && column.generated !== undefined;
  const parts = [quoteIdentifier(column.name), printType(sridLast ? withoutSrid : column.type, flavor)];
  if (column.generated !== undefined) {
    parts.push(
      'GENERATED ALWAYS AS (' +
        column.generated.expression +
        ') ' +
        (column.generated.storage === 'stored' ? 'STORED' : 'VIRTUAL'),
    );
  }
  if (mariadb && (column.versioning === 'row-start' || column.versioning === 'row-end')) {
    parts.push('GENERATED ALWAYS AS ROW ' + (column.versioning === 'row-start' ? 'START' : 'END'));
  }
  // MariaDB reads no NULL or NOT NULL behind a generated column (manual, Generated Columns), ROW START and ROW END included.
  const isPeriodEnd = column.versioning === 'row-start' || column.versioning === 'row-end';
  const isNullCounter = column.autoIncrement && column.nullable === true;
  if (
    column.nullable !== undefined &&
    !isNullCounter &&
    !(mariadb && (column.generated !== undefined || isPeriodEnd))
  )
    parts.push(column.nullable ? 'NULL' : 'NOT NULL');
  if (sridLast) parts.push(`SRID ${String(srid)}`);
  if (column.default !== undefined && column.default.kind !== 'none')
    parts.push('DEFAULT ' + printDefault(column.default, column, flavor));
  if (column.onUpdate !== undefined) parts.push('ON UPDATE ' + column.onUpdate);
  // AUTO_INCREMENT alone says NOT NULL, whatever stands before it (MySQL 9.7, MariaDB 10.11).
  if (column.autoIncrement) parts.push(isNullCounter ? 'AUTO_INCREMENT NULL' : 'AUTO_INCREMENT');
  if (column.invisible) parts.push('INVISIBLE');
  if (mariadb && column.versioning === 'without') parts.push('WITHOUT SYSTEM VERSIONING');
  if (column.comment !== undefined && column.comment !== '')
    parts.push('COMMENT ' + quoteString(column.comment));
  if (column.options !== undefined) parts.push(...printColumnOptions(column.options, mariadb));
  for (const check of checks) parts.push(printCheck(check, flavor));
  return parts.join(' ');
}

/** What follows DEFAULT. */
export function printDefault(
  value: Exclude<DefaultValue, { kind: 'none' }>,
  column: Column,
  flavor: Flavor,
): string {
  if (value.kind === 'null') return 'NULL';
  const introducer =
    value.introducer === undefined
      ? ''
      : value.introducer.startsWith('_')
        ? value.introducer
        : value.introducer.toUpperCase() + ' ';
  const text = introducer + printLiteral(value.kind, value.value);
  if (value.kind === 'expression') {
    const bare = BARE_NOW.test(value.value) && /^(?:timestamp|datetime)$/.test(column.type.name);
    return bare ? value.value : '(' + value.value + ')';
  }
  return flavor.vendor === 'mysql' && EXPRESSION_ONLY.test(column.type.name) ? '(' + text + ')' : text;
}

function printLiteral(
  kind: 'string' | 'number' | 'bit' | 'hex' | 'boolean' | 'expression',
  value: string,
): string {
  switch (kind) {
    case 'string':
      return quoteString(value);
    case 'bit':
      return "b'" + value + "'";
    case 'hex':
      return value.length % 2 === 0 ? "x'" + value + "'" : '0x' + value;
    case 'boolean':
      return value.toUpperCase();
    default:
      return value;
  }
}

function printColumnOptions(options: ReadonlyMap<string, string>, mariadb: boolean): string[] {
  const parts: string[] = [];
  for (const [name, value] of options) {
    switch (name) {
      case 'column_format':
      case 'storage':
        if (!mariadb) parts.push(name.toUpperCase() + ' ' + value.toUpperCase());
        break;
      case 'engine_attribute':
      case 'secondary_engine_attribute':
        if (!mariadb) parts.push(name.toUpperCase() + ' ' + quoteString(value));
        break;
      case 'not_secondary':
        if (!mariadb) parts.push('NOT SECONDARY');
        break;
      default:
        if (mariadb) parts.push(quoteIdentifier(name) + '=' + printEngineOption(value));
    }
  }
  return parts;
}
