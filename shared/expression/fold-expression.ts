import type { Vendor } from '../model';
import type { BinaryOperator, Expression } from './expression';

const ZERO: Expression = { kind: 'number', value: '0' };

const INVERSE: ReadonlyMap<BinaryOperator, BinaryOperator> = new Map([
  ['=', '<>'],
  ['<>', '='],
  ['<', '>='],
  ['>=', '<'],
  ['>', '<='],
  ['<=', '>'],
]);

/** Charsets that servers put before plain texts by themselves (MySQL), or that N'…' means. */
const PLAIN_CHARSETS: ReadonlySet<string> = new Set(['utf8mb4', 'utf8mb3', 'utf8']);

/** Charsets in which ASCII characters are the same bytes as in UTF-8. */
const ASCII_CHARSETS: ReadonlySet<string> = new Set(
  'ascii latin1 latin2 latin5 latin7 cp1250 cp1251 cp1256 cp1257 cp850 cp852 cp866 koi8r koi8u greek hebrew'.split(
    ' ',
  ),
);

/**
 * What is compared or put together, with the charset of ASCII texts left out where a column stands beside them: its charset
 * and collation decide. MySQL writes the column's charset before such texts in every ALTER of the table (9.7), MariaDB
 * none (10.11).
 */
function plainTexts(operands: readonly Expression[]): readonly Expression[] {
  if (!operands.some((operand) => operand.kind === 'string' && operand.charset !== undefined))
    return operands;
  if (!operands.some(speaksOfColumn)) return operands;
  return operands.map((operand) =>
    operand.kind === 'string' &&
    operand.charset !== undefined &&
    ASCII_CHARSETS.has(operand.charset) &&
    /^[\x20-\x7e]*$/.test(operand.value)
      ? { kind: 'string', value: operand.value }
      : operand,
  );
}

/** Is it a column, or a text that is put together from one without another charset or collation coming in? */
function speaksOfColumn(expression: Expression): boolean {
  if (expression.kind === 'call')
    return BRINGS_TOGETHER.has(expression.name) && expression.arguments.some(speaksOfColumn);
  return expression.kind === 'column';
}

/** Functions whose texts all come to one charset. */
const BRINGS_TOGETHER: ReadonlySet<string> = new Set(
  (
    'concat concat_ws coalesce ifnull nullif replace insert lpad rpad left right substr substring mid repeat reverse lower upper ' +
    'lcase ucase trim ltrim rtrim locate position find_in_set strcmp substring_index greatest least regexp_replace regexp_substr'
  ).split(' '),
);

/**
 * Folds an expression as both vendors do when they store one, so that two spellings of one meaning become
 * the same tree: NOT is pushed inwards, a list of one is a comparison, AND and OR are flat, signs of numbers
 * are part of them. `truth` says that only the truth of the result counts, as in a CHECK, where `a` and
 * `a <> 0` are one. Measured on MariaDB 10.11 and MySQL 9.7.
 */
