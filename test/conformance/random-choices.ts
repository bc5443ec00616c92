/**
 * `node scripts/run-ts.mjs test/conformance/random-choices.ts [COUNT] [SEED]`: draws pairs of schemas and, of the
 * changes between them, some at random. Whatever somebody chooses, the plan must run, lead to the state that it
 * announced, change nothing when run again, and lead back.
 */
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { introspect, openConnection, parseAddress } from '../../electron/core/mysql';
import { diffModels } from '../../shared/drift/diff-models';
import { parseFlavor, type Flavor, type SchemaModel } from '../../shared/model';
import { buildPlan, compareFor, RISK_CLASSES, SESSION_START, type BuiltPlan } from '../../shared/plan';
import { readSql } from '../../shared/sql';
import { showSchema, splitStatements } from './plan-cases';
import { drawFeatures } from './random-features';
import { Dice, drawCase } from './random-schema';

const count = Number(process.argv[2] ?? '100');
const seed = Number(process.argv[3] ?? '1');
const urls = [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']].filter(
  (url) => url !== undefined,
);
if (urls.length === 0) console.log('skipped: no server; set TIDEMARK_TEST_URL or TIDEMARK_TEST_MYSQL_URL');

async function readLive(url: string, schema: string): Promise<SchemaModel> {
  const opened = await openConnection(parseAddress(`${url}/${schema}`));
  try {
    return (await introspect(opened, [schema])).value;
  } finally {
    await opened.close();
  }
}

function driftOf(is: SchemaModel, wanted: SchemaModel, flavor: Flavor): string | undefined {
  const objects = diffModels(is, wanted, { flavor }).objects.filter(
    (object) => object.object === 'table' && ['different', 'missing', 'extra'].includes(object.status),
  );
  if (objects.length === 0) return undefined;
  return JSON.stringify(
    objects.map((object) => [
      object.name,
      object.status,
      object.parts
        .filter((part) => part.status !== 'equivalent')
        .map((part) => [
          part.part,
          part.name,
          part.status,
          part.attributes.map((one) => [one.attribute, one.status, one.from, one.to]),
        ]),
    ]),
  );
}

async function proveOne(url: string, own: number, flavor: Flavor): Promise<string> {
  const schema = `td_pick_${String(process.pid)}_${String(own)}`;
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
    const from = await readLive(url, schema);
    const to = readSql(drawn.desired, { path: 'desired.sql', flavor, defaultSchema: schema }).value;
    const build = (exclude: ReadonlySet<string>): BuiltPlan =>
      buildPlan({
        name: 'choices',
        planVersion: '1',
        flavor,
        style: own % 3 === 0 && flavor.vendor === 'mariadb' ? 'mariadb' : 'guarded',
        target: { source: 'target', kind: 'mysql', fingerprint: '' },
        follow: { source: 'desired', kind: 'sql', fingerprint: '' },
        from,
        to,
        allow: new Set(RISK_CLASSES),
        exclude,
        renames: [],
        dropMode: 'rename',
        date: '20260101',
        comparer: compareFor(flavor, from),
      });
    const exclude = new Set(
      build(new Set())
        .plan.changes.filter(() => dice.chance(40))
        .map((change) => change.id),
    );
    const { plan, after } = build(exclude);
    const run = async (statements: typeof plan.statements): Promise<string | undefined> => {
      for (const step of SESSION_START) await connection.query(step);
      for (const statement of statements) {
        for (const step of statement.steps) {
          try {
            await connection.query(step);
          } catch (error) {
            return `${statement.title}: ${(error as Error).message}\n${statement.sql}`;
          }
        }
      }
      return undefined;
    };
    const about = `\nwithout ${[...exclude].join(', ')}\n${drawn.current}\n-- desired\n${drawn.desired}`;
    const stopped = await run(plan.statements);
    if (stopped !== undefined) return `FAILED forward: ${stopped}${about}`;
    const drift = driftOf(await readLive(url, schema), after, flavor);
    if (drift !== undefined) return `FAILED not as announced: ${drift}${about}`;
    const second = await showSchema(connection, schema);
    const again = await run(plan.statements);
    if (again !== undefined) return `FAILED again: ${again}${about}`;
    if (JSON.stringify([...(await showSchema(connection, schema))]) !== JSON.stringify([...second])) {
      // Indexes that are built anew may change places; what they are may not.
      const changed = driftOf(await readLive(url, schema), after, flavor);
      if (changed !== undefined) return `FAILED the second run changed: ${changed}${about}`;
    }
    const back = await run(plan.rollback);
    if (back !== undefined) return `FAILED rollback: ${back}${about}`;
    const lost = driftOf(await readLive(url, schema), from, flavor);
    if (lost !== undefined) return `FAILED rollback left: ${lost}${about}`;
    return 'passed';
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS \`${schema}\``).catch(() => undefined);
    await connection.query(`DROP DATABASE IF EXISTS \`${schema}_w\``).catch(() => undefined);
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
      const key = result.startsWith('FAILED') ? 'failed' : result;
      tally.set(key, (tally.get(key) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  if (tally.has('failed')) process.exitCode = 1;
  console.log(
    `== ${flavor.vendor} ${flavor.version.join('.')}: ${[...tally].map(([key, n]) => `${String(n)} ${key}`).join(', ')}`,
  );
}
