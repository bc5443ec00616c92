import type { DataType } from '../model';
import type { Risk } from './change';

/*
 * What a change of type can do to values that are there, by MySQL's and MariaDB's conversion rules. Types
 * are normalised: aliases resolved, default lengths filled in.
 */

const SAFE: Risk = { kind: 'safe' };

/** Bits and sign of the integer types: [minimum, maximum] as powers of two. */
const INTEGER_BITS: Readonly<Record<string, number>> = {
  tinyint: 8,
  smallint: 16,
  mediumint: 24,
  int: 32,
  bigint: 64,
};

/** Decimal digits that the widest value of an integer type has. */
const INTEGER_DIGITS: Readonly<Record<string, number>> = {
  tinyint: 3,
  smallint: 5,
  mediumint: 8,
  int: 10,
  bigint: 20,
};

/** Bytes that the text and blob types hold. */
const TEXT_BYTES: Readonly<Record<string, number>> = {
  tinytext: 255,
  text: 65_535,
  mediumtext: 16_777_215,
  longtext: 4_294_967_295,
};

const BLOB_BYTES: Readonly<Record<string, number>> = {
  tinyblob: 255,
  blob: 65_535,
  mediumblob: 16_777_215,
  longblob: 4_294_967_295,
};

/** `varchar(50)`, `int unsigned`, `enum('a','b')`: a normalised type for people. */
export function describeType(type: DataType): string {
  const inside =
    type.values !== undefined
      ? type.values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',')
      : type.parameters.join(',');
  return `${type.name}${inside === '' ? '' : `(${inside})`}${type.unsigned ? ' unsigned' : ''}${type.zerofill ? ' zerofill' : ''}`;
}

function narrow(reason: string, losesData = true): Risk {
  return { kind: 'held', class: 'narrow', reason, losesData };
}

function parameter(type: DataType, at: number, otherwise: number): number {
  const text = type.parameters[at];
  return text === undefined ? otherwise : Number(text);
}

/** Is every value of `from` also a value of `to`, unchanged? Charsets are judged apart from this. */
export function assessTypeChange(from: DataType, to: DataType): Risk {
  const wording = `${describeType(from)} to ${describeType(to)}`;
  const fromBits = INTEGER_BITS[from.name];
  const toBits = INTEGER_BITS[to.name];
  if (fromBits !== undefined && toBits !== undefined)
    return assessIntegers(from, to, fromBits, toBits, wording);
  if (isDecimal(from) && isDecimal(to)) return assessDecimals(from, to, wording);
  if (fromBits !== undefined && isDecimal(to)) {
    const whole = parameter(to, 0, 10) - parameter(to, 1, 0);
    return whole >= (INTEGER_DIGITS[from.name] ?? 20) && (!to.unsigned || from.unsigned)
      ? SAFE
      : narrow(`values of more than ${String(whole)} digits do not fit (${wording})`);
  }
  if (from.name === 'float' && to.name === 'double') return SAFE;
  if (fromBits !== undefined && fromBits <= 32 && to.name === 'double' && (!to.unsigned || from.unsigned))
    return SAFE;
  if (from.values !== undefined && to.values !== undefined && from.name === to.name) {
    return assessValues(from.values, to.values);
  }
  if (from.values !== undefined && from.name === 'enum' && isCharacter(to)) {
    const longest = Math.max(0, ...from.values.map((value) => [...value].length));
    return characterRoom(to) >= longest
      ? SAFE
      : narrow(`values longer than ${String(characterRoom(to))} characters are cut`);
  }
  if (isCharacter(from) && isCharacter(to)) return assessCharacters(from, to, wording);
  if (isBinary(from) && isBinary(to)) return assessBinaries(from, to, wording);
  if (
    from.name === to.name &&
    (from.name === 'datetime' || from.name === 'timestamp' || from.name === 'time')
  ) {
    return parameter(to, 0, 0) >= parameter(from, 0, 0)
      ? SAFE
      : narrow(`fractions of a second are rounded (${wording})`);
  }
  if (from.name === 'date' && to.name === 'datetime') return SAFE;
  if (from.name === 'bit' && to.name === 'bit') {
    return parameter(to, 0, 1) >= parameter(from, 0, 1) ? SAFE : narrow(`bits are cut (${wording})`);
  }
  if (from.name === to.name && sameParameters(from, to)) return SAFE;
  if (from.name === 'json' && to.name === 'longtext') return SAFE;
  return narrow(`values are converted and may change or be refused (${wording})`);
}

