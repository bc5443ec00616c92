import { ALL_TABLE_FACETS, isKnownSame } from '../model';
import type { Table } from '../model';
import type { NormaliseContext } from '../normalise/context';

/**
 * True when two complete tables are spelled alike to the last part, but for their places, and are read in
 * contexts that give the same spelling the same meaning: then they are equal without being normalised. False
 * says nothing.
 */
export function isSameStatement(
  from: Table,
  to: Table,
  contextFrom: NormaliseContext,
  contextTo: NormaliseContext,
): boolean {
  if (from.facets !== ALL_TABLE_FACETS || to.facets !== ALL_TABLE_FACETS) return false;
  if (!isSameContext(contextFrom, contextTo)) return false;
  // `s`.`t` is at home in schema s and a stranger in any other.
  const isSameSchema = contextFrom.schema.name === contextTo.schema.name;
  if (!isSameSchema && from.foreignKeys.some((key) => key.referencedSchema !== undefined)) return false;
  return isKnownSame(from, to) || isAlike(from, to, 0);
}

/** Few contexts, many tables: each pair is compared once. */
const compared = new WeakMap<NormaliseContext, WeakMap<NormaliseContext, boolean>>();

function isSameContext(a: NormaliseContext, b: NormaliseContext): boolean {
  if (a === b) return true;
  let known = compared.get(a);
  if (known === undefined) {
    known = new WeakMap();
    compared.set(a, known);
  }
  let same = known.get(b);
  if (same === undefined) {
    const nameless = (context: NormaliseContext): unknown => ({
      ...context,
      schema: { ...context.schema, name: '' },
    });
    same = isAlike(nameless(a), nameless(b), 0);
    known.set(b, same);
  }
  return same;
}

/** Deeper than a table's parts are nested. */
const DEEPEST = 12;

function isAlike(a: unknown, b: unknown, depth: number): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || depth > DEEPEST)
    return false;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isAlike(item, b[index] as unknown, depth + 1))
    );
  }
  if (a instanceof Map || a instanceof Set) {
    if (!(b instanceof a.constructor)) return false;
    return isAlike([...a] as unknown[], [...(b as Map<unknown, unknown> | Set<unknown>)], depth + 1);
  }
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => {
    // What is known only in part is unknown, however alike it looks.
    if (key === 'complete' && left[key] === false) return false;
    return key === 'origin' || isAlike(left[key], right[key], depth + 1);
  });
}
