import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createService } from '../../../electron/core/service/create-service';
import type { Service } from '../../../electron/core/service/create-service';
import { readAhead } from '../../../electron/core/service/read-ahead';

describe('readAhead', () => {
  let root: string;
  let service: Service;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-ahead-')));
    writeFileSync(join(root, 'a.sql'), 'CREATE TABLE t (id int);');
    writeFileSync(join(root, 'b.sql'), 'CREATE TABLE t (id bigint);');
    writeFileSync(
      join(root, 'tidemark.yaml'),
      'sources:\n  - { id: a, kind: sql, path: a.sql }\n  - { id: b, kind: sql, path: b.sql }\n',
    );
    service = createService({ version: '1', directory: root, readOnly: true });
  });
  afterEach(async () => {
    await service.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('reads the sources though nobody asked yet', async () => {
    readAhead(service);
    await vi.waitFor(
      async () => {
        const answer = await service.invoke('source.list', {});
        expect(answer).toMatchObject({
          ok: true,
          value: { sources: [{ state: 'read' }, { state: 'read' }] },
        });
      },
      { timeout: 30_000 },
    );
  });

  it('leaves a folder without sources to whoever asks', async () => {
    for (const name of ['a.sql', 'b.sql', 'tidemark.yaml']) rmSync(join(root, name));
    readAhead(service);
    expect(await service.invoke('drift.matrix', {})).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  });
});
