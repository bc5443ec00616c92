import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { parseAddress } from '../../electron/core/mysql';
import { makePlan } from '../../electron/core/plan/make-plan';
import { writePlanFile } from '../../electron/core/plan/plan-file';
import type { PlannedMigration } from '../../electron/core/plan/plan-file';
import { listRuns } from '../../electron/core/run/run-journal';
import { runPlan } from '../../electron/core/run/run-plan';
import type { RunOutcome, RunRequest } from '../../electron/core/run/run-request';
import { AppError } from '../../shared/app-error';
import type { Flavor } from '../../shared/model';
import { RISK_CLASSES } from '../../shared/plan';
import { isUnfinished, presentState } from '../../shared/run';
import { readSql } from '../../shared/sql';
import { crashPolicy } from './crash-child';
import type { ChildAnswer, ChildOrder, CrashPoint } from './crash-child';
import { showSchema, splitStatements } from './plan-cases';
import type { PlanCase } from './plan-cases';

/** A child process under way. */
export interface Child {
  /** Resolves when it says that so many statements are done, or when it is gone. */
  at(statements: number): Promise<void>;
  kill(): void;
  /** Its answer; undefined when it was killed. */
  readonly answer: Promise<ChildAnswer | undefined>;
}

/** One plan on one server, which can be set back to its first state and run again and again. */
export class CrashTrial {
  private constructor(
    readonly one: PlanCase,
    readonly url: string,
    readonly schema: string,
    readonly root: string,
    readonly migration: PlannedMigration,
    readonly flavor: Flavor,
    private readonly withRows: boolean,
  ) {}

  /** What the server shows after the whole plan, and after its rollback where it has one. */
  wanted = '';
  first = '';
  back: string | undefined;
  /** Questions and journal lines of a whole run. */
  events = 0;

  /** Makes the plan and runs it to the end and back once; undefined where there is nothing to run, or the server refuses it. */
  static async open(
    one: PlanCase,
    server: { readonly url: string; readonly flavor: Flavor },
    number: number,
    withRows: boolean,
  ): Promise<CrashTrial | string> {
    const { flavor } = server;
    const schema = `td_crash_${String(process.pid)}_${String(number)}`;
    const root = mkdtempSync(join(tmpdir(), 'tidemark-crash-'));
    const url = new URL(schema, server.url).href;
    const connection = await createConnection({ uri: server.url, charset: 'utf8mb4' });
    let opened: CrashTrial | undefined;
    try {
      for (const sql of [one.desired, one.current]) await load(connection, schema, sql, flavor);
      const { migration } = await makePlan(
        { id: 'target', kind: 'mysql', model: { schemas: [] }, target: parseAddress(url) },
        {
          id: 'desired',
          kind: 'sql',
          model: readSql(one.desired, { path: 'desired.sql', flavor, defaultSchema: schema }).value,
        },
        {
          ...{ name: `crash ${one.name}`.slice(0, 100), planVersion: '1.0.0', author: 'a', style: 'guarded' },
          ...{ allow: new Set(RISK_CLASSES), renames: [], dropMode: 'real', date: '20260116' },
        },
      );
      if (migration.plan.refusals.length > 0)
        return `refused by the plan: ${migration.plan.refusals.map(({ reason }) => reason).join('; ')}`;
      if (migration.plan.statements.length === 0) return 'nothing to do';
      const trial = new CrashTrial(one, server.url, schema, root, migration, flavor, withRows);
      await writePlanFile(trial.planPath, migration);
      opened = trial;
      await trial.reset();
      trial.first = await trial.show();
      const answer = await trial.start('start', { kind: 'never' }).answer;
      if (answer?.state !== 'completed') {
        opened = undefined;
        const said = answer?.message ?? 'died';
        return withRows ? `refused by rows: ${said}` : `REFERENCE: ${said}`;
      }
      trial.events = answer.events;
      trial.wanted = await trial.show();
      if (migration.plan.rollback.length > 0) {
        const reverted = await trial.run('rollback').catch((error: unknown) => error);
        trial.back = reverted instanceof Error ? undefined : await trial.show();
      }
      return trial;
    } catch (error) {
      opened = undefined;
      if ((error as { sqlState?: unknown }).sqlState !== undefined) return 'not loaded';
      if (error instanceof AppError && error.code === 'invalid-input') return 'nothing to do';
      throw error;
    } finally {
      if (opened === undefined) {
        await drop(connection, schema);
        rmSync(root, { recursive: true, force: true });
      }
      await connection.end();
    }
  }

