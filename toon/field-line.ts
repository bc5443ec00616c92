import type { Column, DefaultValue } from '../shared/model';
import { readColumnDefinition } from './column-definition';
import type { FieldKeys } from './column-definition';
import { readFieldDefault } from './field-default';
import type { Lexeme } from './lex-field';
import { decodeEscapes, decodeQuoted, lexField } from './lex-field';

/** Something about one field line that its reader should tell. `offset` is in the line. */
export interface FieldProblem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly offset: number;
}

/** A column as one field line states it, without its origin. */
export interface FieldReading {
  readonly column: Omit<Column, 'origin'> | undefined;
  /** Keys and checks that the line itself declares: `PRIMARY KEY`, `UNIQUE`. */
  readonly keys: FieldKeys;
  /** EXTRA says VIRTUAL or STORED GENERATED, but information_schema tells the expression elsewhere. */
  readonly generatedUnknown: boolean;
  readonly problems: readonly FieldProblem[];
}

/** Words that end the text of an unquoted default. Those with a second word need it to count. */
const CLAUSE_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['AUTO_INCREMENT', []],
  ['DEFAULT_GENERATED', []],
  ['ON', ['UPDATE']],
  ['NOT', ['NULL']],
  ['VIRTUAL', []],
  ['STORED', []],
  ['PERSISTENT', []],
  ['INVISIBLE', []],
  ['COLLATE', []],
  ['CHARACTER', ['SET']],
  ['CHARSET', []],
  ['PRIMARY', ['KEY']],
  ['UNIQUE', []],
  ['CHECK', ['(']],
  ['GENERATED', ['ALWAYS']],
  ['WITHOUT', ['SYSTEM']],
]);

const NO_KEYS: FieldKeys = { primary: false, unique: false };

/**
 * Reads `` `name` type [unsigned] [NOT NULL] [DEFAULT x] [EXTRA] [COMMENT 'text'] ``. EXTRA is raw
 * information_schema text, so DEFAULT_GENERATED is understood and dropped. What is not a column gives
 * no column and a problem.
 */
export function readFieldLine(text: string): FieldReading {
  const problems: FieldProblem[] = [];
  const report = (
    severity: FieldProblem['severity'],
    code: string,
    message: string,
    offset: number,
  ): void => {
    problems.push({ severity, code, message, offset });
  };
  const lexemes = lexField(text);
  const [nameLexeme, typeLexeme] = lexemes;
  if (!nameLexeme || !typeLexeme || nameLexeme.kind === 'symbol' || !nameLexeme.closed) {
    report('error', 'toon-field-not-understood', `This is not a column: ${shorten(text)}`, 0);
    return { column: undefined, keys: NO_KEYS, generatedUnknown: false, problems };
  }
  const name =
    nameLexeme.kind === 'word' || nameLexeme.kind === 'number'
      ? nameLexeme.text
      : decodeQuoted(nameLexeme.text);

  const comment = takeComment(text, lexemes);
  if (comment?.repaired) {
    report(
      'warning',
      'toon-comment-quotes',
      `The comment of ${shorten(name)} holds a quote that is not escaped`,
      comment.start,
    );
  }
  const body = lexemes.slice(1, comment?.index ?? lexemes.length);
  const extra = findExtra(body);
  const dropped = new Set<Lexeme>(extra.dropped);
  const fallback = takeDefault(text, body, extra.defaultGenerated, dropped);
  if (fallback?.empty === true) {
    report(
      'warning',
      'toon-default-empty',
      `The default of ${shorten(name)} is left out; it is read as an empty text`,
      fallback.start,
    );
  }
  const definition = joinKept(text, body, dropped);
  const parsed = readColumnDefinition(definition);
  if (!parsed) {
    report(
      'error',
      'toon-field-not-understood',
      `The column ${shorten(name)} is not understood: ${shorten(definition)}`,
      typeLexeme.start,
    );
    return { column: undefined, keys: NO_KEYS, generatedUnknown: false, problems };
  }
  for (const message of parsed.warnings)
    report('warning', 'toon-field-partly-understood', message, typeLexeme.start);
  const column = {
    ...parsed.column,
    name,
    ...(fallback && { default: fallback.value }),
    ...(comment && { comment: comment.text }),
  };
  return {
    column,
    keys: parsed.keys,
    generatedUnknown: extra.generated && !parsed.column.generated,
    problems,
  };
}

