/**
 * Part of `npm run bench`: two live schemas through the whole command line, as a person would run it, beside
 * `skeema diff` where it is installed and beside the bare queries that reading them needs. Works on the private
 * server whose address is in TIDEMARK_TEST_URL, in schemas of its own that it drops again.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { Connection } from 'mysql2/promise';
import { differenceSql, schemaSql } from './schema-text';

const base = process.env['TIDEMARK_TEST_URL'];
const CLI = resolve('dist/cli.js');
const [FROM, TO] = ['tidemark_bench_from', 'tidemark_bench_to'];
let missed = 0;

function report(what: string, figure: string, goal: string, isReached: boolean): void {
  if (!isReached) missed += 1;
  console.log(`${isReached ? 'ok  ' : 'MISS'} ${what.padEnd(58)} ${figure.padStart(12)}   goal ${goal}`);
}

interface Ran {
  readonly seconds: number;
  readonly code: number | null;
  readonly out: string;
  /** The most memory that the process held, in MB; 0 where /proc does not tell. */
  readonly peak: number;
}

/** Runs a program to its end. */
function run(program: string, args: readonly string[], cwd?: string): Promise<Ran> {
  return new Promise((done) => {
    const start = performance.now();
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const out: Buffer[] = [];
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, readPeak(child.pid));
    }, 25);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => out.push(chunk));
    child.on('close', (code) => {
      clearInterval(watch);
      done({
        seconds: (performance.now() - start) / 1_000,
        code,
        out: Buffer.concat(out).toString('utf8'),
        peak,
      });
    });
  });
}

function readPeak(pid: number | undefined): number {
  try {
    return (
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1_024
    );
  } catch {
    return 0;
  }
}

async function fill(connection: Connection, count: number): Promise<void> {
  for (const [schema, changes] of [
    [FROM, []],
    [TO, differenceSql(count)],
  ] as const) {
    await connection.query(
      `DROP DATABASE IF EXISTS ${schema}; CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci; USE ${schema}`,
    );
    const tables = schemaSql(count).split('\n\n');
    for (let at = 0; at < tables.length; at += 200)
      await connection.query(tables.slice(at, at + 200).join('\n'));
    for (const change of changes) await connection.query(change);
  }
}

/**
 * What no tool can do without: one list and one SHOW CREATE TABLE a table, two schemas on two connections. A
 * process of its own, as everything else that is measured here: it starts as cold as they do.
 */
const BARE = `
  import { createConnection } from 'mysql2/promise';
  const [uri, ...schemas] = process.argv.slice(1);
  await Promise.all(schemas.map(async (database) => {
    const connection = await createConnection({ uri, database });
    const [rows] = await connection.query(
      'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?', [database]);
    for (const { name } of rows) await connection.query('SHOW CREATE TABLE \`' + name + '\`');
    await connection.end();
  }));
`;

function readBare(url: string): Promise<Ran> {
  return run(process.execPath, ['--input-type=module', '-e', BARE, url, FROM, TO]);
}

/** The middle one by time. */
function middle(runs: readonly Ran[]): Ran {
  const sorted = runs.toSorted((a, b) => a.seconds - b.seconds);
  const found = sorted[sorted.length >> 1];
  if (found === undefined) throw new Error('Nothing was measured.');
  return found;
}

/** A folder in which `skeema diff` compares the two schemas; undefined where skeema is not installed. */
async function prepareSkeema(url: URL, folder: string): Promise<string | undefined> {
  if (spawnSync('skeema', ['--version']).error !== undefined) return undefined;
  const dir = join(folder, 's');
  const init = await run(
    'skeema',
    ['init', '-h', url.hostname, '-P', url.port, '-u', 'root', '--password=', '--schema', FROM, '-d', 's'],
    folder,
  );
  if (init.code !== 0) throw new Error(init.out);
  const config = join(dir, '.skeema');
  writeFileSync(config, readFileSync(config, 'utf8').replace(`schema=${FROM}`, `schema=${TO}`));
  return dir;
}

const ROUNDS = 5;

/** The three in turns, so that what else the machine does falls on all of them alike. */
async function measureAll(
  url: URL,
  work: { readonly diff: () => Promise<Ran>; readonly bare: () => Promise<Ran> },
) {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
  try {
    const dir = await prepareSkeema(url, folder);
    const runs = { diff: [] as Ran[], bare: [] as Ran[], skeema: [] as Ran[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.diff.push(await work.diff());
      runs.bare.push(await work.bare());
      if (dir !== undefined)
        runs.skeema.push(await run('skeema', ['diff', '--password=', '--allow-unsafe', '--skip-lint'], dir));
    }
    return {
      diff: middle(runs.diff),
      bare: middle(runs.bare),
      skeema: dir === undefined ? undefined : middle(runs.skeema),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (base === undefined) {
  console.error(
    'No database server: two live schemas were not measured. Install mariadb-server, or set TIDEMARK_TEST_URL.',
  );
} else {
  const url = new URL(base);
  const source = (schema: string): string => `${base.replace(/\/?$/, '/')}${schema}`;
  const connection = await createConnection({ uri: base, multipleStatements: true });
  try {
    await fill(connection, 1_000);
    const diffNow = (): Promise<Ran> =>
      run(process.execPath, [CLI, 'diff', source(FROM), source(TO), '--format', 'json']);
    const { diff, bare, skeema } = await measureAll(url, { diff: diffNow, bare: () => readBare(base) });
    const items = countTables(diff.out);
    report('two live schemas of 1,000 tables: tables told apart', String(items), '50', items === 50);
    const ratio = diff.seconds / bare.seconds;
    report(
      `tidemark diff ${diff.seconds.toFixed(2)} s to bare queries ${bare.seconds.toFixed(2)} s`,
      `${ratio.toFixed(2)} ×`,
      'under 2.5 ×',
      ratio < 2.5,
    );
    if (skeema === undefined) console.log('     skeema is not installed: no comparison with it');
    else {
      const faster = skeema.seconds / diff.seconds;
      report(
        `skeema diff ${skeema.seconds.toFixed(2)} s to tidemark diff`,
        `${faster.toFixed(1)} ×`,
        'at least 5 ×',
        faster >= 5,
      );
    }
    if (!process.argv.includes('--quick')) {
      await fill(connection, 10_000);
      const large = await diffNow();
      report(
        'two live schemas of 10,000 tables',
        `${large.seconds.toFixed(1)} s`,
        'under 15 s',
        large.seconds < 15 && countTables(large.out) === 50,
      );
      report('their peak memory', `${large.peak.toFixed(0)} MB`, 'under 1,500 MB', large.peak < 1_500);
    }
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS ${FROM}; DROP DATABASE IF EXISTS ${TO}`);
    await connection.end();
  }
}

/** How many tables the JSON report calls different, missing or extra. */
function countTables(json: string): number {
  try {
    const start = json.indexOf('{');
    const report = JSON.parse(json.slice(start, json.lastIndexOf('}') + 1)) as {
      items?: readonly { table?: string; status?: string }[];
    };
    return new Set(
      (report.items ?? [])
        .filter((item) => ['different', 'missing', 'extra'].includes(item.status ?? ''))
        .map((item) => item.table),
    ).size;
  } catch {
    return -1;
  }
}

process.exitCode = missed === 0 ? 0 : 1;
