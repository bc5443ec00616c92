/** A source of numbers below 1 that gives the same ones for the same seed (mulberry32), so that a finding can be had again. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of a list. */
export function pick<T>(random: () => number, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** A text with some of its parts cut out, doubled, swapped, repeated a thousand times, or replaced by a piece. */
export function mutate(random: () => number, text: string, pieces: readonly string[]): string {
  let mutated = text;
  for (let left = 1 + Math.floor(random() * 6); left > 0; left -= 1) {
    const from = Math.floor(random() * (mutated.length + 1));
    const to = Math.min(mutated.length, from + Math.floor(random() ** 3 * 60));
    const part = mutated.slice(from, to);
    const piece = pick(random, pieces);
    const replacement = pick(random, [
      '',
      part + part,
      piece,
      piece + part,
      piece.repeat(Math.floor(random() ** 4 * 1000)),
      String.fromCharCode(Math.floor(random() ** 2 * 65_536)),
    ]);
    mutated = mutated.slice(0, from) + replacement + mutated.slice(to);
  }
  return mutated;
}

/** A reader under fire: `run` reads one random text and throws when the reader breaks a promise. */
export interface FuzzTarget {
  readonly name: string;
  /** Answers the text that it read. */
  readonly make: (random: () => number) => string;
  readonly read: (text: string) => void;
}
