/**
 * Compares our reading of a real project's Alembic revisions with facts that an independent script measured.
 * TIDEMARK_REAL_WHISPERENGINE names a checkout, TIDEMARK_FACTS the facts (beside the repository when left out).
 * `node scripts/run-ts.mjs test/conformance/alembic-facts.ts`
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readAlembic } from '../../electron/core/alembic/read-alembic';
import type { AlembicReading } from '../../electron/core/alembic/read-alembic';

const PROJECT = process.env['TIDEMARK_REAL_WHISPERENGINE'];
const FACTS = process.env['TIDEMARK_FACTS'] ?? resolve('../shared/facts/ground-truth.json');

interface AlembicFacts {
  readonly revision_files: number;
  readonly heads: readonly string[];
  readonly roots: readonly string[];
  readonly merges: Readonly<Record<string, readonly string[]>>;
  readonly branch_points: readonly string[];
  readonly missing_down_revisions: readonly string[];
  readonly down_revision: Readonly<Record<string, readonly string[]>>;
  readonly file_by_revision: Readonly<Record<string, string>>;
  readonly op_calls: Readonly<Record<string, number>>;
  readonly upgrade_create_table: readonly string[];
  readonly upgrade_create_by_file: Readonly<Record<string, readonly string[]>>;
  readonly upgrade_drop_table: Readonly<Record<string, readonly string[]>>;
  readonly upgrade_raw_drop: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly tables_altered_or_dropped_but_never_created_by_alembic: readonly string[];
}

let agree = 0;
let disagree = 0;

function compare(what: string, ours: unknown, facts: unknown): void {
  if (isDeepStrictEqual(ours, facts)) agree += 1;
  else {
    disagree += 1;
    console.log(`  disagrees: ${what}: ours ${JSON.stringify(ours)}, facts ${JSON.stringify(facts)}`);
  }
}

async function compareAll(project: string): Promise<void> {
  const folder = join(project, 'alembic/versions');
  const facts = (JSON.parse(readFileSync(FACTS, 'utf8')) as { whisperengine: { alembic: AlembicFacts } })
    .whisperengine.alembic;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
  const { graph, revisions, effects, dialect } = (await readAlembic(files)).value;

  compare('dialect', dialect, 'postgresql');
  compare('revisions', revisions.length, facts.revision_files);
  compare('heads', graph.heads, facts.heads);
  compare('roots', graph.roots, facts.roots);
  compare(
    'merges',
    Object.fromEntries(graph.merges.map((merge) => [merge.revision, merge.parents])),
    facts.merges,
  );
  compare('branch points', graph.branchPoints.toSorted(), facts.branch_points.toSorted());
  compare('missing parents', graph.missingParents, facts.missing_down_revisions);
  compare(
    'parents',
    Object.fromEntries(revisions.map((each) => [each.revision, each.downRevisions])),
    facts.down_revision,
  );
  compare(
    'files',
    Object.fromEntries(revisions.map((each) => [each.revision, each.path])),
    facts.file_by_revision,
  );

  const calls = new Map<string, number>();
  for (const call of revisions.flatMap((revision) => revision.calls))
    calls.set(call.name, (calls.get(call.name) ?? 0) + 1);
  for (const name of new Set([...calls.keys(), ...Object.keys(facts.op_calls)]))
    compare(`calls of op.${name}`, calls.get(name), facts.op_calls[name]);
  const byFile = (kind: 'create-table' | 'drop-table'): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(
      revisions
        .map((revision) => [revision.path, tablesOf(revision, kind)] as const)
        .filter(([, names]) => names.length > 0),
    );
  compare(
    'tables made',
    [...new Set(Object.values(byFile('create-table')).flat())].toSorted(),
    facts.upgrade_create_table,
  );
  compare('tables made, by file', byFile('create-table'), facts.upgrade_create_by_file);
  compare('tables dropped, by file', byFile('drop-table'), facts.upgrade_drop_table);

  const raw = revisions.flatMap((revision) => {
    const names = (effects.get(revision.revision) ?? [])
      .filter(
        (effect) =>
          effect.action === 'drop' &&
          effect.object === 'table' &&
          !tablesOf(revision, 'drop-table').includes(effect.name),
      )
      .map((effect) => ['upgrade', effect.name] as const);
    return names.length === 0 ? [] : [[revision.path, names] as const];
  });
  compare('drops in SQL', Object.fromEntries(raw), facts.upgrade_raw_drop);
  // The facts do not look at create_index: 20251019_1857_a71d62f22c10… line 69 indexes universal_users, which no
  // revision creates either.
  compare(
    'tables that no revision creates',
    tablesNeverMade(revisions, effects),
    [...facts.tables_altered_or_dropped_but_never_created_by_alembic, 'universal_users'].toSorted(),
  );
}

function tablesNeverMade(
  revisions: AlembicReading['revisions'],
  effects: AlembicReading['effects'],
): readonly string[] {
  const made = new Set<string>();
  for (const effect of [...effects.values()].flat()) {
    if (effect.action === 'create' && effect.object === 'table') made.add(effect.name);
  }
  const touched = new Set<string>();
  for (const revision of revisions) {
    for (const { action } of revision.upgrade) {
      if (
        action.kind !== 'create-table' &&
        'table' in action &&
        typeof action.table === 'string' &&
        action.table !== ''
      )
        touched.add(action.table);
      if (action.kind === 'rename-table') made.add(action.to);
    }
    for (const effect of effects.get(revision.revision) ?? [])
      if (effect.action === 'drop') touched.add(effect.name);
  }
  return [...touched].filter((name) => !made.has(name)).toSorted();
}

function tablesOf(
  revision: AlembicReading['revisions'][number],
  kind: 'create-table' | 'drop-table',
): string[] {
  return revision.upgrade.flatMap(({ action }) =>
    action.kind !== kind ? [] : [action.kind === 'create-table' ? action.table.name : action.table],
  );
}

if (PROJECT === undefined || !existsSync(FACTS)) {
  console.log('TIDEMARK_REAL_WHISPERENGINE or the facts are not there; nothing was compared.');
} else {
  await compareAll(PROJECT);
  console.log(`${String(agree)} facts agree, ${String(disagree)} disagree`);
  process.exitCode = disagree === 0 ? 0 : 1;
}
