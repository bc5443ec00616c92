import { addMinutes, zoneMinutes } from './time-zones';
import type { Column, DataType, DefaultValue } from '../model';
import { isAtLeast } from '../model';
import { parseExpression } from '../expression/parse-expression';
import { foldExpression } from '../expression/fold-expression';
import { bitsToHexDigits, toAsciiText, toBits, toHexDigits } from './byte-text';
import type { NormaliseContext } from './context';
import { toDecimalText, toFloatText } from './decimal-text';
import { toDateText, toDateTimeText, toTimeText, toYearText } from './temporal-text';
import { dropTrailingSpaces, isCharacterType, isIntegerType } from './type-rules';

const NOW = /^(?:now|current_timestamp|localtime|localtimestamp)(?:\(\s*(\d?)\s*\))?$/i;

/** `NOW()`, `current_timestamp()`, `LOCALTIME(0)` as `current_timestamp` or `current_timestamp(3)`; else undefined. */
export function canonicalNow(text: string): string | undefined {
  const match = NOW.exec(text.trim());
  if (!match) return undefined;
  const precision = match[1] ?? '';
  return precision === '' || precision === '0' ? 'current_timestamp' : `current_timestamp(${precision})`;
}

/** One name for the current time in defaults. MySQL's `DEFAULT (now())` is another thing, and stays. */
export function applyNowDefault(column: Column, context: NormaliseContext): Column {
  const value = column.default;
  if (value?.kind !== 'expression') return column;
  const inner =
    value.value.startsWith('(') && value.value.endsWith(')') ? value.value.slice(1, -1) : undefined;
  if (context.flavor.vendor === 'mysql') {
    // MySQL shows CURRENT_TIMESTAMP for the plain default, so a stored now() was an expression default.
    if (inner !== undefined && canonicalNow(inner) !== undefined) return withExpression(column, `(${inner})`);
    if (context.stored === true && /^now\(/i.test(value.value))
      return withExpression(column, `(${value.value})`);
  }
  const now = canonicalNow(inner ?? value.value);
  if (now === undefined) return column;
  return withExpression(column, fitNow(now, column, context));
}

/** MariaDB gives the current time the column's precision, whatever was written; MySQL refuses another one. */
function fitNow(now: string, column: Column, context: NormaliseContext): string {
  const { name, parameters } = column.type;
  if (context.flavor.vendor !== 'mariadb' || (name !== 'datetime' && name !== 'timestamp')) return now;
  const precision = parameters[0] ?? '0';
  return precision === '0' ? 'current_timestamp' : `current_timestamp(${precision})`;
}

/** One name for the current time in ON UPDATE. */
export function applyNowOnUpdate(column: Column, context: NormaliseContext): Column {
  if (column.onUpdate === undefined) return column;
  const stated = canonicalNow(column.onUpdate.replace(/^\((.*)\)$/, '$1'));
  const now = stated === undefined ? undefined : fitNow(stated, column, context);
  return now === undefined || now === column.onUpdate ? column : { ...column, onUpdate: now };
}

function withExpression(column: Column, value: string): Column {
  return column.default?.kind === 'expression' && column.default.value === value
    ? column
    : { ...column, default: { kind: 'expression', value } };
}

/**
 * MariaDB stores an expression default that is a literal as that literal: `DEFAULT (1)`, `DEFAULT ('x')`. MySQL
 * keeps it an expression.
 */
export function applyLiteralExpression(column: Column, context: NormaliseContext): Column {
  const value = column.default;
  if (value?.kind !== 'expression' || context.flavor.vendor !== 'mariadb') return column;
  const parsed = parseExpression(value.value, { flavor: context.flavor });
  if (!parsed) return column;
  const folded = foldExpression(parsed, 'mariadb');
  switch (folded.kind) {
    case 'number':
      return { ...column, default: { kind: 'number', value: folded.value } };
    case 'string':
      return { ...column, default: { kind: 'string', value: folded.value } };
    case 'temporal':
      return { ...column, default: { kind: 'string', value: folded.value } };
    case 'hex':
      return { ...column, default: { kind: 'hex', value: folded.digits } };
    case 'null':
      return { ...column, default: { kind: 'null' } };
    default:
      return column;
  }
}

/** MySQL drops DEFAULT '' of a TEXT or BLOB with a warning where sql_mode is not strict, and refuses it otherwise. */
export function applyEmptyTextDefault(column: Column): Column {
  const isDropped =
    column.default?.kind === 'string' &&
    column.default.value === '' &&
    /^(?:tiny|medium|long)?(?:blob|text)$/.test(column.type.name);
  return isDropped ? withoutDefault(column) : column;
}

/** NULL as the default of a column that may be NULL and says nothing; none where it may not. */
export function applyNullDefault(column: Column): Column {
  if (
    column.generated !== undefined ||
    column.autoIncrement ||
    column.nullable === false ||
    column.versioning === 'row-start' ||
    column.versioning === 'row-end'
  ) {
    return isNullDefault(column.default) ? withoutDefault(column) : column;
  }
  return column.default === undefined ? { ...column, default: { kind: 'null' } } : column;
}

/** MySQL alone keeps a default that was dropped apart from DEFAULT NULL, and not for the types that take neither. */
export function applyDroppedDefault(column: Column, context: NormaliseContext): Column {
  if (column.default?.kind !== 'none') return column;
  const isKept =
    context.flavor.vendor === 'mysql' && !/^(?:tiny|medium|long)?(?:blob|text)$/.test(column.type.name);
  return isKept ? column : withoutDefault(column);
}

/** NULL, or not even that. */
export function isNullDefault(value: DefaultValue | undefined): boolean {
  return value?.kind === 'null' || value?.kind === 'none';
}

function withoutDefault(column: Column): Column {
  const { default: _default, ...rest } = column;
  return rest;
}

/**
 * Whether TIMESTAMP columns behave like others. They did not on MySQL before 8.0.2 and on MariaDB before 10.10
 * (explicit_defaults_for_timestamp).
 */
export function hasPlainTimestamps({ flavor, server }: NormaliseContext): boolean {
  if (server?.explicitDefaultsForTimestamp !== undefined) return server.explicitDefaultsForTimestamp;
  return flavor.vendor === 'mysql' ? isAtLeast(flavor, 8, 0, 2) : isAtLeast(flavor, 10, 10);
}

/**
 * The default of a TIMESTAMP in the server's own time zone, where both are known to keep their distance from UTC: servers store
 * a moment and show it in the zone of the session (both vendors). In doubt the zone stays, and nobody can compare the two.
 */
export function applyDefaultZone(column: Column, { server }: NormaliseContext): Column {
  return moveDefault(column, server?.timeZone);
}

/** The column with its default in that time zone, where the distance between the two is known; undefined is a server's nobody knows. */
export function moveDefault(column: Column, timeZone: string | undefined): Column {
  const value = column.default;
  if (value === undefined || !('zone' in value)) return column;
  const { zone, ...rest } = value;
  if (column.type.name !== 'timestamp' || rest.kind !== 'string' || rest.value.startsWith('0000'))
    return { ...column, default: rest };
  const from = zoneMinutes(zone);
  const to = timeZone === undefined ? undefined : zoneMinutes(timeZone);
  if (from === undefined || (to === undefined && zone === '+00:00')) return column;
  const moved = addMinutes(rest.value, (to ?? 0) - from);
  if (moved === undefined) return column;
  return { ...column, default: { ...rest, value: moved, ...(to === undefined ? { zone: '+00:00' } : {}) } };
}

/** A literal default as a column of that type stores it: `'1'` for an INT is 1, `1` for DECIMAL(5,2) is 1.00. */
export function applyLiteralDefault(column: Column): Column {
  const value = column.default;
  if (!value || value.kind === 'null' || value.kind === 'none' || value.kind === 'expression') return column;
  const stored = storeLiteral(value, column.type);
  if (
    stored === undefined ||
    (stored.kind === value.kind && stored.value === value.value && value.introducer === undefined)
  )
    return column;
  return {
    ...column,
    default: value.zone === undefined ? stored : { ...stored, zone: value.zone },
  };
}

type Literal = Exclude<DefaultValue, { kind: 'null' | 'none' }>;

/** undefined: left as it is, so that nothing is made equal that may not be. */
function storeLiteral(value: Literal, type: DataType): Literal | undefined {
  const { name, parameters } = type;
  if (name === 'bit') return storeBits(value);
  if (isIntegerType(name) || name === 'decimal' || name === 'float' || name === 'double') {
    const text = numberOf(value);
    const scale = isIntegerType(name) ? 0 : Number(parameters[1] ?? '0');
    const stored =
      text === undefined
        ? undefined
        : (name === 'float' || name === 'double') && parameters.length < 2
          ? toFloatText(text, name === 'float')
          : name === 'float' || name === 'double'
            ? toFixedText(text, scale)
            : toDecimalText(text, scale);
    return stored === undefined ? undefined : { kind: 'number', value: stored };
  }
  if (value.kind === 'hex' && (name === 'uuid' || name === 'inet4'))
    return literal('string', name === 'uuid' ? toUuidText(value.value) : toInet4Text(value.value));
  const text = textOf(value);
  if (text === undefined)
    return name.endsWith('binary') && value.kind === 'hex' ? storeBytes(value.value, type) : undefined;
  switch (name) {
    case 'year':
      return literal('number', toYearText(text, value.kind !== 'string'));
    case 'date':
      return literal('string', toDateText(text));
    case 'datetime':
    case 'timestamp':
      return literal('string', toDateTimeText(text, Number(parameters[0] ?? '0')));
    case 'time':
      return literal('string', toTimeText(text, Number(parameters[0] ?? '0')));
    case 'enum':
      return literal('string', findMember(text, type.values ?? []));
    case 'set':
      return literal('string', sortMembers(text, type.values ?? []));
    case 'binary':
    case 'varbinary':
      return storeBytes(value.kind === 'hex' ? value.value : toHexDigits(text), type);
    case 'char':
      return { kind: 'string', value: dropTrailingSpaces(text) };
    default:
      return isCharacterType(name) || value.kind === 'string' ? { kind: 'string', value: text } : undefined;
  }
}

function literal(kind: 'number' | 'string', value: string | undefined): Literal | undefined {
  return value === undefined ? undefined : { kind, value };
}

function numberOf(value: Literal): string | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value === 'true' ? '1' : '0';
    case 'hex':
      return /^[0-9a-f]{1,16}$/i.test(value.value) ? BigInt(`0x${value.value}`).toString() : undefined;
    case 'bit':
      return /^[01]{1,64}$/.test(value.value) ? BigInt(`0b${value.value}`).toString() : undefined;
    default:
      return value.value;
  }
}

