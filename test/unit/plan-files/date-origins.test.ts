import { expect, it } from 'vitest';
import { dateOrigins } from '../../../electron/core/plan/date-origins';
import { readSql } from '../../../shared/sql';
import type { ServerOrigin, Table } from '../../../shared/model';

const AT = '2026-01-01T00:00:00.000Z';

function read(origin: ServerOrigin) {
  const { value } = readSql('CREATE TABLE t (id int, KEY k (id));', { path: 'a.sql', defaultSchema: 'shop' });
  const tables = value.schemas[0]?.tables.map((table): Table => ({ ...table, origin })) ?? [];
  return { ...value, schemas: value.schemas.map((schema) => ({ ...schema, tables })) };
}

it('gives every server’s origin one time, and leaves whatever else it says', () => {
  const shown: ServerOrigin = {
    kind: 'server',
    server: 'here',
    readAt: '2025-12-31T23:59:59.000Z',
    shown: true,
  };
  const [table] = dateOrigins(read(shown), AT).schemas[0]?.tables ?? [];
  // Without `shown`, a key that SHOW CREATE TABLE prints without USING would say nothing of it.
  expect(table?.origin).toEqual({ ...shown, readAt: AT });
  expect(table?.columns[0]?.origin).toMatchObject({ kind: 'file', path: 'a.sql' });
});
