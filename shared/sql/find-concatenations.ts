import type { Token } from './token';

/** Where `||` that joins texts has to be spelled as a call of concat(), by positions of tokens. */
export interface Concatenations {
  /** How many calls begin before a token. */
  readonly opens: ReadonlyMap<number, number>;
  /** How many calls end behind a token. */
  readonly closes: ReadonlyMap<number, number>;
  /** The `||` that become commas. */
  readonly commas: ReadonlySet<number>;
}

/**
 * Finds the `||` among `tokens[from..to)` as a server reads them under PIPES_AS_CONCAT: they join what stands directly beside them
 * and bind tighter than any other operator but a sign, COLLATE and `->` (MySQL manual, Operator Precedence).
 */
export function findConcatenations(tokens: readonly Token[], from: number, to: number): Concatenations {
  const found = {
    opens: new Map<number, number>(),
    closes: new Map<number, number>(),
    commas: new Set<number>(),
  };
  const ends = findEnds(tokens, from, to);
  // No recursion: what stands in parentheses is looked at later, however deep it lies.
  const inner: [number, number][] = [[from, to]];
  for (let range = inner.pop(); range !== undefined; range = inner.pop()) {
    const [start, end] = range;
    for (let at = start; at < end;) {
      const behind = operandEnd(tokens, at, [start, end], ends, inner);
      if (behind === at) {
        at += 1;
        continue;
      }
      let last = behind;
      while (last < end && tokens[last]?.upper === '||') {
        const next = operandEnd(tokens, last + 1, [last + 1, end], ends, inner);
        if (next === last + 1) break;
        found.commas.add(last);
        last = next;
      }
      if (last > behind) {
        found.opens.set(at, (found.opens.get(at) ?? 0) + 1);
        found.closes.set(last - 1, (found.closes.get(last - 1) ?? 0) + 1);
      }
      at = last;
    }
  }
  return found;
}

/** The position behind the operand that begins at a token; the token's own where none does. */
function operandEnd(
  tokens: readonly Token[],
  from: number,
  [start, end]: readonly [number, number],
  ends: ReadonlyMap<number, number>,
  inner: [number, number][],
): number {
  let at = from;
  /** Passes what opens here, and leaves its inside for later. */
  const pass = (): void => {
    const close = Math.min(ends.get(at) ?? end, end);
    inner.push([at + 1, close - 1]);
    at = close;
  };
  // A sign belongs to what follows, where nothing stands before it that it could take from.
  while (at < end && SIGNS.has(tokens[at]?.upper ?? '') && (at === start || isOpening(tokens[at - 1])))
    at += 1;
  const token = tokens[at];
  if (token === undefined || at >= end) return from;
  if (token.upper === '(' || token.upper === 'CASE') {
    pass();
  } else if (token.kind === 'symbol') {
    return from;
  } else {
    at += 1;
    const isIntroducer = token.kind === 'word' && token.text.startsWith('_');
    while (at < end && tokens[at]?.kind === 'string' && (isIntroducer || token.kind === 'string')) at += 1;
    while (at + 1 < end && tokens[at]?.upper === '.') at += 2;
    if (at < end && tokens[at]?.upper === '(' && (token.kind === 'word' || token.kind === 'quoted')) pass();
  }
  while (at + 1 < end && POSTFIX.has(tokens[at]?.upper ?? '')) at += 2;
  return at;
}

const SIGNS: ReadonlySet<string> = new Set(['-', '+', '~']);
const POSTFIX: ReadonlySet<string> = new Set(['COLLATE', '->', '->>']);

function isOpening(token: Token | undefined): boolean {
  return token?.kind === 'symbol' ? token.upper !== ')' : OPERATOR_WORDS.has(token?.upper ?? '');
}

const OPERATOR_WORDS: ReadonlySet<string> = new Set(
  'AND OR XOR NOT IN IS LIKE REGEXP RLIKE BETWEEN WHEN THEN ELSE DIV MOD SELECT'.split(' '),
);

/**
 * The positions behind the parenthesis or END that ends what opens at a token, by that token; none for what is never
 * ended. All at once: looked for from each opening, deep nesting took time by its square.
 */
function findEnds(tokens: readonly Token[], from: number, to: number): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: Readonly<Record<'(' | 'CASE', number[]>> = { '(': [], CASE: [] };
  for (let at = from; at < to; at += 1) {
    const { upper = '' } = tokens[at] ?? {};
    if (upper === '(' || upper === 'CASE') open[upper].push(at);
    const opening = upper === ')' ? open['('].pop() : upper === 'END' ? open.CASE.pop() : undefined;
    if (opening !== undefined) ends.set(opening, at + 1);
  }
  return ends;
}
