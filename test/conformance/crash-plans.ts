/**
 * `node scripts/run-ts.mjs [--servers] test/conformance/crash-plans.ts [COUNT] [SEED] [POINTS] [WORKERS] [NAME] [--only=mariadb|mysql]`: runs COUNT plans through
 * the real runner in processes of their own, on private servers and, where no MySQL may be started, on that of TIDEMARK_TEST_MYSQL_URL,
 * and kills the process after each statement and between steps, the connection and the server in the middle of an ALTER.
 * Started again, each run must reach the wanted schema or, by choice, the first one, and journals and tracking tables
 * must tell what happened. Where a killed server has broken files of its own, the check does what the runner says to do about it
 * and counts that as mended. With NAME only the plan of that name, such as `seed 51`, is run COUNT times. Ctrl-C ends it after the plans under way. Prints a table of the crash points; the exit code says whether all went well.
 */
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { parseFlavor } from '../../shared/model';
import type { Flavor, Vendor } from '../../shared/model';
import { PLAN_FIXTURES } from '../support/plan-fixtures';
import { PrivateServer } from '../support/private-server';
import { runAsChild } from './crash-child';
import type { ChildOrder } from './crash-child';
import {
  killAfterStatements,
  killAtEvents,
  killRecoveries,
  killServer,
  MEETINGS,
  meetAlter,
} from './crash-scenarios';
import type { CrashResult, CrashStage } from './crash-scenarios';
import { CrashTrial } from './crash-trial';
import type { PlanCase } from './plan-cases';
import { Dice, drawCase } from './random-schema';

interface Row {
  points: number;
  early: number;
  wanted: number;
  first: number;
  mended: number;
  wrong: number;
}

/** Plans to draw from: first the fixtures, both ways, then pairs of drawn schemas without end. */
function* cases(flavor: Flavor, seed: number): Generator<PlanCase> {
  yield* fixtures(flavor);
  for (let own = seed; ; own += 1) yield { name: `seed ${String(own)}`, ...drawCase(new Dice(own), flavor) };
}

/** The one case of a name, again and again: what went wrong once is looked for with other dice. */
function* repeated(flavor: Flavor, name: string): Generator<PlanCase> {
  const seed = /^seed (\d+)$/.exec(name)?.[1];
  const one =
    seed === undefined
      ? [...fixtures(flavor)].find((known) => known.name === name)
      : { name, ...drawCase(new Dice(Number(seed)), flavor) };
  if (one === undefined) throw new Error(`There is no plan called ${name}.`);
  for (;;) yield one;
}

function* fixtures(flavor: Flavor): Generator<PlanCase> {
  for (const one of PLAN_FIXTURES) {
    if (one.only !== undefined && one.only !== flavor.vendor) continue;
    yield one;
    yield { name: `${one.name} backwards`, current: one.desired, desired: one.current };
  }
}

async function* scenarios(stage: CrashStage, number: number, points: number): AsyncGenerator<CrashResult> {
  yield* killAfterStatements(stage);
  yield* killAtEvents(stage, points);
  yield* killRecoveries(stage);
  const meeting = MEETINGS[number % MEETINGS.length];
  if (meeting !== undefined) yield* meetAlter(stage, meeting);
  yield* killServer(stage);
}