function textOf(value: Literal): string | undefined {
  switch (value.kind) {
    case 'boolean':
      return value.value === 'true' ? '1' : '0';
    case 'hex':
      return toAsciiText(value.value);
    case 'bit':
      return toAsciiText(bitsToHexDigits(value.value));
    case 'number':
      // 007 for a text is '7', 1.50 is '1.50'.
      return value.value.replace(/^(-?)0+(?=\d)/, '$1').replace(/^(-?)\./, '$10.');
    default:
      return value.value;
  }
}

function toFixedText(text: string, scale: number): string | undefined {
  const value = Number(text);
  if (!Number.isFinite(value) || text.trim() === '' || scale > 100) return undefined;
  const fixed = value.toFixed(scale);
  return Number(fixed) === 0 ? (0).toFixed(scale) : fixed;
}

function storeBits(value: Literal): Literal | undefined {
  const bits =
    value.kind === 'bit'
      ? value.value.replace(/^0+(?=.)/, '')
      : value.kind === 'hex'
        ? toBits(value.value, 16)
        : value.kind === 'boolean'
          ? value.value === 'true'
            ? '1'
            : '0'
          : value.kind === 'number'
            ? toBits(value.value, 10)
            : undefined;
  return bits === undefined ? undefined : { kind: 'bit', value: bits };
}