export function foldExpression(expression: Expression, vendor: Vendor, truth = false): Expression {
  const fold = (inner: Expression, innerTruth = false): Expression =>
    foldExpression(inner, vendor, innerTruth);
  switch (expression.kind) {
    case 'column':
    case 'variable':
    case 'null':
    case 'temporal':
      return expression;
    case 'number':
      return { kind: 'number', value: foldNumber(expression.value) };
    case 'string':
      return expression.charset !== undefined && PLAIN_CHARSETS.has(expression.charset)
        ? { kind: 'string', value: expression.value }
        : expression;
    case 'hex':
      return expression;
    case 'unary': {
      if (expression.operator === 'not') return negate(fold(expression.operand, true), truth);
      const operand = fold(expression.operand);
      if (expression.operator === '-' && operand.kind === 'number') {
        const { value } = operand;
        return { kind: 'number', value: value.startsWith('-') ? value.slice(1) : `-${value}` };
      }
      return { kind: 'unary', operator: expression.operator, operand };
    }
    case 'binary':
      return foldBinary(expression, vendor, truth);
    case 'logic': {
      const operands: Expression[] = [];
      for (const operand of expression.operands) {
        const folded = fold(operand, true);
        if (folded.kind === 'logic' && folded.operator === expression.operator)
          operands.push(...folded.operands);
        else operands.push(folded);
      }
      return { kind: 'logic', operator: expression.operator, operands };
    }
    case 'like': {
      const [operand = expression.operand, pattern = expression.pattern] = plainTexts([
        fold(expression.operand),
        fold(expression.pattern),
      ]);
      return expression.escape === undefined
        ? { ...expression, operand, pattern }
        : { ...expression, operand, pattern, escape: fold(expression.escape) };
    }
    case 'between': {
      const [operand = expression.operand, low = expression.low, high = expression.high] = plainTexts([
        fold(expression.operand),
        fold(expression.low),
        fold(expression.high),
      ]);
      return { ...expression, operand, low, high };
    }
    case 'in': {
      const [only] = expression.list;
      if (expression.list.length === 1 && only) {
        const operator = expression.negated ? '<>' : '=';
        return fold({ kind: 'binary', operator, left: expression.operand, right: only }, truth);
      }
      const [operand = expression.operand, ...list] = plainTexts(
        [expression.operand, ...expression.list].map((item) => fold(item)),
      );
      return { ...expression, operand, list };
    }
    case 'is':
      return {
        ...expression,
        operand: fold(expression.operand, expression.test === 'true' || expression.test === 'false'),
      };
    case 'case':
      return {
        kind: 'case',
        branches: expression.branches.map(({ when, then }) => ({
          when: fold(when, expression.operand === undefined),
          then: fold(then),
        })),
        ...(expression.operand === undefined ? {} : { operand: fold(expression.operand) }),
        ...(expression.otherwise === undefined ? {} : { otherwise: fold(expression.otherwise) }),
      };
    case 'cast':
    case 'convert':
    case 'collate':
      return { ...expression, operand: fold(expression.operand) };
    case 'interval':
      return { ...expression, operand: fold(expression.operand), amount: fold(expression.amount) };
    case 'row':
      return { kind: 'row', items: expression.items.map((item) => fold(item)) };
    case 'call':
      return foldCall(expression, vendor);
  }
}

function foldBinary(expression: Expression & { kind: 'binary' }, vendor: Vendor, truth: boolean): Expression {
  const { operator } = expression;
  const [left = expression.left, right = expression.right] = compared(
    operator,
    foldExpression(expression.left, vendor, operator === 'xor'),
    foldExpression(expression.right, vendor, operator === 'xor'),
  );
  if (operator === '=' || operator === '<>') {
    // MySQL spells rows out: (a, b) = (1, 2) is a = 1 AND b = 2.
    if (left.kind === 'row' && right.kind === 'row' && left.items.length === right.items.length) {
      const operands = left.items.map((item, i) =>
        foldExpression({ kind: 'binary', operator, left: item, right: right.items[i] ?? ZERO }, vendor, true),
      );
      return { kind: 'logic', operator: operator === '=' ? 'and' : 'or', operands };
    }
    // NOT a is stored as a = 0 (MariaDB) or 0 = a (MySQL), and a truth value as a <> 0 or 0 <> a.
    const other = isZero(left) ? right : isZero(right) ? left : undefined;
    if (other && operator === '<>' && truth) return other;
    if (other && !isLiteral(other)) {
      if (operator === '=') return negate(other, truth);
      return isTruthValue(other) ? other : { kind: 'binary', operator, left: other, right: ZERO };
    }
  }
  return { kind: 'binary', operator, left, right };
}

function compared(operator: BinaryOperator, left: Expression, right: Expression): readonly Expression[] {
  return INVERSE.has(operator) || operator === '<=>' ? plainTexts([left, right]) : [left, right];
}

