import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPostgres } from '../../../electron/core/postgres/read-postgres';
import type { SchemaModel } from '../../../shared/model';

const DUAL = join(import.meta.dirname, '../../../examples/dual-migrations');
const read = (path: string): string => readFileSync(join(DUAL, path), 'utf8');

const revisions = readdirSync(join(DUAL, 'alembic/versions')).map((file) => {
  const text = read(`alembic/versions/${file}`);
  const down = /^down_revision = (.*)$/m.exec(text)?.[1] ?? '';
  return {
    id: /^revision = "(.*)"$/m.exec(text)?.[1] ?? '',
    parents: [...down.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? ''),
    created: [...text.matchAll(/op\.create_table\(\s*"(\w+)"/g)].map((match) => match[1] ?? ''),
  };
});
// A comment inside a function speaks of CREATE TABLE too; only statements start a line.
const inSql = ['sql/00_init.sql', 'sql/knowledge_graph.sql'].flatMap((path) =>
  [...read(path).matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?(\w+) \(/gm)].map((match) => match[1] ?? ''),
);

test('six revisions: one root, one merge of two branches, two heads', () => {
  const parents = revisions.flatMap((one) => one.parents);
  expect(revisions).toHaveLength(6);
  expect(revisions.filter((one) => one.parents.length === 0).map((one) => one.id)).toEqual(['baseline_v1']);
  expect(revisions.filter((one) => one.parents.length === 2).map((one) => one.id)).toEqual(['77ab01c9e2f4']);
  expect(
    revisions
      .map((one) => one.id)
      .filter((id) => !parents.includes(id))
      .sort(),
  ).toEqual(['c40d5e6f8a12', 'e19b7733aa05']);
  expect(parents.every((id) => revisions.some((one) => one.id === id))).toBe(true);
});

test('five tables only in SQL, two in both', () => {
  const inAlembic = revisions.flatMap((one) => one.created).sort();
  expect(inAlembic).toEqual(['companion_moods', 'user_facts']);
  expect(inSql).toHaveLength(7);
  expect(inSql.filter((name) => !inAlembic.includes(name)).sort()).toEqual([
    'companion_voices',
    'companions',
    'fact_entities',
    'memories',
    'platform_links',
  ]);
});

test('the product reads the SQL files without complaint, and makes no table of a comment', async () => {
  let model: SchemaModel | undefined;
  for (const path of ['sql/00_init.sql', 'sql/knowledge_graph.sql']) {
    const reading = await readPostgres(read(path), { path, ...(model === undefined ? {} : { base: model }) });
    expect(reading.diagnostics.filter((one) => one.severity !== 'info')).toEqual([]);
    expect(reading.value.statements.filter((one) => !one.understood)).toEqual([]);
    model = reading.value.model;
  }
  const tables = model?.schemas.flatMap((schema) => schema.tables.map((table) => table.name)) ?? [];
  expect(tables.sort()).toEqual([...inSql].sort());
});
