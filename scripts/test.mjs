/**
 * `npm test`: everything, on a fresh clone. `npm test -- NAME… [-- ARGS]` runs parts of it; ARGS go to the test
 * program of the last part (`npm test -- unit -- test/unit/sql`). The last line counts everything that ran.
 *
 *   lint         eslint, prettier, dependency-cruiser and knip; each counts as one
 *   types        tsc -b
 *   build        build.mjs
 *   unit         unit, contract and golden tests
 *   integration  tests on real servers
 *   e2e          journeys in a browser
 */
import { ensureBuild } from './ensure-build.mjs';
import { ensurePackages, requireNode } from './packages.mjs';
import { startTestServers } from './database-server.mjs';
import { ensurePrograms, findChromium } from './system-packages.mjs';
import { runCheck, runChecks, runPlaywright, runVitest, stopRunning, tally } from './test-step.mjs';

// No cache: rules that know types depend on other files, and ESLint's cache does not know that.
const STRICT = ['--max-warnings', '0'];
const CORE = ['shared', 'toon', 'electron'];
// Most of the time goes into types, and one process uses one processor; together these two see every file.
const ESLINT = [
  [...STRICT, ...CORE],
  [...STRICT, ...CORE.flatMap((room) => ['--ignore-pattern', `${room}/`]), '.'],
];
const PRETTIER = ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'];
const ROOMS = [...CORE, 'renderer'];

const { names, more } = readArguments();
const wants = (name) => names.length === 0 || names.includes(name);
const lastName = names.at(-1);
const moreFor = (name) => (name === lastName ? more : []);

const total = tally();
let servers = { servers: [], missing: [], stop: async () => {} };
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    stopRunning();
  });
}

const started = performance.now();
try {
  await run();
} catch (error) {
  fail('npm test', error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  await servers.stop();
}
if (stopping) fail('npm test', 'stopped before the end');
report();

async function run() {
  requireNode();
  ensurePackages();
  if (wants('lint')) {
    await step('eslint', () => runChecks('eslint', 'eslint', ESLINT));
    await step('prettier', () => runCheck('prettier', 'prettier', PRETTIER));
    const layers = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...ROOMS];
    await step('layers', () => runCheck('layers', 'dependency-cruiser', layers, 'depcruise'));
    await step('knip', () =>
      runCheck('knip', 'knip', ['--no-progress', '--cache', '--cache-location', '.cache/knip']),
    );
  }
  if (wants('types')) await step('types', () => runCheck('types', 'typescript', ['-b'], 'tsc'));
  if (wants('build') || wants('integration') || wants('e2e') || wants('unit')) {
    await step('build', async () => ((await ensureBuild()) ? tally(1) : tally(0, 1, [], ['build'])));
  }
  if (wants('unit')) await step('unit', () => runVitest('unit', moreFor('unit'), {}));
  if (!wants('integration') && !wants('e2e')) return;

  const missing = ensurePrograms(wants('e2e') ? ['database', 'browser'] : ['database']);
  for (const [name, remedy] of missing) skip(`${name} tests: ${remedy}`, true);
  servers = await startTestServers();
  for (const { vendor, reason, broken } of servers.missing) {
    if (broken === true) fail(`${vendor} server`, reason);
    else if (!missing.has('database')) skip(`tests on ${vendor}: ${reason}`, servers.servers.length === 0);
  }
  const addresses = servers.servers.map((server) => server.url).join(' ');
  const env = { TIDEMARK_TEST_SERVERS: addresses, TIDEMARK_CHROMIUM: findChromium() ?? '' };
  if (wants('integration') && servers.servers.length > 0) {
    await step('integration', () => runVitest('integration', moreFor('integration'), env));
  }
  if (wants('e2e') && !missing.has('browser')) await step('e2e', () => runPlaywright(moreFor('e2e'), env));
}

function readArguments() {
  const known = ['lint', 'types', 'build', 'unit', 'integration', 'e2e'];
  const given = process.argv.slice(2);
  const end = given.findIndex((word) => !known.includes(word));
  const before = end < 0 ? given : given.slice(0, end);
  const rest = end < 0 ? [] : given.slice(end);
  const after = rest[0] === '--' ? rest.slice(1) : rest;
  if (after.length > 0 && before.length === 0) {
    console.error(`usage: npm test -- [${known.join('] [')}] [-- ARGS]`);
    process.exit(64);
  }
  return { names: before, more: after };
}

async function step(name, work) {
  if (stopping) return;
  const from = performance.now();
  console.error(`\n── ${name}`);
  const sum = await work();
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.error(
    `── ${name}: ${String(sum.passed)} passed, ${String(sum.failed)} failed, ${String(sum.skipped.length)} skipped in ${seconds} s`,
  );
  total.passed += sum.passed;
  total.failed += sum.failed;
  total.skipped.push(...sum.skipped);
  total.failures.push(...sum.failures);
}

function fail(name, reason) {
  total.failed++;
  total.failures.push(`${name}: ${reason}`);
}

/** Records what could not run. What the tests cannot do without makes the whole run fail, though no test did. */
function skip(reason, needed) {
  total.skipped.push(reason);
  if (needed) process.exitCode = 1;
}

function report() {
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  if (total.skipped.length > 0) console.log(`\nSkipped:\n${list(total.skipped)}`);
  if (total.failures.length > 0) console.log(`\nFailed:\n${list(total.failures)}`);
  if (total.failed > 0) process.exitCode = 1;
  else if (process.exitCode === 1) console.log('\nNot a success: what is named above could not run.');
  console.log(`\nIn ${minutes} minutes:`);
  console.log(
    `${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped.length)} skipped`,
  );
}

function list(lines) {
  const shown = lines.slice(0, 50).map((line) => `  ${line}`);
  const rest = lines.length > 50 ? [`  … and ${String(lines.length - 50)} more`] : [];
  return [...shown, ...rest].join('\n');
}
