import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RowDataPacket } from 'mysql2/promise';
import { connectTo, describeEachServer, runSql, withTestDatabase } from '../../support/servers';
import type { TestDatabase } from '../../support/servers';
import { runInTerminal } from '../../support/terminal';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const TABLE = 'CREATE TABLE goods (id int NOT NULL, name varchar(40));\n';
const trigger = (name: string): string =>
  `CREATE TRIGGER named BEFORE INSERT ON goods FOR EACH ROW SET NEW.name = '${name}';\n`;
const EVENT =
  "CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO DELETE FROM goods;\n";
// The driver's own sessions have another mode than a plain client's.
const AS_A_CLIENT = 'SET SESSION sql_mode = @@GLOBAL.sql_mode;\n';

async function follow(database: TestDatabase, desired: string): Promise<string> {
  await writeFile(join(folder, 'desired.sql'), desired);
  const { stdout } = await runInTerminal(
    ['plan', '--make', database.url, '--follow', 'sql:desired.sql', '--allow', 'all', '--print'],
    { cwd: folder },
  );
  return AS_A_CLIENT + stdout;
}

async function ask(database: TestDatabase, question: string): Promise<unknown> {
  const connection = await connectTo(database);
  try {
    const [rows] = await connection.query<RowDataPacket[]>(question);
    return rows.map((row) => Object.values(row)[0] as unknown);
  } finally {
    await connection.end();
  }
}

const TRIGGER_MODE = 'SELECT SQL_MODE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()';
const EVENT_MODE = 'SELECT SQL_MODE FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()';

describeEachServer('the sql_mode that stays with an object', (server) => {
  it('is the server’s where the file says none, not the script’s own', async () => {
    await withTestDatabase(server, TABLE, async (database) => {
      await runSql(database, await follow(database, TABLE + trigger('a') + EVENT));
      const own = await ask(database, 'SELECT @@GLOBAL.sql_mode');
      expect(await ask(database, TRIGGER_MODE)).toEqual(own);
      expect(await ask(database, EVENT_MODE)).toEqual(own);
    });
  });

  it('is the one that a dump sets for it, without the modes that only the other vendor knows', async () => {
    const dumped = (
      mode: string,
    ): string => `SET @OLD_SQL_MODE = @@SQL_MODE, SQL_MODE = 'NO_AUTO_VALUE_ON_ZERO';
${TABLE}/*!50003 SET @saved_sql_mode = @@sql_mode */ ;
/*!50003 SET sql_mode = '${mode}' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50003 TRIGGER named BEFORE INSERT ON goods FOR EACH ROW SET NEW.name = 'a' */;;
DELIMITER ;
/*!50003 SET sql_mode = @saved_sql_mode */ ;
`;
    const other = server.flavor.vendor === 'mysql' ? 'NO_AUTO_CREATE_USER' : 'TIME_TRUNCATE_FRACTIONAL';
    await withTestDatabase(server, TABLE + trigger('a'), async (database) => {
      const script = await follow(database, dumped(`STRICT_ALL_TABLES,${other}`));
      await runSql(database, script);
      expect(await ask(database, TRIGGER_MODE)).toEqual(['STRICT_ALL_TABLES']);
      const { code } = await runInTerminal(['diff', database.url, 'sql:desired.sql'], { cwd: folder });
      expect(code).toBe(0);
      expect(await follow(database, dumped('NO_ZERO_DATE'))).toContain('NO_ZERO_DATE');
    });
  });

  it('stays as it is when the body changes', async () => {
    const current = `SET SESSION sql_mode = 'STRICT_ALL_TABLES';\n${TABLE}${trigger('a')}`;
    await withTestDatabase(server, current, async (database) => {
      await runSql(database, await follow(database, TABLE + trigger('b')));
      expect(await ask(database, TRIGGER_MODE)).toEqual(['STRICT_ALL_TABLES']);
      const bodies =
        'SELECT ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()';
      expect(await ask(database, bodies)).toEqual([expect.stringContaining("'b'")]);
    });
  });
});
