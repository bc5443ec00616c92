import { findConcatenations } from './find-concatenations';
import type { Diagnostic, FileOrigin, Flavor, Vendor } from '../model';
import type { LineIndex } from './line-index';
import type { RenameComments } from './rename-comments';
import type { SqlMode } from './sql-mode';
import { quoteIdentifier, quoteString } from './quote';
import type { QualifiedName } from './statement-node';
import type { Token } from './token';

/** Thrown inside the parser where a statement stops making sense; caught at the statement's end. */
export class SyntaxFault extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** The script that tokens come from, for places, spellings and what is known about the server. */
export interface ScriptContext {
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly renames: RenameComments;
  readonly mode: SqlMode;
  /** The time zone that the script has set; undefined for the server's. */
  readonly timeZone?: string | undefined;
  /** True where the script has set the mode for what follows, and will set the old one back. */
  readonly modeIsOwn?: boolean;
  readonly flavor: Flavor | undefined;
  /** Where a text that was put together at run time (PREPARE) really comes from. */
  readonly fixedOrigin?: FileOrigin;
}

const END: Token = { kind: 'symbol', text: '', upper: '', start: 0, end: 0 };

/**
 * A cursor over the tokens of one statement with the few moves that recursive descent needs. Faults are
 * thrown as SyntaxFault; diagnostics and the vendor marks of the statement are collected here.
 */
export class TokenReader {
  index = 0;
  readonly diagnostics: Diagnostic[] = [];
  private readonly vendors = new Set<Vendor>();

  constructor(
    readonly tokens: readonly Token[],
    readonly context: ScriptContext,
  ) {}

  /** Notes syntax that only this vendor reads. What a conditional comment hides from the other is no such syntax. */
  markOnly(vendor: Vendor): void {
    const at = this.peek(-1).end;
    const before = this.context.text.slice(Math.max(this.tokens[0]?.start ?? 0, at - 200), at);
    if (before.lastIndexOf('/*') > before.lastIndexOf('*/')) return;
    this.vendors.add(vendor);
  }

  /** The one vendor that could run the statement, when its syntax tells. */
  get onlyFor(): Vendor | undefined {
    return this.vendors.size === 1 ? [...this.vendors][0] : undefined;
  }

  /** True when syntax of both vendors meets in the statement: no server runs it. */
  get mixesVendors(): boolean {
    return this.vendors.size > 1;
  }

  get atEnd(): boolean {
    return this.index >= this.tokens.length;
  }

  peek(ahead = 0): Token {
    return this.tokens[this.index + ahead] ?? END;
  }

  advance(): Token {
    const token = this.tokens[this.index];
    if (token === undefined) throw this.fault('the statement ends too early');
    this.index += 1;
    return token;
  }

  at(upper: string, ahead = 0): boolean {
    return this.tokens[this.index + ahead]?.upper === upper;
  }

  /** True when these words and symbols come next. */
  atAll(...uppers: readonly string[]): boolean {
    return uppers.every((upper, ahead) => this.at(upper, ahead));
  }

  accept(upper: string): boolean {
    if (this.tokens[this.index]?.upper !== upper) return false;
    this.index += 1;
    return true;
  }

  acceptAll(...uppers: readonly string[]): boolean {
    if (!this.atAll(...uppers)) return false;
    this.index += uppers.length;
    return true;
  }

  acceptAny(...uppers: readonly string[]): string | undefined {
    const upper = this.tokens[this.index]?.upper;
    if (upper === undefined || upper === '' || !uppers.includes(upper)) return undefined;
    this.index += 1;
    return upper;
  }

  expect(upper: string): Token {
    const token = this.tokens[this.index];
    if (token?.upper !== upper) throw this.fault(`expected ${upper}`);
    this.index += 1;
    return token;
  }

  fault(message: string): SyntaxFault {
    const token = this.tokens[this.index];
    const at = token?.start ?? this.tokens.at(-1)?.end ?? 0;
    const near = token === undefined ? 'the end of the statement' : `"${shorten(this.rawText(token), 30)}"`;
    return new SyntaxFault(`${message} at ${near}`, at);
  }

  /** True when a name comes next. */
  atName(ahead = 0): boolean {
    const kind = this.tokens[this.index + ahead]?.kind;
    return kind === 'word' || kind === 'quoted';
  }

  name(what = 'a name'): string {
    const token = this.tokens[this.index];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted'))
      throw this.fault(`expected ${what}`);
    this.index += 1;
    return token.text;
  }

  /** `name`, `schema.name`, or `.name`. */
  qualifiedName(what = 'a name'): QualifiedName {
    if (this.accept('.')) return { name: this.name(what) };
    const first = this.name(what);
    if (!this.accept('.')) return { name: first };
    const second = this.name(what);
    // `catalog.schema.name` is not MySQL; a third part is the column of a reference and is left to the caller.
    return { schema: first, name: second };
  }

  /** A quoted text; neighbours join, as `'a' 'b'` does in SQL. */
  string(what = 'a quoted text'): string {
    const token = this.tokens[this.index];
    if (token?.kind === 'word' && token.text.startsWith('_') && this.peek(1).kind === 'string') {
      this.index += 1;
      return this.string(what);
    }
    if (token?.kind !== 'string') throw this.fault(`expected ${what}`);
    this.index += 1;
    let text = token.text;
    while (this.tokens[this.index]?.kind === 'string') text += this.advance().text;
    return text;
  }

