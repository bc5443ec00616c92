import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createService } from '../../../electron/core/service/create-service';
import type { Service } from '../../../electron/core/service/create-service';
import { createClient } from '../../../shared/api/client';
import type { ApiCall } from '../../../shared/api/client';

let root: string;
let service: Service;
let call: ApiCall;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-follow-')));
  writeFileSync(join(root, 'a.sql'), 'CREATE TABLE t (id INT PRIMARY KEY, x INT);\n');
  writeFileSync(join(root, 'b.sql'), '-- mine\nCREATE TABLE t (id INT PRIMARY KEY);\n');
  writeFileSync(
    join(root, 'tidemark.yaml'),
    'sources:\n  - { id: a, kind: sql, path: a.sql, schema: s }\n  - { id: b, kind: sql, path: b.sql, schema: s }\n',
  );
  service = createService({ version: '1', directory: root, readOnly: false });
  call = createClient({
    invoke: (method, input) => service.invoke(method, input),
    subscribe: () => () => undefined,
  });
});

afterEach(async () => {
  await service.close();
  rmSync(root, { recursive: true, force: true });
});

test('a file is shown as it was listed, and anew when a source or the wish has changed', async () => {
  const pair = { target: 'b', follow: 'a', flavor: 'mysql:9.0' };
  const shown = (more: { remove?: boolean } = {}): Promise<{ before?: string; after?: string }> =>
    call('follow.preview', { ...pair, ...more, path: 'b.sql' });
  const { files } = await call('follow.files', pair);
  expect(files.map(({ path }) => path)).toEqual(['b.sql']);
  const first = await shown();
  expect(first.before).toContain('-- mine');
  expect(first.after).toMatch(/-- mine[^]*x/);
  expect(await shown()).toEqual(first);

  writeFileSync(join(root, 'a.sql'), 'CREATE TABLE t (id INT PRIMARY KEY, y INT);\n');
  await call('source.read', { sources: ['a'], refresh: true });
  const second = await shown();
  expect(second.after).toMatch(/y/);
  expect(second.after).not.toMatch(/\bx\b/);

  writeFileSync(
    join(root, 'b.sql'),
    '-- yours\nCREATE TABLE t (id INT PRIMARY KEY);\nCREATE TABLE u (id INT);\n',
  );
  await call('source.read', { sources: ['b'], refresh: true });
  const third = await shown();
  expect(third.before).toContain('-- yours');
  expect(third.after).toContain('CREATE TABLE u');
  expect((await shown({ remove: true })).after).not.toContain('CREATE TABLE u');
});
