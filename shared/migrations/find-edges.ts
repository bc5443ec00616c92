import { effectKey } from './effect';
import type { MigrationEffect } from './effect';
import type { Migration } from './migration';
import { baseName } from './migration-name';

/** Why one migration comes before another. */
export type EdgeReason =
  'declared' | 'include' | 'revision' | 'creates→alters' | 'creates→uses' | 'alters→uses' | 'creates→drops';

/** `from` comes before `to`. */
export interface MigrationEdge {
  readonly from: string;
  readonly to: string;
  readonly reason: EdgeReason;
  /** The table or other object that connects them. */
  readonly object?: { readonly schema: string; readonly name: string };
  /** Set when the edge could not be kept, because it stands in a cycle. */
  readonly cut?: true;
}

/** A declared dependency that no migration answers to. */
export interface MissingParent {
  readonly migration: string;
  readonly reference: string;
  readonly origin: Migration['dependencies'][number]['origin'];
}

/** Edges of declared headers, includes and revisions. `migrations` are in rank order. */
export function findDeclaredEdges(migrations: readonly Migration[]): {
  readonly edges: readonly MigrationEdge[];
  readonly missing: readonly MissingParent[];
} {
  const edges: MigrationEdge[] = [];
  const missing: MissingParent[] = [];
  const find = makeFinder(migrations);
  for (const migration of migrations) {
    let earlier: string | undefined;
    for (const dependency of migration.dependencies) {
      const parent = find(dependency.reference, migration);
      if (parent === undefined) {
        if (dependency.certain)
          missing.push({
            migration: migration.id,
            reference: dependency.reference,
            origin: dependency.origin,
          });
        continue;
      }
      if (parent.id === migration.id) continue;
      edges.push({ from: parent.id, to: migration.id, reason: dependency.reason });
      if (dependency.reason !== 'include') continue;
      if (earlier !== undefined && earlier !== parent.id)
        edges.push({ from: earlier, to: parent.id, reason: 'include' });
      earlier = parent.id;
    }
  }
  return { edges, missing };
}

/** Finds a migration by id, path, file name or name without ending; of several the nearest in the folders. */
function makeFinder(
  migrations: readonly Migration[],
): (reference: string, from: Migration) => Migration | undefined {
  const byName = new Map<string, Migration[]>();
  const byId = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const migration of migrations) {
    const name = baseName(migration.path).toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), migration]);
  }
  return (reference, from) => {
    const cleaned = reference.replaceAll('\\', '/').replace(/^[`"']+|[`"';]+$/g, '');
    const exact = byId.get(from.system === 'alembic' ? `alembic:${cleaned}` : cleaned) ?? byId.get(cleaned);
    if (exact !== undefined) return exact;
    const candidates = byName.get(baseName(cleaned).toLowerCase()) ?? [];
    if (candidates.length < 2) return candidates[0];
    const bySuffix = candidates.filter((each) =>
      each.path.toLowerCase().endsWith(`/${cleaned.replace(/^\.?\//, '').toLowerCase()}`),
    );
    const pool = bySuffix.length > 0 ? bySuffix : candidates;
    return pool.toSorted((a, b) => commonFolders(b.path, from.path) - commonFolders(a.path, from.path))[0];
  };
}

function commonFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let count = 0;
  while (count < left.length - 1 && left[count] === right[count]) count += 1;
  return count;
}

/** More pairs than this for one table say nothing that the order of the names does not. */
const MOST_PAIRS = 20_000;

interface Touching {
  readonly creators: number[];
  readonly alterers: number[];
  readonly users: number[];
  readonly droppers: { readonly at: number; readonly tolerant: boolean }[];
  readonly sample: MigrationEffect;
  /** True when the first creator says IF NOT EXISTS: the table may well have been there before. */
  isTolerant: boolean;
}

/**
 * Edges that what migrations do to the same object asks for: creates → alters → uses. Alters come before uses
 * only among migrations whose names give no order; a dated INSERT is not moved behind a later ALTER.
 * `migrations` are in rank order; `isRanked` tells whether a name or header says where it stands.
 */
export function findEffectEdges(
  migrations: readonly Migration[],
  isRanked: (migration: Migration) => boolean,
): readonly MigrationEdge[] {
  const edges: MigrationEdge[] = [];
  const idAt = (index: number): string => migrations[index]?.id ?? '';
  for (const touching of collectTouching(migrations).values()) {
    const { creators, alterers, users, droppers } = touching;
    const object = { schema: touching.sample.schema, name: touching.sample.name };
    const link = (from: number, to: number, reason: EdgeReason): void => {
      // Where the names give an order, an IF NOT EXISTS does not turn it around.
      const isTurned =
        from > to &&
        touching.isTolerant &&
        isRankedAt(migrations, from, isRanked) &&
        isRankedAt(migrations, to, isRanked);
      if (from !== to && !isTurned) edges.push({ from: idAt(from), to: idAt(to), reason, object });
    };
    const [creator] = creators;
    const others = new Set(creators);
    if (creator !== undefined) {
      // A file that makes the table itself does not wait for another that makes it too.
      for (const at of alterers) if (!others.has(at)) link(creator, at, 'creates→alters');
      for (const at of users) if (!others.has(at)) link(creator, at, 'creates→uses');
      // DROP … IF EXISTS before the first CREATE clears the ground; it does not wait for it.
      for (const { at, tolerant } of droppers)
        if (!others.has(at) && (at > creator || !tolerant)) link(creator, at, 'creates→drops');
    }
    const looseAlterers = alterers.filter((at) => !isRankedAt(migrations, at, isRanked));
    const looseUsers = users.filter((at) => !isRankedAt(migrations, at, isRanked) && !alterers.includes(at));
    if (looseAlterers.length * looseUsers.length > MOST_PAIRS) continue;
    for (const from of looseAlterers)
      for (const to of looseUsers) if (!others.has(to)) link(from, to, 'alters→uses');
  }
  return edges;
}

function isRankedAt(
  migrations: readonly Migration[],
  at: number,
  isRanked: (migration: Migration) => boolean,
): boolean {
  const migration = migrations[at];
  return migration !== undefined && isRanked(migration);
}

function collectTouching(migrations: readonly Migration[]): Map<string, Touching> {
  const all = new Map<string, Touching>();
  const touch = (effect: MigrationEffect, schema: string, name: string): Touching => {
    const key = effectKey(effect.object, schema, name);
    let touching = all.get(key);
    if (touching === undefined) {
      touching = {
        creators: [],
        alterers: [],
        users: [],
        droppers: [],
        sample: { ...effect, schema, name },
        isTolerant: false,
      };
      all.set(key, touching);
    }
    return touching;
  };
  const note = (list: number[], at: number): void => {
    // Migrations come in order, so a repeat is the last entry.
    if (list.at(-1) !== at) list.push(at);
  };
  for (const [at, migration] of migrations.entries()) {
    for (const effect of migration.effects) {
      const touching = touch(effect, effect.schema, effect.name);
      switch (effect.action) {
        case 'create':
          if (touching.creators.length === 0) touching.isTolerant = effect.tolerant === true;
          note(touching.creators, at);
          break;
        case 'alter':
          note(touching.alterers, at);
          break;
        case 'use':
          note(touching.users, at);
          break;
        case 'drop':
          if (touching.droppers.at(-1)?.at !== at)
            touching.droppers.push({ at, tolerant: effect.tolerant === true });
          break;
        case 'rename':
          note(touching.alterers, at);
          note(touch(effect, effect.toSchema ?? effect.schema, effect.to ?? effect.name).creators, at);
          break;
      }
    }
  }
  return all;
}
