import type { ModelDiff } from '../drift/difference';
import type { Change } from './change';
import { changeId } from './list-changes';
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
  return needs;
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
