import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FileSource } from '../../../electron/core/source/file-job';
import { readFileSource } from '../../../electron/core/source/read-file-source';
import { parseSourceAddress } from '../../../electron/core/source/parse-source-address';
import { SourceReader } from '../../../electron/core/source/read-source';
import { SourcePool } from '../../../electron/core/source/source-pool';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

/** Built as build.mjs builds it, because a thread cannot run TypeScript. */
let folder: string;
let script: URL;
let root: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-pool-')));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  await build({
    root: resolve('.'),
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['mysql2', 'mysql2/promise', 'libpg-query'], target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(folder, 'built'),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { 'source-worker': resolve('electron/core/source/source-worker.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  script = pathToFileURL(join(folder, 'built/source-worker.js'));
  root = join(folder, 'workspace');
  mkdirSync(root);
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    writeFileSync(join(root, `${name}.sql`), `CREATE TABLE ${name} (id int, \`__proto__\` int);`);
  writeFileSync(join(root, 'pg.sql'), 'CREATE TABLE p (id serial, x jsonb, t timestamptz);');
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('SourcePool', () => {
  test('gives the same readings on threads as on the caller’s', async () => {
    const threaded = new SourceReader(new SourcePool(readFileSource, { script, size: 2, lightBytes: 0 }));
    const here = new SourceReader(new SourcePool(readFileSource, { script: new URL('file:///nowhere.js') }));
    const sources = ['a', 'b', 'c', 'd', 'e', 'pg'].map((name) => parseSourceAddress(`sql:${name}.sql`));
    const [there, local] = await Promise.all([
      threaded.readAll(sources, { root }),
      here.readAll(sources, { root }),
    ]);
    const plain = (results: typeof there): unknown =>
      results.map((result) =>
        result.status === 'fulfilled' ? { ...result.value, readAt: '' } : (result.reason as unknown),
      );
    expect(plain(there)).toEqual(plain(local));
    const first = await threaded.read(parseSourceAddress('sql:a.sql'), { root });
    expect(there[0]).toMatchObject({ status: 'fulfilled', value: first });
    await expect(threaded.read(parseSourceAddress('sql:gone.sql'), { root })).rejects.toMatchObject({
      code: 'not-found',
      more: { hint: expect.any(String) as string },
    });
    await threaded.close();
    await here.close();
  });

  test('cancelling ends the work, and the next work goes on', async () => {
    const pool = new SourcePool(readFileSource, { script, size: 1, lightBytes: 0 });
    const job = (name: string): Parameters<SourcePool['run']>[0] => ({
      source: { kind: 'sql', id: name, path: `${name}.sql` },
      root,
      ignore: [],
      known: undefined,
    });
    const watch = { progress: () => undefined, isCancelled: () => false };
    const controller = new AbortController();
    const running = pool.run(job('a'), watch, controller.signal);
    const waiting = pool.run(job('b'), watch, controller.signal);
    const other = pool.run(job('c'), watch);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(other).resolves.toMatchObject({ kind: 'read', files: 1 });
    await expect(pool.run(job('d'), watch, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    const last = pool.run(job('e'), watch);
    const closed = expect(last).rejects.toMatchObject({ code: 'cancelled' });
    await pool.close();
    await closed;
  });

  test('does on the caller’s thread what is small, all jobs together, and the rest on threads', async () => {
    const here: string[] = [];
    const watch = { progress: () => undefined, isCancelled: () => false };
    const size = readFileSync(join(root, 'a.sql')).length;
    const pool = new SourcePool(
      async (job, heard) => {
        const result = await readFileSource(job, heard);
        here.push(job.source.id);
        return result;
      },
      { script, size: 1, lightBytes: size },
    );
    const run = (source: string): ReturnType<SourcePool['run']> =>
      pool.run({ source: fileSource(source), root, ignore: [], known: undefined }, watch);
    try {
      // As large as may be; larger; another beside the first.
      await expect(run('sql:a.sql')).resolves.toMatchObject({ kind: 'read', files: 1 });
      expect(here).toEqual(['sql:a.sql']);
      await expect(run('sql:pg.sql')).resolves.toMatchObject({ kind: 'read', files: 1 });
      expect(here).toEqual(['sql:a.sql']);
      await Promise.all([run('sql:b.sql'), run('sql:c.sql')]);
      expect(here).toHaveLength(2);
      // What was taken is given back, also by a job that failed.
      await expect(run('sql:gone.sql')).rejects.toMatchObject({ code: 'not-found' });
      await run('sql:d.sql');
      expect(here.at(-1)).toBe('sql:d.sql');
    } finally {
      await pool.close();
    }
  });

  test('leaves to threads what brings in more than is left, and what needs a parser that is slow to load', async () => {
    const began: string[] = [];
    const watch = { progress: () => undefined, isCancelled: () => false };
    writeFileSync(join(root, 'more.sql'), `-- ${'long '.repeat(100)}\nCREATE TABLE more (id int);`);
    writeFileSync(join(root, 'brings.sql'), 'SOURCE more.sql\nCREATE TABLE own (id int);');
    mkdirSync(join(root, 'versions'));
    writeFileSync(
      join(root, 'versions/1_first.py'),
      "from alembic import op\nimport sqlalchemy as sa\nrevision = '1'\ndown_revision = None\ndef upgrade():\n    op.create_table('p', sa.Column('id', sa.Integer()))\n",
    );
    const pool = new SourcePool(
      (job, heard) => {
        began.push(job.source.id);
        return readFileSource(job, heard).then((result) => ({ ...result, model: { schemas: [] } }));
      },
      { script, size: 1, lightBytes: 400 },
    );
    const tables = async (source: string): Promise<readonly string[]> => {
      const result = await pool.run(
        { source: fileSource(source), root, ignore: [], known: undefined },
        watch,
      );
      // The caller's thread answers without a model here: what has one was read by a thread.
      return result.kind === 'read'
        ? result.model.schemas.flatMap(({ tables }) => tables.map(({ name }) => name))
        : [];
    };
    try {
      expect(await tables('sql:a.sql')).toEqual([]);
      expect(await tables('sql:brings.sql')).toEqual(['more', 'own']);
      expect(await tables('sql:pg.sql')).toEqual(['p']);
      expect(await tables('alembic:versions')).toEqual(['p']);
      expect(began).toHaveLength(4);
    } finally {
      await pool.close();
    }
  });
});

function fileSource(address: string): FileSource {
  const source = parseSourceAddress(address);
  if (source.kind === 'mysql') throw new Error(`${address} is no file.`);
  return source;
}
