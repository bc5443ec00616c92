import type { DataType, Flavor } from '../model';
import { printOptionValue } from './print-option-value';
import { quoteString } from './quote';

/** Types that only one vendor reads under this name, with what the other reads in their place. */
const MARIADB_NAMES = new Map([['geomcollection', 'geometrycollection']]);

/** A data type as the flavor reads it: `varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`. */
export function printType(type: DataType, flavor: Flavor): string {
  const mariadb = flavor.vendor === 'mariadb';
  const name = (mariadb ? MARIADB_NAMES.get(type.name) : undefined) ?? type.name;
  const inner = type.values?.map((value) => quoteString(value)) ?? type.parameters;
  const parts = [inner.length === 0 ? name : name + '(' + inner.join(',') + ')'];
  if (type.compressed === true && mariadb) parts.push('COMPRESSED');
  if (type.unsigned) parts.push('unsigned');
  if (type.zerofill) parts.push('zerofill');
  if (type.charset !== undefined) parts.push('CHARACTER SET ' + printOptionValue(type.charset));
  if (type.binary === true) parts.push('BINARY');
  if (type.collation !== undefined) parts.push('COLLATE ' + printOptionValue(type.collation));
  if (type.srid !== undefined)
    parts.push(mariadb ? 'REF_SYSTEM_ID=' + String(type.srid) : 'SRID ' + String(type.srid));
  return parts.join(' ');
}
