import type { Node, TypeName } from 'libpg-query';

import type { DataType } from '../../../shared/model';
import { stringsOf } from './postgres-node';

/** The parser's internal names → those that PostgreSQL prints (format_type), kept short where both are common. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['int2', 'smallint'],
  ['int4', 'integer'],
  ['int', 'integer'],
  ['int8', 'bigint'],
  ['float4', 'real'],
  ['float8', 'double precision'],
  ['bool', 'boolean'],
  ['bpchar', 'char'],
  ['varbit', 'bit varying'],
  ['timestamptz', 'timestamp with time zone'],
  ['timetz', 'time with time zone'],
  ['decimal', 'numeric'],
]);

const SERIAL_TYPES: ReadonlyMap<string, string> = new Map([
  ['serial', 'integer'],
  ['serial4', 'integer'],
  ['bigserial', 'bigint'],
  ['serial8', 'bigint'],
  ['smallserial', 'smallint'],
  ['serial2', 'smallint'],
]);

/** A column's type, and whether it was one of the serial types. `enums` gives the values of enum types by lower-case name. */
export function readPostgresType(
  type: TypeName | undefined,
  enums: ReadonlyMap<string, readonly string[]>,
): { readonly type: DataType; readonly serial: boolean } {
  const names = stringsOf(type?.names);
  const last = (names.at(-1) ?? '').toLowerCase();
  const isCatalog = names.length === 1 || names[0] === 'pg_catalog';
  const serial = isCatalog ? SERIAL_TYPES.get(last) : undefined;
  const base = serial ?? (isCatalog ? (TYPE_NAMES.get(last) ?? last) : names.join('.').toLowerCase());
  const bounds = type?.arrayBounds?.length ?? 0;
  const values = enums.get(last);
  return {
    type: {
      name: base + '[]'.repeat(Math.min(bounds, 16)),
      parameters: base === 'interval' ? [] : (type?.typmods ?? []).flatMap(readParameter),
      ...(values === undefined ? {} : { values }),
      unsigned: false,
      zerofill: false,
    },
    serial: serial !== undefined,
  };
}

function readParameter(node: Node): string[] {
  if (!('A_Const' in node)) {
    return 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields) : [];
  }
  const constant = node.A_Const;
  // The parser leaves out a zero: `numeric(10,0)` comes as { ival: {} }.
  if (constant.ival !== undefined) return [String(constant.ival.ival ?? 0)];
  if (constant.fval?.fval !== undefined) return [constant.fval.fval];
  return constant.sval?.sval === undefined ? [] : [constant.sval.sval];
}
