import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rehearsePlan } from '../../../electron/core/rehearse/rehearse-plan';
import { parseAddress } from '../../../electron/core/mysql';
import { printScript } from '../../../shared/plan/print-script';
import { findProgram } from '../../../scripts/database-server.mjs';
import { connectTo, describeEachServer, runSql } from '../../support/servers';
import { openRunFixture } from './run-fixture';

/** Names and texts that would run as SQL, or break it, wherever they are not quoted well. */
const NAME = "o'; DROP TABLE victim; -- `x` \\";
const COMMENT = 'it\'\'s \\\\ */ ; DROP TABLE victim; -- \\n "q" `b` 😀';
const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

const CURRENT = `CREATE TABLE victim (id INT NOT NULL PRIMARY KEY); CREATE TABLE ${quoted(NAME)} (id INT NOT NULL PRIMARY KEY, ${quoted('a\nb')} INT) ENGINE=InnoDB; INSERT INTO ${quoted(NAME)} VALUES (1, 2);`;
const DESIRED = `CREATE TABLE victim (id INT NOT NULL PRIMARY KEY);
CREATE TABLE ${quoted(NAME)} (id INT NOT NULL PRIMARY KEY, ${quoted('a\nb')} INT COMMENT '${COMMENT}', ${quoted("c\\'")} VARCHAR(20) NOT NULL DEFAULT '\\\\\\'x', KEY ${quoted("i' */ --")} (${quoted('a\nb')})) ENGINE=InnoDB COMMENT='${COMMENT}';
CREATE TABLE ${quoted(`${'z'.repeat(60)}ÜÜ`)} (id INT NOT NULL PRIMARY KEY) COMMENT='${COMMENT}';`;

