import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireWhole } from '../../../electron/core/plan/require-whole';
import { parseSourceAddress } from '../../../electron/core/source/parse-source-address';
import { readSource } from '../../../electron/core/source/read-source';
import { buildMatrix } from '../../../shared/drift/build-matrix';
import { diffModels } from '../../../shared/drift/diff-models';
import { toDriftReport } from '../../../shared/drift/to-drift-report';
import type { SchemaModel, Table } from '../../../shared/model';
import { refuseObject } from '../../../shared/plan/refuse';
import { decodeSnapshot, encodeSnapshot } from '../../../shared/snapshot';
import { readSql } from '../../../shared/sql';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-unread-')));
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

async function modelOf(address: string): Promise<SchemaModel> {
  return (await readSource(parseSourceAddress(address), { root })).model;
}

test('an empty SQL file states nothing, and that is told', async () => {
  write({ 'sql/a.sql': 'create table a (id int);', 'sql/b.sql': ' \n', 'sql/c.sql': '-- on purpose' });
  const { diagnostics, model } = await readSource(parseSourceAddress('sql:sql'), { root });
  expect(diagnostics.map(({ code, location }) => [code, location?.path])).toEqual([
    ['file-empty', 'sql/b.sql'],
  ]);
  expect(model.unread).toBeUndefined();
});

const boats = 'create table boats (id int, name varchar(9), hull int);';
const whole = readSql(`${boats} create table piers (id int); create view v as select 1;`, {
  path: 'whole.sql',
}).value;

/** What a model that is compared with the whole one does not have, with how that is told. */
function lacks(model: SchemaModel): Readonly<Record<string, string>> {
  return Object.fromEntries(
    diffModels(whole, model)
      .objects.filter(({ to, object }) => to === undefined && object === 'table')
      .map(({ name, status, reason }) => [name, reason ?? status]),
  );
}

/** A file of no text: nobody can read it, root included. */
const BINARY = '\0'.repeat(64);
const toon = (name: string): string => JSON.stringify({ table_name: name, fields: ['`id` int'] });

describe('what a TOON folder holds and nobody could read', () => {
  test('may state any table, the one of its name first of all', async () => {
    write({ 'toons/boats.toon': toon('boats'), 'toons/piers.toon': BINARY, 'toons/zebra.toon': BINARY });
    expect(lacks(await modelOf('toon:toons'))).toEqual({
      piers: 'It may state it in toons/piers.toon and 1 more, which could not be read.',
    });
    write({ 'toons/piers.toon': toon('cranes') });
    expect(lacks(await modelOf('toon:toons'))).toEqual({
      piers: 'It may state it in toons/zebra.toon, which could not be read.',
    });
    rmSync(join(root, 'toons/zebra.toon'));
    expect(lacks(await modelOf('toon:toons'))).toEqual({ piers: 'missing' });
  });

  test('counts when it is a link that leads nowhere or out, but only where such a file is wanted', async () => {
    write({ 'toons/boats.toon': toon('boats') });
    symlinkSync(join(tmpdir(), 'nowhere'), join(root, 'toons/README.md'));
    expect(lacks(await modelOf('toon:toons'))).toEqual({ piers: 'missing' });
    symlinkSync('gone.toon', join(root, 'toons/cranes.toon'));
    expect(lacks(await modelOf('toon:toons'))['piers']).toContain('toons/cranes.toon');
    rmSync(join(root, 'toons/cranes.toon'));
    symlinkSync(tmpdir(), join(root, 'toons/more'));
    expect(lacks(await modelOf('toon:toons'))).toEqual({ piers: 'missing' });
    write({ 'sql/boats.sql': boats });
    symlinkSync(tmpdir(), join(root, 'sql/more'));
    expect(lacks(await modelOf('sql:sql'))['piers']).toContain('sql/more');
  });

  test('is told from what states no table, and from what names the table that it does not describe', async () => {
    write({
      'toons/boats.toon': toon('boats'),
      'toons/empty.toon': '',
      'toons/settings.toon': '[agent]\nname = x\n',
      'toons/LICENSE.txt': 'All rights reserved.',
      'toons/other.toon': '{"table_name": "other"}',
    });
    expect(lacks(await modelOf('toon:toons'))).toEqual({ piers: 'missing' });
    write({ 'toons/piers.toon': '' });
    expect(lacks(await modelOf('toon:toons'))).toEqual({
      piers: 'It may state it at toons/piers.toon:1, which was not understood.',
    });
    rmSync(join(root, 'toons/piers.toon'));
    write({ 'toons/some.toon': '{"table_name": "PIERS", "columns": 3}' });
    expect(lacks(await modelOf('toon:toons'))).toEqual({
      piers: 'It may state it at toons/some.toon:1, which was not understood.',
    });
    write({ 'toons/cut.toon': '{"table_na' });
    expect(lacks(await modelOf('toon:toons'))['piers']).toContain('toons/');
  });

  test('lets columns that are stated be compared, and those that may be in it be unknown', async () => {
    write({
      'toons/boats.toon': JSON.stringify({ table_name: 'boats', fields: ['`id` bigint', '?? hull'] }),
    });
    const [table] = diffModels(whole, await modelOf('toon:toons')).objects;
    expect(table?.parts.map(({ name, status }) => [name, status])).toEqual([
      ['id', 'different'],
      ['name', 'unknown'],
      ['hull', 'unknown'],
    ]);
    write({ 'toons/boats.toon': JSON.stringify({ table_name: 'boats', fields: ['`id` int', '?? hull'] }) });
    const [same] = diffModels(whole, await modelOf('toon:toons')).objects;
    expect(same).toMatchObject({ name: 'boats', status: 'unknown' });
    expect(same?.attributes[0]?.reason).toContain('toons/boats.toon:1 was not understood');
  });
});

