import { safeText } from './safe-text';

/** A text that Markdown shows as it is, also in a table. */
export function markdownText(text: string): string {
  return safeText(text).replaceAll(/[\\`*_{}[\]<>#|~&]/g, (character) =>
    character === '<' ? '&lt;' : character === '>' ? '&gt;' : character === '&' ? '&amp;' : `\\${character}`,
  );
}

/** A text as code, whatever backticks it holds; safe in a table. */
export function markdownCode(text: string): string {
  const safe = safeText(text).replaceAll('|', '\\|');
  if (safe === '') return '';
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = safe.startsWith('`') || safe.endsWith('`') ? ' ' : '';
  return fence + pad + safe + pad + fence;
}

/** A table of texts. Cells are escaped here; those that are Markdown already go through `markdownRows`. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdownRows(
    head,
    rows.map((row) => row.map(markdownText)),
  );
}

/** A table whose cells are Markdown already. */
export function markdownRows(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
