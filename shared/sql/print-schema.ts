import type { Flavor, Schema } from '../model';
import { isAtLeast } from '../model';
import { printOptionValue } from './print-option-value';
import { quoteIdentifier, quoteString } from './quote';

/** What CREATE and ALTER DATABASE can say of a schema. READ ONLY is not among it: only ALTER takes that. */
export type PrintedOptions = Pick<Schema, 'charset' | 'collation' | 'comment' | 'encryption'>;

/**
 * The options of CREATE or ALTER DATABASE with a space before each, as far as the flavor has them: a comment is MariaDB's
 * (10.5), DEFAULT ENCRYPTION is MySQL's (8.0.16).
 */
export function printSchemaOptions(options: PrintedOptions, flavor: Flavor): string {
  const { charset, collation, comment, encryption } = options;
  const isMysql = flavor.vendor === 'mysql';
  return [
    charset === undefined ? '' : ` CHARACTER SET ${printOptionValue(charset)}`,
    collation === undefined ? '' : ` COLLATE ${printOptionValue(collation)}`,
    comment === undefined || isMysql ? '' : ` COMMENT ${quoteString(comment)}`,
    encryption === undefined || !isMysql || !isAtLeast(flavor, 8, 0, 16)
      ? ''
      : ` DEFAULT ENCRYPTION '${encryption ? 'Y' : 'N'}'`,
  ].join('');
}

/** CREATE DATABASE IF NOT EXISTS with the schema's own options; an empty comment is left out. */
export function printCreateSchema(
  { name, ...options }: PrintedOptions & Pick<Schema, 'name'>,
  flavor: Flavor,
): string {
  const { comment, ...rest } = options;
  const stated = comment === undefined || comment === '' ? rest : options;
  return `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(name)}${printSchemaOptions(stated, flavor)}`;
}

/** `ALTER DATABASE … READ ONLY = 1`; of the current schema without a name. */
export function printReadOnly(readOnly: boolean, name?: string): string {
  return `ALTER DATABASE${name === undefined ? '' : ` ${quoteIdentifier(name)}`} READ ONLY = ${readOnly ? '1' : '0'}`;
}
