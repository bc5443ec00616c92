import type { WireChange } from '../../../shared/api';

/**
 * The changes that close differences which were chosen in Drift, by the keys of `keyOfItem`: an item of a whole object
 * stands for all its changes, an item of a part for those of that part. Keys that are none are passed over.
 */
export function changesOfItems(changes: readonly WireChange[], keys: Iterable<string>): ReadonlySet<string> {
  const objects = new Set<string>();
  const parts = new Set<string>();
  for (const key of keys) {
    const [object, schema, table, part, name] = readKey(key);
    if (part === undefined) continue;
    if (part === 'object' || name === '') objects.add(JSON.stringify([object, schema, table]));
    else parts.add(JSON.stringify([object, schema, table, name]));
  }
  return new Set(
    changes.flatMap(({ id, object, schema, name, partName }) =>
      objects.has(JSON.stringify([object, schema, name])) ||
      parts.has(JSON.stringify([object, schema, name, partName]))
        ? [id]
        : [],
    ),
  );
}

function readKey(key: string): readonly (string | undefined)[] {
  try {
    const parts: unknown = JSON.parse(key);
    return Array.isArray(parts) ? parts.map(String) : [];
  } catch {
    return [];
  }
}
