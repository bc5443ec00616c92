import { expect, test } from 'vitest';
import { openConnection, parseAddress } from '../../../electron/core/mysql';
import { readHistory } from '../../../electron/core/tracking/read-history';
import { TrackingStore } from '../../../electron/core/tracking/tracking-store';
import { describeEachServer, runSql, withTestDatabase } from '../../support/servers';

describeEachServer('tracking tables', (server) => {
  test('are made on consent only, once, and tell what was recorded', async () => {
    await withTestDatabase(server, '', async (database) => {
      const connect = (): ReturnType<typeof openConnection> =>
        openConnection({ ...parseAddress(database.url), schemas: [] }, { access: 'write' });
      const refused = await connect();
      expect(await TrackingStore.open(refused, database.name, { create: false })).toBeUndefined();
      await refused.close();
      const store = await TrackingStore.open(await connect(), database.name, { create: true, prefix: 'x_' });
      const id = await store?.begin({
        name: 'm',
        version: '4.0.25',
        type: 'schema',
        schemas: ['a'],
        tables: ['a.t'],
        startedAt: '2026-01-16T10:00:00Z',
      });
      await store?.addStates(id ?? '', [{ state: 'pre_migration', at: '2026-01-16T10:00:00Z' }]);
      await store?.setStatus(id ?? '', 'completed', { at: '2026-01-16T10:00:05Z', milliseconds: 5000 });
      await store?.setVersion('a', '4.0.25', 7, 'm', '2026-01-16T10:00:05Z');
      await store?.setVersion('a', '4.0.25', 8, 'm2', '2026-01-16T10:00:06Z');
      await store?.close();
      const again = await TrackingStore.open(await connect(), database.name, { create: true, prefix: 'x_' });
      await again?.close();
      const reader = await openConnection({ ...parseAddress(database.url), schemas: [] });
      const history = await readHistory(reader, database.name);
      await reader.close();
      expect(history.layouts).toMatchObject([{ layout: 'tidemark', prefix: 'x_' }]);
      expect(history.runs).toMatchObject([
        {
          id,
          name: 'm',
          status: 'completed',
          tables: ['a.t'],
          startedAt: '20260116100000',
          endedAt: '20260116100005',
          milliseconds: 5000,
          states: [{ state: 'pre_migration' }],
        },
      ]);
      expect(history.versions).toMatchObject([
        { version: '4.0.25', number: 40025, tables: 8, lastMigration: 'm2' },
      ]);
    });
  });

  test('of the older layout are recognised and only read', async () => {
    await withTestDatabase(
      server,
      `CREATE TABLE migration_batches (id INT PRIMARY KEY);
       CREATE TABLE migration_files (migration_file_id BIGINT PRIMARY KEY, file_name VARCHAR(100), status VARCHAR(20), error_message TEXT);
       INSERT INTO migration_files VALUES (1, 'first.sql', 'completed', NULL), (2, 'second.sql', 'failed', 'why');`,
      async (database) => {
        const reader = await openConnection({ ...parseAddress(database.url), schemas: [] });
        const { layouts, runs } = await readHistory(reader, database.name);
        await reader.close();
        expect(layouts).toMatchObject([{ schema: database.name, layout: 'older', tables: 2 }]);
        expect(runs).toMatchObject([
          { id: '2', name: 'second.sql', status: 'failed', error: 'why' },
          { id: '1', name: 'first.sql', status: 'completed', error: null },
        ]);
        await runSql(database, 'SELECT * FROM migration_files');
      },
    );
  });
});
