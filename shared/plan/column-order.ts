/** A column that must be placed: after which one, or first. */
export interface Placement {
  readonly column: string;
  /** undefined: first. */
  readonly after: string | undefined;
}

/**
 * Which of the kept columns have to move so that `wanted` is the order of the table, given `present`
 * (kept columns in their present order). Moves as few as can be: those outside a longest increasing
 * subsequence stay where they are told. O(n log n).
 */
export function findMoves(present: readonly string[], wanted: readonly string[]): ReadonlySet<string> {
  const place = new Map(wanted.map((name, at) => [name, at]));
  const kept = present.filter((name) => place.has(name));
  const stays = longestIncreasing(kept.map((name) => place.get(name) ?? 0));
  return new Set(kept.filter((_, at) => !stays.has(at)));
}

/** Indexes of one longest strictly increasing subsequence (patience sorting). */
function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = at;
  });
  const result = new Set<number>();
  let at = tails.at(-1) ?? -1;
  while (at >= 0) {
    result.add(at);
    at = previous[at] ?? -1;
  }
  return result;
}
