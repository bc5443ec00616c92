import { describe, expect, test } from 'vitest';
import { driftReportSchema } from '../../../shared/api/drift-report';
import { buildMatrix } from '../../../shared/drift/build-matrix';
import { diffModels } from '../../../shared/drift/diff-models';
import { explainDifference } from '../../../shared/drift/explain-difference';
import { toDriftReport } from '../../../shared/drift/to-drift-report';
import { parseFlavor } from '../../../shared/model';
import type { Flavor, SchemaModel } from '../../../shared/model';
import { decodeModel } from '../../../shared/snapshot/decode-snapshot';
import { encodeModel } from '../../../shared/snapshot/encode-snapshot';
import { printModel } from '../../../shared/sql';
import { readSql } from '../../../shared/sql/read-sql';

const MYSQL = parseFlavor('mysql:9.7.4') as Flavor;
const MARIADB = parseFlavor('mariadb:10.11.19') as Flavor;

function read(sql: string, flavor = MYSQL): SchemaModel {
  return readSql(sql, { path: 'a.sql', flavor, defaultSchema: 'shop' }).value;
}

/** What differs of the schema itself, in sentences. */
function told(from: string, to: string, flavor = MYSQL): readonly string[] {
  return diffModels(read(from, flavor), read(to, flavor), { flavor })
    .objects.filter(({ object }) => object === 'schema')
    .map((object) => `${object.status}: ${explainDifference(object, { from: 'A', to: 'B' })}`);
}

describe('the options of a schema itself', () => {
  test.each([
    [
      'create database shop charset latin1',
      'create database shop charset utf8mb4 collate utf8mb4_bin',
      'Schema shop differs: The default character set is latin1 in A and utf8mb4 in B. The default collation is latin1_swedish_ci in A and utf8mb4_bin in B.',
    ],
    [
      'create database shop collate utf8mb4_bin',
      'create database shop charset utf8mb4',
      'Schema shop differs: The default collation is utf8mb4_bin in A and utf8mb4_0900_ai_ci in B.',
    ],
    [
      "create database shop encryption 'y'",
      "create database shop encryption='N'",
      'Schema shop differs: The default encryption is on in A and off in B.',
    ],
    [
      'create database shop; alter database shop read only = 1',
      'create database shop; alter database read only default',
      'Schema shop differs: The READ ONLY option is on in A and off in B.',
    ],
  ])('%s against %s', (from, to, sentence) => {
    expect(told(from, to)).toEqual([`different: ${sentence}`]);
    expect(told(to, from)).toHaveLength(1);
  });

  test('a comment is MariaDB’s', () => {
    expect(told("create database shop comment 'old'", "create database shop comment 'new'", MARIADB)).toEqual(
      ['different: Schema shop differs: The comment is “old” in A and “new” in B.'],
    );
  });

  test.each([
    ['create database shop', 'create database shop charset latin1'],
    ['create table t (a int)', 'create database shop charset latin1'],
    ["create database shop encryption 'Y'", 'create database shop charset latin1'],
    ['create database shop charset utf8mb4', 'create database shop collate utf8mb4_0900_ai_ci'],
  ])('what one side does not say is no drift: %s against %s', (from, to) => {
    expect(told(from, to)).toEqual([]);
    expect(told(to, from)).toEqual([]);
  });

  test('two names of one charset are spellings', () => {
    expect(told('create database shop charset utf8', 'create database shop charset utf8mb3')).toEqual([
      expect.stringMatching(/^equivalent: Schema shop is the same in another spelling/),
    ]);
  });

  test('another default is no difference of the tables that state their own', () => {
    const table = 'create table shop.t (a varchar(9)) charset=utf8mb4 collate=utf8mb4_bin';
    const diff = diffModels(
      read(`create database shop charset latin1; ${table}`),
      read(`create database shop charset utf8mb4; ${table}`),
      { flavor: MYSQL },
    );
    expect(diff.objects.map(({ object }) => object)).toEqual(['schema']);
    expect(diff.counts).toMatchObject({ equal: 1, different: 1 });
  });

  test('tables keep what the schema gave them before ALTER DATABASE', () => {
    const known = read(
      'alter database charset latin1; create table t (a char(1)); alter database charset ascii',
    );
    expect(known.schemas[0]?.tables[0]?.options).toEqual({ charset: 'latin1' });
    const unknown = read(
      'create table t (a char(1)); alter database charset ascii; create table u (a char(1))',
    );
    expect(unknown.schemas[0]?.tables.map(({ facets }) => facets.includes('charset'))).toEqual([false, true]);
  });

  test('are written, read and kept in snapshots', () => {
    const model = read(
      "create database shop charset utf8mb4 collate utf8mb4_bin default encryption='Y'; create table shop.t (a int); alter database shop read only=1",
    );
    const text = printModel(model, MYSQL);
    expect(text).toContain("`shop` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT ENCRYPTION 'Y'");
    expect(text.indexOf('READ ONLY = 1')).toBeGreaterThan(text.indexOf('CREATE TABLE'));
    for (const again of [read(text), decodeModel(encodeModel(model), 'x').value])
      expect(again?.schemas[0]).toMatchObject({ encryption: true, readOnly: true, collation: 'utf8mb4_bin' });
  });

  test('a charset that holds more than a word is written as a text', () => {
    const model = read("create database shop charset 'x; drop database y'");
    expect(printModel(model, MYSQL)).toContain("CHARACTER SET 'x; drop database y'");
  });
});

describe('many sources', () => {
  const sources = (...texts: readonly string[]) =>
    texts.map((sql, at) => ({ id: `s${String(at)}`, model: read(`${sql}; create table shop.t (a int)`) }));

  test('those that say nothing of the schema are no part of it', () => {
    const matrix = buildMatrix(
      sources('select 1', 'create database shop charset latin1', 'create database shop charset ascii'),
    );
    const [row] = matrix.rows.filter(({ object }) => object === 'schema');
    expect(row).toMatchObject({ schema: 'shop', name: 'shop', status: 'different' });
    expect(row?.cells.map(({ status }) => status)).toEqual(['unknown', 'equal', 'different']);
    const report = driftReportSchema.parse(toDriftReport(matrix, []));
    expect(report.items.filter(({ object }) => object === 'schema').map(({ reason }) => reason)).toContain(
      'The default character set of schema shop is latin1 in s1 and ascii in s2.',
    );
  });

  test('nothing is said where fewer than two say anything, or all the same', () => {
    for (const texts of [
      ['select 1', 'create database shop charset latin1'],
      ['create database shop charset latin1', 'create database shop charset latin1', 'select 1'],
    ])
      expect(buildMatrix(sources(...texts)).rows.map(({ object }) => object)).toEqual(['table']);
  });
});
