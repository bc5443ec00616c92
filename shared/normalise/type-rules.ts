import type { DataType, Flavor } from '../model';
import { isAtLeast } from '../model';
import {
  bytesPerCharacter,
  canonicalCharset,
  canonicalCollation,
  charsetOfCollation,
  defaultCollation,
} from './charset-defaults';
import type { NormaliseContext } from './context';

/** What a type rule may look at. */
export interface TypeScope {
  readonly context: NormaliseContext;
  /** The table's. */
  readonly charset: string;
  readonly collation: string;
}

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['integer', 'int'],
  ['int1', 'tinyint'],
  ['int2', 'smallint'],
  ['int3', 'mediumint'],
  ['middleint', 'mediumint'],
  ['int4', 'int'],
  ['int8', 'bigint'],
  ['dec', 'decimal'],
  ['numeric', 'decimal'],
  ['fixed', 'decimal'],
  ['number', 'decimal'],
  ['real', 'double'],
  ['double precision', 'double'],
  ['float8', 'double'],
  ['float4', 'float'],
  ['character', 'char'],
  ['character varying', 'varchar'],
  ['char varying', 'varchar'],
  ['varcharacter', 'varchar'],
  ['varchar2', 'varchar'],
  ['raw', 'varbinary'],
  ['clob', 'longtext'],
  ['long', 'mediumtext'],
  ['long varchar', 'mediumtext'],
  ['long varcharacter', 'mediumtext'],
  ['long char', 'mediumtext'],
  ['long character', 'mediumtext'],
  ['long char varying', 'mediumtext'],
  ['long character varying', 'mediumtext'],
  ['long varbinary', 'mediumblob'],
]);

const NATIONAL: ReadonlyMap<string, string> = new Map([
  ['nchar', 'char'],
  ['national char', 'char'],
  ['national character', 'char'],
  ['nvarchar', 'varchar'],
  ['nchar varchar', 'varchar'],
  ['nchar varying', 'varchar'],
  ['nchar varcharacter', 'varchar'],
  ['national varchar', 'varchar'],
  ['national varcharacter', 'varchar'],
  ['national char varying', 'varchar'],
  ['national character varying', 'varchar'],
]);

const INTEGERS: ReadonlyMap<string, readonly [signed: string, unsigned: string]> = new Map([
  ['tinyint', ['4', '3']],
  ['smallint', ['6', '5']],
  ['mediumint', ['9', '8']],
  ['int', ['11', '10']],
  ['bigint', ['20', '20']],
]);

const TEXTS: ReadonlySet<string> = new Set(['tinytext', 'text', 'mediumtext', 'longtext']);
const CHARACTER_TYPES: ReadonlySet<string> = new Set(['char', 'varchar', 'enum', 'set', ...TEXTS]);

/** True for the integer types in their one name. */
export function isIntegerType(name: string): boolean {
  return INTEGERS.has(name);
}

/** True for types that have a charset, in their one name. */
export function isCharacterType(name: string): boolean {
  return CHARACTER_TYPES.has(name);
}

/** `INTEGER`, `DEC`, `BOOL`, `CHARACTER VARYING`, `NCHAR`… in the names that servers store. */
export function applyTypeAlias(type: DataType, { context: { flavor } }: TypeScope): DataType {
  if (type.name === 'bool' || type.name === 'boolean') return { ...type, name: 'tinyint', parameters: ['1'] };
  const national = NATIONAL.get(type.name);
  if (national !== undefined) return { ...type, name: national, charset: 'utf8mb3' };
  // Each vendor has its own name for one of the geometry types.
  if (type.name === 'geometrycollection' && flavor.vendor === 'mysql')
    return { ...type, name: 'geomcollection' };
  if (type.name === 'geomcollection' && flavor.vendor === 'mariadb')
    return { ...type, name: 'geometrycollection' };
  const name = ALIASES.get(type.name);
  return name === undefined ? type : { ...type, name };
}

/** MariaDB does not tell REF_SYSTEM_ID=0 from none. */
export function applyNoSrid(type: DataType): DataType {
  if (type.srid !== 0) return type;
  const { srid: _srid, ...rest } = type;
  return rest;
}

/** ZEROFILL makes a number unsigned. */
export function applyZerofill(type: DataType): DataType {
  return type.zerofill && !type.unsigned ? { ...type, unsigned: true } : type;
}

/**
 * Display widths. MySQL 8.0.19 dropped them but for `tinyint(1)` and zerofill; MariaDB and older MySQL
 * store each, and the default where none is said.
 */
export function applyIntegerWidth(type: DataType, { context: { flavor } }: TypeScope): DataType {
  const widths = INTEGERS.get(type.name);
  if (!widths) return type.name === 'year' ? applyYearWidth(type, flavor) : type;
  const width = type.parameters[0];
  if (flavor.vendor === 'mysql' && isAtLeast(flavor, 8, 0, 19) && !type.zerofill) {
    if (width === undefined || (type.name === 'tinyint' && width === '1' && !type.unsigned)) return type;
    return { ...type, parameters: [] };
  }
  return width === undefined ? { ...type, parameters: [widths[type.unsigned ? 1 : 0]] } : type;
}

function applyYearWidth(type: DataType, flavor: Flavor): DataType {
  if (flavor.vendor === 'mysql' && isAtLeast(flavor, 8, 0, 19)) {
    return type.parameters.length > 0 ? { ...type, parameters: [] } : type;
  }
  // MariaDB takes any number, and keeps 2 and 4.
  return ['2', '4'].includes(type.parameters[0] ?? '') ? type : { ...type, parameters: ['4'] };
}

