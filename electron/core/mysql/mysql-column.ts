import type { Column, DataType, DefaultValue, Origin } from '../../../shared/model';
import { parseColumnType } from './column-type';
import { unescapeExpression } from './mysql-text';
import type { Row } from './row';
import { numberOf, textOf, textOrNull } from './row';

/** The columns of information_schema.COLUMNS that `readMysqlColumn` needs. */
export const COLUMN_FIELDS = [
  'COLUMN_NAME',
  'ORDINAL_POSITION',
  'COLUMN_DEFAULT',
  'IS_NULLABLE',
  'COLUMN_TYPE',
  'CHARACTER_SET_NAME',
  'COLLATION_NAME',
  'EXTRA',
  'COLUMN_COMMENT',
  'GENERATION_EXPRESSION',
  'SRS_ID',
] as const;

/** Types that SHOW CREATE TABLE prints without DEFAULT NULL, because they can have no literal default. */
const WITHOUT_DEFAULT =
  /^(?:tiny|medium|long)?(?:blob|text)$|^json$|^vector$|^(?:geometry|point|linestring|polygon|multi(?:point|linestring|polygon)|geom(?:etry)?collection)$/;

/** One row of information_schema.COLUMNS on MySQL as the column that SHOW CREATE TABLE would state. */
export function readMysqlColumn(row: Row, tableCollation: string, origin: Origin): Column {
  const extra = textOf(row, 'EXTRA');
  const type = readType(row, tableCollation);
  const nullable = textOf(row, 'IS_NULLABLE') === 'YES';
  const generation = textOf(row, 'GENERATION_EXPRESSION');
  const generated = generation === '' ? undefined : unescapeExpression(generation);
  const value =
    generated === undefined
      ? readDefault(textOrNull(row, 'COLUMN_DEFAULT'), extra, type, nullable)
      : undefined;
  const onUpdate = /\bon update (current_timestamp(?:\(\d*\))?)/i.exec(extra)?.[1];
  const comment = textOf(row, 'COLUMN_COMMENT');
  return {
    name: textOf(row, 'COLUMN_NAME'),
    type,
    nullable,
    ...(value === undefined ? {} : { default: value }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
    autoIncrement: /\bauto_increment\b/i.test(extra),
    ...(generated === undefined
      ? {}
      : { generated: { expression: generated, storage: /\bSTORED\b/i.test(extra) ? 'stored' : 'virtual' } }),
    invisible: /\bINVISIBLE\b/.test(extra),
    ...(comment === '' ? {} : { comment }),
    origin,
  };
}

function readType(row: Row, tableCollation: string): DataType {
  const collation = textOf(row, 'COLLATION_NAME');
  const srid = numberOf(row, 'SRS_ID');
  // What equals the table's is inherited; information_schema repeats it, SHOW CREATE TABLE does not.
  return parseColumnType(textOf(row, 'COLUMN_TYPE'), {
    ...(collation === '' || collation === tableCollation
      ? {}
      : { charset: textOf(row, 'CHARACTER_SET_NAME'), collation }),
    ...(srid === undefined ? {} : { srid }),
  });
}

function readDefault(
  raw: string | null,
  extra: string,
  type: DataType,
  nullable: boolean,
): DefaultValue | undefined {
  if (raw === null) return nullable && !WITHOUT_DEFAULT.test(type.name) ? { kind: 'null' } : undefined;
  // MySQL 5.7 and TIMESTAMP columns of upgraded servers say CURRENT_TIMESTAMP without DEFAULT_GENERATED.
  const isNow =
    (type.name === 'timestamp' || type.name === 'datetime') && /^current_timestamp(\(\d*\))?$/i.test(raw);
  if (isNow) return { kind: 'expression', value: raw };
  if (/\bDEFAULT_GENERATED\b/.test(extra)) return { kind: 'expression', value: unescapeExpression(raw) };
  if (type.name === 'bit') {
    const bits = /^b'([01]*)'$/.exec(raw)?.[1];
    if (bits !== undefined) return { kind: 'bit', value: bits };
  }
  return { kind: 'string', value: raw };
}