describe('what SQL does not say so that it is understood', () => {
  const read = (text: string): SchemaModel => readSql(text, { path: 'x.sql' }).value;

  test('may make anything', () => {
    const may = { piers: 'It may state it at x.sql:2, which was not understood.' };
    expect(lacks(read(`${boats}\nexecute s;`))).toEqual(may);
    expect(lacks(read(`${boats}\nsource other.sql\n`))).toEqual(may);
    expect(lacks(read(`${boats}\ncreate table {NAME} (id int);`))).toEqual(may);
    expect(lacks(read(`${boats}\nselect 'open`))).toEqual(may);
  });

  test('says nothing of other tables where it names its own, or is no statement that makes any', () => {
    expect(lacks(read(`${boats}\ncreate table cranes [id int];`))).toEqual({ piers: 'missing' });
    const [piers] = diffModels(whole, read(`${boats}\ncreate table piers [id int];`)).objects;
    expect(piers).toMatchObject({ name: 'piers', status: 'unknown' });
    expect(lacks(read(`${boats}\ncreate view {v} as select 1;`))).toEqual({ piers: 'missing' });
    expect(lacks(read(`${boats}\nprose that is no statement;`))).toEqual({ piers: 'missing' });
    expect(lacks(read(`${boats}\nalter table piers frobnicate;`))).toEqual({
      piers: 'It changes this table (x.sql:2) and does not make it.',
    });
  });

  test('leaves what is stated around it, and makes unknown what it may have changed', () => {
    const broken = read('create table boats (id bigint, ?? oar, hull int); create table piers (id int);');
    const [table] = diffModels(whole, broken).objects;
    expect(table?.parts.map(({ name, status }) => [name, status])).toEqual([
      ['id', 'different'],
      ['name', 'unknown'],
    ]);
    const changed = read('create table boats (id bigint, hull int);\nalter table boats frobnicate;');
    const [other] = diffModels(whole, changed).objects;
    expect(other?.status).toBe('unknown');
    expect(other?.parts.every(({ status }) => status === 'unknown')).toBe(true);
    expect(diffModels(changed, whole).objects[0]?.status).toBe('unknown');
    expect(diffModels(changed, changed).counts).toMatchObject({ equal: 1, unknown: 0 });
  });

  test('keeps a plan from changing the table', () => {
    const table = read('create table boats (id bigint, ?? oar)').schemas[0]?.tables[0] as Table;
    expect(refuseObject(table, undefined, { vendor: 'mysql', version: [8, 4, 0] })?.reason).toBe(
      'what is stated of boats was not wholly understood (x.sql:1)',
    );
  });
});

