/**
 * Compares what Tidemark reads of a real project with facts that independent scripts measured: its TOON sets, and
 * the drift between them and its SQL file. Runs where both are at hand: TIDEMARK_REAL_LUPOPEDIA names a checkout,
 * TIDEMARK_FACTS the facts (beside the repository when left out). `node scripts/run-ts.mjs test/conformance/ground-truth.ts`
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSource } from '../../electron/core/source/read-source';
import { diffModels } from '../../shared/drift/diff-models';
import type { ObjectDiff, PartDiff } from '../../shared/drift/difference';
import type { SchemaModel, Table } from '../../shared/model';
import { readToonFile, tableNameOfPath } from '../../toon/read-toon-file';

const PROJECT = process.env['TIDEMARK_REAL_LUPOPEDIA'];
const FACTS = process.env['TIDEMARK_FACTS'] ?? resolve('../shared/facts/ground-truth.json');

interface SetFacts {
  readonly path: string;
  readonly files: number;
  readonly distinct_tables: number;
  readonly tables: readonly string[];
  readonly duplicates: Readonly<Record<string, readonly string[]>>;
  readonly filename_mismatch: readonly (readonly [string, string])[];
  readonly top_level_keys: Readonly<Record<string, number>>;
  readonly field_count: number;
  readonly index_count: number;
  readonly unique_index_count: number;
  readonly tables_without_primary_key: readonly string[];
  readonly enum_columns: number;
  readonly unsigned_columns: number;
  readonly auto_increment_columns: number;
}

interface TableDrift {
  readonly only_left: readonly string[];
  readonly only_right: readonly string[];
  readonly changed: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface DriftFacts {
  readonly common: number;
  readonly only_left: readonly string[];
  readonly only_right: readonly string[];
  readonly tables_with_column_drift: readonly string[];
  readonly tables_with_column_drift_ignoring_comments: readonly string[];
  readonly detail: Readonly<Record<string, TableDrift>>;
}

interface Facts {
  readonly toon_sets: Readonly<Record<string, SetFacts>>;
  readonly schema_from_toon_sql: {
    readonly path: string;
    readonly distinct_tables: number;
    readonly tables: readonly string[];
  };
  readonly drift: Readonly<Record<string, DriftFacts>>;
}

/** Counts agreements; prints what disagrees. */
class Tally {
  agreed = 0;
  disagreed = 0;

  compare(what: string, ours: unknown, theirs: unknown): void {
    if (JSON.stringify(ours) === JSON.stringify(theirs)) {
      this.agreed += 1;
      return;
    }
    this.disagreed += 1;
    const differences =
      Array.isArray(ours) && Array.isArray(theirs)
        ? describeLists(ours, theirs)
        : `ours ${JSON.stringify(ours)}, facts ${JSON.stringify(theirs)}`;
    console.log(`  disagrees: ${what}: ${differences}`);
  }
}

function describeLists(ours: readonly unknown[], theirs: readonly unknown[]): string {
  const a = new Set(ours.map((one) => JSON.stringify(one)));
  const b = new Set(theirs.map((one) => JSON.stringify(one)));
  return `only ours [${[...a].filter((one) => !b.has(one)).join(', ')}], only facts [${[...b].filter((one) => !a.has(one)).join(', ')}]`;
}

