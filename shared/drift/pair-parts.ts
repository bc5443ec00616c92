/** Two lists, paired as far as it goes. */
export interface Pairs<T> {
  readonly matched: readonly (readonly [from: T, to: T])[];
  readonly onlyFrom: readonly T[];
  readonly onlyTo: readonly T[];
}

/** Pairs two lists by a key; of several things with one key, the first is taken. */
export function pairByName<T>(from: readonly T[], to: readonly T[], keyOf: (item: T) => string): Pairs<T> {
  const theirs = new Map<string, T>();
  for (const item of to) if (!theirs.has(keyOf(item))) theirs.set(keyOf(item), item);
  const matched: (readonly [T, T])[] = [];
  const onlyFrom: T[] = [];
  const taken = new Set<T>();
  for (const item of from) {
    const other = theirs.get(keyOf(item));
    if (other === undefined || taken.has(other)) onlyFrom.push(item);
    else {
      matched.push([item, other]);
      taken.add(other);
    }
  }
  return { matched, onlyFrom, onlyTo: to.filter((item) => !taken.has(item)) };
}

/**
 * Pairs what is left by its shape, where one of the two has no name and the other none either, or one as a server makes
 * them: such numbers depend on the table's history.
 */
export function pairUnnamed<T>(
  pairs: Pairs<T>,
  rules: {
    readonly isUnnamed: (item: T) => boolean;
    readonly isServerName: (item: T) => boolean;
    readonly shapeOf: (item: T) => string;
  },
): Pairs<T> {
  if (pairs.onlyFrom.length === 0 || pairs.onlyTo.length === 0) return pairs;
  const fits = (a: T, b: T): boolean =>
    (rules.isUnnamed(a) && (rules.isUnnamed(b) || rules.isServerName(b))) ||
    (rules.isUnnamed(b) && rules.isServerName(a));
  const byShape = new Map<string, T[]>();
  for (const item of pairs.onlyTo) {
    const shape = rules.shapeOf(item);
    const known = byShape.get(shape);
    if (known) known.push(item);
    else byShape.set(shape, [item]);
  }
  const taken = new Set<T>();
  const matched: (readonly [T, T])[] = [...pairs.matched];
  const onlyFrom = pairs.onlyFrom.filter((item) => {
    const candidates = byShape.get(rules.shapeOf(item)) ?? [];
    const at = candidates.findIndex((candidate) => fits(item, candidate));
    const other = candidates[at];
    if (other === undefined) return true;
    candidates.splice(at, 1);
    taken.add(other);
    matched.push([item, other]);
    return false;
  });
  return { matched, onlyFrom, onlyTo: pairs.onlyTo.filter((item) => !taken.has(item)) };
}

/** True for `base`, where `isBareGood`, and for base, separator and a number. */
export function isNumbered(
  name: string | undefined,
  base: string,
  separator: string,
  isBareGood: boolean,
): boolean {
  const lower = name?.toLowerCase() ?? '';
  const start = base.toLowerCase();
  if (lower === start) return isBareGood;
  return (
    lower.startsWith(start + separator) && /^\d{1,9}$/.test(lower.slice(start.length + separator.length))
  );
}

/** Two names that differ in nothing but case: paired without it, but a server keeps each as it was written. */
export function isOtherCase(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b && a.toLowerCase() === b.toLowerCase();
}
