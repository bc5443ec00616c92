import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseSourceAddress, resolveSource } from '../../../electron/core/source/parse-source-address';
import { SourceReader, readSource } from '../../../electron/core/source/read-source';
import type { ReadContext, SourceProgress } from '../../../electron/core/source/source-reading';
import { encodeSnapshot } from '../../../shared/snapshot';

// Other work may share the machine; no test here is about time.
vi.setConfig({ testTimeout: 60_000 });

let root: string;
let context: ReadContext;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-source-')));
  context = { root };
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const toon = (name: string, ...fields: readonly string[]): string =>
  JSON.stringify({ table_name: name, fields: ['`id` bigint NOT NULL', ...fields], data: [] });

async function read(address: string, more: Partial<ReadContext> = {}) {
  const reading = await readSource(parseSourceAddress(address), { ...context, ...more });
  return {
    ...reading,
    tables: reading.model.schemas.flatMap((schema) =>
      schema.tables.map((table) => (schema.name === '' ? table.name : `${schema.name}.${table.name}`)),
    ),
    codes: reading.diagnostics.map((diagnostic) => diagnostic.code),
  };
}

describe('a TOON folder', () => {
  test('is read as one model, with what its files disagree on', async () => {
    write({
      'toons/boats.toon': toon('boats'),
      'toons/boats.txt': toon('boats'),
      'toons/old_piers.toon': toon('piers', '`length` int'),
      'toons/piers.toon.json': toon('piers'),
      'toons/globals.toon': '[globals]\nx = 1\n',
      'toons/README.txt': 'Once upon a time',
      'toons/empty.toon': '',
      'toons/deeper/other.toon': toon('other'),
    });
    const reading = await read('toon:toons');
    expect(reading.tables).toEqual(['boats', 'piers']);
    expect(reading.counts).toMatchObject({ tables: 2, columns: 2, files: 7 });
    expect(reading.codes.toSorted()).toEqual([
      'toon-conflicting-table',
      'toon-duplicate-table',
      'toon-empty',
      'toon-file-name',
      'toon-not-a-table',
    ]);
    const conflict = reading.diagnostics.find((one) => one.code === 'toon-conflicting-table');
    expect([conflict?.location?.path, conflict?.related?.path]).toEqual([
      'toons/old_piers.toon',
      'toons/piers.toon.json',
    ]);
  });

  test('lands where the federation says', async () => {
    write({ 'toons/boats.toon': toon('boats'), 'toons/migration_x.toon': toon('migration_x') });
    const federation = {
      schemas: [{ name: 'harbour' }, { name: 'orchestration', patterns: ['migration_*'] }],
    };
    const reading = await read('toon:toons', { federation });
    expect(reading.tables).toEqual(['harbour.boats', 'orchestration.migration_x']);
    expect(reading.placements.map(({ table, rule }) => [table, rule])).toEqual([
      ['boats', 'default'],
      ['migration_x', 'pattern'],
    ]);
  });
});

