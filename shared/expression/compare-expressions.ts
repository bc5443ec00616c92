import type { Flavor } from '../model';
import { readCanonicalForm } from './canonical-expression';
import { lexExpression } from './lex-expression';

/** One side of a comparison. */
export interface ComparedExpression {
  readonly text: string;
  /** True when a server of the flavor in question stored it: its text is then canonical by itself. */
  readonly stored: boolean;
  readonly sqlMode?: string | undefined;
}

/** `unknown`: only a server can tell. Never a guess in either direction. */
export type ExpressionVerdict = 'equal' | 'equivalent' | 'different' | 'unknown';

/**
 * Compares two expressions for a flavor. They are `different` for sure when both were stored by servers, when
 * they speak of other columns or texts, or when every part of both is known to be stored as written.
 */
export function compareExpressions(
  from: ComparedExpression,
  to: ComparedExpression,
  flavor: Flavor,
  options: { readonly truth?: boolean } = {},
): ExpressionVerdict {
  if (from.text === to.text && from.sqlMode === to.sqlMode) return 'equal';
  const [shownFrom, shownTo] = [asShown(from, to, flavor), asShown(to, from, flavor)];
  // What stands behind the question marks is not to be seen.
  if (shownFrom !== from || shownTo !== to)
    return compareExpressions(shownFrom, shownTo, flavor, options) === 'different' ? 'different' : 'unknown';
  const a = readCanonicalForm(from.text, flavor, { ...options, ...modeOf(from) });
  const b = readCanonicalForm(to.text, flavor, { ...options, ...modeOf(to) });
  if (a && b) {
    if (a.text === b.text) return 'equivalent';
    if (!(from.stored && to.stored) && areTextsAsNumbers(a.numbers, b.numbers, flavor)) return 'unknown';
    if ((from.stored && to.stored) || (a.settled && b.settled) || a.mentions !== b.mentions)
      return 'different';
    return 'unknown';
  }
  if (areTokensEqual(from.text, to.text, flavor)) return 'equivalent';
  return from.stored && to.stored ? 'different' : 'unknown';
}

const EVERY_ASTRAL = /[\u{10000}-\u{10FFFF}]/gu;

const EVERY_LETTER = /[^\0-\x7f]/gu;

/**
 * Does a text that MySQL has stored show a question mark in one of another charset than UTF-8 (`_latin1'?'`)? It writes such
 * texts in the charset of a column when it alters a table, and then shows one for every letter beyond ASCII (9.7).
 */
export function hidesLetters(text: string): boolean {
  return /_(?!utf8|binary)[a-z]\w*'(?:[^'\\?]|\\.|'')*\?/i.test(text);
}

/**
 * An expression as MySQL would show it beside one that it has stored: it keeps characters beyond U+FFFF and shows a question
 * mark for each of their four bytes (9.7), and one for each letter of a text in a smaller charset. The very side where that
 * changes nothing.
 */
function asShown(side: ComparedExpression, other: ComparedExpression, flavor: Flavor): ComparedExpression {
  if (flavor.vendor !== 'mysql' || side.stored || !other.stored) return side;
  let { text } = side;
  if (other.text.includes('????')) text = text.replace(EVERY_ASTRAL, '????');
  if (hidesLetters(other.text)) text = text.replace(EVERY_LETTER, '?');
  return text === side.text ? side : { ...side, text };
}

/** The same numbers, some of them written as texts: MariaDB stores `a > '2'` as `a > 2` where `a` is a number. */
function areTextsAsNumbers(from: string, to: string, flavor: Flavor): boolean {
  const plain = (numbers: string): string => numbers.replaceAll("'", '').split('\n').sort().join('\n');
  return flavor.vendor === 'mariadb' && from !== to && plain(from) === plain(to);
}

function modeOf(side: ComparedExpression): { sqlMode?: string } {
  return side.sqlMode === undefined ? {} : { sqlMode: side.sqlMode };
}

/**
 * True when two SQL texts differ in white space, comments, the case of keywords and the quoting of names
 * only. Names that are quoted keep their case, because nothing says here what they name.
 */
export function areTokensEqual(from: string, to: string, flavor?: Flavor): boolean {
  const a = lexExpression(from, { flavor });
  const b = lexExpression(to, { flavor });
  if (a?.length !== b?.length || !a || !b) return false;
  return a.every((token, i) => {
    const other = b[i];
    if (!other || token.charset !== other.charset) return false;
    const isName = token.kind === 'word' || token.kind === 'quoted';
    const isOtherName = other.kind === 'word' || other.kind === 'quoted';
    if (isName !== isOtherName || (!isName && token.kind !== other.kind)) return false;
    if (token.kind === 'quoted' && other.kind === 'quoted') return token.text === other.text;
    return isName ? token.text.toLowerCase() === other.text.toLowerCase() : token.text === other.text;
  });
}
