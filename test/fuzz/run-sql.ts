import { brokenSql, makeRandom, tryBrokenSql } from './sql';

// `node scripts/run-ts.mjs test/fuzz/run-sql.ts [minutes] [seed]`
const minutes = Number(process.argv[2] ?? '1');
const seed = Number(process.argv[3] ?? String(Date.now() % 1_000_000));
const random = makeRandom(seed);
const end = Date.now() + minutes * 60_000;
let round = 0;
for (; Date.now() < end; round += 1) {
  const text = brokenSql(random);
  const started = performance.now();
  try {
    tryBrokenSql(text, round);
  } catch (error) {
    console.error(`seed ${String(seed)}, round ${String(round)}: threw on ${JSON.stringify(text)}`);
    throw error;
  }
  const took = performance.now() - started;
  if (took > 2000)
    throw new Error(
      `seed ${String(seed)}, round ${String(round)}: ${String(took)} ms on ${JSON.stringify(text)}`,
    );
}
console.log(`${String(round)} texts, seed ${String(seed)}: nothing thrown`);
