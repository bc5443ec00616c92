const FORMAT = new Intl.NumberFormat('en-US');

/** `1,204`. */
export function formatCount(count: number): string {
  return FORMAT.format(count);
}

/** `1 table`, `1,204 tables`, `2 indexes`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** More names than this are counted instead: a line is for reading, and JSON has them all. */
const MOST_LISTED = 4;

/** `a, b, c and 19 more`; all of them where they are few. */
export function listOfSome(names: readonly string[]): string {
  if (names.length <= MOST_LISTED) return listOf(names);
  return `${names.slice(0, MOST_LISTED - 1).join(', ')} and ${formatCount(names.length - MOST_LISTED + 1)} more`;
}
