import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { columnsInSql, createdTables, readPlainToon, readSample, SAMPLE } from './sample-files';

const toon = readPlainToon();
const mainSql = readSample('database/lupopedia_mysql.sql');
const inToon = new Set(toon.map((one) => one.table));
const inSql = new Set(createdTables(mainSql));
const migration = (name: string): string => readSample(`database/migrations/${name}.sql`);
const orchestration = createdTables(migration('migration_orchestrator_schema_4_0_25'));
const ephemeral = createdTables(migration('ephemeral_schema_4_0_25'));
const added = createdTables(migration('schema_sync_4_0_46_missing_tables'));

describe('the sample counts as its story says', () => {
  test('120 TOON files in three dialects, one table each', () => {
    expect(toon).toHaveLength(120);
    expect(inToon.size).toBe(120);
    const count = (dialect: string): number => toon.filter((one) => one.dialect === dialect).length;
    expect([count('json'), count('line'), count('token')]).toEqual([92, 14, 14]);
  });

  test('111 tables in the main SQL file, 8 of orchestration, 5 ephemeral', () => {
    expect(inSql.size).toBe(111);
    expect(createdTables(mainSql)).toHaveLength(111);
    expect(orchestration).toHaveLength(8);
    expect(ephemeral).toHaveLength(5);
  });

  test('the two missing tables, and the one that only the SQL file has', () => {
    const orchestrated = new Set(orchestration);
    const missing = [...inToon].filter((name) => !inSql.has(name) && !orchestrated.has(name));
    expect(missing.sort()).toEqual(['lupo_actor_collections', 'lupo_permissions']);
    expect([...added]).toEqual(missing);
    expect([...inSql].filter((name) => !inToon.has(name))).toEqual(['lupo_help_topics_old']);
    expect(orchestration.every((name) => inToon.has(name))).toBe(true);
  });

  test('no TOON file states an ephemeral table, whatever the summary claims', () => {
    expect(ephemeral.filter((name) => inToon.has(name) || inSql.has(name))).toEqual([]);
  });

  test('the budget: 119 before, 121 after, 126 with the ephemeral schema that the summary forgot', () => {
    expect(inSql.size + orchestration.length).toBe(119);
    expect(inSql.size + added.length + orchestration.length).toBe(121);
    expect(inSql.size + added.length + orchestration.length + ephemeral.length).toBe(126);
  });

  test('one file has a name that is not its table', () => {
    const stale = toon.filter((one) => one.file !== `${one.table}.toon`);
    expect(stale.map((one) => [one.file, one.table])).toEqual([['lupo_edges.toon', 'lupo_relations']]);
  });

  test('16 JSON files say nothing about indexes', () => {
    expect(toon.filter((one) => one.dialect === 'json' && !('indexes' in (one.content ?? {})))).toHaveLength(
      16,
    );
  });

  test('the main SQL file adds its keys at the end, as phpMyAdmin does, and has no foreign key', () => {
    const definitions = mainSql.slice(0, mainSql.indexOf('-- Indexes for dumped tables'));
    expect(definitions).not.toMatch(/PRIMARY KEY|ADD KEY|UNIQUE KEY|AUTO_INCREMENT/);
    expect(mainSql.match(/ {2}ADD PRIMARY KEY/g)).toHaveLength(111);
    expect(mainSql).not.toContain('FOREIGN KEY');
  });

  test('no table has a row shape that its own columns do not have', () => {
    for (const one of toon) {
      const fields = one.content?.['fields'];
      if (!Array.isArray(fields)) continue;
      const names = fields.map((field) => /^`(\w+)` /.exec(String(field))?.[1]);
      for (const row of one.content?.['data'] as object[]) expect(Object.keys(row)).toEqual(names);
    }
  });
});