describe('SQL files', () => {
  test('a folder is one session, in the order of its names', async () => {
    write({
      'sql/10_alter.sql': 'ALTER TABLE boats ADD COLUMN name varchar(20);',
      'sql/9_create.sql': 'CREATE TABLE boats (id int);',
      'sql/9_create_rollback.sql': 'DROP TABLE boats;',
      'sql/notes.md': 'CREATE TABLE no (id int);',
    });
    const reading = await read('sql:sql');
    expect(reading.counts).toMatchObject({ tables: 1, columns: 2, statements: 2, understood: 2 });
    expect(reading.codes).toEqual(['sql-rollback-left-out']);
  });

  test('SOURCE is followed inside the workspace only, and each file runs once', async () => {
    write({
      'sql/main.sql':
        'SOURCE parts/a.sql;\nSOURCE sql/parts/b.sql\nSOURCE ../../etc/passwd\nSOURCE link.sql\nCREATE TABLE c (id int);',
      'sql/parts/a.sql': 'CREATE TABLE a (id int);',
      'sql/parts/b.sql': 'ALTER TABLE a ADD COLUMN b int;',
    });
    symlinkSync('/etc/hostname', join(root, 'sql/link.sql'));
    const reading = await read('sql:sql');
    expect(reading.tables).toEqual(['a', 'c']);
    expect(reading.counts.columns).toBe(3);
    expect(reading.codes.toSorted()).toEqual([
      'link-leaves-workspace',
      'sql-include-missing',
      'sql-include-missing',
    ]);
    expect(JSON.stringify(reading.diagnostics)).not.toContain('root:');
  });

  test('PostgreSQL is told by its content', async () => {
    write({
      'pg.sql':
        'CREATE EXTENSION "uuid-ossp";\nCREATE TABLE a (id serial PRIMARY KEY, x jsonb, t timestamptz);\n',
    });
    const reading = await read('sql:pg.sql');
    expect(reading.tables).toEqual(['a']);
    expect(reading.counts).toMatchObject({ columns: 3, understood: 2 });
  });

  test('odd bytes are told and lose nothing', async () => {
    writeFileSync(
      join(root, 'a.sql'),
      Buffer.concat([
        Buffer.from("\uFEFFCREATE TABLE a (id int COMMENT 'caf"),
        Buffer.from([0xe9]),
        Buffer.from("');\nCREATE TABLE b (id int);"),
      ]),
    );
    writeFileSync(join(root, 'b.sql'), Buffer.from('\uFEFFCREATE TABLE wide (id int);', 'utf16le'));
    const reading = await read('sql:a.sql');
    expect([reading.tables, reading.codes]).toEqual([['a', 'b'], ['text-invalid-utf8']]);
    expect((await read('sql:b.sql')).tables).toEqual(['wide']);
  });
});

describe('other kinds', () => {
  test('migrations are replayed in their own order', async () => {
    write({
      'm/2026_01_02_second.sql': 'ALTER TABLE boats ADD COLUMN b int;',
      'm/2026_01_01_first.sql': 'CREATE TABLE boats (a int);',
      'm/2026_01_02_second_rollback.sql': 'ALTER TABLE boats DROP COLUMN b;',
    });
    expect((await read('migrations:m')).counts).toMatchObject({ tables: 1, columns: 2, files: 3 });
  });

  test('Alembic is found by its ini, and only its revisions are read', async () => {
    const revision = (id: string, down: string, body: string): string =>
      `"""x"""\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = '${id}'\ndown_revision = ${down}\n\ndef upgrade():\n    ${body}\n\ndef downgrade():\n    pass\n`;
    write({
      'service/alembic.ini': '[alembic]\nscript_location = %(here)s/db\n',
      'service/db/versions/a.py': revision(
        'a1',
        'None',
        "op.create_table('boats', sa.Column('id', sa.Integer(), nullable=False))",
      ),
      'service/db/versions/b.py': revision(
        'b2',
        "'a1'",
        "op.add_column('boats', sa.Column('name', sa.String(20)))",
      ),
      'service/app.py': 'raise SystemExit',
    });
    const reading = await read('alembic:service');
    expect(reading.counts).toMatchObject({ tables: 1, columns: 2, files: 2 });
    expect((await read('alembic:service/db/versions')).fingerprint).toBe(reading.fingerprint);
  });

  test('a snapshot keeps the time at which it was taken', async () => {
    write({ 'sql/a.sql': 'CREATE TABLE a (id int);' });
    const { model } = await read('sql:sql/a.sql');
    write({
      'x.snapshot.json': encodeSnapshot({
        takenAt: '2026-01-26T08:14:00.000Z',
        source: 'production',
        fingerprint: 'f',
        model,
      }),
    });
    expect(await read('snapshot:x.snapshot.json')).toMatchObject({
      readAt: '2026-01-26T08:14:00.000Z',
      tables: ['a'],
      codes: [],
    });
    write({ 'bad.snapshot.json': '{' });
    const bad = await read('snapshot:bad.snapshot.json');
    expect(bad.tables).toEqual([]);
    expect(bad.diagnostics[0]?.severity).toBe('error');
  });

  test('what is not there is not found; what leads out is refused', async () => {
    await expect(read('toon:nowhere')).rejects.toMatchObject({ code: 'not-found' });
    await expect(read('sql:../x.sql')).rejects.toMatchObject({ code: 'outside-workspace' });
    write({ 'empty/x.md': '' });
    expect((await read('toon:empty')).codes).toEqual(['source-empty']);
  });
});

