import fc from 'fast-check';
import { basename, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alignPair, alignSchemas } from '../../../electron/core/service/align-schemas';
import { fileNameOf } from '../../../toon/file-name';
import { readSql } from '../../../shared/sql/read-sql';

describe('fileNameOf', () => {
  it('is one plain name on every system, whatever the table is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }), (table) => {
        const name = fileNameOf(table);
        expect(name).not.toBe('');
        expect(basename(name)).toBe(name);
        expect(win32.basename(name)).toBe(name);
        expect(name).toMatch(/^[\p{L}\p{N}_$%-]+$/u);
      }),
    );
  });

  it.each([
    ['actors', 'actors'],
    ['../../etc/passwd', '%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
    ['a.b', 'a%2eb'],
    ['CON', '%43ON'],
    ['über', 'über'],
  ])('writes %j as %j', (table, name) => {
    expect(fileNameOf(table)).toBe(name);
  });
});

const source = (id: string, sql: string) => ({ id, model: readSql(sql, { path: `${id}.sql` }).value });
const placesOf = ({ model }: ReturnType<typeof source>) =>
  model.schemas.flatMap((schema) => schema.tables.map((table) => `${schema.name}.${table.name}`)).sort();

describe('alignSchemas', () => {
  it('puts nameless tables where another source has them', () => {
    const named = source('named', 'CREATE TABLE one.a (id int); CREATE TABLE two.b (id int);');
    const [, placed] = alignSchemas([
      named,
      source('plain', 'CREATE TABLE a (id int); CREATE TABLE b (id int); CREATE TABLE c (id int);'),
    ]);
    expect(placed && placesOf(placed)).toEqual(['.c', 'one.a', 'two.b']);
  });

  it('puts everything into the only schema there is', () => {
    const [, placed] = alignSchemas([
      source('named', 'CREATE TABLE one.a (id int);'),
      source('plain', 'CREATE TABLE z (id int);'),
    ]);
    expect(placed && placesOf(placed)).toEqual(['one.z']);
  });
});

describe('alignPair', () => {
  it('compares two schemas of different names with each other, references included', () => {
    const sql =
      'CREATE TABLE S.a (id int PRIMARY KEY); CREATE TABLE S.b (id int, FOREIGN KEY (id) REFERENCES S.a (id));';
    const [, to] = alignPair(
      source('one', sql.replaceAll('S.', 'live.')),
      source('two', sql.replaceAll('S.', 'test.')),
    );
    expect(placesOf(to)).toEqual(['live.a', 'live.b']);
    const keys = to.model.schemas.flatMap((schema) => schema.tables.flatMap((table) => table.foreignKeys));
    expect(keys.map((key) => key.referencedSchema)).not.toContain('test');
  });

  it('leaves schemas alone where there are several', () => {
    const two = 'CREATE TABLE x.a (id int); CREATE TABLE y.a (id int);';
    const [, to] = alignPair(source('one', 'CREATE TABLE z.a (id int);'), source('two', two));
    expect(placesOf(to)).toEqual(['x.a', 'y.a']);
  });
});
