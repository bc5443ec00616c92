import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

function run(...args: readonly string[]) {
  return runInTerminal(args, { cwd: folder });
}

// MariaDB skips what speaks of MySQL 8, MySQL what is MariaDB's own.
const SCRIPT = `CREATE TABLE places (
  id int NOT NULL,
  spot point NOT NULL /*!80003 SRID 4326 */,
  note int /*M!100303 INVISIBLE */
);
`;

describeEachServer('a script with comments that one vendor runs and the other skips', (server) => {
  it('is compared as the server that is compared with it reads it', async () => {
    await writeFile(join(folder, 'places.sql'), SCRIPT);
    await withTestDatabase(server, SCRIPT, async ({ url }) => {
      for (const sides of [
        [url, 'sql:places.sql'],
        ['sql:places.sql', url],
      ]) {
        const { code, stdout } = await run('diff', ...sides);
        expect(stdout).toContain('The one table agrees.');
        expect(code).toBe(0);
      }
    });
  });

  it('is planned as the target reads it', async () => {
    await writeFile(join(folder, 'places.sql'), SCRIPT);
    await withTestDatabase(server, 'CREATE TABLE places (id int NOT NULL);', async (database) => {
      const plan = await run('plan', '--make', database.url, '--follow', 'sql:places.sql', '--print');
      await runSql(database, plan.stdout);
      expect((await run('diff', database.url, 'sql:places.sql')).code).toBe(0);
    });
  });

  it('follows a server as that server reads it, and keeps the comments of what does not change', async () => {
    const other = 'CREATE TABLE others (id int NOT NULL);\n';
    await writeFile(join(folder, 'places.sql'), SCRIPT + other);
    await withTestDatabase(server, SCRIPT + other.replace(')', ', name int)'), async ({ url }) => {
      const told = await run('plan', '--make', 'sql:places.sql', '--follow', url, '--write');
      expect(told.code).toBe(0);
      const text = await readFile(join(folder, 'places.sql'), 'utf8');
      expect(text.startsWith(SCRIPT)).toBe(true);
      expect(text).toContain('`name` int');
      expect((await run('diff', url, 'sql:places.sql')).code).toBe(0);
    });
    await withTestDatabase(server, SCRIPT.replace('id int', 'id bigint') + other, async ({ url }) => {
      const told = await run('plan', '--make', 'sql:places.sql', '--follow', url, '--write');
      expect(told.stdout).toContain('Comments that only one vendor runs are gone');
      expect((await run('diff', url, 'sql:places.sql')).code).toBe(0);
    });
  });
});

it('is read for the flavor that is said where there is no server', async () => {
  await writeFile(join(folder, 'places.sql'), SCRIPT);
  await writeFile(
    join(folder, 'bare.sql'),
    SCRIPT.replace(/ \/\*!80003.*\*\//, '').replace(/ \/\*M!.*\*\//, ' INVISIBLE'),
  );
  expect((await run('diff', 'sql:places.sql', 'sql:bare.sql', '--flavor', 'mariadb:10.11')).code).toBe(0);
  expect((await run('diff', 'sql:places.sql', 'sql:bare.sql', '--flavor', 'mysql:9.7')).code).toBe(1);
});
