import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../electron/core/mysql';
import { makePlan } from '../../../electron/core/plan/make-plan';
import { writePlanFile } from '../../../electron/core/plan/plan-file';
import { listRuns } from '../../../electron/core/run/run-journal';
import { runMany } from '../../../electron/core/run/run-many';
import { runPlan } from '../../../electron/core/run/run-plan';
import type { RunOutcome, RunRequest } from '../../../electron/core/run/run-request';
import { AppError } from '../../../shared/app-error';
import { presentState } from '../../../shared/run';
import { readSql } from '../../../shared/sql';
import { connectTo, createTestDatabase, describeEachServer } from '../../support/servers';
import { CURRENT, openRunFixture } from './run-fixture';
import type { RunFixture } from './run-fixture';

const requestOf = (fixture: RunFixture, more: Partial<RunRequest> = {}): RunRequest => ({
  migration: fixture.migration,
  planPath: fixture.planPath,
  root: fixture.root,
  target: parseAddress(fixture.database.url),
  mode: 'start',
  by: 'test',
  policy: fixture.policy,
  ...more,
});

async function stateOf(fixture: RunFixture): Promise<string> {
  const [known] = await listRuns(fixture.root);
  return known === undefined ? 'none' : presentState(known.record.track);
}

describeEachServer('several plans', (server) => {
  for (const parallel of [1, 2]) {
    test(`on different schemas, ${String(parallel)} at once: ${parallel === 1 ? 'the second waits for the first' : 'the second is done while the first waits for a lock'}`, async () => {
      const held = await openRunFixture(server, undefined, {}, { lockWaitSeconds: 600 });
      const free = await openRunFixture(server);
      const holder = await connectTo(held.database);
      try {
        await holder.query('START TRANSACTION');
        await holder.query('SELECT * FROM a');
        const running = runMany([requestOf(held), requestOf(free)], parallel);
        while ((await stateOf(held)) !== 'execution') await sleep(20);
        if (parallel === 2) while ((await stateOf(free)) !== 'completed') await sleep(20);
        expect([await stateOf(held), await stateOf(free)]).toEqual([
          'execution',
          parallel === 2 ? 'completed' : 'none',
        ]);
        await holder.query('COMMIT');
        expect((await running).map(({ outcome }) => outcome?.state)).toEqual(['completed', 'completed']);
      } finally {
        await holder.end();
        await held.close();
        await free.close();
      }
    });
  }

  test('on one schema run one after the other, and those behind one that failed are not started', async () => {
    const fixture = await openRunFixture(server);
    const other = await openRunFixture(server);
    try {
      await fixture.query('ALTER TABLE b ADD COLUMN sneaked INT');
      const results = await runMany([requestOf(fixture), requestOf(fixture), requestOf(other)], 3);
      expect(results.map(({ outcome, error }) => outcome?.state ?? error?.code)).toEqual([
        'stale-plan',
        'conflict',
        'completed',
      ]);
      expect(results[1]?.error?.message).toBe(
        `Not started: an earlier migration on ${fixture.database.name} failed.`,
      );
    } finally {
      await fixture.close();
      await other.close();
    }
  });
});

describeEachServer('one plan for several schemas', (server) => {
  test('locks them all, stops and goes on, and is taken back in all of them', async () => {
    const one = await createTestDatabase(server, CURRENT, { charset: 'utf8mb4' });
    const two = await createTestDatabase(server, CURRENT, { charset: 'utf8mb4' });
    const root = mkdtempSync(join(tmpdir(), 'tidemark-two-'));
    const holder = await connectTo(server);
    const show = async (): Promise<string> => {
      const connection = await connectTo(server);
      try {
        const [rows] = await connection.query(
          'SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA IN (?, ?) ORDER BY 1, 2, ORDINAL_POSITION',
          [one.name, two.name],
        );
        return JSON.stringify(rows);
      } finally {
        await connection.end();
      }
    };
    try {
      const target = parseAddress(new URL(`${one.name},${two.name}`, server.url).href);
      const desired = [one.name, two.name]
        .map(
          (name) =>
            `USE ${name}; CREATE TABLE a (id INT NOT NULL PRIMARY KEY, name VARCHAR(20) NOT NULL, note VARCHAR(50) DEFAULT NULL, extra INT) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4; CREATE TABLE b (id INT NOT NULL PRIMARY KEY, a_id INT NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;`,
        )
        .join('\n');
      const { migration } = await makePlan(
        { id: 'target', kind: 'mysql', model: { schemas: [] }, target },
        {
          id: 'desired.sql',
          kind: 'sql',
          model: readSql(desired, { path: 'desired.sql', flavor: server.flavor, defaultSchema: one.name })
            .value,
        },
        {
          ...{ name: 'both', planVersion: '1', author: 'Ada', style: 'guarded', allow: new Set() },
          ...{ renames: [], dropMode: 'real', date: '20260116' },
        },
      );
      expect(migration.plan.statements.map(({ schema }) => schema).sort()).toEqual(
        [one.name, two.name].sort(),
      );
      const planPath = join(root, 'both.plan.json');
      await writePlanFile(planPath, migration);
      const fixture = await openRunFixture(server, undefined, {}, { lockWaitSeconds: 600 });
      const { policy } = fixture;
      await fixture.close();
      const run = (more: Partial<RunRequest> = {}): Promise<RunOutcome> =>
        runPlan({ migration, planPath, root, target, mode: 'start', by: 'test', policy, ...more });
      const first = await show();
      const controller = new AbortController();
      let begin = (): void => undefined;
      const begun = new Promise<void>((resolve) => (begin = resolve));
      // Somebody reads both tables in a transaction: the first statement waits, the run holds its locks meanwhile.
      await holder.query('START TRANSACTION');
      for (const { name } of [one, two]) await holder.query(`SELECT * FROM ${name}.a`);
      const stopped = run({
        signal: controller.signal,
        progress: ({ phase, done }) => {
          if (phase === 'executing' && done === 0) begin();
        },
      });
      const end = expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
      await Promise.race([begun, end]);
      const refused = await run().catch((error: unknown) => error);
      controller.abort();
      await holder.query('COMMIT');
      await end;
      expect(refused).toBeInstanceOf(AppError);
      expect((refused as AppError).message).toContain(
        `Another run holds ${[one.name, two.name].sort()[0] ?? ''}`,
      );
      expect((await run({ mode: 'resume' })).state).toBe('completed');
      expect((await run()).message).toContain('Nothing to do');
      expect((await run({ mode: 'rollback' })).state).toBe('rolled_back');
      expect(await show()).toBe(first);
    } finally {
      await holder.end();
      await one.drop();
      await two.drop();
      rmSync(root, { recursive: true, force: true });
    }
  });
});
