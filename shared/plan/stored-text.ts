import type { Table } from '../model';
import { toHexDigits } from '../normalise/byte-text';
import { quoteString } from '../sql/quote';
import { anyOf } from './column-state';

/** Every expression text of a table that a server stored, exactly as it spells it. */
export type StoredTexts = ReadonlySet<string>;

/** The expressions of a live table: of columns, defaults, partitions, checks, index parts. Empty for a file's. */
export function collectStoredTexts(table: Table | undefined): StoredTexts {
  const texts = new Set<string>();
  if (table?.origin.kind !== 'server') return texts;
  for (const column of table.columns) {
    if (column.generated !== undefined) texts.add(column.generated.expression);
    if (column.default?.kind === 'expression') texts.add(column.default.value);
  }
  for (const scheme of [table.partitioning?.scheme, table.partitioning?.subpartition])
    if (scheme?.expression !== undefined) texts.add(scheme.expression);
  for (const check of table.checks) texts.add(check.expression);
  for (const index of table.indexes) {
    for (const part of index.parts) if (part.kind === 'expression') texts.add(part.expression);
  }
  return texts;
}

/**
 * The condition that an expression which only the server can spell is in the wanted state: equal to the
 * wanted text where a server spelled that, else no longer the old one where a server spelled that, else
 * undefined: then nobody can tell, and the step must be harmless to repeat. `column` is SQL for the text
 * that information_schema holds; MySQL escapes quotes in it once more.
 */
export function storedTextCondition(
  column: string,
  wanted: string | undefined,
  old: string | undefined,
  stored: StoredTexts,
): string | undefined {
  if (wanted !== undefined && stored.has(wanted)) return isText(column, wanted);
  if (old !== undefined && stored.has(old)) return `NOT ${isText(column, old)}`;
  return undefined;
}

/** The condition that `column` holds the text, escaped once more or not. */
function isText(column: string, wanted: string): string {
  const texts = spellings(wanted);
  const isEscaped = [...ESCAPES.keys()].some((character) => wanted.includes(character));
  // Quotes alone are told by this; it would not do where a backslash stands before one, as in MariaDB's 'it\\'s'.
  if (!isEscaped) return anyOf(`REPLACE(COALESCE(${column}, ''), ${quoteString("\\'")}, '''')`, texts);
  return anyOf(`COALESCE(${column}, '')`, [...texts, ...texts.map(escapeOnce)]);
}

/** What MySQL 9.7 writes in information_schema for these characters of an expression; quotes apart. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\0', '\\0'],
  ['\u001a', '\\Z'],
]);

function escapeOnce(text: string): string {
  return [...text]
    .map((character) => (character === "'" ? "\\'" : (ESCAPES.get(character) ?? character)))
    .join('');
}

/** How information_schema may show a stored text. MySQL 9.7 decodes letters beyond ASCII twice (`é` reads `Ã©`). */
function spellings(text: string): readonly string[] {
  const digits = toHexDigits(text);
  const twice = digits.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
  return [...new Set([text, twice])].flatMap((one) => [one, `(${one})`]);
}
