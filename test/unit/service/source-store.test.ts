import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SourceStore } from '../../../electron/core/service/source-store';
import type { SourceReading } from '../../../electron/core/source/source-reading';

describe('SourceStore', () => {
  let root: string;
  let store: SourceStore;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-store-')));
    store = new SourceStore();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await store.close();
    rmSync(root, { recursive: true, force: true });
  });

  function read(refresh = false, signal = new AbortController().signal): Promise<SourceReading> {
    const config = { kind: 'sql', id: 'dump', path: 'dump.sql' } as const;
    return store.read(
      { config, root, prefix: '', isOwn: true },
      { root },
      { refresh, signal, progress: () => undefined },
    );
  }

  it('answers a failure again for a moment, so that calls in a row wait for a silent server once', async () => {
    await expect(read()).rejects.toMatchObject({ code: 'not-found' });
    writeFileSync(join(root, 'dump.sql'), 'CREATE TABLE t (id int);');
    await expect(read()).rejects.toMatchObject({ code: 'not-found' });
    vi.advanceTimersByTime(5_000);
    expect((await read()).counts.tables).toBe(1);
  });

  it('starts anew for who comes while a reading that nobody wanted any more is ending', async () => {
    writeFileSync(join(root, 'dump.sql'), 'CREATE TABLE t (id int);');
    const gone = new AbortController();
    const first = read(false, gone.signal);
    const cancelled = expect(first).rejects.toMatchObject({ code: 'cancelled' });
    gone.abort();
    await cancelled;
    expect((await read()).counts.tables).toBe(1);
  });

  it('tries again at once when asked to', async () => {
    await expect(read()).rejects.toMatchObject({ code: 'not-found' });
    writeFileSync(join(root, 'dump.sql'), 'CREATE TABLE t (id int);');
    expect((await read(true)).counts.tables).toBe(1);
    expect(store.failure('dump')).toBeUndefined();
  });
});
