import type { Origin } from '../model';

/** What a statement does to an object: makes it, changes it, removes it, gives it a new name, or only reads or fills it. */
export type EffectAction = 'create' | 'alter' | 'drop' | 'rename' | 'use';

/** The kinds of object whose order matters between migrations. */
export type EffectObject =
  'table' | 'view' | 'sequence' | 'routine' | 'trigger' | 'event' | 'type' | 'schema';

/** One thing that one statement of a migration does to one object. */
export interface MigrationEffect {
  readonly action: EffectAction;
  readonly object: EffectObject;
  /** '' when the migration does not say and no default is known. */
  readonly schema: string;
  readonly name: string;
  /** The new name, for `rename`; in `schema` unless `toSchema` says otherwise. */
  readonly to?: string;
  readonly toSchema?: string;
  /**
   * What was done inside the object, when that is known, as a short canonical text whose inverse can be
   * named: `add column a`, `drop index i`. Two effects are inverse when their details are.
   */
  readonly detail?: string;
  /** True when the statement itself tolerates that it was done before (IF NOT EXISTS, IF EXISTS, guarded). */
  readonly tolerant?: boolean;
  readonly origin: Origin;
}

/**
 * The key under which two effects speak of the same object. Names compare without case: files give no
 * server that could say otherwise. JSON keeps `a.b` + `c` apart from `a` + `b.c`.
 */
export function effectKey(object: EffectObject, schema: string, name: string): string {
  // Tables and views share one namespace on every server.
  const kind = object === 'view' ? 'table' : object;
  return JSON.stringify([kind, schema.toLowerCase(), name.toLowerCase()]);
}