function compareSet(tally: Tally, project: string, name: string, facts: SetFacts): void {
  console.log(`${name} (${facts.path})`);
  // The facts counted .toon; its .txt twins say the same.
  const names = readdirSync(join(project, facts.path))
    .filter((file) => /\.toon(?:\.json)?$/.test(file))
    .toSorted();
  const read = names.map((file) => ({
    file,
    ...readToonFile(readFileSync(join(project, facts.path, file), 'utf8'), `${facts.path}/${file}`),
  }));
  const tables = read.flatMap(({ file, value }) => (value.table ? [{ file, table: value.table }] : []));
  const all = tables.map(({ table }) => table);
  const byName = groupByName(tables);
  // Columns and keys were counted once a table, in the file that is named after it.
  const counted = [...byName].flatMap(
    ([name, stated]) => (stated.find(({ file }) => tableNameOfPath(file) === name) ?? stated[0])?.table ?? [],
  );
  const sum = (of: (table: Table) => number): number =>
    counted.reduce((total, table) => total + of(table), 0);
  const facetCount = (facet: Table['facets'][number]): number =>
    all.filter((table) => table.facets.includes(facet)).length;
  tally.compare('files', read.length, facts.files);
  tally.compare('distinct tables', byName.size, facts.distinct_tables);
  tally.compare('tables', [...byName.keys()].toSorted(), [...facts.tables].toSorted());
  const duplicates = [...byName]
    .filter(([, files]) => files.length > 1)
    .map(([table, files]) => [table, files.map(({ file }) => file).toSorted()]);
  tally.compare(
    'duplicates',
    duplicates,
    Object.entries(facts.duplicates).map(([table, files]) => [table, [...files].toSorted()]),
  );
  const mismatches = tables
    .filter(({ file, table }) => tableNameOfPath(file) !== table.name)
    .map(({ file, table }) => [file, table.name]);
  tally.compare('file names', mismatches, facts.filename_mismatch);
  tally.compare(
    'fields',
    sum((table) => table.columns.length),
    facts.field_count,
  );
  tally.compare(
    'indexes',
    sum((table) => table.indexes.length),
    facts.index_count,
  );
  tally.compare(
    'unique indexes',
    sum((table) => table.indexes.filter((index) => index.kind === 'unique').length),
    facts.unique_index_count,
  );
  tally.compare('files with fields', all.length, facts.top_level_keys['fields']);
  tally.compare(
    'files with data',
    all.filter((table) => table.rowsInFile !== undefined).length,
    facts.top_level_keys['data'],
  );
  tally.compare('files with primary_key', facetCount('primaryKey'), facts.top_level_keys['primary_key'] ?? 0);
  tally.compare('files with indexes', facetCount('indexes'), facts.top_level_keys['indexes'] ?? 0);
  tally.compare('files with notes', facetCount('tableComment'), facts.top_level_keys['notes'] ?? 0);
  tally.compare(
    'without a primary key',
    all
      .filter((table) => !table.primaryKey)
      .map((table) => table.name)
      .toSorted(),
    [...facts.tables_without_primary_key].toSorted(),
  );
  const columns = counted.flatMap((table) => table.columns);
  tally.compare(
    'enum columns',
    columns.filter((column) => column.type.name === 'enum').length,
    facts.enum_columns,
  );
  tally.compare(
    'unsigned columns',
    columns.filter((column) => column.type.unsigned).length,
    facts.unsigned_columns,
  );
  tally.compare(
    'AUTO_INCREMENT columns',
    columns.filter((column) => column.autoIncrement).length,
    facts.auto_increment_columns,
  );
  const told = read.flatMap(({ diagnostics }) => diagnostics.filter(({ code }) => code !== 'toon-file-name'));
  for (const { code, message, location } of told)
    console.log(`  told: ${code}: ${message} (${location?.path ?? ''}:${String(location?.line ?? 0)})`);
}

function groupByName<T extends { readonly table: Table }>(list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(item.table.name, [...(groups.get(item.table.name) ?? []), item]);
  return groups;
}

/** Attributes as the facts count them: AUTO_INCREMENT and ON UPDATE were not compared. */
const COMPARED: ReadonlySet<string> = new Set(['type', 'nullable', 'default', 'comment']);

function compareDrift(
  tally: Tally,
  name: string,
  left: SchemaModel,
  right: SchemaModel,
  facts: DriftFacts,
): void {
  console.log(name);
  const diff = diffModels(left, right);
  const tables = diff.objects.filter((object) => object.object === 'table');
  const onlyLeft = tables
    .filter((object) => object.status === 'missing')
    .map((object) => object.name)
    .toSorted();
  const onlyRight = tables
    .filter((object) => object.status === 'extra')
    .map((object) => object.name)
    .toSorted();
  const total = left.schemas.reduce((sum, schema) => sum + schema.tables.length, 0);
  tally.compare('common tables', total - onlyLeft.length, facts.common);
  tally.compare('only left', onlyLeft, [...facts.only_left].toSorted());
  tally.compare('only right', onlyRight, [...facts.only_right].toSorted());
  const drifted = tables
    .filter((object) => object.from && object.to && columnParts(object, true).length > 0)
    .map((object) => object.name)
    .toSorted();
  tally.compare('tables with column drift', drifted, [...facts.tables_with_column_drift].toSorted());
  const uncommented = tables
    .filter((object) => object.from && object.to && columnParts(object, false).length > 0)
    .map((object) => object.name)
    .toSorted();
  tally.compare(
    'tables with column drift, comments aside',
    uncommented,
    [...facts.tables_with_column_drift_ignoring_comments].toSorted(),
  );
  const byName = new Map(tables.map((object) => [object.name, object]));
  for (const [table, expected] of Object.entries(facts.detail)) {
    const object = byName.get(table);
    const parts = object ? columnParts(object, true) : [];
    tally.compare(
      `${table}: columns only left`,
      namesOf(parts, 'missing'),
      [...expected.only_left].toSorted(),
    );
    tally.compare(
      `${table}: columns only right`,
      namesOf(parts, 'extra'),
      [...expected.only_right].toSorted(),
    );
    tally.compare(`${table}: changed columns`, describeChanges(parts), describeFacts(expected));
  }
}

