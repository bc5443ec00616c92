import type { Flavor } from '../model';

/** Table options that only MySQL reads, in lower case. */
export const MYSQL_TABLE_OPTIONS: ReadonlySet<string> = new Set([
  'compression',
  'encryption',
  'engine_attribute',
  'secondary_engine_attribute',
  'secondary_engine',
  'autoextend_size',
]);

/** Table options that only MariaDB reads, in lower case. */
export const MARIADB_TABLE_OPTIONS: ReadonlySet<string> = new Set([
  'transactional',
  'page_checksum',
  'page_compressed',
  'page_compression_level',
  'sequence',
  'encrypted',
  'encryption_key_id',
  'ietf_quotes',
]);

/** True for a table option that the flavor's servers refuse. `name` is in lower case. */
export function isForeignOption(name: string, flavor: Flavor): boolean {
  return (flavor.vendor === 'mysql' ? MARIADB_TABLE_OPTIONS : MYSQL_TABLE_OPTIONS).has(name);
}
