/**
 * `node scripts/run-ts.mjs --servers test/conformance/plan-conformance.ts [CASES.json] [NAME…] [--style=mariadb] [--rows[=SEED]] [--meaning]`:
 * proves plans, in the script style for MariaDB alone where that is asked for and over rows where `--rows` is, on the
 * servers at hand (TIDEMARK_TEST_URL and TIDEMARK_TEST_MYSQL_URL), in both directions. With `--meaning` spellings that are no drift may differ. Prints each refusal and each
 * failure, then a table: kind of case × server × direction. Ends with 1 when one failed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseFlavor, type Flavor } from '../../shared/model';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { provePlan, type PlanCase, type PlanOutcome } from './plan-cases';
import { Dice } from './random-schema';

/** A case as the file holds it: what it lacks is an empty schema; `file` says where its authors keep it. */
type CaseInFile = Partial<PlanCase> & { readonly file?: string };

const words = process.argv.slice(2);
const [file = '../shared/cases/mysqldef.json', ...names] = words.filter((word) => !word.startsWith('--'));
const style = words.includes('--style=mariadb') ? 'mariadb' : 'guarded';
const rowsWord = words.find((word) => /^--rows(?:=\d+)?$/.test(word));
/** Where the dice for rows begin; undefined when tables stay empty. */
const rowsSeed = rowsWord === undefined ? undefined : Number(rowsWord.slice('--rows='.length) || '1');
if (!existsSync(file)) {
  console.log(`skipped: there is no ${file}`);
  process.exit(0);
}
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly CaseInFile[] };
const wanted = new Set(names);
const chosen = cases.filter((one) => wanted.size === 0 || wanted.has(one.name ?? ''));
const urls = [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']].filter(
  (url) => url !== undefined,
);

/** The schema that sqldef's tests run in, and some name. */
const THEIR_SCHEMA = 'mysqldef_test';
const DIRECTIONS = ['forward', 'backward'] as const;
const RESULTS = ['passed', 'refused', 'failed', 'not loaded'] as const;

/** What kind of case it is: the file that its authors keep it in, without path and `tests_`. */
function kindOf(one: CaseInFile): string {
  return basename(one.file ?? 'all').replace(/^tests_|\.[^.]+$/g, '');
}

async function proveAll(
  url: string,
  flavor: Flavor,
): Promise<readonly (PlanOutcome & { readonly kind: string })[]> {
  const outcomes: (PlanOutcome & { readonly kind: string })[] = [];
  const queue = chosen.flatMap((one) => {
    const full: PlanCase = {
      name: one.name ?? '',
      current: one.current ?? '',
      desired: one.desired ?? '',
      schema: THEIR_SCHEMA,
    };
    return DIRECTIONS.map((direction) => ({ full, direction, kind: kindOf(one) }));
  });
  // Several at once, each in schemas of its own: the time is the server's, forced to disk at each statement.
  let next = 0;
  const work = async (): Promise<void> => {
    for (let one = queue[next]; one !== undefined; one = queue[next]) {
      next += 1;
      outcomes.push({
        ...(await provePlan(
          url,
          one.full,
          one.direction,
          flavor,
          words.includes('--meaning') ? 'in meaning' : 'to the letter',
          style,
          rowsSeed === undefined ? undefined : new Dice(rowsSeed),
        )),
        kind: one.kind,
      });
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  return outcomes;
}

const rows: { readonly server: string; readonly outcome: PlanOutcome & { readonly kind: string } }[] = [];
for (const url of urls) {
  const connection = await createConnection(url);
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS v');
  await connection.end();
  const flavor = parseFlavor(String(row?.['v']));
  if (flavor === undefined || (style === 'mariadb' && flavor.vendor !== 'mariadb')) continue;
  const server = `${flavor.vendor} ${flavor.version.join('.')}`;
  const outcomes = await proveAll(url, flavor);
  rows.push(...outcomes.map((outcome) => ({ server, outcome })));
  for (const one of outcomes) {
    if (one.result !== 'failed' && one.result !== 'refused') continue;
    console.log(`-- ${one.result} on ${server}: ${one.name} ${one.direction}: ${one.message.slice(0, 900)}`);
    if (wanted.size > 0) console.log(one.script);
  }
  mkdirSync('.cache', { recursive: true });
  writeFileSync(`.cache/plan-conformance-${flavor.vendor}.json`, JSON.stringify(outcomes, null, 1));
}

/** One line of the table. */
function printLine(cells: readonly (string | number)[]): void {
  console.log(
    cells.map((cell, at) => (at < 3 ? String(cell).padEnd(18) : String(cell).padStart(11))).join(''),
  );
}

printLine(['kind', 'server', 'direction', ...RESULTS]);
for (const server of new Set(rows.map((one) => one.server))) {
  const kinds = [...new Set(rows.map((one) => one.outcome.kind))].sort();
  for (const kind of [...kinds, undefined]) {
    for (const direction of DIRECTIONS) {
      const mine = rows.filter(
        (one) =>
          one.server === server &&
          one.outcome.direction === direction &&
          (kind === undefined || one.outcome.kind === kind),
      );
      const count = (result: string): number => mine.filter((one) => one.outcome.result === result).length;
      printLine([kind ?? 'all kinds', server, direction, ...RESULTS.map(count)]);
    }
  }
}
if (rows.some((one) => one.outcome.result === 'failed')) process.exitCode = 1;
