/** Running one step of `npm test` and counting what it did. Plain Node, no packages. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './freshness.mjs';

export const REPORTS = join(ROOT, '.cache', 'reports');

/**
 * What a step did. `skipped` and `failures` name things, for the reader.
 * @param {string[]} skipped
 * @param {string[]} failures
 */
export function tally(passed = 0, failed = 0, skipped = [], failures = []) {
  return { passed, failed, skipped, failures };
}

const running = new Set();

/** Stops every program that a step started; for Ctrl-C. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/** Runs a program to its end. Resolves to `{ code, output }`; with `live`, the output is shown as it comes. */
export function runProgram(command, args, { env = {}, live = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...(process.stderr.isTTY ? {} : { NO_COLOR: '1' }), ...env },
      stdio: live ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    const take = (chunk) => {
      output += String(chunk);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    const end = (code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      end(1);
    });
    child.once('close', (code) => end(code ?? 1));
  });
}

/** The path of a program that npm installed. */
export function packageProgram(packageName, program = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/** A step that passes or fails as one: a linter, the compiler, the build. */
export async function runCheck(name, packageName, args, program) {
  const done = await runProgram(process.execPath, [packageProgram(packageName, program), ...args]);
  if (done.code === 0) return tally(1);
  console.error(done.output.trimEnd());
  return tally(0, 1, [], [name]);
}

/** One linter in several processes side by side, each with arguments of its own; still one check. */
export async function runChecks(name, packageName, parts) {
  const done = await Promise.all(
    parts.map((args) => runProgram(process.execPath, [packageProgram(packageName), ...args])),
  );
  const failed = done.filter(({ code }) => code !== 0);
  for (const { output } of failed) console.error(output.trimEnd());
  return failed.length === 0 ? tally(1) : tally(0, 1, [], [name]);
}

/** Runs one of vitest's projects; `more` goes to vitest as it is. */
export async function runVitest(project, more, env) {
  const report = freshReport(`vitest-${project}.json`);
  const done = await runProgram(
    process.execPath,
    [
      packageProgram('vitest'),
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...more,
    ],
    { env, live: true },
  );
  return honest(project, done.code, existsSync(report) ? countVitest(readJson(report)) : tally());
}

/** Sums vitest's JSON report. */
export function countVitest({ testResults }) {
  const sum = tally();
  for (const file of testResults) {
    for (const test of file.assertionResults) {
      const name = `${file.name.slice(ROOT.length + 1)}: ${test.fullName}`;
      if (test.status === 'passed') sum.passed++;
      else if (test.status === 'failed') addFailure(sum, name);
      else sum.skipped.push(name);
    }
    // A file that could not be loaded holds no test, and still must not look like success.
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      addFailure(sum, `${file.name.slice(ROOT.length + 1)} (could not run)`);
    }
  }
  return sum;
}

/** Runs the journeys in a browser. */
export async function runPlaywright(more, env) {
  const report = freshReport('playwright.json');
  const args = [packageProgram('@playwright/test', 'playwright'), 'test', '--reporter=line,json', ...more];
  const done = await runProgram(process.execPath, args, {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    live: true,
  });
  return honest('e2e', done.code, existsSync(report) ? countPlaywright(readJson(report)) : tally());
}

/** Sums Playwright's JSON report. */
export function countPlaywright(report) {
  const sum = tally();
  const visit = (suite, path) => {
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title]);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const name = [...path, spec.title].filter(Boolean).join(' › ');
        if (test.status === 'skipped') sum.skipped.push(name);
        else if (test.status === 'expected') sum.passed++;
        // What passes only the second time is not known to work.
        else addFailure(sum, test.status === 'flaky' ? `${name} (flaky)` : name);
      }
    }
  };
  visit(report, []);
  return sum;
}

function addFailure(sum, name) {
  sum.failed++;
  sum.failures.push(name);
}

/**
 * A program that ended badly without a failed test failed all the same, and so did one that ran no test.
 * @param {string} name
 * @param {number} code
 * @param {ReturnType<typeof tally>} sum
 */
export function honest(name, code, sum) {
  if (code !== 0 && sum.failed === 0) addFailure(sum, `${name} ended with code ${String(code)}`);
  if (code === 0 && sum.passed + sum.failed + sum.skipped.length === 0)
    addFailure(sum, `${name} ran no test`);
  return sum;
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const path = join(REPORTS, name);
  rmSync(path, { force: true });
  return path;
}
