/** A stretch of one text that stands for a stretch of another; offsets in characters, from inclusive, to exclusive. */
export interface Stretch {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** Lines from and to, of either text. */
type Lines = Stretch;

/**
 * The stretches of whole lines in which two texts differ, in order. Lines that stand once in both, in the same order,
 * hold the texts together, so that a large file with a hundred small changes falls into a hundred small stretches: a
 * comparison sign by sign gives up on such a file and marks everything. Takes n log n steps for n lines.
 */
export function diffByLines(a: string, b: string): readonly Stretch[] {
  const [linesA, linesB] = [cutLines(a), cutLines(b)];
  const [startsA, startsB] = [startsOf(linesA), startsOf(linesB)];
  const found: Stretch[] = [];
  const open: Lines[] = [{ fromA: 0, toA: linesA.length, fromB: 0, toB: linesB.length }];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const rest = withoutEqualEnds(range, linesA, linesB);
    if (rest.fromA === rest.toA && rest.fromB === rest.toB) continue;
    const anchors = findAnchors(rest, linesA, linesB);
    if (anchors.length === 0) {
      found.push({
        fromA: startsA[rest.fromA] ?? a.length,
        toA: startsA[rest.toA] ?? a.length,
        fromB: startsB[rest.fromB] ?? b.length,
        toB: startsB[rest.toB] ?? b.length,
      });
      continue;
    }
    let { fromA, fromB } = rest;
    for (const [atA, atB] of [...anchors, [rest.toA, rest.toB] as const]) {
      open.push({ fromA, toA: atA, fromB, toB: atB });
      [fromA, fromB] = [atA + 1, atB + 1];
    }
  }
  return found.sort((one, other) => one.fromA - other.fromA || one.fromB - other.fromB);
}

/** Lines with their ends, so that their lengths add up. */
function cutLines(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);
  return starts;
}

function withoutEqualEnds(range: Lines, a: readonly string[], b: readonly string[]): Lines {
  let { fromA, toA, fromB, toB } = range;
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
    fromA++;
    fromB++;
  }
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA--;
    toB--;
  }
  return { fromA, toA, fromB, toB };
}

/** Lines that stand once in either part, as pairs of their places: the longest series that goes up in both. */
function findAnchors(
  { fromA, toA, fromB, toB }: Lines,
  a: readonly string[],
  b: readonly string[],
): readonly (readonly [number, number])[] {
  const places = new Map<string, { a: number; b: number }>();
  const note = (line: string, side: 'a' | 'b', at: number): void => {
    const known = places.get(line) ?? { a: -1, b: -1 };
    // -2: more than once, so it says nothing of where the texts belong together.
    known[side] = known[side] === -1 ? at : -2;
    places.set(line, known);
  };
  for (let at = fromA; at < toA; at++) note(a[at] ?? '', 'a', at);
  for (let at = fromB; at < toB; at++) note(b[at] ?? '', 'b', at);
  const pairs = [...places.values()]
    .filter((one) => one.a >= 0 && one.b >= 0)
    .map((one) => [one.a, one.b] as const)
    .sort(([one], [other]) => one - other);
  return longestRising(pairs);
}

/** The longest series of pairs whose second numbers rise, out of pairs whose first ones do (patience sorting). */
function longestRising(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const ends: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, value], at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = at;
  });
  const series: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) series.push(pair);
  }
  return series.reverse();
}
