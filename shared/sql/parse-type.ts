import type { DataType } from '../model';
import type { TokenReader } from './token-reader';
import { readTypeDialect, typeIn } from './type-dialect';

/** A data type under construction; column attributes such as COLLATE may come later and add to it. */
export interface TypeDraft {
  name: string;
  parameters: string[];
  values?: string[];
  unsigned: boolean;
  zerofill: boolean;
  charset?: string;
  collation?: string;
  binary?: boolean;
  srid?: number;
  compressed?: boolean;
}

/** Type names of one word that both or one of the vendors read. Others are kept too, with a warning. */
const KNOWN_TYPES = new Set(
  (
    'bit bool boolean tinyint smallint mediumint middleint int integer bigint int1 int2 int3 int4 int8 float float4 float8 double real ' +
    'decimal dec numeric fixed number date time datetime timestamp year char character nchar varchar varcharacter nvarchar ' +
    'binary varbinary raw tinyblob blob mediumblob longblob tinytext text mediumtext longtext clob long enum set json serial ' +
    'geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection geomcollection ' +
    'vector inet4 inet6 uuid xmltype varchar2'
  ).split(' '),
);

const MARIADB_TYPES = new Set(['inet4', 'inet6', 'uuid', 'number', 'raw', 'clob', 'varchar2', 'xmltype']);

/** True when a word names a data type. */
export function isTypeName(word: string): boolean {
  return KNOWN_TYPES.has(word.toLowerCase()) || word.toLowerCase() === 'national';
}

/** Reads a data type with its parameters and the attributes that belong to it (UNSIGNED, CHARACTER SET…). */
export function parseType(reader: TokenReader): TypeDraft {
  const at = reader.peek().start;
  const token = reader.peek();
  if (token.kind !== 'word') throw reader.fault('expected a data type');
  const dialect = readTypeDialect(reader);
  const draft: TypeDraft = { name: readTypeName(reader), parameters: [], unsigned: false, zerofill: false };
  const first = draft.name.split(' ', 1)[0] ?? '';
  if (!KNOWN_TYPES.has(first) && first !== 'national') {
    reader.report(
      'warning',
      'sql-unknown-type',
      `"${draft.name}" is not a type of MySQL or MariaDB that is known here.`,
      at,
    );
  }
  if (MARIADB_TYPES.has(first)) reader.markOnly('mariadb');
  if (reader.at('(')) readParameters(reader, draft);
  if (draft.name === 'real' && reader.context.mode.realAsFloat) draft.name = 'float';
  draft.name = typeIn(dialect, draft.name, draft.parameters.length === 0);
  readTypeAttributes(reader, draft);
  return draft;
}

function readTypeName(reader: TokenReader): string {
  const first = reader.name('a data type').toLowerCase();
  const second = reader.peek().upper;
  switch (first) {
    case 'double':
      return reader.accept('PRECISION') ? 'double precision' : first;
    case 'national': {
      const base = reader.name('a data type').toLowerCase();
      return 'national ' + base + (reader.accept('VARYING') ? ' varying' : '');
    }
    case 'char':
    case 'character':
    case 'nchar':
      if (
        second === 'VARYING' ||
        (second === 'VARCHAR' && first === 'nchar') ||
        (second === 'VARCHARACTER' && first === 'nchar')
      ) {
        return first + ' ' + reader.name().toLowerCase();
      }
      return first;
    case 'long':
      if (second === 'VARCHAR' || second === 'VARBINARY' || second === 'VARCHARACTER')
        return first + ' ' + reader.name().toLowerCase();
      if (second === 'CHAR' || second === 'CHARACTER') {
        const base = reader.name().toLowerCase();
        return 'long ' + base + (reader.accept('VARYING') ? ' varying' : '');
      }
      return first;
    default:
      return first;
  }
}

function readParameters(reader: TokenReader, draft: TypeDraft): void {
  if (draft.name === 'enum' || draft.name === 'set') {
    draft.values = readValues(reader);
    return;
  }
  reader.expect('(');
  while (!reader.at(')')) {
    const token = reader.advance();
    if (token.kind === 'number' || token.kind === 'word') draft.parameters.push(token.text);
    else throw reader.fault('expected a length');
    if (!reader.accept(',')) break;
  }
  reader.expect(')');
  // Servers read decimal(19.5), and take the length for a whole number.
  const [only, ...others] = draft.parameters;
  if (only?.includes('.') === true && others.length === 0) draft.parameters = [only.split('.', 1)[0] || '0'];
}

function readValues(reader: TokenReader): string[] {
  reader.expect('(');
  const values: string[] = [];
  do {
    const token = reader.peek();
    if (token.kind === 'hex' || token.kind === 'bit') {
      if (token.kind === 'bit' && !/^[01]+$/.test(token.text)) throw reader.fault('expected bits');
      reader.advance();
      values.push(decodeHex(token.kind === 'hex' ? token.text : bitsAsHex(token.text)));
    } else {
      values.push(reader.string('a value'));
    }
  } while (reader.accept(','));
  reader.expect(')');
  return values;
}

function bitsAsHex(bits: string): string {
  const digits = BigInt(`0b0${bits}`).toString(16);
  return digits.padStart(digits.length + (digits.length % 2), '0');
}

function decodeHex(digits: string): string {
  const bytes: string[] = [];
  for (let at = 0; at + 1 < digits.length; at += 2)
    bytes.push(String.fromCharCode(parseInt(digits.slice(at, at + 2), 16)));
  return bytes.join('');
}

/** Reads attributes of the type for as long as there are any. Answers true when it read one. */
export function readTypeAttributes(reader: TokenReader, draft: TypeDraft): boolean {
  let found = false;
  while (readTypeAttribute(reader, draft)) found = true;
  return found;
}

function readTypeAttribute(reader: TokenReader, draft: TypeDraft): boolean {
  switch (reader.peek().upper) {
    case 'UNSIGNED':
      draft.unsigned = true;
      break;
    case 'SIGNED':
      break;
    case 'ZEROFILL':
      draft.zerofill = true;
      break;
    case 'BINARY':
      draft.binary = true;
      break;
    case 'ASCII':
      draft.charset = 'latin1';
      break;
    case 'UNICODE':
      draft.charset = 'ucs2';
      break;
    case 'BYTE':
      draft.charset = 'binary';
      break;
    case 'CHARACTER':
    case 'CHAR':
      if (!reader.at('SET', 1)) return false;
      reader.index += 2;
      draft.charset = reader.nameOrString('a character set').toLowerCase();
      return true;
    case 'CHARSET':
      reader.index += 1;
      draft.charset = reader.nameOrString('a character set').toLowerCase();
      return true;
    case 'COLLATE':
      reader.index += 1;
      reader.accept('=');
      draft.collation = reader.nameOrString('a collation').toLowerCase();
      return true;
    case 'COMPRESSED':
      // MariaDB's COMPRESSED[=zlib]; MySQL has it only as a ROW_FORMAT.
      draft.compressed = true;
      reader.markOnly('mariadb');
      reader.index += 1;
      if (reader.accept('=')) reader.nameOrString('a compression method');
      return true;
    case 'SRID':
      reader.index += 1;
      draft.srid = Number(reader.digits('an SRID'));
      return true;
    case 'REF_SYSTEM_ID':
      reader.index += 1;
      reader.accept('=');
      draft.srid = Number(reader.digits('an SRID'));
      reader.markOnly('mariadb');
      return true;
    default:
      return false;
  }
  reader.index += 1;
  return true;
}

/** Closes a draft. */
export function finishType(draft: TypeDraft): DataType {
  return draft;
}
