import type { Column, DataType, TableOptions } from '../model';

/** Types that have a character set. */
const TEXT_TYPES =
  /^(?:(?:national )?(?:char|character|varchar|varcharacter)(?: varying)?|n(?:char|varchar).*|tinytext|text|mediumtext|longtext|long|long (?:varchar|char|character).*|enum|set)$/;

/** True for a type that has a character set. */
export function isTextType(type: DataType): boolean {
  return TEXT_TYPES.test(type.name);
}

/** Bytes that a character can take. */
const WIDTHS = new Map([
  ['utf8mb4', 4],
  ['utf16', 4],
  ['utf16le', 4],
  ['utf32', 4],
  ['gb18030', 4],
  ['utf8', 3],
  ['utf8mb3', 3],
  ['ujis', 3],
  ['eucjpms', 3],
  ['ucs2', 2],
  ['big5', 2],
  ['gbk', 2],
  ['sjis', 2],
  ['cp932', 2],
  ['euckr', 2],
  ['gb2312', 2],
]);

const WIDER_TEXT = new Map([
  ['tinytext', 'text'],
  ['text', 'mediumtext'],
  ['mediumtext', 'longtext'],
]);

/** The charset that a collation belongs to: `utf8mb4_general_ci` → `utf8mb4`; uca1400 collations name none. */
export function charsetOfCollation(collation: string): string | undefined {
  if (collation === 'binary') return 'binary';
  const at = collation.indexOf('_');
  const charset = at < 0 ? undefined : collation.slice(0, at);
  return charset === 'uca1400' ? undefined : charset;
}

/** The charset that the options state, if any. */
export function statedCharset(options: {
  readonly charset?: string | undefined;
  readonly collation?: string | undefined;
}): string | undefined {
  return (
    options.charset ?? (options.collation === undefined ? undefined : charsetOfCollation(options.collation))
  );
}

/**
 * A column after CONVERT TO CHARACTER SET: it inherits the table's again, and a TEXT grows to the next
 * size when characters may take more bytes than before (MySQL manual, ALTER TABLE, Changing the Character Set).
 */
export function convertColumn(column: Column, before: string | undefined, after: string | undefined): Column {
  if (!isTextType(column.type)) return column;
  const { charset, collation, binary, ...rest } = column.type;
  const old = statedCharset({ charset, collation }) ?? before;
  const grows = old !== undefined && after !== undefined && (WIDTHS.get(after) ?? 1) > (WIDTHS.get(old) ?? 1);
  const name = grows ? (WIDER_TEXT.get(rest.name) ?? rest.name) : rest.name;
  return { ...column, type: { ...rest, name } };
}

/** A column that keeps the charset it inherited when the table's default changes under it. */
export function pinCharset(
  column: Column,
  before: { readonly charset?: string | undefined; readonly collation?: string | undefined },
): Column {
  const { type } = column;
  if (!isTextType(type) || type.charset !== undefined || type.collation !== undefined) return column;
  if (before.charset === undefined && before.collation === undefined) return column;
  return {
    ...column,
    type: {
      ...type,
      ...(before.charset === undefined ? {} : { charset: before.charset }),
      ...(before.collation === undefined ? {} : { collation: before.collation }),
    },
  };
}

/**
 * Table options in which DEFAULT, as a charset or collation, is the schema's charset with that charset's own collation, as
 * MariaDB (10.11) has it; nothing where the schema's charset is not known.
 */
export function inheritDefaults(
  options: TableOptions,
  schema: { readonly charset?: string | undefined; readonly collation?: string | undefined },
): TableOptions {
  const { charset, collation, ...rest } = options;
  if (charset !== 'default' && collation !== 'default') return options;
  const own = charset === undefined || charset === 'default' ? statedCharset(schema) : charset;
  const stated = collation === 'default' ? undefined : collation;
  return {
    ...rest,
    ...(own === undefined ? {} : { charset: own }),
    ...(stated === undefined ? {} : { collation: stated }),
  };
}

/** Lays new table options over old ones; a new charset forgets the old collation and the other way round. */
export function mergeOptions(old: TableOptions, added: TableOptions): TableOptions {
  const { charset, collation, ...kept } = old;
  const touches = added.charset !== undefined || added.collation !== undefined;
  const merged: TableOptions = {
    ...kept,
    ...(touches || charset === undefined ? {} : { charset }),
    ...(touches || collation === undefined ? {} : { collation }),
    ...added,
  };
  if (old.rest === undefined || added.rest === undefined) return merged;
  return { ...merged, rest: new Map([...old.rest, ...added.rest]) };
}
