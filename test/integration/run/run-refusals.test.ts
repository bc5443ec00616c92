import { readFileSync, writeFileSync } from 'node:fs';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readPlanFile } from '../../../electron/core/plan/plan-file';
import { addToReview } from '../../../electron/core/review/review-store';
import { listPlans } from '../../../electron/core/plan/list-plans';
import { listRuns } from '../../../electron/core/run/run-journal';
import { viewRun } from '../../../electron/core/run/view-run';
import { parseAddress } from '../../../electron/core/mysql';
import { AppError } from '../../../shared/app-error';
import { presentState } from '../../../shared/run';
import { connectTo, describeEachServer, runSql } from '../../support/servers';
import { CURRENT, DESIRED, openRunFixture } from './run-fixture';
import type { RunFixture } from './run-fixture';

/** A column goes, with what is in it. */
const LOSING = { current: CURRENT, desired: DESIRED.replace(' note VARCHAR(50) DEFAULT NULL,', '') };

async function refusal(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describeEachServer('what stops a run', (server) => {
  let fixture: RunFixture;
  let first: string;

  beforeEach(async () => {
    fixture = await openRunFixture(server);
    first = await fixture.show();
  });

  afterEach(async () => {
    await fixture.close();
  });

  async function lastState(): Promise<string> {
    const [known] = await listRuns(fixture.root);
    return known === undefined ? 'none' : presentState(known.record.track);
  }

  test('a changed byte in the plan', async () => {
    const text = readFileSync(fixture.planPath, 'utf8');
    for (const [from, to] of [
      ['idx_name', 'idx_nane'],
      ['"author": "Ada"', '"author": "Eve"'],
      ['"rows": 0', '"rows": 1'],
    ] as const) {
      if (!text.includes(from)) continue;
      writeFileSync(fixture.planPath, text.replace(from, to));
      expect(await refusal(readPlanFile(fixture.planPath))).toMatchObject({ code: 'stale-plan' });
    }
    writeFileSync(fixture.planPath, text.slice(0, -10));
    expect(await refusal(readPlanFile(fixture.planPath))).toMatchObject({ code: 'invalid-input' });
  });

  test('a target that changed after the plan was made, named', async () => {
    await fixture.query('ALTER TABLE b ADD COLUMN sneaked INT');
    const error = await refusal(fixture.run());
    expect(error.code).toBe('stale-plan');
    expect(error.message).toContain('sneaked');
    expect(error.message).not.toContain('what is wanted');
    const [known] = await listRuns(fixture.root);
    expect(known && viewRun(known)).toMatchObject({ state: 'failed', refused: true, unfinished: false });
    // An attempt that was refused is not what became of the plan: it can be run as before.
    const { plans } = await listPlans(fixture.root, fixture.policy, {
      ignore: [],
      signal: new AbortController().signal,
    });
    expect(plans.map(({ run }) => run)).toEqual([undefined]);
  });

  test('another server than the one that was planned for', async () => {
    const { plan } = fixture.migration;
    const migration = {
      ...fixture.migration,
      plan: { ...plan, target: { ...plan.target, server: 'elsewhere' } },
    };
    expect((await refusal(fixture.run({ migration }))).message).toContain('elsewhere');
    expect(await fixture.show()).toBe(first);
  });

  test('a missing approval, and one of another content', async () => {
    const policy = { ...fixture.policy, approvals: 1, destructiveApprovals: 2 };
    expect(await refusal(fixture.run({ policy }))).toMatchObject({ code: 'not-approved' });
    const other = { ...fixture.migration, plan: { ...fixture.migration.plan, hash: 'a'.repeat(64) } };
    const said = { kind: 'approve', by: 'Mira', at: '2026-01-16T10:00:00Z' } as const;
    await addToReview(fixture.planPath, other, said, policy);
    const error = await refusal(fixture.run({ policy }));
    expect(error.code).toBe('not-approved');
    expect(error.message).toContain('changed after Mira approved it');
    expect(await fixture.show()).toBe(first);
    await addToReview(fixture.planPath, fixture.migration, said, policy);
    await addToReview(fixture.planPath, fixture.migration, { ...said, by: 'Noor' }, policy);
    expect((await fixture.run({ policy })).state).toBe('completed');
  });

  test('a read-only server', async () => {
    await runSql(server, 'SET GLOBAL read_only = 1');
    try {
      expect(await refusal(fixture.run())).toMatchObject({ code: 'read-only' });
    } finally {
      await runSql(server, 'SET GLOBAL read_only = 0');
    }
    expect(await lastState()).toBe('failed');
    expect(await fixture.show()).toBe(first);
    expect((await fixture.run()).state).toBe('completed');
  });

  test('a replica', async () => {
    const mariadb = server.flavor.vendor === 'mariadb';
    await runSql(
      server,
      mariadb
        ? "CHANGE MASTER TO MASTER_HOST='127.0.0.9', MASTER_USER='nobody', MASTER_PORT=1"
        : "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.9', SOURCE_USER='nobody', SOURCE_PORT=1",
    );
    try {
      const error = await refusal(fixture.run());
      expect(error.code).toBe('read-only');
      expect(error.message).toContain('replica of 127.0.0.9');
    } finally {
      await runSql(server, mariadb ? 'RESET SLAVE ALL' : 'RESET REPLICA ALL');
    }
    expect(await fixture.show()).toBe(first);
  });

  test('a held metadata lock: the run fails after its wait, and goes on when the lock is gone', async () => {
    const holder: Connection = await connectTo(fixture.database);
    await holder.query('START TRANSACTION');
    await holder.query('SELECT * FROM b');
    const [[own]] = await holder.query<RowDataPacket[]>('SELECT CONNECTION_ID() AS id');
    const policy = { ...fixture.policy, lockWaitSeconds: 1 };
    const error = await refusal(fixture.run({ policy }));
    expect(error.code).toBe('locked');
    expect(error.message).toMatch(/^Statement \d+ \(b: .* was refused/);
    expect(await lastState()).toBe('failed');
    await holder.end();
    const holding = `connection ${String(own?.['id'])} \\(root@[^ ]+, idle for \\d+ s\\)`;
    // A MariaDB without performance_schema and without its plugin knows the open transactions only.
    expect(error.message).toMatch(
      new RegExp(
        `The lock on b is held by ${holding}|does not tell who holds the lock .*Transactions are open in .*${holding}`,
      ),
    );
    expect(await refusal(fixture.run({ policy }))).toMatchObject({ code: 'conflict' });
    expect((await fixture.run({ policy, mode: 'resume' })).state).toBe('completed');
    expect((await fixture.run({ policy })).message).toContain('Nothing to do');
  });

  test('a long transaction, before anything is done', async () => {
    const holder: Connection = await connectTo(fixture.database);
    await holder.query('START TRANSACTION');
    await holder.query('UPDATE b SET a_id = 1');
    await holder.query('SELECT SLEEP(1.2)');
    const error = await refusal(fixture.run({ policy: { ...fixture.policy, longTransactionSeconds: 1 } }));
    expect(error.code).toBe('locked');
    expect(error.message).toContain('Long transactions are open');
    await holder.end();
    expect(await fixture.show()).toBe(first);
  });

  test('a lost grant: the statement is named, and the run waits', async () => {
    const user = `u_${fixture.database.name}`.slice(0, 30);
    await runSql(
      server,
      `CREATE USER '${user}'@'%' IDENTIFIED BY 'secret'; GRANT ALL ON \`${fixture.database.name}\`.* TO '${user}'@'%'; GRANT PROCESS ON *.* TO '${user}'@'%'`,
    );
    try {
      await runSql(server, `REVOKE CREATE ON \`${fixture.database.name}\`.* FROM '${user}'@'%'`);
      const target = { ...parseAddress(fixture.database.url), user, password: 'secret' };
      const error = await refusal(fixture.run({ target }));
      expect(error.code).toBe('missing-grant');
      expect(error.message).not.toContain('secret');
      expect(await lastState()).toBe('failed');
      await runSql(server, `GRANT CREATE ON \`${fixture.database.name}\`.* TO '${user}'@'%'`);
      expect((await fixture.run({ target, mode: 'resume' })).state).toBe('completed');
    } finally {
      await runSql(server, `DROP USER '${user}'@'%'`);
    }
  });

  test('a dropped connection in the middle: the database is looked at, and the run goes on', async () => {
    // A statement that waits for a lock is surely under way when its connection goes.
    const holder: Connection = await connectTo(fixture.database);
    const [[own]] = await holder.query<RowDataPacket[]>('SELECT CONNECTION_ID() AS id');
    await holder.query('START TRANSACTION');
    await holder.query('SELECT * FROM b');
    const refused = refusal(fixture.run({ policy: { ...fixture.policy, lockWaitSeconds: 60 } }));
    await vi.waitFor(
      async () => {
        const waiting = await fixture.query(
          "SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE '%metadata lock%'",
        );
        expect(waiting).not.toEqual([]);
      },
      { timeout: 30_000 },
    );
    const rows = await fixture.query(
      `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE ID NOT IN (CONNECTION_ID(), ${String(own?.['id'])}) AND USER = 'root' AND COMMAND <> 'Daemon' AND COMMAND NOT LIKE 'Binlog%'`,
    );
    for (const row of rows) await runSql(server, `KILL ${String(row['id'])}`).catch(() => undefined);
    const error = await refused;
    await holder.end();
    expect(error.code).toBe('server-gone');
    expect(await lastState()).toBe('failed');
    expect((await fixture.run({ mode: 'resume' })).state).toBe('completed');
  });

  test('two runners at once: one runs, the other is told who holds the lock', async () => {
    const results = await Promise.allSettled([fixture.run(), fixture.run()]);
    const states = results.map((result) =>
      result.status === 'fulfilled' ? result.value.state : (result.reason as AppError).code,
    );
    expect(states.sort()).toEqual(['completed', 'locked']);
    const refused = results.find((result) => result.status === 'rejected');
    expect((refused?.reason as AppError).message).toMatch(
      new RegExp(`Another run holds ${fixture.database.name}: root@.*connection \\d+`),
    );
  });

  test('cancelling stops between two statements; then the run is taken back, or given up', async () => {
    const controller = new AbortController();
    const error = await refusal(
      fixture.run({
        signal: controller.signal,
        progress: ({ phase, done }) => {
          if (phase === 'executing' && done === 1) controller.abort();
        },
      }),
    );
    expect(error.code).toBe('cancelled');
    expect(await lastState()).toBe('failed');
    const back = await fixture.run({ mode: 'rollback' });
    expect(back.state).toBe('rolled_back');
    expect(await fixture.show()).toBe(first);
    expect((await fixture.run()).state).toBe('completed');
  });

  test('data that can be lost, until somebody confirms it; but not when there is nothing to do', async () => {
    const losing = await openRunFixture(server, LOSING);
    try {
      expect(await refusal(losing.run({ unconfirmed: true }))).toMatchObject({ code: 'destructive' });
      expect(await listRuns(losing.root)).toEqual([]);
      expect((await losing.run()).state).toBe('completed');
      expect((await losing.run({ unconfirmed: true })).message).toContain('Nothing to do');
      const back = await refusal(losing.run({ mode: 'rollback', unconfirmed: true }));
      expect(back.message).toBe('change can lose data; so can its rollback.');
      expect((await losing.run({ mode: 'rollback' })).state).toBe('rolled_back');
      expect((await losing.run({ mode: 'rollback', unconfirmed: true })).message).toContain('Nothing to do');
    } finally {
      await losing.close();
    }
  });

  test('a database that people depend on, until somebody types its name; but not when there is nothing to do', async () => {
    const production = 'shop';
    for (const typed of [[], ['Shop'], ['shop2']]) {
      const error = await refusal(fixture.run({ production, typed }));
      expect(error).toMatchObject({ code: 'production', more: { details: { production } } });
      expect(error.more.hint).toContain('--confirm shop');
    }
    expect(await fixture.show()).toBe(first);
    expect(await listRuns(fixture.root)).toEqual([]);
    expect((await fixture.run({ production, typed: ['shop'] })).state).toBe('completed');
    expect((await fixture.run({ production })).message).toContain('Nothing to do');
    expect(await refusal(fixture.run({ production, mode: 'rollback' }))).toMatchObject({
      code: 'production',
    });
    const back = await fixture.run({ production, typed: ['shop'], mode: 'rollback' });
    expect(back.state).toBe('rolled_back');
  });

  test('a rollback of a finished run after somebody else changed the database', async () => {
    expect((await fixture.run()).state).toBe('completed');
    await fixture.query('ALTER TABLE c ADD COLUMN later INT');
    const changed = await fixture.show();
    expect(await refusal(fixture.run({ mode: 'rollback' }))).toMatchObject({ code: 'stale-plan' });
    expect(await lastState()).toBe('completed');
    expect(await fixture.show()).toBe(changed);
    await fixture.query('ALTER TABLE c DROP COLUMN later');
    expect((await fixture.run({ mode: 'rollback' })).state).toBe('rolled_back');
    expect(await fixture.show()).toBe(first);
  });

  test('nothing after its own rollback, though the server lists an index that came back last', async () => {
    const table = (keys: string): string =>
      `CREATE TABLE k (id INT NOT NULL PRIMARY KEY, c INT, d INT, ${keys}) ENGINE=InnoDB;`;
    const own = await openRunFixture(server, {
      current: table('KEY one (c), KEY two (d), KEY three (id, c)'),
      desired: table('KEY two (d), KEY three (id, c)'),
    });
    try {
      const before = await own.show();
      expect((await own.run()).state).toBe('completed');
      expect((await own.run({ mode: 'rollback' })).state).toBe('rolled_back');
      expect(await own.show()).not.toBe(before);
      expect((await own.run()).state).toBe('completed');
      expect((await own.run({ mode: 'rollback' })).state).toBe('rolled_back');
      // Another order, made by somebody else, is a change like any other.
      await own.query('ALTER TABLE k DROP KEY two');
      await own.query('ALTER TABLE k ADD KEY two (d)');
      expect(await refusal(own.run())).toMatchObject({ code: 'stale-plan' });
    } finally {
      await own.close();
    }
  });

  test('rows kept in tables beside those that are changed are in nobody’s way', async () => {
    const losing = await openRunFixture(server, LOSING, {}, { backup: 'table' });
    try {
      const before = await losing.show();
      const { backup } = await losing.run();
      expect(backup).toHaveLength(1);
      expect(backup[0]).toContain('_tidemark_backup_');
      expect(await losing.query(`SELECT note FROM ${backup[0] ?? ''} ORDER BY id`)).toMatchObject([
        { note: 'x' },
        { note: null },
        { note: 'ö' },
      ]);
      expect((await losing.run()).message).toContain('Nothing to do');
      expect((await losing.run({ mode: 'rollback' })).state).toBe('rolled_back');
      await losing.query(`DROP TABLE ${backup[0] ?? ''}`);
      expect(await losing.show()).toBe(before);
    } finally {
      await losing.close();
    }
  });

  test('giving up leaves the database as it is and lets another run begin', async () => {
    const controller = new AbortController();
    await refusal(
      fixture.run({
        signal: controller.signal,
        progress: ({ phase, done }) => {
          if (phase === 'executing' && done === 1) controller.abort();
        },
      }),
    );
    expect((await fixture.run({ mode: 'abandon' })).message).toContain('Given up by test after');
    expect(await refusal(fixture.run({ mode: 'resume' }))).toMatchObject({ code: 'not-found' });
    expect(await refusal(fixture.run())).toMatchObject({ code: 'stale-plan' });
  });

  test('a failing statement whose rollback fails too: both are told, why it failed first', async () => {
    const holder: Connection = await connectTo(fixture.database);
    await holder.query('START TRANSACTION');
    await holder.query('SELECT * FROM b');
    const { plan } = fixture.migration;
    const stuck = { ...plan, rollback: plan.rollback.map((one) => ({ ...one, steps: ['DROP TABLE b'] })) };
    const error = await refusal(
      fixture.run({
        migration: { ...fixture.migration, plan: stuck },
        policy: { ...fixture.policy, lockWaitSeconds: 1, rollbackOnFailure: true },
      }),
    );
    await holder.end();
    expect(error.message).toMatch(/^Statement \d+ .* was refused: .*Rolling back failed too: Statement 1/s);
    expect(await lastState()).toBe('failed');
    expect((await fixture.run({ mode: 'resume' })).state).toBe('completed');
  });

  test('a failing statement is rolled back at once where the policy asks for it', async () => {
    await fixture.query('INSERT INTO b VALUES (9, 9)');
    const holder: Connection = await connectTo(fixture.database);
    await holder.query('START TRANSACTION');
    await holder.query('SELECT * FROM b');
    const running = refusal(
      fixture.run({
        policy: { ...fixture.policy, lockWaitSeconds: 1, rollbackOnFailure: true },
        progress: ({ phase }) => {
          if (phase === 'rolling back') void holder.query('COMMIT');
        },
      }),
    );
    const error = await running;
    await holder.end();
    expect(error.message).toContain('is rolled back');
    expect(await lastState()).toBe('rolled_back');
    expect(await fixture.show()).toBe(first);
    expect(await fixture.query('SELECT COUNT(*) AS n FROM b')).toMatchObject([{ n: 3 }]);
  });
});