  get planPath(): string {
    return join(this.root, 'p.plan.json');
  }

  get statements(): number {
    return this.migration.plan.statements.length;
  }

  /** The schema as at first, no journals, no tracking tables. */
  async reset(): Promise<void> {
    rmSync(join(this.root, '.tidemark'), { recursive: true, force: true });
    await this.use(async (connection) => {
      await connection.query(`DROP DATABASE IF EXISTS \`${this.schema}_t\``);
      await load(connection, this.schema, this.one.current, this.flavor);
      if (!this.withRows) return;
      await connection.query("SET SESSION sql_mode = ''");
      const [tables] = await connection.query<RowDataPacket[]>(
        "SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'",
      );
      for (const row of tables) {
        const name = String(Object.values(row)[0]).replaceAll('`', '``');
        for (let n = 0; n < 3; n += 1)
          await connection.query(`INSERT INTO \`${name}\` () VALUES ()`).catch(() => undefined);
      }
    });
  }

  /** All that the server says of the schema. */
  show(): Promise<string> {
    return this.use(async (connection) => {
      const shown = await showSchema(connection, this.schema);
      return [...shown].map(([key, text]) => `${key}\n${sortKeys(text)}`).join('\n');
    });
  }

  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await createConnection({ uri: this.url, charset: 'utf8mb4' });
    try {
      return await work(connection);
    } finally {
      await connection.end().catch(() => undefined);
    }
  }

  /** Runs in this process. A lock of a process that was killed this moment is waited for. */
  async run(mode: RunRequest['mode'], progress?: RunRequest['progress']): Promise<RunOutcome> {
    for (const deadline = Date.now() + 10_000; ;) {
      try {
        return await this.runOnce(mode, progress);
      } catch (error) {
        const locked = error instanceof AppError && error.code === 'locked';
        if (!locked || Date.now() > deadline) throw error;
        await sleep(50);
      }
    }
  }

  /** Runs in this process, and takes no for an answer. */
  runOnce(mode: RunRequest['mode'], progress?: RunRequest['progress']): Promise<RunOutcome> {
    return runPlan({
      ...{ migration: this.migration, planPath: this.planPath, root: this.root, mode, by: 'crash-trial' },
      target: parseAddress(new URL(this.schema, this.url).href),
      policy: crashPolicy(`${this.schema}_t`),
      ...(progress === undefined ? {} : { progress }),
    });
  }

  /** Starts the runner in a process of its own; `url` may lead there by a detour. */
  start(mode: RunRequest['mode'], crash: CrashPoint, url = this.url): Child {
    const order: ChildOrder = {
      ...{ planPath: this.planPath, root: this.root, url: new URL(this.schema, url).href },
      ...{ tracking: `${this.schema}_t`, mode, crash },
    };
    const child = spawn(process.execPath, [process.argv[1] ?? '', '--child', JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    let over = false;
    const words = (): readonly string[] => text.split('\n').slice(0, -1);
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const answer = new Promise<ChildAnswer | undefined>((resolve) => {
      child.once('close', () => {
        over = true;
        const last = words().at(-1) ?? '{}';
        resolve('message' in (JSON.parse(last) as object) ? (JSON.parse(last) as ChildAnswer) : undefined);
      });
    });
    return {
      answer,
      kill: () => {
        child.kill('SIGKILL');
      },
      at: async (statements) => {
        while (!over && !words().includes(JSON.stringify({ at: statements }))) await sleep(2);
      },
    };
  }

  /** Starts again after a crash: forward to the wanted state, or back to the first one. */
  async recover(to: 'wanted' | 'first', progress?: RunRequest['progress']): Promise<void> {
    const open = (await listRuns(this.root)).find(({ record }) => isUnfinished(record));
    const completed = (await listRuns(this.root)).some(
      ({ record }) => presentState(record.track) === 'completed',
    );
    if (to === 'wanted') await this.run(open === undefined ? 'start' : 'resume', progress);
    else {
      await this.run('rollback', progress).catch((error: unknown) => {
        // What was never begun needs no way back, and the runner says so.
        if (open !== undefined || completed || !(error instanceof AppError) || error.code !== 'stale-plan')
          throw error;
      });
    }
  }

  /** What is wrong with the database, the journals or the tracking tables after all was brought to its end. */
  async judge(to: 'wanted' | 'first'): Promise<string | undefined> {
    const shown = await this.show();
    const expected = to === 'wanted' ? this.wanted : this.back;
    if (shown !== expected && !(to === 'first' && shown === this.first))
      return `the schema\n  is     ${shown}\n  wanted ${expected ?? ''}`;
    return this.use((connection) => judgeRecords(connection, this.root, `${this.schema}_t`, to));
  }

  /** Drops everything; a folder in which a killed server left a file of its own stays with that server's data. */
  async close(): Promise<void> {
    await this.use((connection) => drop(connection, this.schema)).catch((error: unknown) => {
      if ((error as { errno?: unknown }).errno !== 1010) throw error;
    });
    rmSync(this.root, { recursive: true, force: true });
  }
}

async function load(connection: Connection, schema: string, sql: string, flavor: Flavor): Promise<void> {
  await connection.query(`ALTER DATABASE \`${schema}\` READ ONLY = 0`).catch(() => undefined);
  await connection.query(`DROP DATABASE IF EXISTS \`${schema}\``);
  await connection.query(`CREATE DATABASE \`${schema}\` CHARACTER SET utf8mb4`);
  await connection.query(`USE \`${schema}\``);
  for (const text of splitStatements(sql, flavor)) await connection.query(text);
}

async function drop(connection: Connection, schema: string): Promise<void> {
  // MySQL drops no schema that is read only; no other server and schema knows the word.
  await connection.query(`ALTER DATABASE \`${schema}\` READ ONLY = 0`).catch(() => undefined);
  for (const name of [schema, `${schema}_t`]) await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
}

/** The order of indexes means nothing: the rollback may list them in another. */
function sortKeys(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/,$/, ''));
  const isKey = (line: string): boolean => /^ {2}(?:UNIQUE |FULLTEXT |SPATIAL )?KEY /.test(line);
  return [...lines.filter((line) => !isKey(line)), ...lines.filter(isKey).sort()].join('\n');
}

