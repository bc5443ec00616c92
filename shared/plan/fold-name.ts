/** The name by which servers know a column, key or check, whatever its case; '' for one without a name. */
export function foldName(name: string | undefined): string {
  return (name ?? '').toLowerCase();
}

/** Parts by the name that servers know them by; of several without one, the last. */
export function byName<T extends { readonly name?: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [foldName(item.name), item]));
}
