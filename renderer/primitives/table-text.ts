/** Rows of words below a head, as a table is copied. */
export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns, counted from 0, that hold schema text: Markdown leaves it as it is. */
  readonly code?: ReadonlySet<number>;
}

/** A table in Markdown. What would end a cell or begin a tag is escaped, and a line break is a space. */
export function toMarkdown({ head, rows, code }: TextTable): string {
  const words = (text: string): string => flat(text).replaceAll(/[\\|<]/g, '\\$&');
  const cell = (text: string, column: number): string =>
    code?.has(column) === true && text !== '' ? codeSpan(text) : words(text);
  return [head.map(words), head.map(() => '---'), ...rows.map((row) => row.map(cell))]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

/** Text between more backticks than it holds in a row; within a table, `|` must be escaped even there. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const inner = flat(text).replaceAll('|', '\\|');
  return longest === 0 ? `${fence}${inner}${fence}` : `${fence} ${inner} ${fence}`;
}

function flat(text: string): string {
  return text.replaceAll(/\r?\n|\r/g, ' ');
}

/** What spreadsheets take for a formula, unless it is a number. */
const FORMULA = /^(?![-+]?[\d.]+$)[=+\-@\t\r]/;

/**
 * A table as comma-separated values (RFC 4180). Names and comments come from elsewhere: what a spreadsheet would
 * calculate gets an apostrophe before it, so that it stays text.
 */
export function toCsv({ head, rows }: TextTable): string {
  const cell = (text: string): string => {
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [head, ...rows].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}
