import type { Flavor, Vendor } from '../model';
import { formatFlavor } from '../model';
import type { Expression } from './expression';
import { foldExpression } from './fold-expression';
import { SETTLED_FUNCTIONS } from './function-names';
import type { ParseExpressionOptions } from './parse-expression';
import { parseExpression } from './parse-expression';

/** What is known of an expression once it is folded. */
export interface CanonicalForm {
  /** Equal for two expressions that a server of the flavor gives one meaning. Not meant for people. */
  readonly text: string;
  /** True when every part of it is stored by servers as written, so that another text is another meaning. */
  readonly settled: boolean;
  /** Columns and texts that it speaks of, sorted: no server adds or removes one. */
  readonly mentions: string;
  /** The numbers, and behind an apostrophe the texts that are numbers, one a line. */
  readonly numbers: string;
}

/** How to read and fold an expression; `truth` as in foldExpression. */
export interface CanonicalOptions extends Pick<ParseExpressionOptions, 'sqlMode'> {
  readonly truth?: boolean;
}

const CACHE_LIMIT = 20_000;
const cache = new Map<string, CanonicalForm | undefined>();

/** The canonical form of an expression for a flavor; undefined when it is not understood. */
export function readCanonicalForm(
  text: string,
  flavor: Flavor,
  options: CanonicalOptions = {},
): CanonicalForm | undefined {
  const key = `${formatFlavor(flavor)}\n${options.sqlMode ?? ''}\n${options.truth === true ? 't' : ''}\n${text}`;
  if (cache.has(key)) return cache.get(key);
  const parsed = parseExpression(text, { flavor, sqlMode: options.sqlMode });
  const form = parsed && describe(foldExpression(parsed, flavor.vendor, options.truth), flavor.vendor);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, form);
  return form;
}

/**
 * The canonical text of an expression for a flavor: two expressions with the same one mean the same to its
 * servers. Undefined: not understood, so compare by tokens or ask a server.
 */
export function canonicalExpression(
  text: string,
  flavor: Flavor,
  options: CanonicalOptions = {},
): string | undefined {
  return readCanonicalForm(text, flavor, options)?.text;
}

function describe(expression: Expression, vendor: Vendor): CanonicalForm {
  const facts: Facts = { vendor, settled: true, mentions: [], numbers: [] };
  const text = print(expression, facts);
  return {
    text,
    settled: facts.settled,
    mentions: facts.mentions.sort().join('\n'),
    numbers: facts.numbers.sort().join('\n'),
  };
}

/** A text that a server may take for a number. */
const NUMBER = /^[+-]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})$/;

interface Facts {
  readonly vendor: Vendor;
  settled: boolean;
  mentions: string[];
  numbers: string[];
}

function print(expression: Expression, facts: Facts): string {
  const inner = (operand: Expression): string => print(operand, facts);
  const list = (items: readonly Expression[]): string => items.map(inner).join(',');
  const no = (negated: boolean): string => (negated ? 'not ' : '');
  switch (expression.kind) {
    case 'column':
      facts.mentions.push(`\`${expression.name}`);
      return `\`${expression.name.replaceAll('`', '``')}\``;
    case 'variable':
      facts.settled = false;
      return `@${expression.name}`;
    case 'number':
      facts.numbers.push(String(Number(expression.value)));
      return expression.value;
    case 'string':
      // MariaDB (10.11) converts such a text to the charset of what it is compared with, and then shows no introducer.
      if (expression.charset !== undefined && facts.vendor === 'mariadb') facts.settled = false;
      if (NUMBER.test(expression.value)) facts.numbers.push(`'${String(Number(expression.value))}`);
      else facts.mentions.push(`'${expression.value}`);
      return `${expression.charset === undefined ? '' : `_${expression.charset}`}${quote(expression.value)}`;
    case 'hex':
      return `${expression.charset === undefined ? '' : `_${expression.charset} `}0x${expression.digits}`;
    case 'null':
      return 'null';
    case 'temporal':
      facts.mentions.push(`'${expression.value}`);
      return `${expression.type}${quote(expression.value)}`;
    case 'unary':
      return `(${expression.operator} ${inner(expression.operand)})`;
    case 'binary':
      return `(${inner(expression.left)} ${expression.operator} ${inner(expression.right)})`;
    case 'logic':
      return `(${expression.operands.map(inner).join(` ${expression.operator} `)})`;
    case 'like': {
      const escape = expression.escape === undefined ? '' : ` escape ${inner(expression.escape)}`;
      return `(${inner(expression.operand)} ${no(expression.negated)}${expression.operator} ${inner(expression.pattern)}${escape})`;
    }
    case 'between':
      return `(${inner(expression.operand)} ${no(expression.negated)}between ${inner(expression.low)} and ${inner(expression.high)})`;
    case 'in':
      return `(${inner(expression.operand)} ${no(expression.negated)}in (${list(expression.list)}))`;
    case 'is':
      return `(${inner(expression.operand)} is ${no(expression.negated)}${expression.test})`;
    case 'case': {
      const operand = expression.operand === undefined ? '' : ` ${inner(expression.operand)}`;
      const branches = expression.branches
        .map(({ when, then }) => ` when ${inner(when)} then ${inner(then)}`)
        .join('');
      const otherwise = expression.otherwise === undefined ? '' : ` else ${inner(expression.otherwise)}`;
      return `(case${operand}${branches}${otherwise} end)`;
    }
    case 'cast':
      return `cast(${inner(expression.operand)} as ${expression.type})`;
    case 'convert':
      return `convert(${inner(expression.operand)} using ${expression.charset})`;
    case 'collate':
      return `(${inner(expression.operand)} collate ${expression.collation})`;
    case 'interval':
      return `(${inner(expression.operand)} ${expression.operator} interval ${inner(expression.amount)} ${expression.unit})`;
    case 'row':
      return `(${list(expression.items)})`;
    case 'call': {
      if (!SETTLED_FUNCTIONS.has(expression.name) && expression.keyword === undefined) facts.settled = false;
      const keyword = expression.keyword === undefined ? '' : `${expression.keyword}:`;
      return `${expression.name}(${keyword}${list(expression.arguments)})`;
    }
  }
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
