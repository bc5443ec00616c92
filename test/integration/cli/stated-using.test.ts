import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectTo, describeEachServer, runSql, withTestDatabase } from '../../support/servers';
import type { TestDatabase } from '../../support/servers';
import { runInTerminal } from '../../support/terminal';

const [BARE, SAID] = ['', ' USING BTREE'].map(
  (using) => `CREATE TABLE users (id int NOT NULL, KEY by_id (id)${using});\n`,
) as [string, string];

async function show(database: TestDatabase): Promise<string> {
  const connection = await connectTo(database);
  try {
    const [rows] = await connection.query('SHOW CREATE TABLE users');
    return JSON.stringify(rows);
  } finally {
    await connection.end();
  }
}

describeEachServer('what only SHOW CREATE TABLE tells', (server) => {
  it.each([
    [BARE, SAID],
    [SAID, BARE],
  ])('is planned as it is compared: %s → %s', async (current, desired) => {
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-cli-'));
    try {
      await writeFile(join(folder, 'desired.sql'), desired);
      await withTestDatabase(server, current, (database) =>
        withTestDatabase(server, desired, async (wanted) => {
          const run = (...args: readonly string[]) => runInTerminal(args, { cwd: folder });
          expect((await run('diff', database.url, 'sql:desired.sql')).code).toBe(1);
          const { stdout } = await run(
            'plan',
            '--make',
            database.url,
            '--follow',
            'sql:desired.sql',
            '--print',
          );
          await runSql(database, stdout);
          expect(await show(database)).toBe(await show(wanted));
          expect((await run('diff', database.url, 'sql:desired.sql')).code).toBe(0);
        }),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
