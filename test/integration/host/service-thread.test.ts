import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../../../electron/core/service/create-service';
import { startServiceThread } from '../../../electron/core/service/start-service';
import type { ApiEvent } from '../../../shared/api';

const ROOT = join(import.meta.dirname, '../../..');
const SCRIPT = pathToFileURL(join(ROOT, 'dist/service-worker.js'));

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'tidemark-thread-')));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the service on a thread of its own', () => {
  it('says what it says on the caller’s thread', async () => {
    await cp(join(ROOT, 'examples/lupopedia-sync'), folder, { recursive: true });
    const context = { version: '1', directory: folder, readOnly: true };
    const here = createService(context);
    const there = await startServiceThread(SCRIPT, context);
    for (const [method, input] of [
      ['drift.report', {}],
      ['drift.items', { limit: 20 }],
      ['workspace.open', {}],
      ['snapshot.save', { source: 'toon', path: 'x' }],
      ['source.table', { schema: 'lupopedia', name: 'none' }],
      ['drift.matrix', { wrong: 1 }],
    ] as const) {
      expect(await there.invoke(method, input), method).toEqual(await here.invoke(method, input));
    }
    await here.close();
    await there.close();
  });

  it('leaves the caller’s thread free while it works', async () => {
    const tables = Array.from(
      { length: 4000 },
      (_, at) =>
        `CREATE TABLE t${String(at)} (id bigint PRIMARY KEY, ${Array.from({ length: 20 }, (_c, column) => `c${String(column)} varchar(40)`).join(', ')});`,
    );
    await writeFile(join(folder, 'a.sql'), tables.join('\n'));
    await writeFile(join(folder, 'b.sql'), tables.join('\n').replaceAll('varchar(40)', 'varchar(41)'));
    const service = await startServiceThread(SCRIPT, { version: '1', directory: folder, readOnly: true });
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 5);
    const answer = await service.invoke('diff.run', { from: 'sql:a.sql', to: 'sql:b.sql', limit: 1 });
    clearInterval(clock);
    expect(answer).toMatchObject({ ok: true, value: { forward: { different: 4000 } } });
    // On this thread it would be one long turn, or two.
    expect(turns).toBeGreaterThan(5);
    await service.close();
  });

  it('tells how far it is, and is cancelled from outside', async () => {
    await writeFile(join(folder, 'a.sql'), 'CREATE TABLE a (id int);');
    const service = await startServiceThread(SCRIPT, { version: '1', directory: folder, readOnly: true });
    const events: ApiEvent[] = [];
    service.subscribe((event) => events.push(event));
    await service.invoke('source.read', { sources: ['sql:a.sql'] }, { operation: 'reading' });
    expect(events.some((event) => event.kind === 'progress' && event.operation === 'reading')).toBe(true);
    expect(events.at(-1)).toEqual({ kind: 'finished', operation: 'reading', outcome: 'done' });
    const controller = new AbortController();
    const answer = service.invoke('source.read', { refresh: true }, { signal: controller.signal });
    controller.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await service.close();
  });

  it('answers plainly once it has ended', async () => {
    const service = await startServiceThread(SCRIPT, { version: '1', directory: folder, readOnly: true });
    await service.close();
    expect(await service.invoke('app.info', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    await service.close();
  });

  it('cannot be started from a script that is not there', async () => {
    const script = pathToFileURL(join(folder, 'none.js'));
    await expect(
      startServiceThread(script, { version: '1', directory: folder, readOnly: true }),
    ).rejects.toThrow();
  });
});
