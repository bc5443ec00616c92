import { readFileSync, writeFileSync } from 'node:fs';
import type { Connection } from 'mysql2/promise';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPlanFile } from '../../../electron/core/plan/plan-file';
import { addToReview } from '../../../electron/core/review/review-store';
import { listRuns } from '../../../electron/core/run/run-journal';
import { parseAddress } from '../../../electron/core/mysql';
import { AppError } from '../../../shared/app-error';
import { presentState } from '../../../shared/run';
import { connectTo, describeEachServer, runSql } from '../../support/servers';
import { openRunFixture } from './run-fixture';
import type { RunFixture } from './run-fixture';

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
    expect(await lastState()).toBe('failed');
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
    const policy = { ...fixture.policy, lockWaitSeconds: 1 };
    const error = await refusal(fixture.run({ policy }));
    expect(error.code).toBe('locked');
    expect(error.message).toMatch(/^Statement \d+ \(b: .* was refused/);
    expect(await lastState()).toBe('failed');
    await holder.end();
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
    let killed = false;
    const error = await refusal(
      fixture.run({
        progress: ({ phase, done }) => {
          if (phase !== 'executing' || done !== 2 || killed) return;
          killed = true;
          void killOthers();
        },
      }),
    ).catch((reason: unknown) => reason as AppError);
    async function killOthers(): Promise<void> {
      const rows = await fixture.query(
        "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND USER = 'root' AND COMMAND <> 'Daemon' AND COMMAND NOT LIKE 'Binlog%'",
      );
      for (const row of rows) await runSql(server, `KILL ${String(row['id'])}`).catch(() => undefined);
    }
    expect(error).toBeInstanceOf(AppError);
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