function columnParts(object: ObjectDiff, withComments: boolean): readonly PartDiff[] {
  return object.parts.filter((part) => {
    if (part.part !== 'column') return false;
    if (part.status === 'missing' || part.status === 'extra') return true;
    return (
      part.status === 'different' &&
      changedAttributes(part).some((attribute) => withComments || attribute !== 'comment')
    );
  });
}

function changedAttributes(part: PartDiff): readonly string[] {
  return part.attributes
    .filter((one) => one.status === 'different' && COMPARED.has(one.attribute))
    .map((one) => one.attribute);
}

function namesOf(parts: readonly PartDiff[], status: 'missing' | 'extra'): readonly string[] {
  return parts
    .filter((part) => part.status === status)
    .map((part) => part.name)
    .toSorted();
}

function describeChanges(parts: readonly PartDiff[]): readonly string[] {
  return parts
    .filter((part) => part.status === 'different')
    .map((part) => `${part.name}: ${[...changedAttributes(part)].toSorted().join(' ')}`)
    .toSorted();
}

function describeFacts(expected: TableDrift): readonly string[] {
  const words = new Map([['nn', 'nullable']]);
  return Object.entries(expected.changed)
    .map(
      ([column, attributes]) =>
        `${column}: ${Object.keys(attributes)
          .map((key) => words.get(key) ?? key)
          .toSorted()
          .join(' ')}`,
    )
    .toSorted();
}

async function run(project: string): Promise<void> {
  const facts = JSON.parse(readFileSync(FACTS, 'utf8')) as Facts;
  const tally = new Tally();
  for (const [name, set] of Object.entries(facts.toon_sets)) compareSet(tally, project, name, set);
  const root = resolve(project);
  const models = new Map<string, SchemaModel>();
  for (const [name, set] of Object.entries(facts.toon_sets)) {
    const reading = await readSource({ kind: 'toon', id: name, path: set.path, ignore: ['*.txt'] }, { root });
    models.set(name, reading.model);
  }
  // The facts were measured in a copy whose paths begin with the project's name.
  const candidates = [
    facts.schema_from_toon_sql.path,
    facts.schema_from_toon_sql.path.replace(/^[^/]+\//, ''),
  ];
  const sqlPath = candidates.find((path) => existsSync(join(root, path)));
  if (sqlPath !== undefined) {
    const reading = await readSource({ kind: 'sql', id: 'sql', path: sqlPath }, { root });
    models.set('schema_from_toon_sql', reading.model);
    console.log(`schema_from_toon_sql (${sqlPath})`);
    const tables = reading.model.schemas
      .flatMap((schema) => schema.tables.map((table) => table.name))
      .toSorted();
    tally.compare('tables', tables, [...facts.schema_from_toon_sql.tables].toSorted());
  }
  for (const [name, drift] of Object.entries(facts.drift)) {
    const [left, right] = name.split('__vs__').map((one) => models.get(one));
    if (left && right) compareDrift(tally, name, left, right, drift);
  }
  console.log(`${String(tally.agreed)} facts agree, ${String(tally.disagreed)} disagree`);
  process.exitCode = tally.disagreed > 0 ? 1 : 0;
}

if (PROJECT === undefined || !existsSync(PROJECT) || !existsSync(FACTS)) {
  console.log('skipped: TIDEMARK_REAL_LUPOPEDIA must name a checkout, and TIDEMARK_FACTS the facts');
} else {
  await run(PROJECT);
}
