import { describe, expect, test } from 'vitest';
import { buildMatrix } from '../../../shared/drift/build-matrix';
import { diffModels } from '../../../shared/drift/diff-models';
import type { DriftStatus } from '../../../shared/drift/difference';
import { explainDifference } from '../../../shared/drift/explain-difference';
import type { SchemaModel } from '../../../shared/model';
import { readSql } from '../../../shared/sql';

const read = (text: string): SchemaModel => readSql(text, { path: 'x.sql' }).value;
const both = read('use shop; create table a (id int); use blog; create table b (id int)');
const shop = read('use shop; create table a (id int)');

describe('a schema that a source never names', () => {
  test('is unknown in a file, whichever side the file is', () => {
    expect(diffModels(both, shop).counts).toMatchObject({ equal: 1, unknown: 1, missing: 0 });
    expect(diffModels(shop, both).counts).toMatchObject({ equal: 1, unknown: 1, extra: 0 });
    const [only] = diffModels(both, shop).objects;
    expect(only && explainDifference(only, { from: 'both', to: 'shop' })).toBe(
      'Whether shop has table b cannot be told: It says nothing of the schema blog.',
    );
  });

  test('is missing from a server that was asked for it, and unknown where it was not', () => {
    const asked = (covers: SchemaModel['covers'] & {}): SchemaModel => ({ ...shop, covers });
    expect(diffModels(both, asked('all')).counts).toMatchObject({ missing: 1, unknown: 0 });
    expect(diffModels(both, asked(['shop', 'blog'])).counts).toMatchObject({ missing: 1, unknown: 0 });
    expect(diffModels(both, asked(['shop'])).counts).toMatchObject({ missing: 0, unknown: 1 });
    const folding = { ...asked(['shop', 'BLOG']), lowerCaseTableNames: 1 } as const;
    expect(diffModels(both, folding).counts).toMatchObject({ missing: 1, unknown: 0 });
  });
});

describe('tables that a source changes and does not make', () => {
  const dump = read('create table a (id int); alter table b add column c int');

  test('are noted with the first statement that needs them', () => {
    const needs = (text: string): unknown => read(text).schemas[0]?.presumes;
    const at = (line: number, column = 1): unknown => ({ kind: 'file', path: 'x.sql', line, column });
    expect(needs('alter table b add c int;\nalter table b add d int')).toEqual([
      { name: 'b', origin: at(1) },
    ]);
    expect(needs('create index i on b (c)')).toEqual([{ name: 'b', origin: at(1) }]);
    expect(needs('drop index i on b')).toEqual([{ name: 'b', origin: at(1) }]);
    expect(needs('rename table b to c')).toEqual([{ name: 'b', origin: at(1) }]);
    expect(needs('create table c like b')).toEqual([{ name: 'b', origin: at(1) }]);
    expect(needs('drop table b')).toEqual([{ name: 'b', origin: at(1), dropped: true }]);
    expect(needs('create table z (i int); drop table if exists b; alter table if exists b add c int')).toBe(
      undefined,
    );
    expect(needs('alter table b add c int; create table b (c int)')).toBe(undefined);
  });

  test('are unknown there, while other tables are missing', () => {
    const whole = read('create table a (id int); create table b (id int); create table c (id int)');
    const found = diffModels(whole, dump);
    expect(found.objects.map(({ name, status }) => [name, status])).toEqual([
      ['b', 'unknown'],
      ['c', 'missing'],
    ]);
    expect(found.objects[0]?.reason).toBe('It changes this table (x.sql:1) and does not make it.');
  });

  test('are missing where it drops them', () => {
    const found = diffModels(read('create table a (id int); create table b (id int)'), {
      ...read('create table a (id int); drop table b'),
    });
    expect(found.counts).toMatchObject({ missing: 1, unknown: 0 });
  });
});

describe('in a matrix', () => {
  const part: SchemaModel = {
    schemas: read('use shop; create table n (id int); alter table a add column c int').schemas.map(
      (schema) => ({ ...schema, facets: [] }),
    ),
  };
  const whole = read('use shop; create table a (id int); create table n (id int); create table z (id int)');

  test('those that can state a thing decide about it; a part neither agrees nor disagrees', () => {
    const matrix = buildMatrix(
      [
        { id: 'toon', model: whole },
        { id: 'sql', model: whole },
        { id: 'part', model: part },
      ],
      { reference: 'toon' },
    );
    expect(matrix.counts).toMatchObject({ equal: 3, unknown: 0, missing: 0 });
    expect(matrix.bySource.get('part')).toMatchObject({ equal: 1, unknown: 2 });
    const reasons = matrix.rows.map((row) => row.cells[2]?.reason);
    expect(reasons).toEqual([
      'part changes this table (x.sql:1) and does not make it.',
      undefined,
      'part holds a part of the schema shop only: it changes a (x.sql:1), which it does not make.',
    ]);
  });

  test('where only one source can say, nothing is known', () => {
    const matrix = buildMatrix(
      [
        { id: 'sql', model: whole },
        { id: 'part', model: part },
      ],
      { reference: 'sql' },
    );
    expect(matrix.counts).toMatchObject({ equal: 1, unknown: 2, missing: 0 });
  });

  test('what the reference cannot state is measured by the others, and a tie is an extra', () => {
    const other = read(
      'use shop; create table a (id int); create table n (id int); create table z (id bigint)',
    );
    const sources = (reference: SchemaModel, ...models: SchemaModel[]) =>
      buildMatrix(
        [reference, ...models].map((model, at) => ({ id: String(at), model })),
        { reference: '0' },
      );
    const blog = read('use blog; create table b (id int)');
    const differing = sources(blog, whole, other).rows.find(({ name }) => name === 'z');
    expect(differing).toMatchObject({ status: 'different', measure: '1' });
    expect(differing?.cells.map(({ status }) => status)).toEqual(['unknown', 'equal', 'different']);
    const tied = sources(blog, whole, shop).rows.find(({ name }) => name === 'z');
    expect(tied).toMatchObject({ status: 'extra', measure: '2' });
  });
});

describe('an event that a server does not have', () => {
  const live: SchemaModel = {
    covers: ['shop'],
    schemas: read('create database shop; use shop; create table a (id int)').schemas.map((schema) => ({
      ...schema,
      origin: { kind: 'server', server: 'test', readAt: '2026-05-05T12:00:00Z' },
    })),
  };
  const statusOf = (schedule: string): DriftStatus | undefined =>
    diffModels(
      live,
      read(`use shop; create table a (id int); create event e on schedule ${schedule} do set @a = 1`),
    ).objects.find(({ object }) => object === 'event')?.status;

  test.each([
    ["at '2006-02-10 23:59:00'", 'unknown'],
    ["at timestamp'2026-05-06 01:00:00'", 'unknown'],
    ['at current_timestamp + interval 1 day', 'unknown'],
    ["every 1 day starts '2020-01-01' ends '2021-01-01 00:00:00'", 'unknown'],
    ["at '2006-02-10 23:59:00' on completion preserve", 'extra'],
    ["at '2026-06-01 00:00:00'", 'extra'],
    ["every 1 day ends '2030-01-01'", 'extra'],
    ['every 1 day', 'extra'],
  ])('%s: %s', (schedule, status) => {
    expect(statusOf(schedule)).toBe(status);
  });
});
