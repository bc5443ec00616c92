const LONGEST = 64;

/**
 * How alike two names are, 0 to 1, without case: 1 minus the edit distance over the longer length. Names are compared
 * up to 64 characters, the servers' limit.
 */
export function nameLikeness(a: string, b: string): number {
  const x = a.toLowerCase().slice(0, LONGEST);
  const y = b.toLowerCase().slice(0, LONGEST);
  const longest = Math.max(x.length, y.length);
  if (longest === 0) return 1;
  let previous = Array.from({ length: y.length + 1 }, (_, i) => i);
  for (let i = 1; i <= x.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= y.length; j += 1) {
      const change = x.charAt(i - 1) === y.charAt(j - 1) ? 0 : 1;
      row[j] = Math.min((row[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + change);
    }
    previous = row;
  }
  return 1 - (previous[y.length] ?? longest) / longest;
}

/** The words that two names share at their start: `lupo_` for lupo_actors and lupo_roles; '' for none. */
export function sharedPrefix(a: string, b: string): string {
  const x = a.toLowerCase();
  const y = b.toLowerCase();
  let at = 0;
  while (at < x.length && at < y.length && x.charAt(at) === y.charAt(at)) at += 1;
  if (at === x.length || at === y.length) return x.slice(0, at);
  const end = x.lastIndexOf('_', at - 1);
  return end < 0 ? '' : x.slice(0, end + 1);
}
