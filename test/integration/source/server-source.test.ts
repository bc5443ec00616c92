import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprintReading } from '../../../electron/core/source/fingerprint-reading';
import { readSource } from '../../../electron/core/source/read-source';
import { describeEachServer, withTestDatabase } from '../../support/servers';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-server-source-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describeEachServer('a server as a source', (server) => {
  test('is read, its snapshot is kept, and stands in when it is away', async () => {
    await withTestDatabase(
      server,
      'CREATE TABLE boats (id bigint PRIMARY KEY, name varchar(20), KEY k (name))',
      async (database) => {
        const url = database.url;
        const source = { kind: 'mysql', id: 'live', url, snapshot: '.tidemark/live.snapshot.json' } as const;
        const first = await readSource(source, { root });
        expect(first.counts).toMatchObject({ tables: 1, columns: 2, indexes: 1, files: 0 });
        expect(first.placements).toMatchObject([{ table: 'boats', rule: 'stated' }]);
        expect(first.stale).toBeUndefined();
        expect(fingerprintReading(await readSource(source, { root }))).toBe(fingerprintReading(first));
        const away = await readSource({ ...source, url: 'mysql://nobody@127.0.0.1:1/x' }, { root });
        expect(away.stale?.since).toBeDefined();
        expect(fingerprintReading(away)).toBe(fingerprintReading(first));
        expect(away.diagnostics.map((diagnostic) => diagnostic.code)).toContain('snapshot-stands-in');
      },
    );
  });
});
