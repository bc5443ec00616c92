import type { DataType } from '../../../shared/model';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { lastName, pathOf, stringValue } from './python-value';
import type { PythonValue } from './python-value';

/** SQLAlchemy's type classes → the SQL that its MySQL and PostgreSQL dialects print for them (SQLAlchemy 2.0 compilers). */
const TYPES: ReadonlyMap<string, string | Readonly<Record<SqlDialect, string>>> = new Map<
  string,
  string | Readonly<Record<SqlDialect, string>>
>([
  ['integer', 'integer'],
  ['int', 'integer'],
  ['biginteger', 'bigint'],
  ['smallinteger', 'smallint'],
  ['string', 'varchar'],
  ['unicode', 'varchar'],
  ['unicodetext', 'text'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['datetime', { mysql: 'datetime', postgresql: 'timestamp' }],
  ['float', { mysql: 'float', postgresql: 'double precision' }],
  ['double', { mysql: 'double', postgresql: 'double precision' }],
  ['double_precision', { mysql: 'double', postgresql: 'double precision' }],
  ['largebinary', { mysql: 'blob', postgresql: 'bytea' }],
  ['pickletype', { mysql: 'blob', postgresql: 'bytea' }],
  ['interval', { mysql: 'datetime', postgresql: 'interval' }],
  ['numeric', 'numeric'],
]);

/** MySQL prints UUID as CHAR(32). */
const MYSQL_UUID: DataType = { name: 'char', parameters: ['32'], unsigned: false, zerofill: false };

/** A SQLAlchemy type as a data type; undefined when it is not one that can be told from the text. */
export function readColumnType(value: PythonValue | undefined, dialect: SqlDialect): DataType | undefined {
  const path = pathOf(value);
  if (value === undefined || path === undefined) return undefined;
  const className = lastName(value);
  const key = className.toLowerCase();
  const positional = value.kind === 'call' ? value.positional : [];
  const named = value.kind === 'call' ? value.named : new Map<string, PythonValue>();
  const flag = (name: string): boolean => {
    const each = named.get(name);
    return each?.kind === 'boolean' && each.value;
  };
  if (key === 'array') {
    const item = readColumnType(positional[0] ?? named.get('item_type'), dialect);
    return item === undefined ? undefined : { ...item, name: `${item.name}[]` };
  }
  if ((key === 'uuid' || key === 'guid') && dialect === 'mysql' && !path.includes('postgresql'))
    return MYSQL_UUID;
  // Variant(base, …) and TypeDecorators print what they stand for, which the file does not say.
  if (!path.startsWith('sqlalchemy')) return undefined;
  const known = TYPES.get(key);
  let name =
    known === undefined ? key.replaceAll('_', ' ') : typeof known === 'string' ? known : known[dialect];
  if (flag('timezone') && dialect === 'postgresql' && /^time(?:stamp)?$/.test(name))
    name += ' with time zone';
  const texts = positional.map(stringValue).filter((text) => text !== undefined);
  const isEnum = key === 'enum' || key === 'set';
  const enumName = stringValue(named.get('name'));
  const collation = stringValue(named.get('collation'));
  const charset = stringValue(named.get('charset'));
  // A PostgreSQL enum is a type of its own name; MySQL's is written out.
  if (isEnum && dialect === 'postgresql' && enumName !== undefined) name = enumName;
  return {
    name,
    parameters: isEnum ? [] : readParameters(positional, named),
    ...(isEnum && texts.length > 0 ? { values: texts } : {}),
    unsigned: flag('unsigned'),
    zerofill: flag('zerofill'),
    ...(charset === undefined ? {} : { charset: charset.toLowerCase() }),
    ...(collation === undefined ? {} : { collation: collation.toLowerCase() }),
  };
}

function readParameters(
  positional: readonly PythonValue[],
  named: ReadonlyMap<string, PythonValue>,
): string[] {
  const numbers = positional.flatMap((value) => (value.kind === 'number' ? [value.text] : []));
  if (numbers.length > 0) return numbers;
  return ['length', 'precision', 'scale', 'display_width', 'fsp'].flatMap((name) => {
    const value = named.get(name);
    return value?.kind === 'number' ? [value.text] : [];
  });
}
