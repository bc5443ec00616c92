/**
 * `node scripts/run-ts.mjs test/conformance/random-plans.ts [COUNT] [SEED]`: draws pairs of schemas and proves
 * the plan between them on the servers at hand. Prints what failed with the seed that draws it again.
 */
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { parseFlavor } from '../../shared/model';
import { provePlan, type PlanOutcome } from './plan-cases';
import { drawExtras } from './random-extras';
import { drawFeatures } from './random-features';
import { Dice, drawCase } from './random-schema';

const count = Number(process.argv[2] ?? '200');
const seed = Number(process.argv[3] ?? '1');
const urls = [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']].filter(
  (url) => url !== undefined,
);
if (urls.length === 0) console.log('skipped: no server; set TIDEMARK_TEST_URL or TIDEMARK_TEST_MYSQL_URL');

for (const url of urls) {
  const connection = await createConnection(url);
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS v');
  await connection.end();
  const flavor = parseFlavor(String(row?.['v']));
  if (flavor === undefined) continue;
  const outcomes: (PlanOutcome & { readonly sql: string })[] = [];
  let next = seed;
  const work = async (): Promise<void> => {
    while (next < seed + count) {
      const own = next;
      next += 1;
      // In turn: one table with every kind of column, what depends on each other, and what few people use.
      const draw = [drawExtras, drawCase, drawFeatures][own % 3] ?? drawCase;
      const drawn = draw(new Dice(own), flavor);
      const outcome = await provePlan(
        url,
        { name: `seed ${String(own)}`, ...drawn },
        'forward',
        flavor,
        'in meaning',
      );
      outcomes.push({ ...outcome, sql: `${drawn.current}\n-- desired\n${drawn.desired}` });
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  const total = (result: PlanOutcome['result']): number =>
    outcomes.filter((one) => one.result === result).length;
  console.log(
    `\n== ${flavor.vendor} ${flavor.version.join('.')}: ${String(total('passed'))} passed, ${String(total('refused'))} refused, ${String(total('failed'))} failed, ${String(total('not loaded'))} not loaded`,
  );
  for (const one of outcomes) {
    if (one.result === 'refused') console.log(`-- refused ${one.name}: ${one.message}`);
    if (one.result === 'failed')
      console.log(
        `-- FAILED ${one.name}: ${one.message.slice(0, 2500)}${count === 1 ? `\n${one.sql}\n${one.script ?? ''}` : ''}`,
      );
  }
  if (total('failed') > 0) process.exitCode = 1;
  const why = new Map<string, number>();
  for (const one of outcomes)
    if (one.result === 'not loaded')
      why.set(one.message.replace(/'[^']*'/g, '…'), (why.get(one.message.replace(/'[^']*'/g, '…')) ?? 0) + 1);
  console.log([...why].map(([message, n]) => `   not loaded ${String(n)}: ${message}`).join('\n'));
}
