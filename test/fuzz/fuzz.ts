/**
 * `npm run fuzz -- [READER…] [--minutes N] [--seed N]`: gives each reader broken texts, and stops at the first that
 * makes it throw, break a promise or take too long. One minute each by default; a finding names its seed.
 */
import { MIGRATION_TARGETS } from './migrations';
import type { AsyncFuzzTarget } from './migrations';
import { seededRandom } from './random';
import type { FuzzTarget } from './random';
import { brokenSql, tryBrokenSql } from './sql';
import { toonTarget } from './toon';
import { yamlTarget } from './yaml';

/** No small text may take longer. Generous, because other work may share the machine. */
const LONGEST_MS = 5_000;

let round = 0;
const sqlTarget: FuzzTarget = {
  name: 'sql',
  make: (random) => brokenSql((below) => Math.floor(random() * below)),
  read: (text) => {
    tryBrokenSql(text, round);
    round += 1;
  },
};

const TARGETS: readonly (FuzzTarget | AsyncFuzzTarget)[] = [
  sqlTarget,
  toonTarget,
  yamlTarget,
  ...MIGRATION_TARGETS,
];

async function fuzz(target: FuzzTarget | AsyncFuzzTarget, minutes: number, first: number): Promise<boolean> {
  const end = performance.now() + minutes * 60_000;
  let slowest = 0;
  let seed = first;
  for (; performance.now() < end; seed += 1) {
    const text = target.make(seededRandom(seed));
    const start = performance.now();
    try {
      await target.read(text);
    } catch (error) {
      console.log(`CRASH ${target.name} --seed ${String(seed)}\n${JSON.stringify(text)}`, error);
      return false;
    }
    const took = performance.now() - start;
    slowest = Math.max(slowest, took);
    if (took > LONGEST_MS) {
      console.log(
        `SLOW ${target.name} --seed ${String(seed)}: ${took.toFixed(0)} ms\n${JSON.stringify(text)}`,
      );
      return false;
    }
  }
  console.log(`ok ${target.name}: ${String(seed - first)} texts, the slowest took ${slowest.toFixed(0)} ms`);
  return true;
}

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at === -1 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isFinite(value) ? value : fallback;
}

const wanted = process.argv.slice(2).filter((word) => TARGETS.some((target) => target.name === word));
let isSound = true;
for (const target of TARGETS) {
  if (wanted.length > 0 && !wanted.includes(target.name)) continue;
  isSound = (await fuzz(target, option('minutes', 1), option('seed', 1))) && isSound;
}
process.exitCode = isSound ? 0 : 1;