/** What the servers put where no length is said: `decimal(10,0)`, `char(1)`, `bit(1)`; and drop `datetime(0)`. */
export function applyDefaultParameters(type: DataType): DataType {
  const [first, second] = type.parameters;
  switch (type.name) {
    case 'decimal':
      if (first === undefined || first === '0') return { ...type, parameters: ['10', second ?? '0'] };
      return second === undefined ? { ...type, parameters: [first, '0'] } : type;
    case 'char':
    case 'binary':
      return first === undefined ? { ...type, parameters: ['1'] } : type;
    case 'bit':
      // MariaDB takes bit(0) for bit(1); MySQL refuses it.
      return first === undefined || first === '0' ? { ...type, parameters: ['1'] } : type;
    case 'datetime':
    case 'timestamp':
    case 'time':
      return first === '0' ? { ...type, parameters: [] } : type;
    case 'vector':
      // MySQL's VECTOR without a length holds 2048 entries (manual, The VECTOR Type).
      return first === undefined ? { ...type, parameters: ['2048'] } : type;
    default:
      return type;
  }
}

/** FLOAT(p) with one number is FLOAT up to 24 and DOUBLE above. */
export function applyFloatPrecision(type: DataType): DataType {
  if (type.name !== 'float' || type.parameters.length !== 1) return type;
  return { ...type, name: Number(type.parameters[0]) > 24 ? 'double' : 'float', parameters: [] };
}

/** The charset and collation that the column gets, written out; nothing for types that have none. */
export function applyCharset(type: DataType, scope: TypeScope): DataType {
  const { charset: _charset, collation: _collation, binary: _binary, ...bare } = type;
  if (!CHARACTER_TYPES.has(type.name)) {
    return type.charset === undefined && type.collation === undefined && type.binary === undefined
      ? type
      : bare;
  }
  const stated =
    type.charset !== undefined
      ? canonicalCharset(type.charset)
      : type.collation !== undefined && !type.collation.toLowerCase().startsWith('uca1400_')
        ? charsetOfCollation(canonicalCollation(type.collation))
        : undefined;
  const charset = stated ?? scope.charset;
  let collation: string;
  if (type.collation !== undefined) collation = canonicalCollation(type.collation, charset);
  else if (type.binary === true) collation = charset === 'binary' ? 'binary' : `${charset}_bin`;
  else if (stated === undefined) collation = scope.collation;
  else collation = defaultCollation(charset, scope.context.flavor, scope.context.server);
  if (type.charset === charset && type.collation === collation && type.binary === undefined) return type;
  return { ...bare, charset, collation };
}

const BINARY_NAMES: ReadonlyMap<string, string> = new Map([
  ['char', 'binary'],
  ['varchar', 'varbinary'],
  ['tinytext', 'tinyblob'],
  ['text', 'blob'],
  ['mediumtext', 'mediumblob'],
  ['longtext', 'longblob'],
]);

/** CHARACTER SET binary, and COLLATE binary, make a character type a binary one (MySQL 9.7, MariaDB 10.11). */
export function applyBinaryCharset(type: DataType): DataType {
  const isBinary = (type.charset ?? type.collation) === 'binary';
  const name = isBinary ? BINARY_NAMES.get(type.name) : undefined;
  if (name === undefined) return type;
  const { charset: _charset, collation: _collation, binary: _binary, ...bare } = type;
  return { ...bare, name };
}

/** TEXT(n) and BLOB(n) become the smallest type that holds n characters of the charset. */
export function applyTextLength(type: DataType, { context: { flavor } }: TypeScope): DataType {
  const isText = type.name === 'text';
  if (!isText && type.name !== 'blob') {
    return TEXTS.has(type.name) && type.parameters.length > 0 ? { ...type, parameters: [] } : type;
  }
  const [length] = type.parameters;
  if (length === undefined) return type;
  const bytes = Number(length) * (isText ? bytesPerCharacter(type.charset ?? 'binary') : 1);
  // Measured: TEXT(0) is TEXT on MariaDB and TINYTEXT on MySQL.
  const size =
    bytes === 0 && flavor.vendor === 'mariadb'
      ? ''
      : bytes < 256
        ? 'tiny'
        : bytes < 65_536
          ? ''
          : bytes < 16_777_216
            ? 'medium'
            : 'long';
  return { ...type, name: size + type.name, parameters: [] };
}

/**
 * A VARCHAR or VARBINARY that no row can hold becomes the TEXT or BLOB that can: servers refuse it in strict mode and take
 * it with a warning otherwise, so whoever states one has, or gets, no other column (both vendors, limit 65,535 bytes).
 */
export function applyVarcharLimit(type: DataType): DataType {
  const isText = type.name === 'varchar';
  if (!isText && type.name !== 'varbinary') return type;
  const bytes =
    Number(type.parameters[0] ?? '0') * (isText ? bytesPerCharacter(type.charset ?? 'binary') : 1);
  if (bytes <= 65_535) return type;
  const size = bytes < 16_777_216 ? 'medium' : 'long';
  return { ...type, name: size + (isText ? 'text' : 'blob'), parameters: [] };
}

/** Trailing spaces of ENUM and SET members are dropped when a table is created. */
export function applyMemberSpaces(type: DataType): DataType {
  if (!type.values?.some((value) => value.endsWith(' '))) return type;
  return { ...type, values: type.values.map(dropTrailingSpaces) };
}

/** A text without the spaces at its end. */
export function dropTrailingSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === ' ') end -= 1;
  return text.slice(0, end);
}