function storeBytes(digits: string, type: DataType): Literal {
  const even = (digits.length % 2 ? `0${digits}` : digits).toUpperCase();
  const length = Number(type.parameters[0] ?? '0') * 2;
  return { kind: 'hex', value: type.name === 'binary' && length <= 1000 ? even.padEnd(length, '0') : even };
}

/** Members compare without case under most collations; the stored default is the member's own spelling. */
function findMember(text: string, members: readonly string[]): string {
  const plain = dropTrailingSpaces(text);
  if (members.includes(plain)) return plain;
  const folded = plain.toLowerCase();
  return members.find((member) => member.toLowerCase() === folded) ?? plain;
}

function sortMembers(text: string, members: readonly string[]): string {
  if (text === '') return '';
  const places = new Map(members.map((member, i) => [member, i]));
  const chosen = [...new Set(text.split(',').map((part) => findMember(part, members)))];
  return chosen
    .sort((a, b) => (places.get(a) ?? members.length) - (places.get(b) ?? members.length))
    .join(',');
}

/** The 16 bytes of a MariaDB UUID as their text; undefined for another number of bytes. */
function toUuidText(digits: string): string | undefined {
  const parts = /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/i.exec(digits);
  return parts?.slice(1).join('-').toLowerCase();
}

/** The 4 bytes of a MariaDB INET4 as their text; undefined for another number of bytes. */
function toInet4Text(digits: string): string | undefined {
  if (!/^[\da-f]{8}$/i.test(digits)) return undefined;
  return [0, 2, 4, 6].map((at) => String(Number.parseInt(digits.slice(at, at + 2), 16))).join('.');
}
