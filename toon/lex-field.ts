/** One piece of a field line. Offsets are UTF-16 units in the line, end exclusive. */
export interface Lexeme {
  /** `name` is in backticks, `string` in single or double quotes, `symbol` is one character. */
  readonly kind: 'name' | 'string' | 'word' | 'number' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many parentheses are open around it; a parenthesis itself belongs to the outside. */
  readonly depth: number;
  /** False for a quote that is never closed: it runs to the end of the line. */
  readonly closed: boolean;
}

const NUMBER = /(?:0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\p{L}\p{N}_$.:-])/uy;

/** Cuts a field line into pieces; white space is dropped. Quotes are kept with their text. Linear. */
export function lexField(text: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = [];
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (isSpace(character)) {
      at += 1;
      continue;
    }
    const start = at;
    if (character === '`' || character === "'" || character === '"') {
      const end = findQuoteEnd(text, at);
      at = end < 0 ? text.length : end;
      const kind = character === '`' ? 'name' : 'string';
      lexemes.push({ kind, text: text.slice(start, at), start, end: at, depth, closed: end >= 0 });
      continue;
    }
    // MySQL's information_schema escapes the quotes of an expression: `json_array(_utf8mb4\'a\')`.
    const escapedEnd = character === '\\' && text[at + 1] === "'" ? text.indexOf("\\'", at + 2) : -1;
    if (escapedEnd >= 0) {
      at = escapedEnd + 2;
      lexemes.push({ kind: 'string', text: text.slice(start, at), start, end: at, depth, closed: true });
      continue;
    }
    if (character === ')' && depth > 0) depth -= 1;
    const length = isDigit(character) || character === '.' ? matchAt(NUMBER, text, at) : 0;
    const wordLength = length > 0 ? 0 : wordEnd(text, at) - at;
    at += Math.max(1, length, wordLength);
    const kind = length > 0 ? 'number' : wordLength > 0 ? 'word' : 'symbol';
    lexemes.push({ kind, text: text.slice(start, at), start, end: at, depth, closed: true });
    if (character === '(') depth += 1;
  }
  return lexemes;
}

function isSpace(character: string): boolean {
  return character <= ' ' || character === '\u00a0' || character === '\u3000';
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** The end of a word that begins at an offset; the offset itself when none does. All that is not ASCII belongs to words. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const letter = (code | 32) >= 97 && (code | 32) <= 122;
    const digit = code >= 48 && code <= 57;
    if (!letter && !digit && code !== 95 && code !== 36 && (code < 128 || isSpace(text.charAt(at)))) break;
    at += 1;
  }
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** The offset after the closing quote, or -1. A doubled quote is a quote; so is one after a backslash, but not in backticks. */
function findQuoteEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && quote !== '`') at += 1;
    else if (character === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at += 1;
    }
  }
  return -1;
}

/**
 * The text inside a quoted piece. `\'`, `\"`, `\\` and a doubled quote stand for the character itself;
 * other backslashes stay, because the generators of these files escape nothing but quotes.
 */
export function decodeQuoted(text: string): string {
  const quote = text[0] ?? '';
  const inner = text.slice(1, text.length > 1 && text.endsWith(quote) ? -1 : undefined);
  return quote === '`' ? inner.replaceAll('``', '`') : decodeEscapes(inner, quote);
}

/** Undoes `\'`, `\"`, `\\` and doubled quotes in a text whose quotes are already gone. */
export function decodeEscapes(inner: string, quote: string): string {
  return inner.replace(/\\(['"\\])|''|""/g, (match: string, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    return match[0] === quote ? quote : match;
  });
}
