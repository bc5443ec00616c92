/**
 * `npm run fuzz [-- READER…] [MINUTES] [--minutes N] [--seed N]`: gives each reader broken texts, and stops at the
 * first that makes it throw, break a promise or take too long. One minute each by default; a finding names its seed.
 */
import { expressionTarget } from './expression';
import { MIGRATION_TARGETS } from './migrations';
import type { AsyncFuzzTarget } from './migrations';
import { seededRandom } from './random';
import type { FuzzTarget } from './random';
import { brokenSql, tryBrokenSql } from './sql';
import { toonTarget } from './toon';
import { yamlTarget } from './yaml';

/** Milliseconds of processor time, whatever else the machine does: no small text may take more. */
const LONGEST_MS = 2_000;

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
  expressionTarget,
  ...MIGRATION_TARGETS,
];

async function fuzz(target: FuzzTarget | AsyncFuzzTarget, minutes: number, first: number): Promise<boolean> {
  const end = performance.now() + minutes * 60_000;
  let slowest = { took: 0, seed: first };
  let seed = first;
  for (; performance.now() < end; seed += 1) {
    const text = target.make(seededRandom(seed));
    const start = process.cpuUsage();
    try {
      await target.read(text);
    } catch (error) {
      console.log(`CRASH ${target.name} --seed ${String(seed)}\n${JSON.stringify(text)}`, error);
      return false;
    }
    const { user, system } = process.cpuUsage(start);
    const took = (user + system) / 1_000;
    if (took > slowest.took) slowest = { took, seed };
    if (took > LONGEST_MS) {
      console.log(
        `SLOW ${target.name} --seed ${String(seed)}: ${took.toFixed(0)} ms\n${JSON.stringify(text)}`,
      );
      return false;
    }
  }
  console.log(
    `ok ${target.name}: ${String(seed - first)} texts, the slowest (--seed ${String(slowest.seed)}) took ${slowest.took.toFixed(0)} ms`,
  );
  return true;
}

function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at === -1 ? Number.NaN : Number(process.argv[at + 1]);
  return Number.isFinite(value) ? value : fallback;
}

const words = process.argv
  .slice(2)
  .filter((word, at, all) => !word.startsWith('--') && all[at - 1]?.startsWith('--') !== true);
const wanted = words.filter((word) => TARGETS.some((target) => target.name === word));
const minutes = option('minutes', Number(words.find((word) => Number(word) > 0) ?? 1));
const unknown = words.filter((word) => !wanted.includes(word) && !(Number(word) > 0));
if (unknown.length > 0) {
  console.error(
    `no reader ${unknown.join(', ')}; there are ${TARGETS.map((target) => target.name).join(', ')}`,
  );
  process.exit(64);
}
let isSound = true;
for (const target of TARGETS) {
  if (wanted.length > 0 && !wanted.includes(target.name)) continue;
  isSound = (await fuzz(target, minutes, option('seed', 1))) && isSound;
}
process.exitCode = isSound ? 0 : 1;
