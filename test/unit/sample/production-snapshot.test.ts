import { expect, test } from 'vitest';
import { decodeSnapshot } from '../../../shared/snapshot';
import { createdTables, readSample } from './sample-files';

const reading = decodeSnapshot(readSample('snapshots/production.json'), 'snapshots/production.json');
const schemas = reading.value?.model.schemas ?? [];
const core = schemas.find((schema) => schema.name === 'lupopedia');
const inCore = (name: string): NonNullable<typeof core>['tables'][number] | undefined =>
  core?.tables.find((table) => table.name === name);

test('the snapshot is whole: 113 core tables and a view, 7 of orchestration, 5 ephemeral', () => {
  expect(reading.diagnostics).toEqual([]);
  expect(schemas.map((schema) => [schema.name, schema.tables.length, schema.views.length])).toEqual([
    ['lupopedia', 113, 1],
    ['lupopedia_orchestration', 7, 0],
    ['lupopedia_ephemeral', 5, 0],
  ]);
});

test('113 is the right number of the wrong tables', () => {
  const production = new Set(core?.tables.map((table) => table.name));
  const written = new Set([
    ...createdTables(readSample('database/lupopedia_mysql.sql')),
    ...createdTables(readSample('database/migrations/schema_sync_4_0_46_missing_tables.sql')),
  ]);
  expect([...written].filter((name) => !production.has(name)).sort()).toEqual([
    'lupo_crm_deals',
    'lupo_permissions',
  ]);
  expect([...production].filter((name) => !written.has(name)).sort()).toEqual([
    'lupo_sales_deals',
    'lupo_tmp_import_2025',
  ]);
});

test('what was done by hand is in it', () => {
  const columns = (name: string): readonly string[] =>
    inCore(name)?.columns.map((column) => column.name) ?? [];
  const indexes = (name: string): readonly (string | undefined)[] =>
    inCore(name)?.indexes.map((index) => index.name) ?? [];
  expect(inCore('lupo_invoice_items')?.foreignKeys).toHaveLength(1);
  expect(inCore('lupo_tmp_import_2025')?.primaryKey).toBeUndefined();
  expect(indexes('lupo_actor_collections')).not.toContain('idx_access_level');
  expect(indexes('lupo_email_queue')).toContain('idx_to_address');
  expect(columns('lupo_newsletter_subscribers')).not.toContain('unsubscribed_ymdhis');
  expect(columns('lupo_legacy_urls')).toContain('hits');
  expect(inCore('lupo_translations')?.options.collation).toBe('utf8mb4_general_ci');
});
