import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listFiles } from '../../../electron/core/files/list-files';
import { readTextFile } from '../../../electron/core/files/read-text-file';
import { writeFileAtomic } from '../../../electron/core/files/write-file-atomic';
import { readSource } from '../../../electron/core/source/read-source';

/** Permissions do not bind root, so root becomes nobody for these tests; threads cannot. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const binds = process.platform !== 'win32' && (!isRoot || isMainThread);

describe.skipIf(!binds)('what may not be read (skipped where permissions do not bind)', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-forbidden-')));
    chmodSync(root, 0o755);
    mkdirSync(join(root, 'open'));
    writeFileSync(join(root, 'open/a.toon'), '{"table_name": "a", "fields": ["`id` int"]}');
    writeFileSync(join(root, 'open/b.toon'), '{"table_name": "b", "fields": ["`id` int"]}');
    mkdirSync(join(root, 'closed'));
    writeFileSync(join(root, 'closed/c.sql'), 'CREATE TABLE c (id int);');
    chmodSync(join(root, 'open/b.toon'), 0);
    chmodSync(join(root, 'closed'), 0);
    if (isRoot) process.seteuid?.(NOBODY);
  });
  afterEach(() => {
    if (isRoot) process.seteuid?.(0);
    chmodSync(join(root, 'closed'), 0o755);
    rmSync(root, { recursive: true, force: true });
  });

  test('is told, and the rest is read', async () => {
    const list = await listFiles(root, { root });
    expect(list.value.map((file) => file.path)).toEqual(['open/a.toon', 'open/b.toon']);
    expect(list.diagnostics).toMatchObject([{ code: 'file-forbidden', location: { path: 'closed' } }]);
    expect(
      (await readTextFile(join(root, 'open/b.toon'), { path: 'open/b.toon' })).diagnostics,
    ).toMatchObject([{ code: 'file-forbidden' }]);
    const reading = await readSource({ kind: 'toon', id: 't', path: 'open' }, { root });
    expect(reading.model.schemas[0]?.tables.map((table) => table.name)).toEqual(['a']);
    expect(reading.diagnostics).toMatchObject([
      { code: 'file-forbidden', location: { path: 'open/b.toon' } },
    ]);
    // Nothing was seen of it: an empty source would let all that it states count as missing.
    for (const path of ['closed', 'open/b.toon']) {
      await expect(readSource({ kind: 'toon', id: 's', path }, { root })).rejects.toMatchObject({
        code: 'not-readable',
      });
    }
  });

  test('what may not be written is an AppError', async () => {
    await expect(writeFileAtomic(join(root, 'open/new.toon'), 'x')).rejects.toMatchObject({
      code: 'not-readable',
    });
  });
});