  /** The digits of a whole number. */
  digits(what = 'a number'): string {
    const token = this.tokens[this.index];
    if (token?.kind !== 'number') throw this.fault(`expected ${what}`);
    this.index += 1;
    return token.text;
  }

  /** A charset, collation, engine: a word, a quoted name or a string. */
  nameOrString(what: string): string {
    return this.peek().kind === 'string' ? this.string(what) : this.name(what);
  }

  /** IF EXISTS. */
  acceptIfExists(): boolean {
    return this.acceptAll('IF', 'EXISTS');
  }

  /** IF NOT EXISTS. */
  acceptIfNotExists(): boolean {
    return this.acceptAll('IF', 'NOT', 'EXISTS');
  }

  /** Passes over a pair of parentheses and answers the text between them. */
  parenthesised(): string {
    this.expect('(');
    const first = this.index;
    this.skipToClose();
    const text = this.spelling(first, this.index);
    this.index += 1;
    return text;
  }

  /** Moves to the `)` that closes the parenthesis that is open. */
  skipToClose(): void {
    let depth = 0;
    for (;;) {
      const token = this.tokens[this.index];
      if (token === undefined) throw this.fault('a parenthesis is not closed');
      if (token.kind === 'symbol') {
        if (token.text === '(') depth += 1;
        else if (token.text === ')') {
          if (depth === 0) return;
          depth -= 1;
        }
      }
      this.index += 1;
    }
  }

  /** `(name, name…)`. */
  nameList(what = 'a name'): string[] {
    this.expect('(');
    const names: string[] = [];
    if (this.accept(')')) return names;
    do names.push(this.name(what));
    while (this.accept(','));
    this.expect(')');
    return names;
  }

  /** What stands between two token positions, as spelled, comments left out, in default sql_mode. */
  spelling(from: number, to: number): string {
    const first = this.tokens[from];
    const last = this.tokens[to - 1];
    if (first === undefined || last === undefined || to <= from) return '';
    const { mode, text } = this.context;
    const slice = text.slice(first.start, last.end);
    const joins = mode.pipesAsConcat && slice.includes('||');
    if (!mode.ansiQuotes && !mode.noBackslashEscapes && !joins && !/--|#|\/\*|\*\//.test(slice)) return slice;
    const joined = joins ? findConcatenations(this.tokens, from, to) : undefined;
    const parts: string[] = [];
    let before = first.start;
    for (let at = from; at < to; at += 1) {
      const token = this.tokens[at];
      if (token === undefined) break;
      if (token.start > before) parts.push(' ');
      parts.push('concat('.repeat(joined?.opens.get(at) ?? 0));
      parts.push(joined?.commas.has(at) === true ? ',' : this.defaultSpelling(token));
      parts.push(')'.repeat(joined?.closes.get(at) ?? 0));
      before = token.end;
    }
    return parts.join('');
  }

  /** The text of a body, as it stands, from a token to the end of the statement. */
  restText(from: number): string {
    const first = this.tokens[from];
    const last = this.tokens.at(-1);
    return first === undefined || last === undefined ? '' : this.context.text.slice(first.start, last.end);
  }

  /** A token spelled for a server in default sql_mode. */
  private defaultSpelling(token: Token): string {
    const { mode } = this.context;
    if (token.kind === 'quoted') return quoteIdentifier(token.text);
    if (
      token.kind === 'string' &&
      (mode.noBackslashEscapes || (mode.ansiQuotes && this.rawText(token).startsWith('"')))
    ) {
      return quoteString(token.text);
    }
    return this.rawText(token);
  }

  /** A token as it stands in the text. */
  rawText(token: Token): string {
    return this.context.text.slice(token.start, token.end);
  }

  /** The place of an offset. */
  originAt(offset: number): FileOrigin {
    const { context } = this;
    return context.fixedOrigin ?? { kind: 'file', path: context.path, ...context.lines.locate(offset) };
  }

  /** The place of the next token. */
  origin(): FileOrigin {
    return this.originAt(this.tokens[this.index]?.start ?? this.tokens.at(-1)?.end ?? 0);
  }

  /** The former name that a `@renamed` comment states for what started at `start` and has just been read. */
  renamedSince(start: number): string | undefined {
    const { context } = this;
    if (context.renames.isEmpty || context.fixedOrigin !== undefined) return undefined;
    const next = this.tokens[this.at(',') ? this.index + 1 : this.index];
    const end = next?.start ?? context.lines.nextLine(this.tokens.at(-1)?.end ?? 0) ?? context.text.length;
    return this.renamedBetween(start, end);
  }

  /** The former name that a `@renamed` comment between two offsets states. */
  renamedBetween(start: number, end: number): string | undefined {
    const { renames, fixedOrigin } = this.context;
    if (renames.isEmpty || fixedOrigin !== undefined) return undefined;
    return renames.between(start, end, (offset) => this.isInToken(offset));
  }

  private isInToken(offset: number): boolean {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return (this.tokens[low]?.start ?? Infinity) <= offset;
  }

  /** Adds a diagnostic at an offset. */
  report(severity: Diagnostic['severity'], code: string, message: string, at: number, hint?: string): void {
    this.diagnostics.push({
      severity,
      code,
      message,
      location: this.originAt(at),
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

/** Cuts a text for a message; line breaks become spaces. */
export function shorten(text: string, length: number): string {
  const flat = text
    .slice(0, length * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return flat.length > length || text.length > length * 2 ? flat.slice(0, length) + '…' : flat;
}
