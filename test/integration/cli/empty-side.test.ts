import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeEachServer, runSql, withTestDatabase } from '../../support/servers';
import { runInTerminal } from '../../support/terminal';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const TABLE = 'CREATE TABLE goods (id int NOT NULL PRIMARY KEY, name varchar(40));\n';

function run(...args: readonly string[]) {
  return runInTerminal(args, { cwd: folder });
}

describeEachServer('a side without anything in it', (server) => {
  it('is drift between two live schemas, whichever is empty', async () => {
    await withTestDatabase(server, TABLE, (full) =>
      withTestDatabase(server, '', async (empty) => {
        const there = await run('diff', full.url, empty.url);
        expect(there.stdout.split('\n')[0]).toMatch(/^1 table is missing/);
        expect(there.code).toBe(1);
        const back = await run('diff', empty.url, full.url);
        expect(back.stdout).toMatch(/\+ goods +only in /);
        expect(back.code).toBe(1);
      }),
    );
  });

  it('is filled, and emptied, by a plan that follows a live schema', async () => {
    await withTestDatabase(server, TABLE, (full) =>
      withTestDatabase(server, '', async (empty) => {
        const fill = await run('plan', '--make', empty.url, '--follow', full.url, '--print');
        expect(fill.code).toBe(0);
        await runSql(empty, fill.stdout);
        expect((await run('diff', empty.url, full.url)).code).toBe(0);
        await runSql(full, 'DROP TABLE goods');
        const kept = await run('plan', '--make', empty.url, '--follow', full.url, '--print');
        expect(kept.stdout).not.toContain('DROP TABLE');
        const gone = await run(
          'plan',
          '--make',
          empty.url,
          '--follow',
          full.url,
          '--allow',
          'all',
          '--print',
        );
        await runSql(empty, gone.stdout);
        expect((await run('diff', empty.url, full.url)).code).toBe(0);
      }),
    );
  });

  it('may be a script that makes nothing: all would go, which is said and has to be allowed', async () => {
    await writeFile(join(folder, 'nothing.sql'), '-- nothing yet\n');
    await withTestDatabase(server, TABLE, async (full) => {
      const command = ['plan', '--make', full.url, '--follow', 'sql:nothing.sql'];
      const kept = await run(...command, '--print');
      expect(kept.stdout).not.toContain('DROP TABLE');
      expect(kept.stdout + kept.stderr).not.toContain('RENAME TABLE');
      const gone = await run(...command, '--allow', 'all', '--print');
      expect(gone.stderr).toContain('sql:nothing.sql makes nothing');
      await runSql(full, gone.stdout);
      await runSql(full, gone.stdout);
      expect((await run('diff', full.url, 'sql:nothing.sql')).code).toBe(0);
      const aside = await run('diff', full.url, 'sql:nothing.sql', '--ignored');
      expect(aside.stdout).toMatch(
        /_tidemark_drop_\d{8}_goods .*ignored by Tidemark: A plan set this table aside/,
      );
      expect(aside.code).toBe(0);
    });
  });

  it('is not taken from a script that was not understood', async () => {
    await writeFile(join(folder, 'odd.sql'), 'CREATE TABEL goods (id int);\n');
    await withTestDatabase(server, TABLE, async (full) => {
      const plan = await run(
        'plan',
        '--make',
        full.url,
        '--follow',
        'sql:odd.sql',
        '--allow',
        'all',
        '--print',
      );
      expect(plan.code).not.toBe(0);
      expect(plan.stdout).not.toContain('goods');
    });
  });
});
