/** JSON with the keys of every object in one order and no blanks: equal data gives equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    // A key may be called __proto__: entries made into an object this way stay plain properties.
    return Object.fromEntries(entries);
  });
}
