/**
 * `npm run bench`: planning 1,000 tables that all differ, beyond reading them, and what a run itself costs for each
 * statement beyond what the server takes for it. The exit code says whether both goals were reached.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { parseAddress } from '../../electron/core/mysql';
import { makePlan } from '../../electron/core/plan/make-plan';
import type { PlannedMigration } from '../../electron/core/plan/plan-file';
import { runPlan } from '../../electron/core/run/run-plan';
import { parseFlavor } from '../../shared/model';
import type { Flavor } from '../../shared/model';
import { buildPlan, compareFor, RISK_CLASSES, SESSION_START } from '../../shared/plan';
import type { Plan } from '../../shared/plan';
import { DEFAULT_POLICY } from '../../shared/run';
import { readSql } from '../../shared/sql';
import { DIFFERENCES, schemaSql, tableName } from './schema-text';

const TABLES = 1_000;
const STATEMENTS = 200;

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

function report(what: string, milliseconds: number, goal: number): void {
  const reached = milliseconds < goal;
  if (!reached) process.exitCode = 1;
  console.log(
    `${reached ? 'ok  ' : 'MISS'} ${what.padEnd(58)} ${`${milliseconds.toFixed(1)} ms`.padStart(12)}   goal under ${String(goal)} ms`,
  );
}

/** Everything beyond reading: the comparison, the changes, their order, both scripts' statements. */
function planThousand(flavor: Flavor): Plan {
  const text = schemaSql(TABLES);
  const differing = Array.from({ length: TABLES }, (_, number) =>
    DIFFERENCES[number % DIFFERENCES.length]?.(tableName(number)),
  ).join(';\n');
  const from = readSql(text, { path: 'from.sql', flavor, defaultSchema: 's' }).value;
  const to = readSql(`${text}\n${differing};`, { path: 'to.sql', flavor, defaultSchema: 's' }).value;
  const times: number[] = [];
  let plan: Plan | undefined;
  for (let run = 0; run < 6; run += 1) {
    // The processor's time: what else the machine does meanwhile is not planning.
    const start = process.cpuUsage();
    plan = buildPlan({
      ...{
        name: 'bench',
        planVersion: '1',
        flavor,
        style: 'guarded',
        from,
        to,
        renames: [],
        dropMode: 'rename',
      },
      target: { source: 'from', kind: 'sql', fingerprint: '' },
      follow: { source: 'to', kind: 'sql', fingerprint: '' },
      ...{ allow: new Set(RISK_CLASSES), date: '20260101', comparer: compareFor(flavor, from) },
    }).plan;
    const { user, system } = process.cpuUsage(start);
    if (run > 0) times.push((user + system) / 1_000);
  }
  if (plan === undefined) throw new Error('no plan was built');
  report(
    `a plan of ${String(plan.statements.length)} statements for ${String(TABLES)} differing tables`,
    middle(times),
    1_000,
  );
  return plan;
}

/** A run's time in its execution state against the same statements sent without a runner. */
async function measureRun(url: string): Promise<void> {
  const connection = await createConnection(url);
  const schema = `td_bench_${String(process.pid)}`;
  // In memory, forcing the journal to the disk costs nothing: that is the disk's time, not the runner's.
  const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tidemark-bench-'));
  try {
    await connection.query(`CREATE DATABASE ${schema}`);
    await connection.query(`USE ${schema}`);
    for (let number = 0; number < STATEMENTS; number += 1)
      await connection.query(`CREATE TABLE t${String(number)} (id int PRIMARY KEY)`);
    const target = parseAddress(new URL(schema, url).href);
    const planTo = async (comment: string): Promise<PlannedMigration> => {
      const sql = Array.from(
        { length: STATEMENTS },
        (_, number) => `CREATE TABLE t${String(number)} (id int PRIMARY KEY) COMMENT '${comment}';`,
      ).join('\n');
      const { migration } = await makePlan(
        { id: 'target', kind: 'mysql', model: { schemas: [] }, target },
        { id: 'to', kind: 'sql', model: readSql(sql, { path: 'to.sql', defaultSchema: schema }).value },
        {
          ...{
            name: 'bench',
            planVersion: comment,
            author: 'a',
            style: 'guarded',
            allow: new Set(RISK_CLASSES),
          },
          ...{ renames: [], dropMode: 'rename', date: '20260101' },
        },
      );
      return migration;
    };
    const [ours, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < 4; round += 1) {
      const migration = await planTo(`run ${String(round)}`);
      let [first, last] = [0, 0];
      await runPlan({
        ...{ migration, planPath: join(root, 'p.plan.json'), root, target, mode: 'start', by: 'bench' },
        policy: {
          ...DEFAULT_POLICY,
          approvals: 0,
          destructiveApprovals: 0,
          rehearsal: false,
          backup: 'none',
        },
        progress: ({ phase, done, total }) => {
          if (phase !== 'executing') return;
          if (done === 0) first = performance.now();
          if (done === total) last = performance.now();
        },
      });
      const plain = await planTo(`bare ${String(round)}`);
      for (const step of SESSION_START) await connection.query(step);
      const start = performance.now();
      for (const { steps } of plain.plan.statements) for (const step of steps) await connection.query(step);
      if (round === 0) continue;
      ours.push((last - first) / STATEMENTS);
      bare.push((performance.now() - start) / STATEMENTS);
    }
    report(
      `a run's own time per statement (server: ${middle(bare).toFixed(1)} ms)`,
      Math.max(0, middle(ours) - middle(bare)),
      5,
    );
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS ${schema}`);
    await connection.end();
    rmSync(root, { recursive: true, force: true });
  }
}

planThousand({ vendor: 'mariadb', version: [10, 11, 0] });
planThousand(parseFlavor('8.4.0') ?? { vendor: 'mysql', version: [8, 4, 0] });
for (const url of [process.env['TIDEMARK_TEST_URL'], process.env['TIDEMARK_TEST_MYSQL_URL']])
  if (url !== undefined) await measureRun(url);
