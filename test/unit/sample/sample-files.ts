import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '@toon-format/toon';

/** The folder of the sample workspace. */
export const SAMPLE = join(import.meta.dirname, '../../../examples/lupopedia-sync');

/** The text of one of the sample's files, with a BOM taken off. */
export function readSample(path: string): string {
  return readFileSync(join(SAMPLE, path), 'utf8').replace(/^\uFEFF/, '');
}

/** One TOON file as far as plain means can read it. */
export interface PlainToon {
  readonly file: string;
  readonly dialect: 'json' | 'line' | 'token';
  readonly table: string;
  readonly text: string;
  /** The file's own object, for all but the line dialect. */
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Reads the TOON files without the product: JSON.parse, the format's own decoder, or the first line. */
export function readPlainToon(): readonly PlainToon[] {
  return readdirSync(join(SAMPLE, 'database/toon_data')).map((file) => {
    const text = readSample(`database/toon_data/${file}`);
    if (text.startsWith('table: ')) {
      return { file, dialect: 'line', table: text.slice(7, text.indexOf('\n')), text };
    }
    const dialect = text.startsWith('{') ? 'json' : 'token';
    const content = (dialect === 'json' ? JSON.parse(text) : decode(text)) as Record<string, unknown>;
    return { file, dialect, table: String(content['table_name']), text, content };
  });
}

/** The names in a script's CREATE TABLE statements, in order. */
export function createdTables(sql: string): readonly string[] {
  return [...sql.matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?`(\w+)`/gm)].map((match) => match[1] ?? '');
}

/** The column lines of one table in the main SQL file. */
export function columnsInSql(sql: string, table: string): readonly string[] {
  const start = sql.indexOf(`CREATE TABLE \`${table}\` (`);
  return sql
    .slice(start, sql.indexOf('\n) ENGINE', start))
    .split('\n')
    .slice(1)
    .map((line) => line.trim().replace(/,$/, ''));
}
