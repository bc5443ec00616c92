import type { MigrationEdge, EdgeReason, MissingParent } from './find-edges';
import { findDeclaredEdges, findEffectEdges } from './find-edges';
import type { Migration } from './migration';
import { compareNaturally, compareVersions } from './migration-name';
import { orderNodes } from './order-nodes';

/** What a cycle is cut at last: 1. */
const STRENGTH: Readonly<Record<EdgeReason, number>> = {
  declared: 1,
  revision: 1,
  include: 2,
  'creates→alters': 3,
  'creates→uses': 4,
  'creates→drops': 4,
  'alters→uses': 5,
};

/** Migrations in the order in which they have to run, and what it rests on. */
export interface MigrationOrder {
  readonly ordered: readonly Migration[];
  /** Edges in a cycle that could not be kept are marked `cut`. */
  readonly edges: readonly MigrationEdge[];
  readonly missing: readonly MissingParent[];
  /** Ids that wait for each other. */
  readonly cycles: readonly (readonly string[])[];
}

/**
 * Puts migrations in the order in which they have to run: explicit headers and Alembic revisions, SOURCE
 * lists, creates → alters → uses of the same object, and where these leave a choice date, version, number and
 * name. The answer does not depend on the order of the input. Cycles are cut, weakest edge first, never fatal.
 */
export function orderMigrations(migrations: readonly Migration[]): MigrationOrder {
  const ranked = rankMigrations(migrations);
  const { edges: declared, missing } = findDeclaredEdges(ranked);
  const isRanked = (migration: Migration): boolean =>
    migration.date !== undefined ||
    migration.version !== undefined ||
    migration.number !== undefined ||
    migration.system === 'alembic';
  const edges = uniqueEdges([...declared, ...findEffectEdges(ranked, isRanked)]);
  const indexes = new Map(ranked.map((migration, index) => [migration.id, index]));
  const result = orderNodes(
    ranked.length,
    edges.map((edge) => ({
      from: indexes.get(edge.from) ?? 0,
      to: indexes.get(edge.to) ?? 0,
      strength: STRENGTH[edge.reason],
    })),
  );
  const cut = new Set(result.cut);
  return {
    ordered: result.order.flatMap((index) => ranked[index] ?? []),
    edges: edges.map((edge, index) => (cut.has(index) ? { ...edge, cut: true } : edge)),
    missing,
    cycles: result.cycles.map((cycle) => cycle.flatMap((index) => ranked[index]?.id ?? [])),
  };
}

/** One edge per pair and reason: the first object stands for all. */
function uniqueEdges(edges: readonly MigrationEdge[]): readonly MigrationEdge[] {
  const seen = new Map<string, MigrationEdge>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to, edge.reason]);
    if (!seen.has(key)) seen.set(key, edge);
  }
  return [...seen.values()];
}

/**
 * Sorts by date, version, number, name. One that has a version but no date gets the date at which other
 * migrations say that this version was current, so that `4.1.18_x` and `20260120_y_4.1.17` compare; numbers
 * without date or version come first, names without anything last.
 */
function rankMigrations(migrations: readonly Migration[]): readonly Migration[] {
  const anchors = migrations
    .flatMap(({ date, headerDate, version }) => {
      const known = date ?? headerDate;
      return known !== undefined && version !== undefined ? [{ date: known, version }] : [];
    })
    .toSorted((a, b) => compareVersions(a.version, b.version) || compareText(a.date, b.date));
  // A later version is not older: dates along the versions never go back.
  let latest = '';
  const steps = anchors.map((anchor) => {
    latest = anchor.date > latest ? anchor.date : latest;
    return { version: anchor.version, date: latest };
  });
  const dateOf = (migration: Migration): string => {
    if (migration.date !== undefined) return migration.date;
    if (migration.version === undefined) return migration.number === undefined ? '~' : '';
    return dateOfVersion(steps, migration.version);
  };
  return migrations
    .map((migration) => ({ migration, date: dateOf(migration) }))
    .toSorted(
      (a, b) =>
        compareText(a.date, b.date) ||
        compareVersions(a.migration.version ?? [], b.migration.version ?? []) ||
        (a.migration.number ?? 0) - (b.migration.number ?? 0) ||
        compareNaturally(a.migration.path, b.migration.path) ||
        compareText(a.migration.id, b.migration.id),
    )
    .map(({ migration }) => migration);
}

/** The date of the greatest anchored version that is not greater; '' before all of them. */
function dateOfVersion(
  steps: readonly { readonly version: readonly number[]; readonly date: string }[],
  version: readonly number[],
): string {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareVersions(steps[middle]?.version ?? [], version) <= 0) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1]?.date ?? '';
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
