import type { Column, DataType, Index, TableOptions } from '../model';
import type { NormaliseContext } from './context';

/** Characters beyond the Basic Multilingual Plane: four bytes in UTF-8. */
const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;
const EVERY_ASTRAL = /[\u{10000}-\u{10FFFF}]/gu;

/**
 * A text as servers keep it in table definitions, which they write in three-byte UTF-8: every character that
 * needs four bytes becomes a question mark. Answers the very text when it has none.
 */
export function storeDefinitionText(text: string): string {
  return ASTRAL.test(text) ? text.replace(EVERY_ASTRAL, '?') : text;
}

/** The members of an ENUM or SET as both vendors keep them. */
export function applyAstralMembers(type: DataType): DataType {
  const { values } = type;
  if (values === undefined) return type;
  const stored = values.map(storeDefinitionText);
  return stored.every((value, i) => value === values[i]) ? type : { ...type, values: stored };
}

/** A comment as both vendors keep it: of columns, of indexes, of tables. */
export function applyAstralComment<T extends Column | Index | TableOptions>(commented: T): T {
  if (commented.comment === undefined) return commented;
  const comment = storeDefinitionText(commented.comment);
  return comment === commented.comment ? commented : { ...commented, comment };
}

/** A default of four-byte characters: MariaDB keeps `?` for each, MySQL keeps the text and prints it in hex. */
export function applyAstralDefault(column: Column, context: NormaliseContext): Column {
  const value = column.default;
  if (value?.kind !== 'string' && value?.kind !== 'hex') return column;
  const stated = value.kind === 'hex' ? decodeStatedHex(value.value, column.type) : value;
  if (stated === undefined) return column;
  const text = context.flavor.vendor === 'mariadb' ? storeDefinitionText(stated.value) : stated.value;
  return stated === value && text === value.value
    ? column
    : { ...column, default: { ...stated, value: text } };
}

/** The text of a hex default, when it is one in UTF-8 with a four-byte character: no other is printed so. */
function decodeStatedHex(
  digits: string,
  type: DataType,
): { readonly kind: 'string'; readonly value: string } | undefined {
  if (!/^utf8(?:mb[34])?$/.test(type.charset ?? '') || !/^(?:[0-9a-f]{2})+$/i.test(digits)) return undefined;
  try {
    const value = decodeURIComponent(digits.replace(/../g, '%$&'));
    return ASTRAL.test(value) ? { kind: 'string', value } : undefined;
  } catch {
    // Not UTF-8: the bytes mean something else and stay.
    return undefined;
  }
}