interface CommentClause {
  readonly text: string;
  readonly start: number;
  /** Index of the COMMENT word among the lexemes. */
  readonly index: number;
  readonly repaired: boolean;
}

/** COMMENT and its text, which ends the line. A quote inside that nobody escaped is taken as text. */
function takeComment(text: string, lexemes: readonly Lexeme[]): CommentClause | undefined {
  const index = lexemes.findIndex(
    (one, at) =>
      at > 1 &&
      one.depth === 0 &&
      one.kind === 'word' &&
      one.text.toUpperCase() === 'COMMENT' &&
      lexemes[at + 1]?.kind === 'string',
  );
  const quoted = lexemes[index + 1];
  if (index < 0 || !quoted) return undefined;
  if (quoted.closed && index + 2 === lexemes.length) {
    return { text: decodeQuoted(quoted.text), start: quoted.start, index, repaired: false };
  }
  const quote = quoted.text[0] ?? "'";
  const trimmed = text.trimEnd();
  const inner = trimmed.slice(
    quoted.start + 1,
    trimmed.endsWith(quote) && trimmed.length > quoted.start + 1 ? -1 : undefined,
  );
  return { text: decodeEscapes(inner, quote), start: quoted.start, index, repaired: true };
}

interface Extra {
  readonly dropped: readonly Lexeme[];
  readonly defaultGenerated: boolean;
  readonly generated: boolean;
}

/** Finds what EXTRA says in words that SQL does not have. */
function findExtra(body: readonly Lexeme[]): Extra {
  const dropped: Lexeme[] = [];
  let defaultGenerated = false;
  let generated = false;
  body.forEach((one, at) => {
    if (one.depth > 0 || one.kind !== 'word') return;
    const word = one.text.toUpperCase();
    const next = body[at + 1];
    if (word === 'DEFAULT_GENERATED') {
      defaultGenerated = true;
      dropped.push(one);
    } else if (
      next &&
      ['VIRTUAL', 'STORED', 'PERSISTENT'].includes(word) &&
      next.text.toUpperCase() === 'GENERATED'
    ) {
      // information_schema: `VIRTUAL GENERATED`; in SQL the word GENERATED comes first.
      generated = true;
      dropped.push(one, next);
    }
  });
  return { dropped, defaultGenerated, generated };
}

interface DefaultClause {
  readonly value: DefaultValue;
  readonly start: number;
  readonly empty: boolean;
}

/** Takes the DEFAULT clause out of the body, adding its pieces to `dropped`. */
function takeDefault(
  text: string,
  body: readonly Lexeme[],
  defaultGenerated: boolean,
  dropped: Set<Lexeme>,
): DefaultClause | undefined {
  const index = body.findIndex(
    (one, at) => at > 0 && one.depth === 0 && one.kind === 'word' && one.text.toUpperCase() === 'DEFAULT',
  );
  const keyword = body[index];
  if (index < 0 || !keyword) return undefined;
  let end = index + 1;
  while (end < body.length && !endsDefault(body, end, end === index + 1)) end += 1;
  const value = body.slice(index + 1, end).filter((one) => !dropped.has(one));
  dropped.add(keyword);
  for (const one of value) dropped.add(one);
  const reading = readFieldDefault(text, value, defaultGenerated);
  return { value: reading.value, start: keyword.start, empty: value.length === 0 };
}

/** True when the clause after DEFAULT begins here. The first word after it is its value: `DEFAULT virtual`. */
function endsDefault(body: readonly Lexeme[], at: number, isFirst: boolean): boolean {
  const one = body[at];
  if (!one || one.depth > 0 || one.kind !== 'word') return false;
  const word = one.text.toUpperCase();
  const second = CLAUSE_WORDS.get(word);
  if (!second || (isFirst && word !== 'DEFAULT_GENERATED' && word !== 'AUTO_INCREMENT')) return false;
  return second.length === 0 || second.includes(body[at + 1]?.text.toUpperCase() ?? '');
}

/** The text of the pieces that were not dropped, with the spacing they had. */
function joinKept(text: string, body: readonly Lexeme[], dropped: ReadonlySet<Lexeme>): string {
  let joined = '';
  let end = -1;
  for (const one of body) {
    if (dropped.has(one)) continue;
    if (end >= 0 && one.start > end) joined += ' ';
    joined += text.slice(one.start, one.end);
    end = one.end;
  }
  return joined;
}

/** For messages: one line, not too long. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
