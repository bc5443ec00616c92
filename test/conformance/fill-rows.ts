import type { Connection, RowDataPacket } from 'mysql2/promise';
import { quoteIdentifier } from '../../shared/sql';
import type { Dice } from './random-schema';

/** Values that a column of the type may take, as SQL. */
function valuesFor(type: string): readonly string[] {
  const name = /^[a-z]+/.exec(type)?.[0] ?? '';
  if (type.startsWith('enum')) return ["'a'", "'b'"];
  if (type.startsWith('set')) return ["'x'", "'x,y'", "''"];
  if (['tinyint', 'smallint', 'mediumint', 'int', 'bigint'].includes(name))
    return ['1', '2', '77', '0', '120'];
  if (['decimal', 'float', 'double'].includes(name)) return ['0', '1.25', '42', '99.5'];
  if (name.includes('text')) return ["'a text'", "'ünïcode'", "''", "'it''s'"];
  if (name === 'varchar' || name === 'char') return ["'abc'", "'it''s'", "''", "'zz'"];
  if (name === 'date') return ["'2024-02-29'", "'1999-12-31'"];
  if (name === 'datetime' || name === 'timestamp')
    return ["'2024-02-29 12:30:45.678'", "'2001-01-01 00:00:00'"];
  if (name === 'time') return ["'10:20:30'", "'00:00:01'"];
  if (name === 'year') return ['2024', '1999'];
  if (name === 'json') return [`'{"a":1}'`, "'[]'"];
  if (name === 'bit') return ["b'1'", "b'1010'"];
  if (name === 'uuid') return ['uuid()'];
  if (name === 'inet') return type === 'inet4' ? ["'10.0.0.7'", "'1.2.3.4'"] : ["'::1'", "'2001:db8::7'"];
  if (name === 'point' || name === 'geometry') return ["ST_GeomFromText('POINT(1 2)')", 'POINT(3, 4)'];
  if (name === 'linestring') return ["ST_GeomFromText('LINESTRING(0 0, 1 2)')"];
  if (name === 'polygon') return ["ST_GeomFromText('POLYGON((0 0, 1 0, 1 1, 0 0))')"];
  if (name === 'vector') {
    const size = Number(/\d+/.exec(type)?.[0] ?? '3');
    return [`STRING_TO_VECTOR('[${Array.from({ length: size }, (_, at) => String(at + 0.5)).join(',')}]')`];
  }
  return ["'ab'", "'cd'"];
}

/** Puts up to eight rows into a table: those that its keys and checks take. Columns called id or pid count. */
export async function fillTable(
  connection: Connection,
  schema: string,
  table: string,
  dice: Dice,
): Promise<void> {
  const [columns] = await connection.query<RowDataPacket[]>(
    "SELECT COLUMN_NAME AS n, COLUMN_KEY AS k, COLUMN_TYPE AS t, IS_NULLABLE AS z FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND EXTRA NOT LIKE '%auto_increment%' AND COALESCE(GENERATION_EXPRESSION, '') = ''",
    [schema, table],
  );
  for (let row = 0; row < 8; row += 1) {
    const values = columns.map((column) => {
      if (column['z'] === 'YES' && dice.chance(25)) return 'NULL';
      const isKey = (column['n'] === 'id' || column['n'] === 'pid') && column['t'] !== 'uuid';
      const counts = isKey || (column['k'] !== '' && isCount(column));
      return counts ? String(row + 1) : dice.pick(valuesFor(String(column['t'])));
    });
    // A row that a check refuses is not there to be kept.
    await connection
      .query(
        `INSERT IGNORE INTO ${quoteIdentifier(table)} (${columns.map((column) => quoteIdentifier(String(column['n']))).join(',')}) VALUES (${values.join(',')})`,
      )
      .catch(() => undefined);
  }
}

/** Whether a column holds whole numbers. */
function isCount(column: RowDataPacket): boolean {
  return /^(?:small|medium|big)?int|^tinyint|^decimal/.test(String(column['t']));
}

/** The values of every column, each as a sorted list of texts: rows need no key to be compared this way. */
export async function readRows(
  connection: Connection,
  table: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const column of columns) {
    const read = async (value: string): Promise<readonly RowDataPacket[]> =>
      (await connection.query<RowDataPacket[]>(`SELECT ${value} AS v FROM ${quoteIdentifier(table)}`))[0];
    // No MariaDB casts a geometry.
    const rows = await read(`CAST(${quoteIdentifier(column)} AS CHAR)`).catch(() =>
      read(`HEX(${quoteIdentifier(column)})`),
    );
    const texts = rows.map((row) => {
      const value = row['v'] === null ? 'NULL' : String(row['v']);
      return /^-?\d+(\.\d+)?$/.test(value)
        ? String(Number(value))
        : value.replace(/\.0+$/, '').replace(/(:\d\d)\.(\d*?)0+$/, '$1.$2');
    });
    found.set(column, texts.sort().join('\u001f'));
  }
  return found;
}

/** The names of a table's columns, sorted. */
export async function columnsOf(
  connection: Connection,
  schema: string,
  table: string,
): Promise<readonly string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT COLUMN_NAME AS n FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY 1',
    [schema, table],
  );
  return rows.map((row) => String(row['n']));
}

/**
 * Fills every table of a schema: each is tried again, because a row may wait for the one that it refers to. Columns of
 * keys count, so that references find each other.
 */
export async function fillSchema(connection: Connection, schema: string, dice: Dice): Promise<void> {
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT TABLE_NAME AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' ORDER BY 1",
    [schema],
  );
  const empty = new Set(tables.map((row) => String(row['n'])));
  for (let before = -1; before !== empty.size;) {
    before = empty.size;
    for (const table of empty) {
      await fillTable(connection, schema, table, dice);
      const [[row]] = await connection.query<RowDataPacket[]>(
        `SELECT COUNT(*) AS n FROM ${quoteIdentifier(table)}`,
      );
      if (Number(row?.['n']) > 0) empty.delete(table);
    }
  }
}

/**
 * The rows of all tables as far as two texts of SHOW CREATE TABLE agree on a column: what a change does not touch. By
 * table: how many rows, and by column their values, sorted.
 */
export async function readUntouched(
  connection: Connection,
  from: ReadonlyMap<string, string>,
  to: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const [key, text] of from) {
    const other = to.get(key);
    if (other === undefined || !key.startsWith('BASE TABLE ')) continue;
    // Rows go with a partition of a list.
    if (partitionsOf(text) !== partitionsOf(other)) continue;
    const table = key.slice('BASE TABLE '.length);
    const lines = new Set(other.split('\n').map((line) => line.replace(/,$/, '')));
    const columns = text
      .split('\n')
      .map((line) => line.replace(/,$/, ''))
      .filter((line) => lines.has(line) && !/ GENERATED ALWAYS AS /.test(line))
      .map((line) => /^ {2}`((?:[^`]|``)+)` /.exec(line)?.[1]?.replaceAll('``', '`'))
      .filter((name) => name !== undefined);
    const [[row]] = await connection.query<RowDataPacket[]>(
      `SELECT COUNT(*) AS n FROM ${quoteIdentifier(table)}`,
    );
    found.set(table, `${String(row?.['n'])} rows`);
    for (const [column, values] of await readRows(connection, table, columns))
      found.set(`${table}.${column}`, values);
  }
  return found;
}

function partitionsOf(text: string): string {
  const at = text.search(/PARTITION BY /);
  return at < 0 ? '' : text.slice(at);
}
