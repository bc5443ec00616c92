/**
 * `node scripts/run-ts.mjs test/conformance/plan-conformance.ts [CASES.json] [NAME…]`: proves plans on the
 * servers at hand (TIDEMARK_TEST_URL and TIDEMARK_TEST_MYSQL_URL), in both directions, and prints what failed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseFlavor } from '../../shared/model';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { provePlan, type PlanCase, type PlanOutcome } from './plan-cases';

const [file = '../shared/cases/mysqldef.json', ...names] = process.argv.slice(2);
if (!existsSync(file)) {
  console.log(`skipped: there is no ${file}`);
  process.exit(0);
}
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Partial<PlanCase>[] };
const wanted = new Set(names);
const urls = [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']].filter(
  (url) => url !== undefined,
);

for (const url of urls) {
  const connection = await createConnection(url);
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS v');
  await connection.end();
  const flavor = parseFlavor(String(row?.['v']));
  if (flavor === undefined) continue;
  const outcomes: PlanOutcome[] = [];
  const queue = cases
    .filter((one) => wanted.size === 0 || wanted.has(one.name ?? ''))
    .flatMap((one) => {
      const full: PlanCase = { name: one.name ?? '', current: one.current ?? '', desired: one.desired ?? '' };
      return [
        { full, direction: 'forward' as const },
        { full, direction: 'backward' as const },
      ];
    });
  // Several at once, each in schemas of its own: the time is the server's, forced to disk at each statement.
  let next = 0;
  const work = async (): Promise<void> => {
    for (let one = queue[next]; one !== undefined; one = queue[next]) {
      next += 1;
      outcomes.push(await provePlan(url, one.full, one.direction, flavor));
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  const count = (result: PlanOutcome['result']): number =>
    outcomes.filter((one) => one.result === result).length;
  console.log(
    `\n== ${flavor.vendor} ${flavor.version.join('.')}: ${String(count('passed'))} passed, ${String(count('refused'))} refused, ${String(count('failed'))} failed, ${String(count('not loaded'))} not loaded`,
  );
  for (const one of outcomes) {
    if (one.result !== 'failed' && one.result !== 'refused') continue;
    console.log(`-- ${one.result} ${one.name} ${one.direction}: ${one.message.slice(0, 900)}`);
    if (wanted.size > 0) console.log(one.script);
  }
  writeFileSync(`.cache/plan-conformance-${flavor.vendor}.json`, JSON.stringify(outcomes, null, 1));
}
