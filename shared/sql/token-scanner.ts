import type { Flavor } from '../model';
import type { SqlMode } from './sql-mode';
import { DEFAULT_SQL_MODE } from './sql-mode';
import type { Token, TokenKind } from './token';

/** Something odd that the scanner passed over. Offsets, not lines: whoever reports it knows the file. */
export interface ScanProblem {
  readonly code: 'sql-unterminated-string' | 'sql-unterminated-comment' | 'sql-comment-without-space';
  readonly at: number;
}

const SPACE = 1;
const WORD = 2;
const DIGIT = 4;

/** Character classes of the ASCII range; everything above is part of a word (MySQL: U+0080 and up). */
const CLASS = new Uint8Array(128);
for (const code of [0, 9, 10, 11, 12, 13, 32]) CLASS[code] = SPACE;
for (let code = 0x30; code <= 0x39; code += 1) CLASS[code] = WORD | DIGIT;
for (let code = 0x41; code <= 0x5a; code += 1) CLASS[code] = CLASS[code + 32] = WORD;
CLASS[0x5f] = CLASS[0x24] = WORD;

const BOM = 0xfeff;

function isWordCode(code: number): boolean {
  return code < 128 ? ((CLASS[code] ?? 0) & WORD) !== 0 : code !== BOM;
}

function isSpaceCode(code: number): boolean {
  return code < 128 ? CLASS[code] === SPACE : code === BOM;
}

