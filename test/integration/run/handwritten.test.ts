import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, describeEachServer, runSql } from '../../support/servers';
import type { TestDatabase } from '../../support/servers';
import { runInTerminal } from '../../support/terminal';

const GUARDED = `-- depends-on: nothing_that_counts
SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'a' AND COLUMN_NAME = 'x');
SET @sql = IF(@there = 0, 'ALTER TABLE a ADD COLUMN x INT', 'DO 0');
PREPARE s FROM @sql;
EXECUTE s;
DEALLOCATE PREPARE s;
CREATE TABLE IF NOT EXISTS n (id INT NOT NULL PRIMARY KEY);
`;
const BACK = `SET @sql = IF((SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'a' AND COLUMN_NAME = 'x') > 0, 'ALTER TABLE a DROP COLUMN x', 'DO 0');
PREPARE s FROM @sql; EXECUTE s; DEALLOCATE PREPARE s;
DROP TABLE IF EXISTS n;
`;

describeEachServer('a migration of one’s own', (server) => {
  let folder: string;
  let database: TestDatabase;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tidemark-own-'));
    writeFileSync(join(folder, 'tidemark.yaml'), 'sources: []\npolicy: { destructiveApprovals: 1 }\n');
    database = await createTestDatabase(
      server,
      'CREATE TABLE a (id INT NOT NULL PRIMARY KEY); INSERT INTO a VALUES (1)',
    );
    if (server.flavor.vendor === 'mysql') process.env['TIDEMARK_SCRATCH_MYSQL_URL'] = server.url;
  });

  afterEach(async () => {
    delete process.env['TIDEMARK_SCRATCH_MYSQL_URL'];
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const tidemark = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    runInTerminal(args, { cwd: folder });

  test('goes through rehearsal, review, run and rollback like a generated one', async () => {
    writeFileSync(join(folder, 'own.sql'), GUARDED.replace(/^-- depends.*\n/, ''));
    writeFileSync(join(folder, 'own_rollback.sql'), BACK);
    expect(
      await tidemark('plan', '--make', database.url, '--migration', 'own.sql', '--as', 'Ada'),
    ).toMatchObject({ code: 0 });
    const rehearsed = await tidemark('rehearse', 'own.sql');
    expect(rehearsed).toMatchObject({ code: 0, stdout: expect.stringContaining('is proved') as string });
    expect(await tidemark('review', 'own.sql', '--approve', '--as', 'Mira')).toMatchObject({ code: 0 });
    expect(await tidemark('run', 'own.sql', '--on', database.url)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is completed') as string,
    });
    expect((await tidemark('run', 'own.sql', '--on', database.url)).stdout).toContain('Nothing to do');
    expect(await tidemark('rollback', 'own.sql', '--on', database.url)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('as it was') as string,
    });
  });

  test('that cannot be run twice is named with the guard that would help, and cannot be approved', async () => {
    writeFileSync(
      join(folder, 'once.sql'),
      'ALTER TABLE a ADD COLUMN x INT;\nINSERT INTO a (id) VALUES (2);\n',
    );
    const { stdout } = await tidemark('plan', '--make', database.url, '--migration', 'once.sql');
    expect(stdout).toContain('line 1: not safe to run again. The column x is there when it runs again.');
    expect(stdout).toContain(
      "information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'a' AND COLUMN_NAME = 'x'",
    );
    expect(stdout).toContain('INSERT IGNORE INTO a');
    const rehearsed = await tidemark('rehearse', 'once.sql');
    expect(rehearsed.code).toBe(1);
    expect(rehearsed.stdout).toMatch(/failed\s+again/);
    expect(await tidemark('review', 'once.sql', '--approve', '--as', 'Mira')).toMatchObject({ code: 1 });
    expect(await tidemark('run', 'once.sql', '--on', database.url)).toMatchObject({ code: 3 });
  });

  test('may guard its DDL with a procedure, whose end is foreseen and verified', async () => {
    writeFileSync(
      join(folder, 'guarded.sql'),
      `DELIMITER //
DROP PROCEDURE IF EXISTS add_x//
CREATE PROCEDURE add_x(tbl VARCHAR(64)) BEGIN
  IF NOT EXISTS (SELECT * FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = tbl AND COLUMN_NAME = 'x') THEN
    SET @add = CONCAT('ALTER TABLE ', tbl, ' ADD COLUMN x INT NOT NULL DEFAULT 3');
    PREPARE s FROM @add; EXECUTE s; DEALLOCATE PREPARE s;
  END IF;
END//
CALL add_x('a')//
DROP PROCEDURE IF EXISTS add_x//
`,
    );
    await tidemark('plan', '--make', database.url, '--migration', 'guarded.sql', '--as', 'Ada');
    const rehearsed = await tidemark('rehearse', 'guarded.sql');
    expect(rehearsed).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('the state is the wanted one') as string,
    });
    await tidemark('review', 'guarded.sql', '--approve', '--as', 'Mira');
    expect(await tidemark('run', 'guarded.sql', '--on', database.url)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is completed') as string,
    });
    await runSql(database, 'SELECT x FROM a');
  });

  test('that may lose data in a string or a procedure waits for a yes', async () => {
    writeFileSync(join(folder, 'tidemark.yaml'), 'sources: []\npolicy: { approvals: 0, rehearsal: false }\n');
    await runSql(database, 'ALTER TABLE a ADD y INT');
    const hidden = {
      'string.sql': "SET @s = 'ALTER TABLE a DROP COLUMN y'; PREPARE s FROM @s; EXECUTE s;",
      'procedure.sql':
        'DELIMITER //\nCREATE PROCEDURE p() BEGIN DELETE FROM a; END//\nCALL p()//\nDROP PROCEDURE p//',
      'unknown.sql': 'CALL elsewhere()',
    };
    for (const [file, text] of Object.entries(hidden)) {
      writeFileSync(join(folder, file), text);
      await tidemark('plan', '--make', database.url, '--migration', file);
      expect(await tidemark('run', file, '--on', database.url)).toMatchObject({
        code: 3,
        stderr: expect.stringContaining('can lose data') as string,
      });
    }
    await runSql(database, 'SELECT y FROM a');
  });

  test('is saved under the name and in the folder that were asked for, and runs from there', async () => {
    writeFileSync(join(folder, 'own.sql'), 'CREATE TABLE IF NOT EXISTS n (id INT NOT NULL PRIMARY KEY);\n');
    writeFileSync(join(folder, 'tidemark.yaml'), 'sources: []\npolicy: { approvals: 0, rehearsal: false }\n');
    const words = ['--make', database.url, '--migration', 'own.sql'];
    const made = await tidemark('plan', ...words, '--name', 'first', '--version', '2.0', '--out', 'plans');
    expect(made).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('plans/first_2_0.plan.json') as string,
    });
    expect(await tidemark('run', 'plans/first_2_0.plan.json', '--on', database.url)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('first is completed') as string,
    });
    expect((await tidemark('status')).stdout).toMatch(/first 2\.0\s+completed/);
  });

  test('waits for the migrations that it depends on', async () => {
    writeFileSync(join(folder, 'tidemark.yaml'), 'sources: []\npolicy: { approvals: 0, rehearsal: false }\n');
    writeFileSync(
      join(folder, 'later.sql'),
      '-- depends-on: sooner\nCREATE TABLE IF NOT EXISTS later (id INT NOT NULL PRIMARY KEY);\n',
    );
    writeFileSync(
      join(folder, 'sooner.sql'),
      'CREATE TABLE IF NOT EXISTS sooner (id INT NOT NULL PRIMARY KEY);\n',
    );
    await tidemark('plan', '--make', database.url, '--migration', 'later.sql');
    const early = await tidemark('run', 'later.sql', '--on', database.url);
    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('depends on sooner') as string });
    await tidemark('plan', '--make', database.url, '--migration', 'sooner.sql');
    expect(await tidemark('run', 'sooner.sql', '--on', database.url)).toMatchObject({ code: 0 });
    await tidemark('plan', '--make', database.url, '--migration', 'later.sql');
    expect(await tidemark('run', 'later.sql', '--on', database.url)).toMatchObject({ code: 0 });
    await runSql(database, 'SELECT * FROM later');
  });
});
