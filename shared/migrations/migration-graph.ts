import { effectKey } from './effect';
import type { MigrationEdge } from './find-edges';
import { findRollbacks } from './find-rollbacks';
import type { RollbackPair } from './find-rollbacks';
import type { Migration, MigrationState, MigrationSystem } from './migration';
import { orderMigrations } from './order-migrations';

/** One migration in the graph. */
export interface MigrationNode {
  readonly id: string;
  readonly path: string;
  readonly system: MigrationSystem;
  /** Its place in the order, from 0. Rollbacks have one too, but are not replayed. */
  readonly position: number;
  readonly state: MigrationState;
  readonly isRollback: boolean;
  /** The id of the migration that undoes it. */
  readonly rollback?: string;
  readonly touches: readonly {
    readonly action: string;
    readonly object: string;
    readonly schema: string;
    readonly name: string;
  }[];
}

/** Something that a person has to decide or mend. */
export type MigrationConflict =
  | {
      readonly kind: 'duplicate-creator';
      readonly object: { readonly schema: string; readonly name: string };
      readonly migrations: readonly string[];
      /** True when all but the first say IF NOT EXISTS: they do no harm, and nothing. */
      readonly tolerant: boolean;
    }
  | { readonly kind: 'missing-parent'; readonly migration: string; readonly reference: string }
  | { readonly kind: 'several-heads'; readonly migrations: readonly string[] }
  | { readonly kind: 'cycle'; readonly migrations: readonly string[] }
  | { readonly kind: 'orphan-rollback'; readonly migration: string };

/** Migrations in order, with why, and what is wrong. */
export interface MigrationGraph {
  /** In the order in which they run. */
  readonly nodes: readonly MigrationNode[];
  readonly edges: readonly MigrationEdge[];
  readonly rollbacks: readonly RollbackPair[];
  readonly conflicts: readonly MigrationConflict[];
}

/** Builds the graph that is shown and replayed: ordered nodes, edges with their reasons, and what is in conflict. */
export function buildMigrationGraph(migrations: readonly Migration[]): MigrationGraph {
  const rollbacks = findRollbacks(migrations);
  const undoing = new Set(rollbacks.map((pair) => pair.rollback));
  const forward = migrations.filter((migration) => !undoing.has(migration.id));
  const order = orderMigrations(forward);
  const undo = orderMigrations(migrations.filter((migration) => undoing.has(migration.id))).ordered;
  const rollbackOf = new Map(
    rollbacks.flatMap((pair) =>
      pair.migration === undefined ? [] : [[pair.migration, pair.rollback] as const],
    ),
  );
  const nodes = [...order.ordered, ...undo].map((migration, position): MigrationNode => {
    const rollback = rollbackOf.get(migration.id);
    return {
      id: migration.id,
      path: migration.path,
      system: migration.system,
      position,
      state: migration.state,
      isRollback: undoing.has(migration.id),
      ...(rollback === undefined ? {} : { rollback }),
      touches: touchesOf(migration),
    };
  });
  return {
    nodes,
    edges: order.edges,
    rollbacks,
    conflicts: [
      ...order.missing.filter(isFirstMention()).map((each): MigrationConflict => ({
        kind: 'missing-parent',
        migration: each.migration,
        reference: each.reference,
      })),
      ...order.cycles.map((cycle): MigrationConflict => ({ kind: 'cycle', migrations: cycle })),
      ...findHeads(order.ordered, order.edges),
      ...findDuplicateCreators(order.ordered),
      ...rollbacks.flatMap((pair): MigrationConflict[] =>
        pair.migration === undefined ? [{ kind: 'orphan-rollback', migration: pair.rollback }] : [],
      ),
    ],
  };
}

function touchesOf(migration: Migration): MigrationNode['touches'] {
  const seen = new Map<string, MigrationNode['touches'][number]>();
  for (const { action, object, schema, name } of migration.effects)
    seen.set(JSON.stringify([action, object, schema, name]), { action, object, schema, name });
  return [...seen.values()];
}

function isFirstMention(): (each: { readonly migration: string; readonly reference: string }) => boolean {
  const seen = new Set<string>();
  return (each) => {
    const key = JSON.stringify([each.migration, each.reference]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}

/** Only revisions have heads: nothing says that the last of a folder's SQL files should be one. */
function findHeads(ordered: readonly Migration[], edges: readonly MigrationEdge[]): MigrationConflict[] {
  const followed = new Set(edges.filter((edge) => edge.reason === 'revision').map((edge) => edge.from));
  const heads = ordered
    .filter((migration) => migration.system === 'alembic' && !followed.has(migration.id))
    .map((migration) => migration.id);
  return heads.length > 1 ? [{ kind: 'several-heads', migrations: heads }] : [];
}

interface Creation {
  readonly object: { readonly schema: string; readonly name: string };
  readonly migrations: string[];
  isPresent: boolean;
  tolerant: boolean;
}

/** Objects that a second migration creates while they are there: dropped or renamed in between is no conflict. */
function findDuplicateCreators(ordered: readonly Migration[]): MigrationConflict[] {
  const creations = new Map<string, Creation>();
  for (const migration of ordered) {
    for (const effect of migration.effects) {
      const key = effectKey(effect.object, effect.schema, effect.name);
      const creation = creations.get(key);
      if (effect.action === 'drop' || effect.action === 'rename') {
        if (creation !== undefined) creation.isPresent = false;
      } else if (effect.action === 'create' && effect.object !== 'schema' && effect.object !== 'routine') {
        if (creation === undefined) {
          creations.set(key, {
            object: { schema: effect.schema, name: effect.name },
            migrations: [migration.id],
            isPresent: true,
            tolerant: true,
          });
        } else if (creation.isPresent && creation.migrations.at(-1) !== migration.id) {
          creation.migrations.push(migration.id);
          creation.tolerant &&= effect.tolerant === true;
        } else if (!creation.isPresent) {
          creation.isPresent = true;
          if (creation.migrations.length === 1) creation.migrations[0] = migration.id;
        }
      }
    }
  }
  return [...creations.values()]
    .filter((creation) => creation.migrations.length > 1)
    .map(({ object, migrations, tolerant }) => ({ kind: 'duplicate-creator', object, migrations, tolerant }));
}
