import type { DefaultValue } from '../shared/model';
import type { Lexeme } from './lex-field';
import { decodeQuoted } from './lex-field';

/** Words that are expressions by themselves, with or without parentheses after them. */
const EXPRESSION_WORDS: ReadonlySet<string> = new Set([
  'CURRENT_TIMESTAMP',
  'CURRENT_DATE',
  'CURRENT_TIME',
  'CURRENT_USER',
  'LOCALTIME',
  'LOCALTIMESTAMP',
  'UTC_DATE',
  'UTC_TIME',
  'UTC_TIMESTAMP',
]);

/** What a DEFAULT clause of a field line says; `raw` is true when its text was taken as it stands. */
export interface FieldDefault {
  readonly value: DefaultValue;
  readonly raw: boolean;
}

/**
 * Reads the value of a DEFAULT clause. Generators print information_schema's COLUMN_DEFAULT with quotes
 * or without, so text that is no SQL value (`DEFAULT active`, `DEFAULT 1.0.0`) is a string as it stands.
 * `generated` says that EXTRA held DEFAULT_GENERATED: MySQL 8 marks expressions so, and escapes their
 * quotes with a backslash.
 */
export function readFieldDefault(text: string, lexemes: readonly Lexeme[], generated: boolean): FieldDefault {
  const [first, second] = lexemes;
  const last = lexemes.at(-1);
  if (!first || !last) return { value: { kind: 'string', value: '' }, raw: true };
  const whole = text.slice(first.start, last.end);
  const stated = (value: DefaultValue): FieldDefault => ({ value, raw: false });

  if (first.kind === 'string' && first.closed && lexemes.length === 1 && !first.text.startsWith('\\')) {
    return stated({ kind: 'string', value: decodeQuoted(first.text) });
  }
  const prefixed =
    lexemes.length === 2 && second?.kind === 'string' ? readPrefixed(first, second) : undefined;
  if (prefixed) return stated(prefixed);

  const number = readNumber(lexemes);
  if (number) return stated(number);
  if (first.kind === 'word' && lexemes.length === 1) {
    const word = first.text.toUpperCase();
    if (word === 'NULL') return stated({ kind: 'null' });
    if (word === 'TRUE' || word === 'FALSE') return stated({ kind: 'boolean', value: word.toLowerCase() });
    if (EXPRESSION_WORDS.has(word)) return stated({ kind: 'expression', value: whole });
  }
  if (generated) {
    const expression = withoutParentheses(whole.replaceAll("\\'", "'"), lexemes);
    // MySQL shows DEFAULT (now()) as now() and DEFAULT now() as CURRENT_TIMESTAMP: the parentheses tell them apart.
    return stated({
      kind: 'expression',
      value: /^now\(\d?\)$/i.test(expression) ? `(${expression})` : expression,
    });
  }
  const closes =
    last.text === ')' &&
    last.depth === 0 &&
    lexemes.filter((one) => one.depth === 0 && one.text === ')').length === 1;
  if (closes && first.text === '(')
    return stated({ kind: 'expression', value: withoutParentheses(whole, lexemes) });
  if (closes && first.kind === 'word' && second?.text === '(' && second.start === first.end) {
    return stated({ kind: 'expression', value: whole });
  }
  return { value: { kind: 'string', value: whole }, raw: true };
}

/** `b'01'`, `x'ab'`, `_utf8mb4'text'`, `DATE '2026-01-01'`. */
function readPrefixed(first: Lexeme, second: Lexeme): DefaultValue | undefined {
  if (first.kind !== 'word' || !second.closed || second.text.startsWith('\\')) return undefined;
  const prefix = first.text.toLowerCase();
  const value = decodeQuoted(second.text);
  const adjacent = second.start === first.end;
  if (prefix === 'b' && adjacent) return { kind: 'bit', value };
  if (prefix === 'x' && adjacent) return { kind: 'hex', value };
  if (prefix.startsWith('_') || ['date', 'time', 'timestamp', 'n'].includes(prefix)) {
    return { kind: 'string', value, introducer: prefix };
  }
  return undefined;
}

function readNumber(lexemes: readonly Lexeme[]): DefaultValue | undefined {
  const sign = lexemes[0]?.text === '-' || lexemes[0]?.text === '+' ? lexemes[0].text : '';
  const digits = lexemes[sign === '' ? 0 : 1];
  if (digits?.kind !== 'number' || lexemes.length !== (sign === '' ? 1 : 2)) return undefined;
  if (/^0[xX]/.test(digits.text))
    return sign === '' ? { kind: 'hex', value: digits.text.slice(2) } : undefined;
  return { kind: 'number', value: (sign === '-' ? '-' : '') + digits.text };
}

function withoutParentheses(text: string, lexemes: readonly Lexeme[]): string {
  const first = lexemes[0];
  const last = lexemes.at(-1);
  if (first?.text !== '(' || last?.text !== ')' || last.depth !== 0) return text;
  const closing = lexemes.find((one) => one.text === ')' && one.depth === 0);
  return closing === last ? text.slice(1, -1).trim() : text;
}
