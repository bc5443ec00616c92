/**
 * Compares the tables that Tidemark finds in a real project with two migration systems, one of SQL files and one of Alembic
 * revisions, with facts that independent scripts measured. TIDEMARK_REAL_WHISPERENGINE names a checkout, TIDEMARK_FACTS the
 * facts (beside the repository when left out). `node scripts/run-ts.mjs test/conformance/inventory-facts.ts`
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAlembic } from '../../electron/core/alembic/read-alembic';
import { readPostgres } from '../../electron/core/postgres/read-postgres';

const PROJECT = process.env['TIDEMARK_REAL_WHISPERENGINE'];
const FACTS = process.env['TIDEMARK_FACTS'] ?? resolve('../shared/facts/ground-truth.json');

interface InventoryFacts {
  readonly alembic: { readonly upgrade_create_table: readonly string[] };
  readonly sql_00_init: { readonly tables: readonly string[] };
  readonly sql_dir_tables: readonly string[];
  readonly sets: Readonly<Record<string, readonly string[]>> & {
    readonly conflicting_columns: Readonly<Record<string, unknown>>;
  };
}

/** A table's names of columns where it was created, by its name. */
type Created = ReadonlyMap<string, readonly string[]>;

async function createdIn(paths: readonly string[]): Promise<Created> {
  const created = new Map<string, readonly string[]>();
  for (const path of paths) {
    const { value } = await readPostgres(readFileSync(path, 'utf8'), { path });
    const columns = new Map(
      value.model.schemas.flatMap((schema) =>
        schema.tables.map((table) => [table.name, table.columns.map(({ name }) => name)] as const),
      ),
    );
    for (const { effects } of value.statements) {
      for (const effect of effects) {
        if (effect.action === 'create' && effect.object === 'table' && !created.has(effect.name))
          created.set(effect.name, columns.get(effect.name) ?? []);
      }
    }
  }
  return created;
}

async function createdByRevisions(folder: string): Promise<Created> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
  const { value } = await readAlembic(files);
  return new Map(
    value.revisions.flatMap((revision) =>
      revision.upgrade.flatMap(({ action }) =>
        action.kind === 'create-table'
          ? [[action.table.name, action.table.columns.map(({ name }) => name)] as const]
          : [],
      ),
    ),
  );
}

let agree = 0;
let disagree = 0;

function compare(what: string, ours: readonly string[], facts: readonly string[]): void {
  const only = (a: readonly string[], b: readonly string[]): string[] =>
    a.filter((name) => !b.includes(name));
  const [left, right] = [only(ours, facts), only(facts, ours)];
  if (left.length === 0 && right.length === 0) agree += 1;
  else {
    disagree += 1;
    console.log(
      `  disagrees: ${what}: only ours ${JSON.stringify(left)}, only facts ${JSON.stringify(right)}`,
    );
  }
}

if (PROJECT === undefined || !existsSync(FACTS)) {
  console.log('TIDEMARK_REAL_WHISPERENGINE or the facts are not there; nothing was compared.');
} else {
  const facts = (JSON.parse(readFileSync(FACTS, 'utf8')) as { whisperengine: InventoryFacts }).whisperengine;
  const sql = join(PROJECT, 'sql');
  const files = readdirSync(sql, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => join(sql, name));
  // The facts count CREATE TEMPORARY TABLE, too; such tables end with their connection and are no part of a schema.
  const temporary = new Set(['temp_character_id', 'temp_nottaylor_id']);
  const lasting = (names: readonly string[]): string[] => names.filter((name) => !temporary.has(name));
  const init = await createdIn(files.filter((path) => /(?:^|\/)00_init\.sql$/.test(path)));
  const all = await createdIn(files);
  const alembic = await createdByRevisions(join(PROJECT, 'alembic/versions'));
  const both = (a: Created, b: Created): string[] => [...a.keys()].filter((name) => b.has(name));
  const without = (a: Created, b: Created): string[] => [...a.keys()].filter((name) => !b.has(name));
  compare('tables of 00_init.sql', [...init.keys()], facts.sql_00_init.tables);
  compare('tables of the SQL folder', [...all.keys()], lasting(facts.sql_dir_tables));
  compare('tables of the revisions', [...alembic.keys()], facts.alembic.upgrade_create_table);
  compare('init and alembic', both(init, alembic), facts.sets['init_and_alembic'] ?? []);
  compare('init only', without(init, alembic), facts.sets['init_only'] ?? []);
  compare('alembic only', without(alembic, init), facts.sets['alembic_only'] ?? []);
  compare('SQL folder and alembic', both(all, alembic), facts.sets['sqldir_and_alembic'] ?? []);
  compare('SQL folder only', without(all, alembic), lasting(facts.sets['sqldir_only'] ?? []));
  compare('alembic only, SQL folder', without(alembic, all), facts.sets['alembic_only_vs_sqldir'] ?? []);
  const common = both(init, alembic);
  const isSame = (name: string): boolean =>
    [...(init.get(name) ?? [])].sort().join() === [...(alembic.get(name) ?? [])].sort().join();
  compare('same columns', common.filter(isSame), facts.sets['same_columns'] ?? []);
  compare(
    'conflicting columns',
    common.filter((name) => !isSame(name)),
    Object.keys(facts.sets.conflicting_columns),
  );
  console.log(`${String(agree)} facts agree, ${String(disagree)} disagree`);
  process.exitCode = disagree === 0 ? 0 : 1;
}
