import { describe, expect, test } from 'vitest';
import { limitFacets } from '../../../electron/core/source/limit-facets';
import { ALL_SCHEMA_FACETS } from '../../../shared/model';
import type { SchemaModel } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
import { placeTables } from '../../../shared/workspace';

const read = (text: string): SchemaModel => readSql(text, { path: 'x.sql' }).value;
const facetsOf = (model: SchemaModel): unknown =>
  model.schemas.map(({ name, facets }) => [name, facets.length]);
const WHOLE = ALL_SCHEMA_FACETS.length;

describe('what a source does not claim', () => {
  const change = read('create table a (id int); alter table b add c int');
  const changeOnly = read('alter table b add c int');

  test('migrations and revisions that change a table which they do not make claim no objects', () => {
    expect(facetsOf(limitFacets(change, 'migrations'))).toEqual([['', 1]]);
    expect(facetsOf(limitFacets(change, 'alembic'))).toEqual([['', 1]]);
  });

  test('a dump claims its tables in spite of a stray ALTER; a file of changes claims none', () => {
    expect(facetsOf(limitFacets(change, 'sql'))).toEqual([['', WHOLE]]);
    expect(facetsOf(limitFacets(changeOnly, 'sql'))).toEqual([['', 1]]);
  });

  test('whole sources are left as they are', () => {
    const whole = read('create table a (id int)');
    expect(limitFacets(whole, 'migrations')).toBe(whole);
  });

  test('it goes by schema, after placement', () => {
    const federation = {
      schemas: [
        { name: 'core', patterns: ['a*', 'b*'] },
        { name: 'jobs', patterns: ['job_*'] },
      ],
    };
    const text = 'create table job_runs (id int); create table a (id int); alter table b add c int';
    const { model } = placeTables(read(text), { federation });
    expect(new Map(facetsOf(limitFacets(model, 'migrations')) as [string, number][])).toEqual(
      new Map([
        ['core', 1],
        ['jobs', WHOLE],
      ]),
    );
  });
});