async function main(): Promise<void> {
  // Run with the others of `npm run conformance`, it is handed their file of cases too.
  const words = process.argv.slice(2).filter((word) => !word.endsWith('.json') && !word.startsWith('--'));
  const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
  const [count = '12', seed = '1', points = '2', many = '2', name] = words;
  const mysql = process.env['TIDEMARK_TEST_MYSQL_URL'];
  const workers = Number(many);
  let stopped = false;
  process.once('SIGINT', () => (stopped = true));
  for (const vendor of ['mariadb', 'mysql'] as const) {
    if ((only ?? vendor) !== vendor) continue;
    const servers = await startServers(vendor, workers);
    // A server that is not ours is not killed.
    const named = vendor === 'mysql' && mysql !== undefined ? [mysql] : [];
    const urls = servers.length > 0 ? servers.map(({ url }) => url) : named;
    const [url] = urls;
    if (url === undefined) {
      console.log(
        `skipped: no ${vendor === 'mariadb' ? 'MariaDB is installed' : 'MySQL is named'} for crashes`,
      );
      continue;
    }
    const flavor = await flavorOf(url);
    const queue = name === undefined ? cases(flavor, Number(seed)) : repeated(flavor, name);
    const table = new Map<string, Row>();
    const passedOver = new Map<string, number>();
    let [number, proved, failures] = [0, 0, 0];
    const start = Date.now();
    const work = async (at: number): Promise<void> => {
      const server = servers[at];
      while (proved < Number(count) && !stopped) {
        const { value: one } = queue.next() as { value: PlanCase };
        const own = (number += 1);
        const trial = await CrashTrial.open(one, { url: urls[at] ?? url, flavor }, own, own % 2 === 0);
        if (typeof trial === 'string') {
          if (trial.startsWith('REFERENCE')) console.log(`-- ${one.name}: does not run: ${trial}`);
          if (trial.startsWith('refused')) console.log(`-- ${one.name}: passed over: ${trial}`);
          const why = trial.split(':', 1)[0] ?? '';
          passedOver.set(why, (passedOver.get(why) ?? 0) + 1);
          continue;
        }
        proved += 1;
        try {
          const stage = {
            trial,
            dice: new Dice(own + Number(seed)),
            ...(server === undefined ? {} : { server }),
          };
          for await (const result of scenarios(stage, own, Number(points))) {
            count1(table, result);
            if (result.wrong === undefined) continue;
            failures += 1;
            console.log(
              `-- WRONG ${one.name}, ${result.scenario}, to the ${result.to} state: ${result.wrong.slice(0, 3000)}`,
            );
          }
        } catch (error) {
          failures += 1;
          console.log(
            `-- WRONG ${one.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
        } finally {
          await trial.close();
        }
        if (proved % 20 === 0) console.error(`${String(proved)} plans, ${String(failures)} wrong`);
      }
    };
    try {
      await Promise.all(Array.from({ length: workers }, (_, at) => work(at)));
    } finally {
      for (const server of servers) await server.remove();
    }
    print(
      `${flavor.vendor} ${flavor.version.join('.')}: ${String(proved)} plans in ${String(Math.round((Date.now() - start) / 1000))} s`,
      table,
    );
    console.log(`   passed over: ${[...passedOver].map(([why, n]) => `${String(n)} ${why}`).join(', ')}`);
    if (failures > 0) process.exitCode = 1;
  }
}

function count1(table: Map<string, Row>, { scenario, to, wrong, early, mended }: CrashResult): void {
  const row = table.get(scenario) ?? { points: 0, early: 0, wanted: 0, first: 0, mended: 0, wrong: 0 };
  table.set(scenario, row);
  row.points += 1;
  if (early === true) row.early += 1;
  if (mended === true) row.mended += 1;
  if (wrong !== undefined) row.wrong += 1;
  else row[to] += 1;
}

function print(title: string, table: ReadonlyMap<string, Row>): void {
  console.log(`\n== ${title}`);
  const cell = (value: string | number): string => String(value).padStart(9);
  console.log(
    `${'what was killed, and when'.padEnd(42)}${['points', 'too late', 'wanted', 'first', 'mended', 'wrong'].map(cell).join('')}`,
  );
  for (const [scenario, row] of [...table].sort(([a], [b]) => a.localeCompare(b)))
    console.log(
      `${scenario.padEnd(42)}${[row.points, row.early, row.wanted, row.first, row.mended, row.wrong].map(cell).join('')}`,
    );
}

async function startServers(vendor: Vendor, count: number): Promise<readonly PrivateServer[]> {
  const servers: PrivateServer[] = [];
  for (let n = 0; n < count; n += 1) {
    const server = await PrivateServer.start(vendor);
    if (server !== undefined) servers.push(server);
  }
  return servers;
}

async function flavorOf(url: string): Promise<Flavor> {
  const connection = await createConnection(url);
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS v');
  await connection.end();
  const flavor = parseFlavor(String(row?.['v']));
  if (flavor === undefined) throw new Error(`${url} says it is ${String(row?.['v'])}`);
  return flavor;
}

if (process.argv[2] === '--child') await runAsChild(JSON.parse(process.argv[3] ?? '{}') as ChildOrder);
else await main();
