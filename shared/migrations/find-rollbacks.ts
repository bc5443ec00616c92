import { effectKey } from './effect';
import type { MigrationEffect } from './effect';
import type { Migration } from './migration';
import { baseName, compareNaturally, compareVersions } from './migration-name';

/** A migration and the one that undoes it. */
export interface RollbackPair {
  /** undefined when the rollback's partner is not among the migrations. */
  readonly migration: string | undefined;
  readonly rollback: string;
  readonly evidence: 'name' | 'inverse';
}

const ROLLBACK_NAME =
  /^(?:(?:rollback|undo|revert|down)[-_.](.+)|(.+?)[-_.](?:rollback|undo|revert|down)(?:[-_.](.+))?)$/i;

/**
 * Finds rollbacks: by name (`x_rollback`, `rollback_x`, `x.down` beside `x.up`), or because what they do is
 * exactly the inverse of another migration that stands at the same place: with the same date, version and
 * number, or with none. A later migration that drops what an earlier one made is a step forward, not a rollback.
 * Of several that one may undo it is the first by path, in whatever order they are given.
 */
export function findRollbacks(given: readonly Migration[]): readonly RollbackPair[] {
  const migrations = given.toSorted(
    (a, b) => compareNaturally(a.path, b.path) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  const pairs: RollbackPair[] = [];
  const byName = new Map<string, Migration>();
  for (const migration of migrations) {
    const key = nameKey(migration.path, baseName(migration.path).replace(/[-_.]up$/i, ''));
    if (!byName.has(key)) byName.set(key, migration);
  }
  const named = new Set<string>();
  for (const migration of migrations) {
    if (migration.system !== 'sql') continue;
    const match = ROLLBACK_NAME.exec(baseName(migration.path));
    if (match === null) continue;
    const [, after, before, rest] = match;
    const wanted = [after, rest === undefined ? before : `${before ?? ''}_${rest}`, before].filter(
      (name) => name !== undefined,
    );
    const partner = wanted
      .map((name) => byName.get(nameKey(migration.path, name)))
      .find((each) => each !== undefined && each.id !== migration.id);
    // Without a partner only a plain word at an end tells: create_rollback_log makes a table, x_down may be one.
    if (
      partner === undefined &&
      !/^(?:rollback|revert|undo)[-_.]|[-_.](?:rollback|revert|undo)$/i.test(baseName(migration.path))
    )
      continue;
    named.add(migration.id);
    pairs.push({ migration: partner?.id, rollback: migration.id, evidence: 'name' });
  }
  const bySignature = new Map<string, Migration[]>();
  const others = migrations.filter((migration) => migration.system === 'sql' && !named.has(migration.id));
  for (const migration of others) {
    const signature = signatureOf(migration.effects);
    if (signature !== undefined)
      bySignature.set(signature, [...(bySignature.get(signature) ?? []), migration]);
  }
  for (const migration of others) {
    const inverse = inverseOf(migration.effects);
    const makes = migration.effects.some(
      (effect) => effect.action === 'create' || effect.detail?.startsWith('add ') === true,
    );
    if (inverse === undefined || !makes) continue;
    const rollback = (bySignature.get(inverse) ?? []).find(
      (each) => each.id !== migration.id && standsWith(each, migration),
    );
    if (rollback === undefined || named.has(rollback.id)) continue;
    named.add(rollback.id);
    pairs.push({ migration: migration.id, rollback: rollback.id, evidence: 'inverse' });
  }
  return pairs;
}

function nameKey(path: string, name: string): string {
  return JSON.stringify([path.slice(0, path.lastIndexOf('/') + 1), name.toLowerCase()]);
}

function standsWith(rollback: Migration, migration: Migration): boolean {
  if (rollback.date === undefined && rollback.version === undefined && rollback.number === undefined)
    return true;
  return (
    rollback.date === migration.date &&
    rollback.number === migration.number &&
    compareVersions(rollback.version ?? [], migration.version ?? []) === 0
  );
}

/** CREATE SCHEMA IF NOT EXISTS at a script's head makes sure of its ground; nobody drops it on the way back. */
function counts(effect: MigrationEffect): boolean {
  return effect.action !== 'use' && (effect.object !== 'schema' || effect.tolerant !== true);
}

/** What changes, as a text that two migrations share when they do the same; undefined when there is nothing to compare. */
function signatureOf(effects: readonly MigrationEffect[]): string | undefined {
  const parts = effects
    .filter(counts)
    .map((effect) => partOf(effect, effect.action, effect.detail, effect.name, effect.to));
  return parts.length === 0 ? undefined : [...new Set(parts)].toSorted().join('\n');
}

function inverseOf(effects: readonly MigrationEffect[]): string | undefined {
  const parts: string[] = [];
  for (const effect of effects) {
    if (!counts(effect)) continue;
    if (effect.action === 'create') parts.push(partOf(effect, 'drop', undefined, effect.name, undefined));
    else if (effect.action === 'drop')
      parts.push(partOf(effect, 'create', undefined, effect.name, undefined));
    else if (effect.action === 'rename')
      parts.push(partOf(effect, 'rename', undefined, effect.to ?? '', effect.name));
    else {
      const detail = inverseDetail(effect.detail);
      if (detail === undefined) return undefined;
      parts.push(partOf(effect, 'alter', detail, effect.name, undefined));
    }
  }
  return parts.length === 0 ? undefined : [...new Set(parts)].toSorted().join('\n');
}

function partOf(
  effect: MigrationEffect,
  action: string,
  detail: string | undefined,
  name: string,
  to: string | undefined,
): string {
  return JSON.stringify([
    action,
    effectKey(effect.object, effect.schema, name),
    detail ?? '',
    (to ?? '').toLowerCase(),
  ]);
}

function inverseDetail(detail: string | undefined): string | undefined {
  const match = /^(add|drop|rename) (.+)$/s.exec(detail ?? '');
  if (match?.[2] === undefined) return undefined;
  if (match[1] === 'add') return `drop ${match[2]}`;
  if (match[1] === 'drop') return `add ${match[2]}`;
  const names = /^(.+) to (.+)$/s.exec(match[2]);
  return names === null ? undefined : `rename ${names[2] ?? ''} to ${names[1] ?? ''}`;
}