describe('columns differ between the TOON files and the main SQL file only where it was planted', () => {
  test('names', () => {
    const differing = new Map<string, readonly string[]>();
    for (const one of toon) {
      if (!inSql.has(one.table)) continue;
      const ours = columnNamesInToon(one);
      const theirs = columnsInSql(mainSql, one.table).map((line) => /^`(\w+)`/.exec(line)?.[1] ?? line);
      if (ours.join() === theirs.join()) continue;
      differing.set(one.table, [
        ...ours.filter((name) => !theirs.includes(name)).map((name) => `toon ${name}`),
        ...theirs.filter((name) => !ours.includes(name)).map((name) => `sql ${name}`),
      ]);
    }
    expect(Object.fromEntries(differing)).toEqual({
      lupo_agents: ['toon model_version'],
      lupo_crm_leads: ['toon email_address', 'sql email'],
      lupo_modules: ['sql legacy_path'],
    });
  });

  test.each([
    ['lupo_departments', 'varchar(50)', '`department_name` varchar(20) '],
    [
      'lupo_channels',
      '`is_public` tinyint(1) NOT NULL DEFAULT 1',
      "`is_public` tinyint(1) NOT NULL DEFAULT '0'",
    ],
    ['lupo_dialog_messages', "'error','reaction')", "'system','error')"],
    ['lupo_api_tokens', '`expires_ymdhis` bigint COMMENT', '`expires_ymdhis` bigint NOT NULL'],
    ['lupo_invoices', '`net_amount` decimal(12,2)', '`net_amount` decimal(10,2)'],
    ['lupo_analytics_visits', '`hits` int unsigned', '`hits` int NOT NULL'],
    ['lupo_tickets', 'satisfaction: tinyint unsigned, nullable\n', "COMMENT '1 to 5 stars'"],
  ])('%s', (table, inToonFile, inSqlFile) => {
    expect(toon.find((one) => one.table === table)?.text).toContain(inToonFile);
    expect(columnsInSql(mainSql, table).join('\n')).toContain(inSqlFile);
  });
});

describe('documents', () => {
  test('two migrations have no rollback file, whatever the summary claims', () => {
    const files = readdirSync(join(SAMPLE, 'database/migrations')).filter((name) => name.endsWith('.sql'));
    const alone = files.filter(
      (name) => !name.endsWith('_rollback.sql') && !files.includes(name.replace(/\.sql$/, '_rollback.sql')),
    );
    expect(alone).toEqual(['department_names_4_0_45.sql', 'migration_orchestrator_schema_4_0_25.sql']);
  });

  test('point at the lines that they mean to point at, and one at a line that is wrong', () => {
    const lines = mainSql.split('\n');
    const dialog = readSample('dialogs/schema_sync_4_0_46.md');
    const claimed = [...dialog.matchAll(/`(lupo_\w+)` already exists in SQL file \(line (\d+)\)/g)];
    expect(
      claimed.map((match) => [
        match[1],
        lines[Number(match[2]) - 1] === `CREATE TABLE \`${match[1] ?? ''}\` (`,
      ]),
    ).toEqual([
      ['lupo_dialog_bodies', true],
      ['lupo_dialog_reactions', false],
    ]);
  });

  test('one dialog holds text that was decoded wrongly', () => {
    const dialog = readSample('dialogs/schema_sync_4_0_46.md');
    expect(dialog.match(/\u00e2\u20ac\u201d/g)).toHaveLength(4);
    expect(dialog).toContain('\u00f0\u0178\u0152\u0160');
  });
});

/** Column names of a TOON file, in its order. */
function columnNamesInToon(one: ReturnType<typeof readPlainToon>[number]): readonly string[] {
  const fields = one.content?.['fields'];
  if (Array.isArray(fields)) return fields.map((field) => /^`(\w+)`/.exec(String(field))?.[1] ?? '');
  const end = one.text.search(/^ {2}(?:indexes|engine):/m);
  return [...one.text.slice(0, end).matchAll(/^ {4}(\w+): /gm)].map((match) => match[1] ?? '');
}
