import type { DriftItem } from '../../../shared/api';
import type { Change } from '../../../shared/plan';
import { objectKey } from './ignored-file';

/**
 * Why a change is left out of a plan, by the change: every difference that it would close is ignored. `items` are the
 * differences of the plan's two sources, those that are ignored marked.
 */
export function findIgnoredChanges(
  items: readonly DriftItem[],
): (
  change: Pick<Change, 'object' | 'schema' | 'name' | 'part' | 'partName' | 'attribute'>,
) => string | undefined {
  const byObject = new Map<string, DriftItem[]>();
  for (const item of items) {
    const key = objectKey(item);
    const known = byObject.get(key);
    if (known) known.push(item);
    else byObject.set(key, [item]);
  }
  return ({ object, schema, name, part, partName, attribute }) => {
    if (object === 'schema') return undefined;
    const ofPart = (byObject.get(objectKey({ object, schema, table: name })) ?? []).filter(
      (item) => item.part === part && (part === 'object' || isSameName(item.name, partName)),
    );
    const exact = ofPart.filter((item) => attribute !== '' && item.attribute === attribute);
    const closed = exact.length > 0 ? exact : ofPart;
    const [first] = closed;
    return first !== undefined && closed.every((item) => item.ignored !== undefined)
      ? first.ignored?.reason
      : undefined;
  };
}

/** Says how many changes are left out because their differences are ignored; nothing for none. */
export function sayLeftOut(changes: readonly Pick<Change, 'ignored' | 'chosen'>[]): readonly string[] {
  const left = changes.filter(({ ignored, chosen }) => ignored !== undefined && !chosen).length;
  if (left === 0) return [];
  return [
    left === 1
      ? 'One change is left out because its difference is ignored.'
      : `${String(left)} changes are left out because their differences are ignored.`,
  ];
}

/** Names of columns and keys are compared without case by every server. */
function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