function sameParameters(from: DataType, to: DataType): boolean {
  return (
    from.parameters.join(',') === to.parameters.join(',') &&
    (from.values ?? []).join('\0') === (to.values ?? []).join('\0')
  );
}

function assessIntegers(
  from: DataType,
  to: DataType,
  fromBits: number,
  toBits: number,
  wording: string,
): Risk {
  if (from.unsigned === to.unsigned) {
    return toBits >= fromBits ? SAFE : narrow(`larger numbers do not fit (${wording})`);
  }
  if (from.unsigned) return toBits > fromBits ? SAFE : narrow(`larger numbers do not fit (${wording})`);
  return narrow(`negative numbers do not fit (${wording})`);
}

function isDecimal(type: DataType): boolean {
  return type.name === 'decimal';
}

function assessDecimals(from: DataType, to: DataType, wording: string): Risk {
  const [fromScale, toScale] = [parameter(from, 1, 0), parameter(to, 1, 0)];
  const [fromWhole, toWhole] = [parameter(from, 0, 10) - fromScale, parameter(to, 0, 10) - toScale];
  if (to.unsigned && !from.unsigned) return narrow(`negative numbers do not fit (${wording})`);
  if (toWhole < fromWhole) return narrow(`larger numbers do not fit (${wording})`);
  return toScale >= fromScale ? SAFE : narrow(`decimals are rounded (${wording})`);
}

function assessValues(from: readonly string[], to: readonly string[]): Risk {
  const wanted = new Set(to);
  const gone = from.filter((value) => !wanted.has(value));
  if (gone.length === 0) return SAFE;
  return narrow(`rows that hold ${gone.map((value) => `'${value}'`).join(', ')} have no value to keep`);
}

function isCharacter(type: DataType): boolean {
  return type.name === 'char' || type.name === 'varchar' || TEXT_BYTES[type.name] !== undefined;
}

/** Characters that surely fit: a text type counts bytes, up to four a character. */
function characterRoom(type: DataType): number {
  const bytes = TEXT_BYTES[type.name];
  if (bytes !== undefined) return Math.floor(bytes / bytesPerCharacter(type));
  return parameter(type, 0, 1);
}

function bytesPerCharacter(type: DataType): number {
  if (type.charset === 'latin1' || type.charset === 'ascii') return 1;
  if (type.charset === 'utf8mb3' || type.charset === 'utf8') return 3;
  return 4;
}

function assessCharacters(from: DataType, to: DataType, wording: string): Risk {
  const [fromBytes, toBytes] = [TEXT_BYTES[from.name], TEXT_BYTES[to.name]];
  if (fromBytes !== undefined && toBytes !== undefined) {
    return toBytes >= fromBytes ? SAFE : narrow(`longer texts are cut (${wording})`);
  }
  if (fromBytes === undefined && to.name === 'char' && from.name === 'varchar') {
    return narrow(
      `spaces at the end are lost${characterRoom(to) < characterRoom(from) ? ' and longer texts are cut' : ''} (${wording})`,
    );
  }
  if (fromBytes !== undefined) {
    // Up to one character a byte may stand in the text.
    return characterRoom(to) >= fromBytes ? SAFE : narrow(`longer texts are cut (${wording})`);
  }
  return characterRoom(to) >= characterRoom(from) ? SAFE : narrow(`longer texts are cut (${wording})`);
}

function isBinary(type: DataType): boolean {
  return type.name === 'binary' || type.name === 'varbinary' || BLOB_BYTES[type.name] !== undefined;
}

function assessBinaries(from: DataType, to: DataType, wording: string): Risk {
  const room = (type: DataType): number => BLOB_BYTES[type.name] ?? parameter(type, 0, 1);
  if (to.name === 'binary' && !(from.name === 'binary' && room(from) === room(to))) {
    return narrow(`values are padded with zero bytes or cut (${wording})`);
  }
  return room(to) >= room(from) ? SAFE : narrow(`longer values are cut (${wording})`);
}

/** Charsets that can hold every character of the one they replace. */
export function isCharsetSuperset(from: string, to: string): boolean {
  if (from === to) return true;
  const unicode = new Set(['utf8mb4', 'utf16', 'utf16le', 'utf32']);
  if (from === 'binary' || to === 'binary') return false;
  if (unicode.has(to)) return true;
  if (from === 'ascii') return to !== 'swe7';
  return from === 'ucs2' && to === 'utf8mb3';
}