describeEachServer('hostile names and comments', (server) => {
  for (const mode of ['', 'ANSI_QUOTES', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES']) {
    test(`pass through script, journal, tracking and rollback under sql_mode ${mode === '' ? 'of the server' : mode}`, async () => {
      const fixture = await openRunFixture(
        server,
        { current: CURRENT, desired: DESIRED },
        { name: "m'); DROP TABLE victim; -- \\", planVersion: "1'\\" },
      );
      const tracking = `${fixture.database.name}_t`;
      const before = await fixture.query('SELECT @@GLOBAL.sql_mode AS m');
      const policy = { ...fixture.policy, tracking: { schema: tracking, prefix: 'lupo_', create: true } };
      try {
        if (mode !== '') await runSql(server, `SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ',${mode}')`);
        const first = await fixture.show();
        expect((await fixture.run({ policy, by: "eve'; --\\" })).state).toBe('completed');
        const [tracked] = await fixture.query(`SELECT * FROM ${tracking}.lupo_migration_tracking`);
        expect(tracked).toMatchObject({
          migration_name: "m'); DROP TABLE victim; -- \\",
          migration_version: "1'\\",
          execution_status: 'completed',
        });
        expect(await fixture.query('SHOW TABLES')).toHaveLength(3);
        const [comment] = await fixture.query(
          `SELECT TABLE_COMMENT AS c FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_COMMENT <> ''`,
        );
        // Servers keep comments in utf8mb3.
        expect(comment?.['c']).toBe('it\'s \\ */ ; DROP TABLE victim; -- \n "q" `b` ?');
        expect((await fixture.run({ policy })).message).toContain('Nothing to do');
        expect((await fixture.run({ policy, mode: 'rollback' })).state).toBe('rolled_back');
        expect(await fixture.show()).toBe(first);
      } finally {
        await runSql(
          server,
          `SET GLOBAL sql_mode = '${String(before[0]?.['m'])}'; DROP DATABASE IF EXISTS ${tracking}`,
        );
        await fixture.close();
      }
    });
  }

  // The client of MySQL 9 and MariaDB's own read the same scripts; one that is not installed is not there to be tested.
  const client = findProgram('mariadb') ?? findProgram('mysql');
  for (const mode of client === undefined ? [] : ['', 'ANSI_QUOTES', 'NO_BACKSLASH_ESCAPES']) {
    test(`pass through the plain client, twice forward and twice back, under sql_mode ${mode === '' ? 'of the server' : mode}`, async () => {
      const fixture = await openRunFixture(
        server,
        { current: CURRENT, desired: DESIRED },
        { name: "m'); DROP TABLE victim; -- \\ \n*/ DROP TABLE victim;", planVersion: "1'\n\\" },
      );
      const [before] = await fixture.query('SELECT @@GLOBAL.sql_mode AS m');
      const { hostname, port, username } = new URL(server.url);
      const play = (way: 'forward' | 'rollback'): void => {
        const done = spawnSync(
          client ?? '',
          ['--no-defaults', `-h${hostname}`, `-P${port}`, `-u${username}`, '--default-character-set=utf8mb4'],
          { input: printScript(fixture.migration.plan, way), encoding: 'utf8' },
        );
        expect({ status: done.status, stderr: done.stderr }).toEqual({ status: 0, stderr: '' });
      };
      try {
        const first = await fixture.show();
        expect((await fixture.run()).state).toBe('completed');
        const wanted = await fixture.show();
        expect((await fixture.run({ mode: 'rollback' })).state).toBe('rolled_back');
        if (mode !== '') await runSql(server, `SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ',${mode}')`);
        for (const way of ['forward', 'forward', 'rollback', 'rollback'] as const) {
          play(way);
          await runSql(server, `SET GLOBAL sql_mode = '${String(before?.['m'])}'`);
          expect(await fixture.show()).toBe(way === 'forward' ? wanted : first);
          if (mode !== '')
            await runSql(server, `SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ',${mode}')`);
        }
      } finally {
        await runSql(server, `SET GLOBAL sql_mode = '${String(before?.['m'])}'`);
        await fixture.close();
      }
    });
  }

  test('are kept in a backup from which the rows come back', async () => {
    const fixture = await openRunFixture(
      server,
      {
        current: `CREATE TABLE t (id INT NOT NULL PRIMARY KEY, ${quoted(NAME)} VARCHAR(50), b VARBINARY(10), e VARCHAR(5) NOT NULL, d DATETIME, bits BIT(3), n DECIMAL(10,2)) DEFAULT CHARSET=utf8mb4;
          INSERT INTO t VALUES (1, 'it''s \\\\ "x"', X'00FF27', '', '2026-01-16 10:00:00', b'101', -1.50), (2, NULL, NULL, 'é😀', NULL, NULL, NULL);`,
        desired: 'CREATE TABLE t (id INT NOT NULL PRIMARY KEY) DEFAULT CHARSET=utf8mb4;',
      },
      {},
    );
    try {
      const rows = await fixture.query('SELECT * FROM t ORDER BY id');
      const outcome = await fixture.run();
      const [path = ''] = outcome.backup;
      expect(readdirSync(join(fixture.root, '.tidemark/backups'))).toHaveLength(1);
      await fixture.query('DROP TABLE t');
      const { readFileSync } = await import('node:fs');
      const connection = await connectTo(fixture.database);
      await connection.query(readFileSync(path, 'utf8'));
      await connection.end();
      expect(await fixture.query('SELECT * FROM t ORDER BY id')).toEqual(rows);
    } finally {
      await fixture.close();
    }
  });

  test('can be rehearsed in scratch schemas on this very server, and nothing is left behind', async () => {
    const fixture = await openRunFixture(server, { current: CURRENT, desired: DESIRED });
    try {
      const first = await fixture.show();
      const { proof } = await rehearsePlan(fixture.migration, {
        on: parseAddress(fixture.database.url),
        crashSweep: true,
      });
      expect(proof.steps.filter(({ passed, step }) => !passed && step !== 'prediction')).toEqual([]);
      expect(proof.passed).toBe(true);
      expect(await fixture.query("SHOW DATABASES LIKE '\\_tidemark%'")).toEqual([]);
      expect(await fixture.show()).toBe(first);
    } finally {
      await fixture.close();
    }
  });
});
