import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectTo, describeEachServer, runSql, withTestDatabase } from '../../support/servers';
import { runInTerminal } from '../../support/terminal';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  return runInTerminal(args, { cwd: folder });
}

const table = (moment: string): string =>
  `CREATE TABLE visits (id int NOT NULL, seen timestamp NOT NULL DEFAULT '${moment}', day datetime DEFAULT '${moment}');\n`;
const inZone = (zone: string, sql: string): string =>
  `SET @old_zone = @@time_zone;\nSET time_zone = '${zone}';\n${sql}SET time_zone = @old_zone;\n`;

/** What a session in UTC is shown of the default, without its place in the text. */
async function momentOf(database: Parameters<typeof connectTo>[0]): Promise<string | undefined> {
  const connection = await connectTo(database);
  try {
    await connection.query("SET time_zone = '+00:00'");
    const [rows] = await connection.query('SHOW CREATE TABLE visits');
    const text = String((rows as readonly Readonly<Record<string, unknown>>[])[0]?.['Create Table']);
    return /`seen` timestamp NOT NULL DEFAULT '([^']*)'/.exec(text)?.[1];
  } finally {
    await connection.end();
  }
}

describeEachServer('the default of a TIMESTAMP in a script that sets its time zone', (server) => {
  it('is the same moment in the zone of the server', async () => {
    const script = inZone('-05:30', table('1999-12-31 22:00:00'));
    await writeFile(join(folder, 'same.sql'), script);
    await writeFile(join(folder, 'utc.sql'), inZone('+00:00', table('2000-01-01 03:30:00')));
    await writeFile(join(folder, 'other.sql'), inZone('+05:30', table('1999-12-31 22:00:00')));
    await withTestDatabase(server, script, async (database) => {
      expect(await momentOf(database)).toBe('2000-01-01 03:30:00');
      expect((await run('diff', database.url, 'sql:same.sql')).code).toBe(0);
      const { stdout, code } = await run('diff', database.url, 'sql:utc.sql');
      expect(code).toBe(1);
      expect(stdout).not.toContain('seen');
      expect(stdout).toContain('day');
      expect((await run('diff', database.url, 'sql:other.sql')).stdout).toContain('seen');
    });
  });

  it('is planned as that moment', async () => {
    await writeFile(join(folder, 'new.sql'), inZone('-05:30', table('1999-12-31 22:00:00')));
    for (const before of [table('2020-01-01 00:00:00'), 'CREATE TABLE other (id int NOT NULL);']) {
      await withTestDatabase(server, before, async (database) => {
        const { stdout } = await run(
          'plan',
          '--make',
          database.url,
          '--follow',
          'sql:new.sql',
          '--allow',
          'drop',
          '--print',
        );
        await runSql(database, stdout);
        expect(await momentOf(database)).toBe('2000-01-01 03:30:00');
        expect((await run('diff', database.url, 'sql:new.sql')).code).toBe(0);
      });
    }
  });

  it('is not compared and not written where nobody knows how far the zone is from the server’s', async () => {
    await writeFile(join(folder, 'named.sql'), inZone('Europe/Berlin', table('2020-01-01 00:00:00')));
    await withTestDatabase(server, table('2020-01-01 00:00:00'), async ({ url }) => {
      const { stdout } = await run('diff', url, 'sql:named.sql', '--all');
      expect(stdout).not.toContain('differs');
      expect(stdout).toContain('time zones');
    });
    await withTestDatabase(server, 'CREATE TABLE other (id int NOT NULL);', async ({ url }) => {
      const { stdout, stderr } = await run('plan', '--make', url, '--follow', 'sql:named.sql');
      expect(stdout + stderr).toContain('Europe/Berlin');
      const script = await run('plan', '--make', url, '--follow', 'sql:named.sql', '--print');
      expect(script.stdout).not.toContain('visits');
    });
  });
});

it('is printed in its zone again', async () => {
  await writeFile(join(folder, 'dump.sql'), inZone('+00:00', table('2020-01-01 00:00:00')));
  expect((await run('export', 'sql:dump.sql', '--as', 'sql', '--out', 'again.sql')).code).toBe(0);
  expect(await readFile(join(folder, 'again.sql'), 'utf8')).toMatch(
    /SET SESSION time_zone = '\+00:00';\s+CREATE TABLE `visits`/,
  );
});
