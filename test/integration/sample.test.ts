import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTo, describeEachServer } from '../support/servers';

const DATABASE = join(import.meta.dirname, '../../examples/lupopedia-sync/database');
const REPEATABLE = [
  'migration_orchestrator_schema_4_0_25',
  'ephemeral_schema_4_0_25',
  'session_platform_4_0_44',
  'department_names_4_0_45',
  'schema_sync_4_0_46_missing_tables',
];
const ROLLBACKS = [
  'schema_sync_4_0_46_missing_tables',
  'session_platform_4_0_44',
  'batch_labels_4_0_31',
  'ephemeral_schema_4_0_25',
];

describeEachServer('the sample loads', (server) => {
  // The files name their schemas; the server may be somebody's, so each run uses names of its own.
  const prefix = `tidemark_sample_${randomBytes(4).toString('hex')}`;
  const schemas = ['', '_orchestration', '_ephemeral'].map((end) => prefix + end);
  let connection: Connection;

  async function run(path: string): Promise<void> {
    const text = readFileSync(join(DATABASE, path), 'utf8');
    await connection.query(text.replace(/(?<=[`'])lupopedia(?=[`']|_orchestration|_ephemeral)/g, prefix));
  }

  async function countTables(): Promise<readonly number[]> {
    const counts: number[] = [];
    for (const schema of schemas) {
      const [rows] = await connection.query<RowDataPacket[]>(
        'SELECT COUNT(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?',
        [schema],
      );
      counts.push(Number(rows[0]?.['n']));
    }
    return counts;
  }

  beforeAll(async () => {
    connection = await connectTo(server);
    await connection.query(`CREATE DATABASE ${prefix} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await connection.query(`USE ${prefix}`);
  });

  afterAll(async () => {
    for (const schema of schemas) await connection.query(`DROP DATABASE IF EXISTS ${schema}`);
    await connection.end();
  });

  test('the main SQL file makes 111 tables, each with a primary key', async () => {
    await run('lupopedia_mysql.sql');
    const [rows] = await connection.query<RowDataPacket[]>(
      "SELECT COUNT(*) AS n FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND INDEX_NAME = 'PRIMARY' AND SEQ_IN_INDEX = 1",
      [prefix],
    );
    expect([await countTables(), rows[0]?.['n']]).toEqual([[111, 0, 0], 111]);
  });

  test('the migrations add theirs, and those that say so may be run twice', async () => {
    for (const name of [...REPEATABLE, ...REPEATABLE]) await run(`migrations/${name}.sql`);
    await run('migrations/batch_labels_4_0_31.sql');
    expect(await countTables()).toEqual([113, 8, 5]);
  });

  test('the rollbacks take them back', async () => {
    for (const name of ROLLBACKS) await run(`migrations/${name}_rollback.sql`);
    expect(await countTables()).toEqual([111, 8, 0]);
  });
});
