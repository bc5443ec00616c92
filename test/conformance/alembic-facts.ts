import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { readAlembic } from '../../electron/core/alembic/read-alembic';
import type { AlembicReading } from '../../electron/core/alembic/read-alembic';

/**
 * Compares our reading of a real project's revisions with facts that an independent script measured. Runs
 * where both are at hand: TIDEMARK_REAL_WHISPERENGINE names the checked-out project, the facts lie beside
 * the repository in ../shared/facts.
 */
const PROJECT = process.env['TIDEMARK_REAL_WHISPERENGINE'];
const FACTS = join(import.meta.dirname, '../../../shared/facts/ground-truth.json');

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

describe.skipIf(PROJECT === undefined || !existsSync(FACTS))('the revisions of whisperengine', async () => {
  const folder = join(PROJECT ?? '', 'alembic/versions');
  const facts = (JSON.parse(readFileSync(FACTS, 'utf8')) as { whisperengine: { alembic: AlembicFacts } })
    .whisperengine.alembic;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
  const read = await readAlembic(files);
  const { graph, revisions, effects } = read.value;

  test('graph', () => {
    expect(read.value.dialect).toBe('postgresql');
    expect(revisions).toHaveLength(facts.revision_files);
    expect(graph.heads).toEqual(facts.heads);
    expect(graph.roots).toEqual(facts.roots);
    expect(Object.fromEntries(graph.merges.map((merge) => [merge.revision, merge.parents]))).toEqual(
      facts.merges,
    );
    expect(graph.branchPoints.toSorted()).toEqual(facts.branch_points.toSorted());
    expect(graph.missingParents).toEqual(facts.missing_down_revisions);
    expect(Object.fromEntries(revisions.map((each) => [each.revision, each.downRevisions]))).toEqual(
      facts.down_revision,
    );
    expect(Object.fromEntries(revisions.map((each) => [each.revision, each.path]))).toEqual(
      facts.file_by_revision,
    );
  });

  test('operations', () => {
    const calls = new Map<string, number>();
    for (const call of revisions.flatMap((revision) => revision.calls))
      calls.set(call.name, (calls.get(call.name) ?? 0) + 1);
    expect(Object.fromEntries(calls)).toEqual(facts.op_calls);
    const created = revisions.map((revision) => [revision.path, tablesOf(revision, 'create-table')] as const);
    expect([...new Set(created.flatMap(([, names]) => names))].toSorted()).toEqual(
      facts.upgrade_create_table,
    );
    expect(Object.fromEntries(created.filter(([, names]) => names.length > 0))).toEqual(
      facts.upgrade_create_by_file,
    );
    const dropped = revisions.map((revision) => [revision.path, tablesOf(revision, 'drop-table')] as const);
    expect(Object.fromEntries(dropped.filter(([, names]) => names.length > 0))).toEqual(
      facts.upgrade_drop_table,
    );
  });

  test('drops in raw SQL', () => {
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
    expect(Object.fromEntries(raw)).toEqual(facts.upgrade_raw_drop);
  });

  test('tables that no revision creates', () => {
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
    const orphans = [...touched].filter((name) => !made.has(name)).toSorted();
    // The facts do not look at create_index: 20251019_1857_a71d62f22c10… line 69 indexes universal_users, which no
    // revision creates either.
    const indexed = ['universal_users'];
    expect(orphans).toEqual(
      [...facts.tables_altered_or_dropped_but_never_created_by_alembic, ...indexed].toSorted(),
    );
  });
});

function tablesOf(
  revision: AlembicReading['revisions'][number],
  kind: 'create-table' | 'drop-table',
): string[] {
  return revision.upgrade.flatMap(({ action }) =>
    action.kind !== kind ? [] : [action.kind === 'create-table' ? action.table.name : action.table],
  );
}
