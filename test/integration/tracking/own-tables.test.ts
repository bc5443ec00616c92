import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConnection, parseAddress } from '../../../electron/core/mysql';
import { createService } from '../../../electron/core/service/create-service';
import { TrackingStore } from '../../../electron/core/tracking/tracking-store';
import { createClient } from '../../../shared/api/client';
import type { ApiCall } from '../../../shared/api/client';
import { describeEachServer, withTestDatabase } from '../../support/servers';

const TABLE = 'CREATE TABLE t (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB;';

describeEachServer('tables of Tidemark’s own', (server) => {
  /** Asks a workspace whose server has the tracking tables, and whose file states `sql`. */
  async function ask(sql: string, use: (call: ApiCall) => Promise<void>): Promise<void> {
    await withTestDatabase(server, TABLE, async ({ name, url }) => {
      const connection = await openConnection({ ...parseAddress(url), schemas: [] }, { access: 'write' });
      await (await TrackingStore.open(connection, name, { create: true }))?.close();
      const root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-own-')));
      writeFileSync(join(root, 'dump.sql'), sql);
      writeFileSync(
        join(root, 'tidemark.yaml'),
        [
          'reference: dump',
          'sources:',
          `  - { id: dump, kind: sql, path: dump.sql, schema: ${name} }`,
          `  - { id: live, kind: mysql, url: ${JSON.stringify(url)} }`,
          `federation: { schemas: [{ name: ${name}, role: orchestration }] }`,
        ].join('\n'),
      );
      const service = createService({ version: '1', directory: root, readOnly: true });
      try {
        await use(
          createClient({
            invoke: (method, input) => service.invoke(method, input),
            subscribe: () => () => undefined,
          }),
        );
      } finally {
        await service.close();
        rmSync(root, { recursive: true, force: true });
      }
    });
  }

  test('are no drift and no table of the budget, and are told apart', async () => {
    await ask(TABLE, async (call) => {
      const { sources, rows } = await call('drift.matrix', {});
      expect(rows.map(({ name }) => name)).toEqual(['t']);
      expect(sources).toMatchObject([
        { id: 'dump', tables: 1 },
        { id: 'live', tables: 1, own: 5 },
      ]);
      expect(sources[0]).not.toHaveProperty('own');
      expect((await call('drift.items', {})).items.filter(({ status }) => status === 'extra')).toEqual([]);
    });
  });

  test('are not planned elsewhere when a server is followed', async () => {
    await ask(TABLE, async (call) => {
      const { plan } = await call('plan.build', { target: 'dump', follow: 'live' });
      expect(plan.changes).toEqual([]);
    });
  });

  test('are compared as any other where a file of the person states them', async () => {
    await ask(`${TABLE} CREATE TABLE lupo_schema_versions (id INT NOT NULL PRIMARY KEY);`, async (call) => {
      const { sources, rows } = await call('drift.matrix', {});
      expect(rows.map(({ name, status }) => [name, status])).toEqual([
        ['lupo_schema_versions', 'different'],
        ['t', expect.stringMatching(/equal|equivalent/)],
      ]);
      expect(sources[1]).toMatchObject({ tables: 2, own: 4 });
    });
  });

  test('are neither made nor dropped by a plan where a file of the person states them', async () => {
    await ask(`${TABLE} CREATE TABLE lupo_schema_versions (id INT NOT NULL PRIMARY KEY);`, async (call) => {
      for (const [target, follow] of [
        ['live', 'dump'],
        ['dump', 'live'],
      ] as const) {
        const { plan, notes } = await call('plan.build', { target, follow });
        expect(plan.changes).toEqual([]);
        expect(notes).toContainEqual(
          expect.stringContaining('lupo_schema_versions: Tidemark records its runs'),
        );
      }
    });
  });
});
