import { realpathSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeComparison } from '../../../electron/core/service/headline';
import { readSource } from '../../../electron/core/source/read-source';
import { readConfig } from '../../../electron/core/workspace/read-config';
import { buildMatrix } from '../../../shared/drift/build-matrix';
import { readSql } from '../../../shared/sql';
import { readSample, SAMPLE } from './sample-files';

const { federation, sources, reference } = readConfig(readSample('tidemark.yaml')).value;
const root = realpathSync(SAMPLE);
const readings = await Promise.all(sources.map((source) => readSource(source, { root, federation })));
const matrix = buildMatrix(readings, { reference });
const rowsOf = (status: string): readonly string[] =>
  matrix.rows.filter((row) => row.status === status).map((row) => row.name);
const reasonFor = (table: string, source: string): string | undefined =>
  matrix.rows.find(({ name }) => name === table)?.cells.find((cell) => cell.source === source)?.reason;

test('the sample opens with the sentence that docs/sample.md quotes', () => {
  expect(describeComparison({ matrix, sources: [], renames: [], failed: [] })).toBe(
    '2 tables are missing from sql and 3 from production; 1 is in sql and 3 in production but not in toon; ' +
      '1 object is in production but not elsewhere; 22 tables differ. 101 agree.',
  );
});

test('what a source cannot state is not missing from it', () => {
  const missing = (source: string): readonly string[] =>
    matrix.rows
      .filter(({ cells }) => cells.some((cell) => cell.source === source && cell.status === 'missing'))
      .map(({ name }) => name)
      .sort();
  expect(missing('sql')).toEqual(['lupo_actor_collections', 'lupo_permissions']);
  expect(missing('migrations')).toEqual([]);
  expect(missing('production')).toEqual(['lupo_crm_deals', 'lupo_permissions', 'migration_alerts']);
  expect(rowsOf('unknown')).toEqual([]);
});

test('and says why', () => {
  expect(reasonFor('migration_alerts', 'sql')).toBe(
    'sql says nothing of the schema lupopedia_orchestration.',
  );
  expect(reasonFor('lupo_sessions', 'toon')).toBe('toon says nothing of the schema lupopedia_ephemeral.');
  expect(reasonFor('lupo_departments', 'migrations')).toMatch(
    /^migrations changes this table \(database\/migrations\/department_names_4_0_45\.sql:9\) and does not make it\.$/,
  );
  expect(reasonFor('lupo_actors', 'migrations')).toMatch(
    /^migrations holds a part of the schema lupopedia only: it changes lupo_departments \(/,
  );
});

test('the ephemeral tables, which the reference says nothing of, are compared among the others', () => {
  const row = matrix.rows.find(({ name }) => name === 'lupo_sessions');
  expect(row?.cells.map(({ source, status }) => [source, status])).toEqual([
    ['toon', 'unknown'],
    ['sql', 'unknown'],
    ['migrations', 'equal'],
    ['production', 'equivalent'],
  ]);
});

test('more sources than a sentence can name are counted, with the one that stands out', () => {
  const table = (name: string): string => `create table ${name} (id int);`;
  const all = ['a', 'b', 'c'].map(table).join('');
  const sources = ['one', 'two', 'three', 'four', 'five', 'six'].map((id, at) => ({
    id,
    model: readSql(at === 0 ? all : at === 5 ? table('a') : table('a') + table('b') + table(`x${id}`), {
      path: `${id}.sql`,
    }).value,
  }));
  const many = buildMatrix(sources, { reference: 'one' });
  expect(describeComparison({ matrix: many, sources: [], renames: [], failed: [] })).toBe(
    '2 tables are missing somewhere (2 of them from six); 1 is in two, 1 in three, 1 in four and 1 in five ' +
      'but not in one. 1 agrees.',
  );
});
