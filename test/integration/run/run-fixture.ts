import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import { makePlan } from '../../../electron/core/plan/make-plan';
import type { PlanChoices } from '../../../electron/core/plan/make-plan';
import { writePlanFile } from '../../../electron/core/plan/plan-file';
import type { PlannedMigration } from '../../../electron/core/plan/plan-file';
import { parseAddress } from '../../../electron/core/mysql';
import { runPlan } from '../../../electron/core/run/run-plan';
import type { RunOutcome, RunRequest } from '../../../electron/core/run/run-request';
import { RISK_CLASSES } from '../../../shared/plan';
import { DEFAULT_POLICY } from '../../../shared/run';
import type { RunPolicy } from '../../../shared/run';
import { readSql } from '../../../shared/sql';
import { connectTo, createTestDatabase } from '../../support/servers';
import type { TestDatabase, TestServer } from '../../support/servers';

/** A database with a plan for it, in a workspace of its own, that needs no approval unless a test wants one. */
export interface RunFixture {
  readonly database: TestDatabase;
  readonly root: string;
  readonly planPath: string;
  readonly migration: PlannedMigration;
  readonly policy: RunPolicy;
  run(more?: Partial<RunRequest>): Promise<RunOutcome>;
  query(sql: string): Promise<RowDataPacket[]>;
  /** Everything the server says of the tables, for comparing states. */
  show(): Promise<string>;
  close(): Promise<void>;
}

/** Three tables that change in four statements. */
export const CURRENT = `
CREATE TABLE a (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) NOT NULL, note VARCHAR(50) DEFAULT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE b (id INT NOT NULL PRIMARY KEY, a_id INT NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO a VALUES (1, 'one', 'x'), (2, 'two', NULL), (3, 'it''s', 'ö');
INSERT INTO b VALUES (1, 1), (2, 2);`;
export const DESIRED = `
CREATE TABLE a (id INT NOT NULL PRIMARY KEY, name VARCHAR(300) NOT NULL, note VARCHAR(50) DEFAULT NULL, extra INT NOT NULL DEFAULT 7, KEY idx_name (name)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE b (id BIGINT NOT NULL PRIMARY KEY, a_id INT NOT NULL, KEY idx_a (a_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE c (id INT NOT NULL PRIMARY KEY, t TEXT) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;`;

/** Creates the database, plans it to become `desired`, and gives what a test needs to run that. */
export async function openRunFixture(
  server: TestServer,
  states: { readonly current: string; readonly desired: string } = { current: CURRENT, desired: DESIRED },
  choices: Partial<PlanChoices> = {},
  policy: Partial<RunPolicy> = {},
): Promise<RunFixture> {
  const database = await createTestDatabase(server, states.current, { charset: 'utf8mb4' });
  const root = mkdtempSync(join(tmpdir(), 'tidemark-run-'));
  const target = parseAddress(database.url);
  const { migration } = await makePlan(
    { id: 'target', kind: 'mysql', model: { schemas: [] }, target },
    {
      id: 'desired.sql',
      kind: 'sql',
      model: readSql(states.desired, {
        path: 'desired.sql',
        flavor: server.flavor,
        defaultSchema: database.name,
      }).value,
    },
    {
      name: 'change',
      planVersion: '1.2.3',
      author: 'Ada',
      style: 'guarded',
      allow: new Set(RISK_CLASSES),
      renames: [],
      dropMode: 'real',
      date: '20260116',
      ...choices,
    },
  );
  const planPath = join(root, 'change.plan.json');
  await writePlanFile(planPath, migration);
  const rules: RunPolicy = {
    ...DEFAULT_POLICY,
    approvals: 0,
    destructiveApprovals: 0,
    rehearsal: false,
    ...policy,
  };
  const query = async (sql: string): Promise<RowDataPacket[]> => {
    const connection = await connectTo(database);
    try {
      return (await connection.query<RowDataPacket[]>(sql))[0];
    } finally {
      await connection.end();
    }
  };
  return {
    database,
    root,
    planPath,
    migration,
    policy: rules,
    query,
    run: (more = {}) =>
      runPlan({ migration, planPath, root, target, mode: 'start', by: 'test', policy: rules, ...more }),
    show: async () => {
      const texts: string[] = [];
      for (const row of await query('SHOW FULL TABLES')) {
        const name = String(Object.values(row)[0]);
        const [created] = await query(`SHOW CREATE TABLE \`${name.replaceAll('`', '``')}\``);
        texts.push(
          String(created?.['Create Table'] ?? created?.['Create View']).replace(/ AUTO_INCREMENT=\d+/, ''),
        );
      }
      return texts.join('\n');
    },
    close: async () => {
      await database.drop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
