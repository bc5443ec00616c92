/**
 * `node scripts/run-ts.mjs test/conformance/random-rows.ts [COUNT] [SEED]`: draws pairs of schemas, fills the
 * first with rows, and runs the plan with nothing allowed: every row and every value must still be there.
 */
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { introspect, openConnection, parseAddress } from '../../electron/core/mysql';
import { parseFlavor, type Flavor } from '../../shared/model';
import { buildPlan, compareFor, SESSION_START } from '../../shared/plan';
import { readSql } from '../../shared/sql';
import { quoteIdentifier } from '../../shared/sql/quote';
import { splitStatements } from './plan-cases';
import { drawFeatures } from './random-features';
import { Dice, drawCase } from './random-schema';

const count = Number(process.argv[2] ?? '100');
const seed = Number(process.argv[3] ?? '1');
const urls = [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']].filter(
  (url) => url !== undefined,
);
if (urls.length === 0) console.log('skipped: no server; set TIDEMARK_TEST_URL or TIDEMARK_TEST_MYSQL_URL');

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
  return ["'ab'", "'cd'"];
}

async function fill(connection: Connection, schema: string, table: string, dice: Dice): Promise<void> {
  const [columns] = await connection.query<RowDataPacket[]>(
    "SELECT COLUMN_NAME AS n, COLUMN_TYPE AS t, IS_NULLABLE AS z FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND EXTRA NOT LIKE '%auto_increment%' AND COALESCE(GENERATION_EXPRESSION, '') = ''",
    [schema, table],
  );
  for (let row = 0; row < 8; row += 1) {
    const values = columns.map((column) => {
      if (column['z'] === 'YES' && dice.chance(25)) return 'NULL';
      return column['n'] === 'id' || column['n'] === 'pid'
        ? String(row + 1)
        : dice.pick(valuesFor(String(column['t'])));
    });
    // A row that a check refuses is not there to be kept.
    await connection
      .query(
        `INSERT IGNORE INTO ${quoteIdentifier(table)} (${columns.map((column) => quoteIdentifier(String(column['n']))).join(',')}) VALUES (${values.join(',')})`,
      )
      .catch(() => undefined);
  }
}

/** The values of every column, each as a sorted list of texts: rows need no key to be compared this way. */
async function snapshotRows(
  connection: Connection,
  table: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const column of columns) {
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT CAST(${quoteIdentifier(column)} AS CHAR) AS v FROM ${quoteIdentifier(table)}`,
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

async function columnsOf(connection: Connection, schema: string, table: string): Promise<readonly string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT COLUMN_NAME AS n FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY 1',
    [schema, table],
  );
  return rows.map((row) => String(row['n']));
}

async function proveOne(url: string, own: number, flavor: Flavor): Promise<string> {
  const schema = `td_rows_${String(process.pid)}_${String(own)}`;
  const dice = new Dice(own);
  // Odd numbers draw one table with every kind of column, even ones what depends on each other.
  const drawn = own % 2 === 1 ? drawCase(dice, flavor) : drawFeatures(dice, flavor);
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  try {
    await connection.query(`CREATE DATABASE \`${schema}\` CHARACTER SET utf8mb4`);
    await connection.query(`CREATE DATABASE \`${schema}_w\` CHARACTER SET utf8mb4`);
    try {
      await connection.query(`USE \`${schema}_w\``);
      for (const text of splitStatements(drawn.desired, flavor)) await connection.query(text);
      await connection.query(`USE \`${schema}\``);
      for (const text of splitStatements(drawn.current, flavor)) await connection.query(text);
    } catch {
      return 'not loaded';
    }
    const [tables] = await connection.query<RowDataPacket[]>(
      "SELECT TABLE_NAME AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' ORDER BY 1",
      [schema],
    );
    const before = new Map<string, ReadonlyMap<string, string>>();
    for (const row of tables) {
      const table = String(row['n']);
      await fill(connection, schema, table, dice);
      before.set(table, await snapshotRows(connection, table, await columnsOf(connection, schema, table)));
    }
    const opened = await openConnection(parseAddress(`${url}/${schema}`));
    const from = (await introspect(opened, [schema])).value;
    await opened.close();
    const to = readSql(drawn.desired, { path: 'desired.sql', flavor, defaultSchema: schema }).value;
    const { plan } = buildPlan({
      name: 'rows',
      planVersion: '1',
      flavor,
      style: 'guarded',
      target: { source: 'target', kind: 'mysql', fingerprint: '' },
      follow: { source: 'desired', kind: 'sql', fingerprint: '' },
      from,
      to,
      allow: new Set(),
      renames: [],
      dropMode: 'rename',
      date: '20260101',
      comparer: compareFor(flavor, from),
    });
    for (const step of SESSION_START) await connection.query(step);
    let stopped = '';
    for (const statement of plan.statements) {
      for (const step of statement.steps) {
        try {
          await connection.query(step);
        } catch (error) {
          stopped = `${statement.title}: ${(error as Error).message}`;
          break;
        }
      }
      if (stopped !== '') break;
    }
    for (const [table, columns] of before) {
      const there = new Map(
        (await columnsOf(connection, schema, table)).map((name) => [name.toLowerCase(), name]),
      );
      const nameNow = (column: string): string => {
        const renamed = plan.changes.find(
          (one) =>
            one.kind === 'rename' && one.name === table && one.from?.toLowerCase() === column.toLowerCase(),
        );
        const names = [column, renamed?.newName ?? column];
        return (
          names.map((name) => there.get(name.toLowerCase())).find((name) => name !== undefined) ?? column
        );
      };
      const now = await snapshotRows(connection, table, [...columns.keys()].map(nameNow));
      for (const [column, values] of columns) {
        const kept = now.get(nameNow(column));
        if (kept !== values) {
          return `FAILED ${table}.${column}: ${values.replaceAll('\u001f', '|').slice(0, 300)} became ${(kept ?? '').replaceAll('\u001f', '|').slice(0, 300)}\n${plan.statements.map((one) => one.sql).join(';\n')}`;
        }
      }
    }
    // A foreign key or check that rows break is refused by the server; nothing is lost, and probes tell before.
    if (
      stopped !== '' &&
      !/foreign key constraint fails|CONSTRAINT .* failed|Check constraint .* is violated/i.test(stopped)
    )
      return `FAILED stopped at ${stopped}`;
    return stopped === '' ? 'kept' : 'stopped by rows, all kept';
  } finally {
    for (const name of [schema, `${schema}_w`]) {
      await connection.query(`DROP DATABASE IF EXISTS \`${name}\``).catch(() => undefined);
    }
    await connection.end();
  }
}

for (const url of urls) {
  const connection = await createConnection(url);
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS v');
  await connection.end();
  const flavor = parseFlavor(String(row?.['v']));
  if (flavor === undefined) continue;
  const tally = new Map<string, number>();
  let next = seed;
  const work = async (): Promise<void> => {
    while (next < seed + count) {
      const own = next;
      next += 1;
      const result = await proveOne(url, own, flavor);
      if (result.startsWith('FAILED')) console.log(`seed ${String(own)}: ${result}`);
      const key = result.split(' ')[0] === 'FAILED' ? 'failed' : result;
      tally.set(key, (tally.get(key) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  if (tally.has('failed')) process.exitCode = 1;
  console.log(
    `== ${flavor.vendor} ${flavor.version.join('.')}: ${[...tally].map(([key, n]) => `${String(n)} ${key}`).join(', ')}`,
  );
}