/** Journals and tracking tables must tell the same, and nothing may be said to be under way. */
async function judgeRecords(
  connection: Connection,
  root: string,
  tracking: string,
  to: 'wanted' | 'first',
): Promise<string | undefined> {
  const runs = await listRuns(root);
  const open = runs.find(({ record }) => isUnfinished(record));
  if (open !== undefined)
    return `the journal says that a run is unfinished: ${presentState(open.record.track)}`;
  const states = runs.map(({ record }) => presentState(record.track));
  if (to === 'wanted' && !states.includes('completed'))
    return `no journal says completed: ${states.join(', ')}`;
  if (states.some((state) => !['completed', 'failed', 'rolled_back'].includes(state)))
    return `a journal says that it is under way: ${states.join(', ')}`;
  const [there] = await connection.query<RowDataPacket[]>(
    "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = 'lupo_migration_tracking'",
    [tracking],
  );
  if (there.length === 0)
    return runs.some(({ record }) => record.tracked) ? 'the tracking tables are gone' : undefined;
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT migration_tracking_id AS id, execution_status AS status FROM \`${tracking}\`.lupo_migration_tracking`,
  );
  for (const row of rows) {
    const id = String(row['id']);
    const status = String(row['status']);
    const run = runs.find(({ record }) => record.tracked?.id === id);
    const state = run === undefined ? 'failed' : presentState(run.record.track);
    if (status !== state)
      return `run ${id} is tracked as ${status}, its journal says ${run === undefined ? 'nothing' : state}`;
    const [visits] = await connection.query<RowDataPacket[]>(
      `SELECT state AS s, previous_state AS p FROM \`${tracking}\`.lupo_migration_states WHERE migration_tracking_id = ? ORDER BY migration_state_id`,
      [id],
    );
    const told = visits.map((visit) => String(visit['s']));
    const journaled = run?.record.track.visits.map((visit) => visit.state) ?? told;
    if (told.join(' ') !== journaled.join(' '))
      return `STATES run ${id} is tracked as ${told.join(' → ')}, its journal says ${journaled.join(' → ')}`;
  }
  return undefined;
}
