/**
 * Which of the dialects a text is written in. The extension does not tell: all of them are called `.toon`.
 * - `table-json`: JSON with `table_name` and `fields`
 * - `lines`: `table: name`, `columns:`, one line a column
 * - `token-notation`: Token-Oriented Object Notation carrying the same table object
 * - `ini`, `empty`, `other`: not tables; reported, never guessed
 */
export type ToonDialect = 'table-json' | 'lines' | 'token-notation' | 'ini' | 'empty' | 'other';

/** Only the beginning is looked at: what a file is shows in its first lines. */
const LOOK_AT = 20_000;

/** Tells the dialect from the content. `text` has no BOM. */
export function sniffDialect(text: string): ToonDialect {
  const head = text.slice(0, LOOK_AT);
  const trimmed = head.trimStart();
  if (trimmed === '') return text.trim() === '' ? 'empty' : 'other';
  if (trimmed.startsWith('{')) return 'table-json';
  const lines = head
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '' && !/^\s*(?:#|;|\/\/)/.test(line));
  const first = lines[0]?.trim() ?? '';
  if (/^\[\s*[\p{L}_][^\]]*\]$/u.test(first) || /^[\p{L}\p{N}_.-]+\s*=/u.test(first)) return 'ini';
  if (/^table\s*:\s*\S/i.test(first)) return 'lines';
  if (lines.some((line) => /^"?(?:table_name|fields)"?\s*(?:\[\d+[^\]]*\])?(?:\{[^}]*\})?\s*:/.test(line)))
    return 'token-notation';
  return trimmed.startsWith('[') ? 'table-json' : 'other';
}
