import type { Column, DataType, DefaultValue } from '../shared/model';
import { quoteIdentifier, quoteString } from '../shared/sql/quote';

/** Defaults that servers take without parentheses. */
const NOW = /^(?:current_timestamp|now|localtime|localtimestamp)(?:\s*\(\s*\d?\s*\))?$/i;

/**
 * A column as a field line: `` `name` type [unsigned] [NOT NULL] [DEFAULT x] [EXTRA] [COMMENT 'text'] ``. As in
 * the files that others make, NULL is not said; readFieldLine and the table's reader know.
 */
export function printField(column: Column): string {
  const { generated, versioning } = column;
  const parts = [
    quoteIdentifier(column.name),
    printType(column.type),
    ...(generated
      ? [`GENERATED ALWAYS AS (${generated.expression}) ${generated.storage.toUpperCase()}`]
      : []),
    ...(versioning === 'row-start' ? ['GENERATED ALWAYS AS ROW START'] : []),
    ...(versioning === 'row-end' ? ['GENERATED ALWAYS AS ROW END'] : []),
    ...(column.nullable === false ? ['NOT NULL'] : []),
    // What was dropped cannot be said in a definition; TOON states no such thing.
    ...(column.default && column.default.kind !== 'none' ? [`DEFAULT ${printDefault(column.default)}`] : []),
    ...(column.autoIncrement ? ['auto_increment'] : []),
    ...(column.onUpdate === undefined ? [] : [`on update ${column.onUpdate}`]),
    ...(column.invisible ? ['INVISIBLE'] : []),
    ...(versioning === 'without' ? ['WITHOUT SYSTEM VERSIONING'] : []),
    ...(column.comment === undefined || column.comment === ''
      ? []
      : [`COMMENT ${quoteText(column.comment)}`]),
  ];
  return parts.join(' ');
}

/** A data type with its attributes, as it was spelled. */
export function printType(type: DataType): string {
  const inner = type.values?.map((value) => quoteString(value)) ?? type.parameters;
  return [
    type.name + (inner.length > 0 ? `(${inner.join(',')})` : ''),
    ...(type.unsigned ? ['unsigned'] : []),
    ...(type.zerofill ? ['zerofill'] : []),
    ...(type.compressed === true ? ['COMPRESSED'] : []),
    ...(type.binary === true ? ['BINARY'] : []),
    ...(type.charset === undefined ? [] : [`CHARACTER SET ${type.charset}`]),
    ...(type.collation === undefined ? [] : [`COLLATE ${type.collation}`]),
    ...(type.srid === undefined ? [] : [`SRID ${String(type.srid)}`]),
  ].join(' ');
}

function printDefault(value: Exclude<DefaultValue, { kind: 'none' }>): string {
  switch (value.kind) {
    case 'null':
      return 'NULL';
    case 'string':
      return introduce(value.introducer) + quoteText(value.value);
    case 'number':
      return value.value;
    case 'bit':
      return `b'${value.value}'`;
    case 'hex':
      return `x'${value.value}'`;
    case 'boolean':
      return value.value.toUpperCase();
    case 'expression':
      return NOW.test(value.value) ? value.value : `(${value.value})`;
  }
}

function introduce(introducer: string | undefined): string {
  if (introducer === undefined) return '';
  return introducer.startsWith('_') || introducer === 'n' ? introducer : `${introducer} `;
}

/** In single quotes, with quotes doubled and backslashes escaped: what decodeQuoted undoes. */
function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
