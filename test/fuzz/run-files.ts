/**
 * Fires random texts at the readers of TOON and of tidemark.yaml, which must also write back what they read:
 * `node scripts/run-ts.mjs test/fuzz/run-files.ts [SECONDS] [toon|yaml] [SEED]`, 60 seconds each when left out.
 */
import { seededRandom } from './random';
import { toonTarget } from './toon';
import { yamlTarget } from './yaml';

/** One text may take so long, in milliseconds; far longer means work that grows faster than the text. */
const PATIENCE_MS = 5000;

const [seconds = '60', name = '', first = String(Date.now() % 1_000_000)] = process.argv.slice(2);
for (const target of [toonTarget, yamlTarget].filter((one) => name === '' || one.name === name)) {
  const end = performance.now() + Number(seconds) * 1000;
  let slowest = 0;
  let seed = Number(first);
  for (; performance.now() < end; seed += 1) {
    const text = target.make(seededRandom(seed));
    const started = performance.now();
    try {
      target.read(text);
    } catch (error) {
      console.error(`${target.name}, seed ${String(seed)}: broke on ${JSON.stringify(text)}`);
      throw error;
    }
    slowest = Math.max(slowest, performance.now() - started);
    if (slowest > PATIENCE_MS)
      throw new Error(`${target.name}, seed ${String(seed)}: took ${slowest.toFixed(0)} ms`);
  }
  console.log(
    `${target.name}: ${String(seed - Number(first))} texts, the slowest took ${slowest.toFixed(0)} ms`,
  );
}
