/**
 * `node scripts/run-ts.mjs --servers test/conformance/crash-conformance.ts [CASES.json] [MOST]`: for each plan between the
 * two states of a case, kills our process after each statement, and the connection while a statement runs, and starts
 * again: the wanted state must be reached, and by choice the first one. Prints what was not.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection } from 'mysql2/promise';
import { makePlan } from '../../electron/core/plan/make-plan';
import { writePlanFile } from '../../electron/core/plan/plan-file';
import { parseAddress } from '../../electron/core/mysql';
import { splitScript } from '../../electron/core/rehearse/split-script';
import { listRuns } from '../../electron/core/run/run-journal';
import { runPlan } from '../../electron/core/run/run-plan';
import type { RunRequest } from '../../electron/core/run/run-request';
import { AppError } from '../../shared/app-error';
import { parseFlavor } from '../../shared/model';
import type { Flavor } from '../../shared/model';
import { RISK_CLASSES } from '../../shared/plan';
import { DEFAULT_POLICY, isUnfinished } from '../../shared/run';
import { readSql } from '../../shared/sql';
import { bundleProgram } from '../integration/run/bundle-program';
import { showSchema } from './plan-cases';

interface Case {
  readonly name: string;
  readonly current: string;
  readonly desired: string;
}

const [file = '../shared/cases/mysqldef.json', most = '400'] = process.argv.slice(2);
const counts = { plans: 0, crashes: 0, kills: 0, failed: 0, skipped: 0 };

async function provePlan(url: string, flavor: Flavor, one: Case, at: number, program: string): Promise<void> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  const schema = `td_crash_${String(process.pid)}_${String(at)}`;
  const root = mkdtempSync(join(tmpdir(), 'tidemark-crash-'));
  const target = parseAddress(new URL(schema, url).href);
  const load = async (sql: string): Promise<void> => {
    await connection.query(`DROP DATABASE IF EXISTS \`${schema}\``);
    await connection.query(`CREATE DATABASE \`${schema}\` CHARACTER SET utf8mb4`);
    await connection.query(`USE \`${schema}\``);
    for (const text of splitScript(sql, flavor)) await connection.query(text);
  };
  try {
    try {
      await load(one.desired);
      await load(one.current);
    } catch {
      counts.skipped += 1;
      return;
    }
    const first = await show(connection, schema);
    const { migration } = await makePlan(
      { id: 'target', kind: 'mysql', model: { schemas: [] }, target },
      {
        id: 'desired',
        kind: 'sql',
        model: readSql(one.desired, { path: 'd.sql', flavor, defaultSchema: schema }).value,
      },
      {
        name: one.name.slice(0, 100),
        planVersion: '1',
        author: 'a',
        style: 'guarded',
        allow: new Set(RISK_CLASSES),
        renames: [],
        dropMode: 'real',
        date: '20260116',
      },
    );
    const statements = migration.plan.statements.length;
    if (statements === 0 || migration.plan.refusals.length > 0) {
      counts.skipped += 1;
      return;
    }
    const planPath = join(root, 'p.plan.json');
    await writePlanFile(planPath, migration);
    const policy = {
      ...DEFAULT_POLICY,
      approvals: 0,
      destructiveApprovals: 0,
      rehearsal: false,
      backup: 'none' as const,
    };
    const run = (mode: RunRequest['mode'], progress?: RunRequest['progress']): Promise<unknown> =>
      runWhenFree({
        migration,
        planPath,
        root,
        target,
        mode,
        by: 'a',
        policy,
        ...(progress === undefined ? {} : { progress }),
      });
    await run('start');
    const wanted = await show(connection, schema);
    counts.plans += 1;
    const goOn = async (): Promise<void> => {
      const [known] = await listRuns(root);
      await run(known !== undefined && isUnfinished(known.record) ? 'resume' : 'start');
    };
    for (let stop = 0; stop <= statements; stop += 1) {
      await load(one.current);
      rmSync(join(root, '.tidemark'), { recursive: true, force: true });
      await crash(program, [planPath, root, new URL(schema, url).href, 'start', String(stop)]);
      counts.crashes += 1;
      if (stop % 2 === 0 || migration.plan.irreversible.length > 0) {
        await goOn();
        check(one, `crash after ${String(stop)}`, await show(connection, schema), wanted);
      } else {
        await run('rollback').catch((error: unknown) => {
          if (!(error instanceof AppError) || error.code !== 'stale-plan') throw error;
        });
        check(one, `crash after ${String(stop)}, rolled back`, await show(connection, schema), first);
      }
    }
    await load(one.current);
    rmSync(join(root, '.tidemark'), { recursive: true, force: true });
    let killed = false;
    const killer = await createConnection({ uri: url });
    await run('start', ({ phase, done }) => {
      if (phase !== 'executing' || done !== statements - 1 || killed) return;
      killed = true;
      void killSessions(killer, connection.threadId);
    }).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    });
    counts.kills += 1;
    await killer.end().catch(() => undefined);
    await goOn();
    check(one, 'connection killed', await show(connection, schema), wanted);
  } catch (error) {
    counts.failed += 1;
    console.log(`-- ${one.name}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS \`${schema}\``).catch(() => undefined);
    await connection.end();
    rmSync(root, { recursive: true, force: true });
  }
}

/** The server may take a moment to notice that a client is dead. */
async function runWhenFree(request: RunRequest): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await runPlan(request);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'locked' || attempt > 20) throw error;
      await sleep(100);
    }
  }
}

async function show(connection: Connection, schema: string): Promise<string> {
  return JSON.stringify([...(await showSchema(connection, schema))]);
}

function check(one: Case, what: string, actual: string, expected: string): void {
  if (actual === expected) return;
  throw new Error(`${what}:\n  is     ${actual.slice(0, 1500)}\n  wanted ${expected.slice(0, 1500)}`);
}

function crash(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    spawn(process.execPath, [program, ...args], { stdio: 'ignore' }).on('close', () => {
      resolve();
    });
  });
}

async function killSessions(killer: Connection, spared: number): Promise<void> {
  const [rows] = await killer.query(
    "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER <> 'system user' AND USER <> 'event_scheduler' AND ID <> CONNECTION_ID()",
  );
  for (const row of rows as { id: number }[]) {
    if (row.id !== spared) await killer.query(`KILL ${String(row.id)}`).catch(() => undefined);
  }
}

if (!existsSync(file)) {
  console.log(`skipped: there is no ${file}`);
} else {
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Partial<Case>[] };
  const bundle = await bundleProgram('test/integration/run/crash-runner.ts');
  for (const url of [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']]) {
    if (url === undefined) continue;
    const connection = await createConnection(url);
    const [[row]] = (await connection.query('SELECT VERSION() AS v')) as unknown as [[{ v: string }]];
    await connection.end();
    const flavor = parseFlavor(row.v);
    if (flavor === undefined) continue;
    Object.assign(counts, { plans: 0, crashes: 0, kills: 0, failed: 0, skipped: 0 });
    for (const [at, one] of cases.entries()) {
      if (counts.plans >= Number(most)) break;
      await provePlan(
        url,
        flavor,
        { name: one.name ?? '', current: one.current ?? '', desired: one.desired ?? '' },
        at,
        bundle.program,
      );
    }
    console.log(`== ${flavor.vendor} ${flavor.version.join('.')}: ${JSON.stringify(counts)}`);
  }
  bundle.remove();
}