describe('what migrations and revisions hold and nobody could read', () => {
  test('keeps them from being followed when it is a file', async () => {
    write({ 'migrations/1_boats.sql': boats, 'migrations/2_more.sql': BINARY });
    for (const address of ['migrations:migrations', 'sql:migrations']) {
      const model = await modelOf(address);
      expect(lacks(model)['piers']).toContain('migrations/2_more.sql');
      expect(() => requireWhole({ id: 'm', kind: address.split(':')[0] ?? '', model })).toThrow(
        'm cannot be followed: migrations/2_more.sql could not be read, and may change any of its tables.',
      );
    }
    write({ 'migrations/2_more.sql': 'execute x;' });
    const notes = requireWhole({
      id: 'm',
      kind: 'migrations',
      model: await modelOf('migrations:migrations'),
    });
    expect(notes).toEqual([expect.stringContaining('migrations/2_more.sql:1')]);
  });

  test('is what only running a revision could tell', async () => {
    const revision = (body: string): string =>
      `from alembic import op\nimport sqlalchemy as sa\nrevision = 'a'\ndown_revision = None\n\ndef upgrade():\n    op.create_table('boats', sa.Column('id', sa.Integer))\n${body}\n`;
    write({ 'versions/a.py': revision('') });
    expect(lacks(await modelOf('alembic:versions'))).toEqual({ piers: 'missing' });
    const may = { piers: expect.stringContaining('versions/a.py:8') as string };
    write({ 'versions/a.py': revision('    op.execute(compute())') });
    expect(lacks(await modelOf('alembic:versions'))).toEqual(may);
    write({ 'versions/a.py': revision('    op.create_table(compute(), sa.Column("id", sa.Integer))') });
    expect(lacks(await modelOf('alembic:versions'))).toEqual(may);
    write({ 'versions/a.py': revision('    op.add_column("boats", compute())') });
    const model = await modelOf('alembic:versions');
    expect(lacks(model)).toEqual({ piers: 'missing' });
    expect(diffModels(whole, model).objects[0]?.status).toBe('unknown');
  });

  test('is what PostgreSQL could not parse', async () => {
    write({
      'pg.sql': 'create table boats (id serial primary key);\n\\connect x\n\ncreate table :name (id int);',
    });
    expect(lacks(await modelOf('sql:pg.sql'))['piers']).toContain('pg.sql:4');
  });
});

describe('everywhere', () => {
  test('a snapshot that cannot be read may state anything', async () => {
    write({ 'x.json': '{"tidemark": "snapshot", "vers' });
    const model = await modelOf('snapshot:x.json');
    expect(lacks(model)['piers']).toBe('It may state it in x.json, which could not be read.');
  });

  test('a snapshot keeps what was not read', async () => {
    write({ 'toons/boats.toon': toon('boats'), 'toons/piers.toon': BINARY });
    const model = await modelOf('toon:toons');
    const text = encodeSnapshot({ model, takenAt: '2026-01-01T00:00:00.000Z' });
    expect(decodeSnapshot(text, 'x.json').value?.model.unread).toEqual(model.unread);
  });

  test('among several sources it is unknown, with the reason in the report', async () => {
    write({ 'toons/boats.toon': toon('boats'), 'toons/piers.toon': BINARY });
    const matrix = buildMatrix([
      { id: 'sql', model: whole },
      { id: 'toon', model: await modelOf('toon:toons') },
    ]);
    const report = toDriftReport(matrix, []);
    expect(report.items.find(({ name }) => name === 'piers')).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining(
        'toon may state it in toons/piers.toon, which could not be read.',
      ) as string,
    });
  });
});