function isDigitCode(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isHexCode(code: number): boolean {
  return isDigitCode(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

/** Upper-case forms of words seen, so that most words cost one look-up. Bounded, because names are hostile. */
const upperForms = new Map<string, string>();

function upperOf(word: string, ascii: boolean): string {
  // 'ſet'.toUpperCase() is 'SET': only ASCII words can be keywords.
  if (!ascii) return word;
  const known = upperForms.get(word);
  if (known !== undefined) return known;
  if (word.length > 40) return word.toUpperCase();
  if (upperForms.size > 20_000) upperForms.clear();
  const upper = word.toUpperCase();
  upperForms.set(word, upper);
  return upper;
}

const SYMBOLS = new Map<number, string>();
for (let code = 33; code < 127; code += 1) SYMBOLS.set(code, String.fromCharCode(code));

/**
 * Reads tokens one by one from a text that may be very large, under a sql_mode that may change on the
 * way. Comments are skipped; conditional comments (those that start with `!50100` or `M!100100`) are entered
 * when the flavor would run them. Never throws; what is odd is added to `problems`.
 */
export class TokenScanner {
  /** The offset of the next character to look at. */
  position: number;
  mode: SqlMode;
  readonly problems: ScanProblem[] = [];
  /** True between the start and the end of a conditional comment that is being run. */
  insideConditional = false;
  private readonly end: number;

  constructor(
    readonly text: string,
    options: {
      readonly mode?: SqlMode;
      readonly flavor?: Flavor | undefined;
      readonly start?: number;
      readonly end?: number;
    } = {},
  ) {
    this.position = options.start ?? 0;
    this.end = options.end ?? text.length;
    this.mode = options.mode ?? DEFAULT_SQL_MODE;
    this.flavor = options.flavor;
  }

  private readonly flavor: Flavor | undefined;

  /** Skips white space and comments. Answers false at the end of the text. */
  skipBlank(): boolean {
    const { text, end } = this;
    while (this.position < end) {
      const code = text.charCodeAt(this.position);
      if (isSpaceCode(code)) {
        this.position += 1;
      } else if (code === 0x23) {
        this.skipLine();
      } else if (code === 0x2d && text.charCodeAt(this.position + 1) === 0x2d && this.isDashComment()) {
        this.skipLine();
      } else if (code === 0x2f && text.charCodeAt(this.position + 1) === 0x2a) {
        this.skipComment();
      } else if (code === 0x2a && this.insideConditional && text.charCodeAt(this.position + 1) === 0x2f) {
        this.insideConditional = false;
        this.position += 2;
      } else {
        return true;
      }
    }
    return false;
  }

  /** The next token, or undefined at the end of the text. */
  next(): Token | undefined {
    if (!this.skipBlank()) return undefined;
    const { text, position: start } = this;
    const code = text.charCodeAt(start);
    if (code >= 128) return this.readWord(start, false);
    const kind = CLASS[code] ?? 0;
    if (kind & DIGIT) return this.readNumberOrWord(start, code);
    if (kind & WORD) return this.readWordOrLiteral(start, code);
    switch (code) {
      case 0x27:
        return this.readString(start, start, 0x27, 'string');
      case 0x22:
        return this.readString(start, start, 0x22, this.mode.ansiQuotes ? 'quoted' : 'string');
      case 0x60:
        return this.readString(start, start, 0x60, 'quoted');
      case 0x40:
        return this.readVariable(start);
      case 0x2e:
        // `.5` is a number; `t.5a` is not, and a name's dot follows its name at once.
        if (isDigitCode(text.charCodeAt(start + 1)) && !this.followsName(start))
          return this.readNumber(start);
        return this.symbol(start, 1);
      default:
        return this.symbol(start, this.symbolLength(start, code));
    }
  }

  /** Moves to the start of the next line. */
  skipLine(): void {
    const at = this.text.indexOf('\n', this.position);
    this.position = at < 0 || at >= this.end ? this.end : at + 1;
  }

  /** Moves behind the quoted text that starts at the position; for skipping, without decoding. */
  skipQuoted(): void {
    const quote = this.text.charCodeAt(this.position);
    this.position = this.findQuotedEnd(this.position + 1, quote, this.escapes(quote)).after;
  }

  private escapes(quote: number): boolean {
    if (quote === 0x60 || this.mode.noBackslashEscapes) return false;
    return quote === 0x27 || !this.mode.ansiQuotes;
  }

  /** `--` starts a comment when white space or the end follows; at a line's start we forgive its absence. */
  private isDashComment(): boolean {
    const { text, position } = this;
    const after = text.charCodeAt(position + 2);
    if (position + 2 >= this.end || after <= 32 || after === 0x7f) return true;
    if (!this.startsLine(position)) return false;
    this.problems.push({ code: 'sql-comment-without-space', at: position });
    return true;
  }

  private startsLine(at: number): boolean {
    for (let before = at - 1; before >= 0; before -= 1) {
      const code = this.text.charCodeAt(before);
      if (code === 10 || code === 13) return true;
      if (!isSpaceCode(code)) return false;
    }
    return true;
  }

  private skipComment(): void {
    const { text, position } = this;
    const third = text.charCodeAt(position + 2);
    const isMariaDb = third === 0x4d && text.charCodeAt(position + 3) === 0x21;
    if (third === 0x21 || isMariaDb) {
      let at = position + (isMariaDb ? 4 : 3);
      const digits = at;
      while (at < this.end && at - digits < 6 && isDigitCode(text.charCodeAt(at))) at += 1;
      // Versions have 5 or 6 digits; fewer are part of the text. To MySQL (9.7) a sixth is one before white space only.
      if (at - digits < 5) at = digits;
      else if (at - digits === 6 && this.flavor?.vendor === 'mysql' && !isSpaceCode(text.charCodeAt(at)))
        at -= 1;
      if (this.runsConditional(isMariaDb, at === digits ? 0 : Number(text.slice(digits, at)))) {
        this.insideConditional = true;
        this.position = at;
        return;
      }
      this.position = this.findConditionalEnd(at);
      return;
    }
    const close = text.indexOf('*/', position + 2);
    if (close < 0 || close + 2 > this.end) {
      this.problems.push({ code: 'sql-unterminated-comment', at: position });
      this.position = this.end;
    } else {
      this.position = close + 2;
    }
  }

  /** A skipped conditional comment may hold plain comments. */
  private findConditionalEnd(from: number): number {
    let at = from;
    for (;;) {
      const close = this.text.indexOf('*/', at);
      if (close < 0 || close + 2 > this.end) {
        this.problems.push({ code: 'sql-unterminated-comment', at: from });
        return this.end;
      }
      const nested = this.text.indexOf('/*', at);
      if (nested < 0 || nested > close) return close + 2;
      const nestedClose = this.text.indexOf('*/', nested + 2);
      if (nestedClose < 0 || nestedClose + 2 > this.end) {
        this.problems.push({ code: 'sql-unterminated-comment', at: from });
        return this.end;
      }
      at = nestedClose + 2;
    }
  }

  /**
   * Whether the server runs it. MariaDB leaves `!50700` to `!99999` alone, because those speak of
   * MySQL's versions (MariaDB manual, Comment Syntax). Without a flavor everything is run but 999999,
   * which mariadb-dump writes for its sandbox mark.
   */
  private runsConditional(isMariaDb: boolean, version: number): boolean {
    if (version >= 999_999) return false;
    const { flavor } = this;
    if (flavor === undefined || version === 0) return !isMariaDb || flavor?.vendor !== 'mysql';
    if (isMariaDb && flavor.vendor === 'mysql') return false;
    const [major, minor, patch] = flavor.version;
    const own = major * 10_000 + minor * 100 + patch;
    if (flavor.vendor === 'mariadb' && !isMariaDb && version >= 50_700 && version <= 99_999) return false;
    return version <= own;
  }

  private symbol(start: number, length: number): Token {
    this.position = start + length;
    const text =
      length === 1
        ? (SYMBOLS.get(this.text.charCodeAt(start)) ?? this.text.charAt(start))
        : this.text.slice(start, start + length);
    return { kind: 'symbol', text, upper: text, start, end: start + length };
  }

  private symbolLength(start: number, code: number): number {
    const second = this.text.charCodeAt(start + 1);
    const third = this.text.charCodeAt(start + 2);
    switch (code) {
      case 0x3c: // <=> <= <> <<
        if (second === 0x3d) return third === 0x3e ? 3 : 2;
        return second === 0x3e || second === 0x3c ? 2 : 1;
      case 0x3e: // >= >>
        return second === 0x3d || second === 0x3e ? 2 : 1;
      case 0x21: // !=
      case 0x3a: // :=
        return second === 0x3d ? 2 : 1;
      case 0x7c: // ||
      case 0x26: // &&
        return second === code ? 2 : 1;
      case 0x2d: // -> ->>
        if (second !== 0x3e) return 1;
        return third === 0x3e ? 3 : 2;
      default:
        return 1;
    }
  }

  private followsName(at: number): boolean {
    if (at === 0) return false;
    const before = this.text.charCodeAt(at - 1);
    return before === 0x60 || isWordCode(before);
  }

  private readWord(start: number, ascii: boolean): Token {
    const { text, end } = this;
    let at = start;
    let pure = ascii;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (!isWordCode(code)) break;
      if (code >= 128) pure = false;
      at += 1;
    }
    this.position = at;
    const word = text.slice(start, at);
    return { kind: 'word', text: word, upper: upperOf(word, pure), start, end: at };
  }

  private readWordOrLiteral(start: number, code: number): Token {
    if (this.text.charCodeAt(start + 1) === 0x27) {
      // x'AB', b'01', n'text'
      const letter = code | 32;
      if (letter === 0x78) return this.readString(start, start + 1, 0x27, 'hex');
      if (letter === 0x62) return this.readString(start, start + 1, 0x27, 'bit');
      if (letter === 0x6e) return this.readString(start, start + 1, 0x27, 'string');
    }
    return this.readWord(start, true);
  }

  private readNumberOrWord(start: number, code: number): Token {
    const { text, end } = this;
    // Right behind a dot, digits go on a name: `db.1table`.
    if (start > 0 && text.charCodeAt(start - 1) === 0x2e && this.followsName(start - 1))
      return this.readWord(start, true);
    const second = text.charCodeAt(start + 1);
    if (code === 0x30 && (second === 0x78 || second === 0x62)) {
      let at = start + 2;
      while (
        at < end &&
        (second === 0x78 ? isHexCode(text.charCodeAt(at)) : (text.charCodeAt(at) & ~1) === 0x30)
      )
        at += 1;
      if (at > start + 2 && !(at < end && isWordCode(text.charCodeAt(at)))) {
        this.position = at;
        return {
          kind: second === 0x78 ? 'hex' : 'bit',
          text: text.slice(start + 2, at),
          upper: '',
          start,
          end: at,
        };
      }
    }
    return this.readNumber(start);
  }

  private readNumber(start: number): Token {
    const { text, end } = this;
    let at = start;
    while (at < end && isDigitCode(text.charCodeAt(at))) at += 1;
    if (at < end && text.charCodeAt(at) === 0x2e) {
      at += 1;
      while (at < end && isDigitCode(text.charCodeAt(at))) at += 1;
    }
    const letter = at < end ? text.charCodeAt(at) | 32 : 0;
    if (letter === 0x65) {
      let power = at + 1;
      const sign = text.charCodeAt(power);
      if (sign === 0x2b || sign === 0x2d) power += 1;
      if (power < end && isDigitCode(text.charCodeAt(power))) {
        while (power < end && isDigitCode(text.charCodeAt(power))) power += 1;
        at = power;
      }
    }
    // `1st_table` is a name, unless a point made it a number before.
    if (at < end && isWordCode(text.charCodeAt(at)) && !text.slice(start, at).includes('.'))
      return this.readWord(start, true);
    this.position = at;
    return { kind: 'number', text: text.slice(start, at), upper: '', start, end: at };
  }

  private readVariable(start: number): Token {
    const { text, end } = this;
    let at = start + 1;
    const isSystem = text.charCodeAt(at) === 0x40;
    if (isSystem) at += 1;
    const code = text.charCodeAt(at);
    if (!isSystem && (code === 0x27 || code === 0x22 || code === 0x60)) {
      const quoted = this.readString(start, at, code, 'variable');
      return quoted;
    }
    while (at < end) {
      const next = text.charCodeAt(at);
      if (!isWordCode(next) && next !== 0x2e && next !== 0x60) break;
      at += 1;
    }
    this.position = at;
    if (at === start + 1) return { kind: 'symbol', text: '@', upper: '@', start, end: at };
    return {
      kind: 'variable',
      text: text.slice(isSystem ? start : start + 1, at),
      upper: '',
      start,
      end: at,
    };
  }

  private readString(start: number, quoteAt: number, quote: number, kind: TokenKind): Token {
    const escapes = kind !== 'hex' && kind !== 'bit' && this.escapes(quote);
    const found = this.findQuotedEnd(quoteAt + 1, quote, escapes);
    if (!found.closed) this.problems.push({ code: 'sql-unterminated-string', at: start });
    this.position = found.after;
    const raw = this.text.slice(quoteAt + 1, found.closed ? found.after - 1 : found.after);
    const value = found.plain ? raw : decodeQuoted(raw, quote, escapes);
    return { kind, text: value, upper: '', start, end: found.after };
  }

  private findQuotedEnd(
    from: number,
    quote: number,
    escapes: boolean,
  ): { after: number; closed: boolean; plain: boolean } {
    const { text, end } = this;
    let plain = true;
    let at = from;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (at + 1 >= end || text.charCodeAt(at + 1) !== quote) return { after: at + 1, closed: true, plain };
        plain = false;
        at += 2;
      } else if (code === 0x5c && escapes) {
        plain = false;
        at += 2;
      } else {
        at += 1;
      }
    }
    return { after: end, closed: false, plain };
  }
}

/** Takes doubled quotes and, where they count, backslash escapes out of the text between quotes. */
function decodeQuoted(raw: string, quote: number, escapes: boolean): string {
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  while (at < raw.length) {
    const code = raw.charCodeAt(at);
    if (code === quote) {
      parts.push(raw.slice(from, at + 1));
      at += 2;
      from = at;
    } else if (code === 0x5c && escapes) {
      parts.push(raw.slice(from, at), unescape(raw, at + 1));
      at += 2;
      from = at;
    } else {
      at += 1;
    }
  }
  parts.push(raw.slice(from));
  return parts.join('');
}

/** MySQL manual, String Literals: `\%` and `\_` keep their backslash, an unknown escape loses it. */
function unescape(raw: string, at: number): string {
  const letter = raw.charAt(at);
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case '0':
      return '\0';
    case 'b':
      return '\b';
    case 'Z':
      return '\x1a';
    case '%':
    case '_':
      return '\\' + letter;
    default:
      return letter;
  }
}
