/** What the driver makes of a value; dates stay texts, big numbers become texts. */
export type SqlValue = string | number | bigint | Buffer | null;

/** One row of a result by column name. Names come from our own queries, never from a user's schema. */
export type Row = Readonly<Record<string, SqlValue | undefined>>;

/** The column as text; '' for NULL or a column that the server did not return. */
export function textOf(row: Row, column: string): string {
  return textOrNull(row, column) ?? '';
}

/** The column as text, or null. Old servers return some texts as binary. */
export function textOrNull(row: Row, column: string): string | null {
  const value = row[column];
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
}

/** The column as a number, or undefined for NULL and what is none. */
export function numberOf(row: Row, column: string): number | undefined {
  const text = textOrNull(row, column);
  if (text === null || text === '') return undefined;
  const value = Number(text);
  return Number.isNaN(value) ? undefined : value;
}