/** NOT of a folded expression. */
function negate(expression: Expression, truth: boolean): Expression {
  switch (expression.kind) {
    case 'binary': {
      const operator = INVERSE.get(expression.operator);
      // NOT (a <> 0), where it was not folded, is NOT NOT NOT a.
      if (operator === '=' && isZero(expression.right))
        return { kind: 'unary', operator: 'not', operand: expression.left };
      if (operator) return { ...expression, operator };
      break;
    }
    case 'logic':
      return {
        kind: 'logic',
        operator: expression.operator === 'and' ? 'or' : 'and',
        operands: expression.operands.map((operand) => negate(operand, true)),
      };
    case 'like':
    case 'between':
    case 'in':
    case 'is':
      return { ...expression, negated: !expression.negated };
    case 'unary':
      if (expression.operator === 'not') {
        const { operand } = expression;
        return truth || isTruthValue(operand)
          ? operand
          : { kind: 'binary', operator: '<>', left: operand, right: ZERO };
      }
      break;
    default:
      break;
  }
  return { kind: 'unary', operator: 'not', operand: expression };
}

function foldCall(expression: Expression & { kind: 'call' }, vendor: Vendor): Expression {
  const { name } = expression;
  const folded = expression.arguments.map((item, i) =>
    foldExpression(item, vendor, name === 'if' && i === 0),
  );
  const items = BRINGS_TOGETHER.has(name) ? plainTexts(folded) : folded;
  const [first, second] = items;
  if (first && items.length === 1) {
    if (name === 'date') return { kind: 'cast', operand: first, type: 'date' };
    if (name === 'time') return { kind: 'cast', operand: first, type: 'time' };
    if (name === 'timestamp') return { kind: 'cast', operand: first, type: 'datetime' };
    if (name === 'isnull') return { kind: 'is', negated: false, operand: first, test: 'null' };
    if (name === 'round') return { ...expression, arguments: [first, ZERO] };
    // MySQL stores default_week_format with the call.
    if (name === 'yearweek') return { ...expression, arguments: [first, ZERO] };
    if (name === 'week' && vendor === 'mysql') return { ...expression, arguments: [first, ZERO] };
  }
  if (first && second && items.length === 2) {
    if (name === 'mod') return { kind: 'binary', operator: '%', left: first, right: second };
    if (name === 'instr') return { kind: 'call', name: 'locate', arguments: [second, first] };
    if (name === 'regexp_like')
      return foldExpression(
        { kind: 'like', operator: 'regexp', negated: false, operand: first, pattern: second },
        vendor,
      );
  }
  if (name === 'char' && expression.keyword === 'utf8mb4') return { kind: 'call', name, arguments: items };
  return { ...expression, arguments: items };
}

/** 007 is 7, .5 is 0.5, 1E3 is 1e3; digits behind the point stay as they are, because they give the scale. */
function foldNumber(value: string): string {
  const lower = value.toLowerCase();
  const sign = lower.startsWith('-') ? '-' : '';
  const digits = sign ? lower.slice(1) : lower;
  let start = 0;
  while (start + 1 < digits.length && digits.charAt(start) === '0' && /\d/.test(digits.charAt(start + 1)))
    start += 1;
  const trimmed = digits.slice(start);
  return sign + (trimmed.startsWith('.') ? `0${trimmed}` : trimmed);
}

function isZero(expression: Expression): boolean {
  return expression.kind === 'number' && expression.value === '0';
}

function isLiteral(expression: Expression): boolean {
  return (
    expression.kind === 'number' ||
    expression.kind === 'string' ||
    expression.kind === 'hex' ||
    expression.kind === 'null'
  );
}

/** Whether the value is always 0, 1 or NULL. */
function isTruthValue(expression: Expression): boolean {
  switch (expression.kind) {
    case 'logic':
    case 'like':
    case 'between':
    case 'in':
    case 'is':
      return true;
    case 'binary':
      return ['=', '<=>', '<>', '<', '<=', '>', '>=', 'xor', 'member of'].includes(expression.operator);
    case 'unary':
      return expression.operator === 'not';
    default:
      return false;
  }
}
