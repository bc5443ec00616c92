import type { ModelDiff } from '../drift/difference';
import type { Flavor } from '../model';
import type { Change } from './change';
import { changeId } from './list-changes';
import { constraintKey, constraintsOf, uniqueConstraints } from './moving-names';
import { namesIn } from './order-views';

/** Tables, views and sequences share their names within a schema. */
const SHARING: ReadonlySet<string> = new Set(['table', 'view', 'sequence']);

/**
 * What changes of different objects need of each other because of names: a new object waits for the one of another
 * kind that still has its name, and a view for the new tables, views and columns that its text names. A name that
 * only looks like one makes a need too many, never one too few.
 */
export function findNameRequirements(
  diff: ModelDiff,
  changes: readonly Change[],
  flavor: Flavor,
): readonly (readonly [string, readonly string[]])[] {
  const gone = new Map<string, string>();
  for (const { kind, part, object, schema, name, id } of changes)
    if (part === 'object' && kind === 'drop' && SHARING.has(object)) gone.set(`${schema}\0${name}`, id);
  const needs: (readonly [string, readonly string[]])[] = [];
  for (const { kind, part, object, schema, name, id } of changes) {
    const other = gone.get(`${schema}\0${name}`);
    if (part === 'object' && kind === 'create' && SHARING.has(object) && other !== undefined)
      needs.push([id, [other]]);
  }
  for (const object of diff.objects) {
    if (object.to?.kind !== 'view') continue;
    const id = changeId(object.schema, 'view', object.name, 'object', '', '');
    const names = namesIn(object.to.select);
    needs.push([
      id,
      changes.filter((change) => change.id !== id && isNamed(change, names)).map((one) => one.id),
    ]);
  }
  needs.push(...findConstraintNames(diff, changes, flavor));
  return needs;
}

/** A constraint waits for the one of another table that still has its name, where a schema has each name once. */
function findConstraintNames(
  diff: ModelDiff,
  changes: readonly Change[],
  flavor: Flavor,
): readonly (readonly [string, readonly string[]])[] {
  const kinds = uniqueConstraints(flavor);
  const leaving = new Map<string, string>();
  const arriving: (readonly [string, string])[] = [];
  const known = new Set(changes.map(({ id }) => id));
  for (const { object, schema, name, from, to, parts, status } of diff.objects) {
    if (object !== 'table') continue;
    const whole = status === 'missing' ? from : status === 'extra' ? to : undefined;
    for (const part of parts) {
      if ((part.part !== 'foreignKey' && part.part !== 'check') || !kinds.includes(part.part)) continue;
      const id = changeId(schema, 'table', name, part.part, part.name, '');
      const key = constraintKey(part.part, schema, part.name);
      if (part.to === undefined) leaving.set(key, id);
      else if (part.from === undefined) arriving.push([key, id]);
    }
    if (whole?.kind !== 'table') continue;
    const id = changeId(schema, 'table', name, 'object', '', '');
    for (const kind of kinds)
      for (const one of constraintsOf(whole, kind)) {
        if (one.name === undefined) continue;
        const key = constraintKey(kind, schema, one.name);
        if (status === 'missing') leaving.set(key, id);
        else arriving.push([key, id]);
      }
  }
  const needs = new Map<string, Set<string>>();
  for (const [key, id] of arriving) {
    const other = leaving.get(key);
    if (other !== undefined && other !== id && known.has(other))
      needs.set(id, (needs.get(id) ?? new Set()).add(other));
  }
  return [...needs].map(([id, others]) => [id, [...others]] as const);
}

/** Does the change bring about something that a text with these names may speak of? */
function isNamed(change: Change, names: ReadonlySet<string>): boolean {
  if (change.kind === 'drop' || !SHARING.has(change.object)) return false;
  const isWhole = change.part === 'object' && names.has((change.newName ?? change.name).toLowerCase());
  const isColumn =
    change.part === 'column' &&
    change.attribute === '' &&
    names.has((change.newName ?? change.partName).toLowerCase());
  return isWhole || (isColumn && names.has(change.name.toLowerCase()));
}
