/**
 * `node scripts/run-ts.mjs test/conformance/random-rows.ts [COUNT] [SEED]`: draws pairs of schemas, fills the
 * first with rows, and runs the plan with nothing allowed: every row and every value must still be there.
 */
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { introspect, openConnection, parseAddress } from '../../electron/core/mysql';
import { parseFlavor, type Flavor } from '../../shared/model';
import { buildPlan, compareFor, SESSION_START } from '../../shared/plan';
import { readSql } from '../../shared/sql';
import { columnsOf, fillTable, readRows } from './fill-rows';
import { splitStatements } from './plan-cases';
import { drawFeatures } from './random-features';
import { Dice, drawCase } from './random-schema';

const count = Number(process.argv[2] ?? '100');
const seed = Number(process.argv[3] ?? '1');
const urls = [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']].filter(
  (url) => url !== undefined,
);
if (urls.length === 0) console.log('skipped: no server; set TIDEMARK_TEST_URL or TIDEMARK_TEST_MYSQL_URL');

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
      await fillTable(connection, schema, table, dice);
      before.set(table, await readRows(connection, table, await columnsOf(connection, schema, table)));
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
      const now = await readRows(connection, table, [...columns.keys()].map(nameNow));
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
