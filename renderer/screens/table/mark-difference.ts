/** A piece of a text; `differs` where the other text does not have it. */
export interface Segment {
  readonly text: string;
  readonly differs: boolean;
}

const MAXIMUM_TOKENS = 300;

/**
 * Cuts a text into what another text has too and what it has not, word by word and sign by sign, for the eye: what
 * differs at all was decided by the core. `parts` are those pieces of the text that the core found to differ, such as
 * its type: what is only spelled otherwise beside them is not marked. Without them, or where one of them is not in the
 * text as it stands, all is. Texts too long to compare in a moment come back as one piece.
 */
export function markDifference(
  text: string,
  other: string,
  parts: readonly string[] = [],
): readonly Segment[] {
  if (text === other) return [{ text, differs: false }];
  const own = cut(text);
  const others = cut(other);
  if (own.length > MAXIMUM_TOKENS || others.length > MAXIMUM_TOKENS) return [{ text, differs: true }];
  const shared = findShared(own, others);
  const counted = findParts(own, parts);
  const isMarked = (at: number): boolean => at < own.length && !shared.has(at) && (counted?.has(at) ?? true);
  const segments: { text: string; differs: boolean }[] = [];
  own.forEach((token, at) => {
    const differs = isMarked(at);
    const last = segments.at(-1);
    // A gap between two marked words is marked with them.
    if (last?.differs === differs || (last?.differs === true && /^\s+$/.test(token) && isMarked(at + 1)))
      last.text += token;
    else segments.push({ text: token, differs });
  });
  return segments;
}

/** Positions of `own` that belong to one of the parts; undefined where a part is not to be found. */
function findParts(own: readonly string[], parts: readonly string[]): ReadonlySet<number> | undefined {
  if (parts.length === 0) return undefined;
  const words = own.map((token) => token.toLowerCase());
  const found = new Set<number>();
  for (const part of parts) {
    const wanted = cut(part.toLowerCase());
    let isThere = wanted.length === 0;
    words.forEach((word, start) => {
      const isQuoted = unquote(word) === part.toLowerCase();
      if (!isQuoted && !wanted.every((token, at) => words[start + at] === token)) return;
      isThere = true;
      for (let at = 0; at < (isQuoted ? 1 : wanted.length); at++) found.add(start + at);
    });
    if (!isThere) return undefined;
  }
  return found;
}

/** A quoted text without its quotes, those within it not doubled; anything else as it is. */
function unquote(word: string): string {
  const quote = word[0] ?? '';
  return word.length > 1 && /['"`]/.test(quote) && word.endsWith(quote)
    ? word.slice(1, -1).replaceAll(quote + quote, quote)
    : word;
}

/** Words, quoted texts, spaces and single signs. */
function cut(text: string): readonly string[] {
  return text.match(/'[^']*'|"[^"]*"|`[^`]*`|[\p{L}\p{N}_.]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** Positions of `own` that are in a longest common subsequence with `others`. */
function findShared(own: readonly string[], others: readonly string[]): ReadonlySet<number> {
  const width = others.length + 1;
  const lengths = new Uint16Array((own.length + 1) * width);
  const lengthAt = (a: number, b: number): number => lengths[a * width + b] ?? 0;
  for (let a = own.length - 1; a >= 0; a--) {
    for (let b = others.length - 1; b >= 0; b--) {
      lengths[a * width + b] =
        own[a] === others[b] ? lengthAt(a + 1, b + 1) + 1 : Math.max(lengthAt(a + 1, b), lengthAt(a, b + 1));
    }
  }
  const shared = new Set<number>();
  let a = 0;
  let b = 0;
  while (a < own.length && b < others.length) {
    if (own[a] === others[b]) {
      shared.add(a);
      a++;
      b++;
    } else if (lengthAt(a + 1, b) >= lengthAt(a, b + 1)) a++;
    else b++;
  }
  return shared;
}
