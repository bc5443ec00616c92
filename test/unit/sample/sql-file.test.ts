import { expect, test } from 'vitest';
import { diffModels } from '../../../shared/drift/diff-models';
import type { SchemaModel, Table } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
import { readSample } from './sample-files';

const REPEATABLE = [
  'migration_orchestrator_schema_4_0_25',
  'ephemeral_schema_4_0_25',
  'session_platform_4_0_44',
  'department_names_4_0_45',
  'schema_sync_4_0_46_missing_tables',
];
const reading = readSql(readSample('database/lupopedia_mysql.sql'), {
  path: 'database/lupopedia_mysql.sql',
  defaultSchema: 'lupopedia',
});
const tables = reading.value.schemas.flatMap((schema) => schema.tables);

test('the main SQL file is understood, every statement of it', () => {
  expect(reading.diagnostics.filter((one) => one.severity !== 'info')).toEqual([]);
  expect(reading.statements.filter((one) => !one.understood)).toEqual([]);
  expect(reading.statements.filter((one) => one.kind === 'CREATE TABLE')).toHaveLength(111);
});

test('its 111 tables have the keys that are added at the end', () => {
  expect(tables).toHaveLength(111);
  expect(tables.filter((table) => table.primaryKey === undefined)).toEqual([]);
  const names = (name: string): readonly (string | undefined)[] =>
    tables.find((table) => table.name === name)?.indexes.map((index) => index.name) ?? [];
  expect(names('lupo_audit_log')).toContain('idx_ip_address');
  expect(names('lupo_contents')).not.toContain('idx_department_id');
  expect(tables.find((table) => table.name === 'lupo_roles')?.columns[0]?.autoIncrement).toBe(true);
});

test('the migrations add what they carry in strings, and a second run changes nothing', () => {
  const run = (base: SchemaModel): SchemaModel =>
    REPEATABLE.reduce((model, name) => {
      const path = `database/migrations/${name}.sql`;
      const one = readSql(readSample(path), { path, defaultSchema: 'lupopedia', base: model });
      expect(one.diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
      expect(one.statements.filter((statement) => !statement.understood)).toEqual([]);
      return one.value;
    }, base);
  const once = run(reading.value);
  const count = (model: SchemaModel): readonly (readonly [string, number])[] =>
    model.schemas.map((schema) => [schema.name, schema.tables.length] as const);
  expect(count(once)).toEqual([
    ['lupopedia', 113],
    ['lupopedia_orchestration', 8],
    ['lupopedia_ephemeral', 5],
  ]);
  const find = (name: string): Table | undefined =>
    once.schemas.flatMap((schema) => schema.tables).find((table) => table.name === name);
  expect(find('lupo_permissions')?.indexes).toHaveLength(8);
  expect(find('lupo_sessions')?.columns.map((column) => column.name)).toContain('platform_code');
  expect(find('lupo_sessions')?.indexes.map((index) => index.name)).toContain('idx_platform_code');
  const twice = diffModels(once, run(once));
  expect(twice.objects.filter((object) => object.status !== 'equal')).toEqual([]);
});