describe('SourceReader', () => {
  test('reads again only what has changed, brought-in files included', async () => {
    write({ 'main.sql': 'SOURCE part.sql', 'part.sql': 'CREATE TABLE a (id int);' });
    const reader = new SourceReader();
    const source = parseSourceAddress('sql:main.sql');
    const first = await reader.read(source, context);
    expect(await reader.read(source, context)).toBe(first);
    expect(await reader.read(source, { ...context, refresh: true })).not.toBe(first);
    write({ 'part.sql': 'CREATE TABLE b (id int);' });
    const second = await reader.read(source, context);
    expect(second.model.schemas[0]?.tables[0]?.name).toBe('b');
    expect(second.fingerprint).not.toBe(first.fingerprint);
    const placed = await reader.read(source, { ...context, defaultSchema: 'db' });
    expect(placed.model.schemas[0]?.name).toBe('db');
    await reader.close();
  });

  test('the same content in another folder has another name but the same meaning', async () => {
    write({ 'a/x.toon': toon('x') });
    cpSync(join(root, 'a'), join(root, 'b'), { recursive: true });
    expect((await read('toon:a')).fingerprint).not.toBe((await read('toon:b')).fingerprint);
    expect(readFileSync(join(root, 'b/x.toon'), 'utf8')).toBe(toon('x'));
  });

  test('one source that fails does not stop the others', async () => {
    write({ 'a.sql': 'CREATE TABLE a (id int);' });
    const reader = new SourceReader();
    const results = await reader.readAll(
      [parseSourceAddress('sql:gone.sql'), parseSourceAddress('sql:a.sql')],
      context,
    );
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    await reader.close();
  });

  test('tells how far it is, and stops when cancelled', async () => {
    write(
      Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`t/${String(at)}.toon`, toon(String(at))])),
    );
    const told: SourceProgress[] = [];
    await read('toon:t', { progress: (progress) => void told.push(progress) });
    expect(told.at(-1)).toMatchObject({ phase: 'files', done: 40, total: 40 });
    const controller = new AbortController();
    await expect(
      read('toon:t', {
        signal: controller.signal,
        progress: () => {
          controller.abort();
        },
      }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('addresses', () => {
  test('are read in one place', () => {
    expect(parseSourceAddress('toon:docs/toons')).toEqual({
      kind: 'toon',
      id: 'toon:docs/toons',
      path: 'docs/toons',
    });
    expect(parseSourceAddress('SQL:a:b.sql')).toMatchObject({ kind: 'sql', path: 'a:b.sql' });
    expect(parseSourceAddress('mariadb://me@h:3307/a,b')).toMatchObject({ kind: 'mysql' });
  });

  test('with a password are refused, without showing it', () => {
    expect(() => parseSourceAddress('mysql://me:hunter2@h/a')).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        message: 'A server’s address may not hold a password.',
      }),
    );
  });

  test.each(['', 'toon:', 'toons', 'ton:x', 'mysql:/x', `sql:${'x'.repeat(5000)}`])(
    '%j is refused',
    (text) => {
      expect(() => parseSourceAddress(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    },
  );

  test('an id goes before an address; a mistyped one is told', () => {
    const sources = [{ kind: 'sql', id: 'main', path: 'x.sql' } as const];
    expect(resolveSource('main', sources)).toBe(sources[0]);
    expect(() => resolveSource('mian', sources)).toThrow(
      expect.objectContaining({ code: 'not-found', more: { hint: 'Did you mean “main”?' } }),
    );
  });
});
