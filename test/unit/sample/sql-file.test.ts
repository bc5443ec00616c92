import { expect, test } from 'vitest';
import { readSql } from '../../../shared/sql';
import { readSample } from './sample-files';

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
