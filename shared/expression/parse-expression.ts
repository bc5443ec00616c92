import type { Flavor } from '../model';
import type { BinaryOperator, Expression } from './expression';
import { ExpressionCursor, NOT_UNDERSTOOD } from './expression-cursor';
import { BARE_FUNCTIONS, INTERVAL_UNITS } from './function-names';
import type { ExpressionToken } from './lex-expression';
import { lexExpression } from './lex-expression';
import { call, parseCall } from './parse-call';
import type { Grammar } from './parse-call';

/** How to read an expression. */
export interface ParseExpressionOptions {
  readonly flavor?: Flavor | undefined;
  /** The sql_mode under which it was written; the servers' default when not known. */
  readonly sqlMode?: string | undefined;
}

/** Deeper nesting than this is answered with undefined: no hostile text may exhaust the stack. */
const MAX_DEPTH = 200;

/**
 * Parses one MySQL or MariaDB expression, names and operators folded to one spelling. Answers undefined
 * for what it does not understand: subqueries, window functions, MATCH, placeholders, anything left over.
 */
export function parseExpression(text: string, options: ParseExpressionOptions = {}): Expression | undefined {
  const tokens = lexExpression(text, options);
  if (!tokens || tokens.length === 0) return undefined;
  try {
    const parser = new ExpressionParser(tokens, options);
    return parser.parseWhole();
  } catch (error) {
    if (error === NOT_UNDERSTOOD) return undefined;
    throw error;
  }
}

const COMPARISONS: ReadonlyMap<string, BinaryOperator> = new Map([
  ['=', '='],
  ['<=>', '<=>'],
  ['<>', '<>'],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

/** Words that end or join an expression and can be no column name without quotes. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'and or xor not in is like regexp rlike between case when then else end div mod collate escape select from ' +
    'where union exists interval match against over all any some distinct having group order limit by as using on'
  ).split(' '),
);

/** Precedence climbing over the grammar of the manual's Operator Precedence page; lives for one parse. */
class ExpressionParser extends ExpressionCursor {
  private depth = 0;
  private readonly pipesConcat: boolean;
  private readonly highNot: boolean;

  constructor(tokens: readonly ExpressionToken[], options: ParseExpressionOptions) {
    super(tokens);
    const mode = options.sqlMode?.toUpperCase() ?? '';
    this.pipesConcat = /\b(?:PIPES_AS_CONCAT|ANSI|ORACLE|POSTGRESQL|MSSQL|DB2|MAXDB)\b/.test(mode);
    this.highNot = mode.includes('HIGH_NOT_PRECEDENCE');
  }

  private readonly grammar: Grammar = {
    expression: () => this.parseOr(),
    operand: () => this.parseBitOr(),
    interval: () => this.tryInterval(),
  };

  parseWhole(): Expression {
    const expression = this.parseOr();
    if (this.at < this.tokens.length) throw NOT_UNDERSTOOD;
    return expression;
  }

  private parseOr(): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw NOT_UNDERSTOOD;
    const operands = [this.parseXor()];
    while (this.takeWord('or') || (!this.pipesConcat && this.takeSymbol('||')))
      operands.push(this.parseXor());
    this.depth -= 1;
    return joinLogic('or', operands);
  }

  private parseXor(): Expression {
    let left = this.parseAnd();
    while (this.takeWord('xor')) left = { kind: 'binary', operator: 'xor', left, right: this.parseAnd() };
    return left;
  }

  private parseAnd(): Expression {
    const operands = [this.parseNot()];
    while (this.takeWord('and') || this.takeSymbol('&&')) operands.push(this.parseNot());
    return joinLogic('and', operands);
  }

  private parseNot(): Expression {
    if (this.highNot || !this.isWord('not')) return this.parseComparison();
    this.at += 1;
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw NOT_UNDERSTOOD;
    const operand = this.parseNot();
    this.depth -= 1;
    return { kind: 'unary', operator: 'not', operand };
  }

  private parseComparison(): Expression {
    let left = this.parsePredicate();
    for (;;) {
      const token = this.peek();
      if (token?.kind === 'symbol') {
        const operator = COMPARISONS.get(token.text);
        if (!operator) return left;
        this.at += 1;
        left = { kind: 'binary', operator, left, right: this.parsePredicate() };
      } else if (this.takeWord('is')) {
        const negated = this.takeWord('not');
        const test = this.takeIsTest();
        left = { kind: 'is', negated, operand: left, test };
      } else {
        return left;
      }
    }
  }

  private takeIsTest(): 'null' | 'true' | 'false' | 'json' {
    if (this.takeWord('null') || this.takeWord('unknown')) return 'null';
    if (this.takeWord('true')) return 'true';
    if (this.takeWord('false')) return 'false';
    throw NOT_UNDERSTOOD;
  }

  private parsePredicate(): Expression {
    let left = this.parseBitOr();
    for (;;) {
      const start = this.at;
      const negated = this.takeWord('not');
      if (this.takeWord('in')) {
        left = { kind: 'in', negated, operand: left, list: this.parseList() };
      } else if (this.takeWord('between')) {
        const low = this.parseBitOr();
        if (!this.takeWord('and')) throw NOT_UNDERSTOOD;
        left = { kind: 'between', negated, operand: left, low, high: this.parsePredicate() };
      } else if (this.takeWord('like')) {
        const pattern = this.parseBitOr();
        const escape = this.takeWord('escape') ? this.parseBitOr() : undefined;
        const plain = { kind: 'like', operator: 'like', negated, operand: left, pattern } as const;
        left = escape === undefined ? plain : { ...plain, escape };
      } else if (this.takeWord('regexp') || this.takeWord('rlike')) {
        left = { kind: 'like', operator: 'regexp', negated, operand: left, pattern: this.parseBitOr() };
      } else if (!negated && this.isWord('sounds') && this.isWord('like', 1)) {
        this.at += 2;
        const right = this.parseBitOr();
        left = {
          kind: 'binary',
          operator: '=',
          left: call('soundex', [left]),
          right: call('soundex', [right]),
        };
      } else if (!negated && this.isWord('member')) {
        this.at += 1;
        this.takeWord('of');
        this.expectSymbol('(');
        const right = this.parseOr();
        this.expectSymbol(')');
        left = { kind: 'binary', operator: 'member of', left, right };
      } else {
        this.at = start;
        return left;
      }
    }
  }

  private parseBitOr(): Expression {
    let left = this.parseBitAnd();
    while (this.takeSymbol('|')) left = { kind: 'binary', operator: '|', left, right: this.parseBitAnd() };
    return left;
  }

  private parseBitAnd(): Expression {
    let left = this.parseShift();
    while (this.takeSymbol('&')) left = { kind: 'binary', operator: '&', left, right: this.parseShift() };
    return left;
  }

  private parseShift(): Expression {
    let left = this.parseSum();
    for (;;) {
      const operator = this.takeSymbol('<<') ? '<<' : this.takeSymbol('>>') ? '>>' : undefined;
      if (!operator) return left;
      left = { kind: 'binary', operator, left, right: this.parseSum() };
    }
  }

  private parseSum(): Expression {
    // INTERVAL 1 DAY + d is d + INTERVAL 1 DAY.
    if (this.isWord('interval')) {
      const interval = this.tryInterval();
      if (interval) {
        this.expectSymbol('+');
        return { kind: 'interval', operator: '+', operand: this.parseProduct(), ...interval };
      }
    }
    let left = this.parseProduct();
    for (;;) {
      const operator = this.takeSymbol('+') ? '+' : this.takeSymbol('-') ? '-' : undefined;
      if (!operator) return left;
      const interval = this.isWord('interval') ? this.tryInterval() : undefined;
      left = interval
        ? { kind: 'interval', operator, operand: left, ...interval }
        : { kind: 'binary', operator, left, right: this.parseProduct() };
    }
  }

  /** INTERVAL amount unit; undefined, with nothing taken, for the function INTERVAL(a, b). */
  private tryInterval(): { amount: Expression; unit: string } | undefined {
    const start = this.at;
    this.at += 1;
    const amount = this.isSymbol('(') ? this.tryParse(() => this.parseOr()) : this.parseOr();
    const unit = this.peek();
    if (amount && unit?.kind === 'word' && INTERVAL_UNITS.has(unit.text)) {
      this.at += 1;
      return { amount, unit: unit.text };
    }
    this.at = start;
    return undefined;
  }

  /** Runs a parse that may fail without failing the whole. */
  private tryParse(parse: () => Expression): Expression | undefined {
    const depth = this.depth;
    try {
      return parse();
    } catch (error) {
      if (error !== NOT_UNDERSTOOD) throw error;
      this.depth = depth;
      return undefined;
    }
  }

  private parseProduct(): Expression {
    let left = this.parsePower();
    for (;;) {
      const operator = this.takeProductOperator();
      if (!operator) return left;
      left = { kind: 'binary', operator, left, right: this.parsePower() };
    }
  }

  private takeProductOperator(): BinaryOperator | undefined {
    if (this.takeSymbol('*')) return '*';
    if (this.takeSymbol('/')) return '/';
    if (this.takeSymbol('%') || this.takeWord('mod')) return '%';
    return this.takeWord('div') ? 'div' : undefined;
  }

  private parsePower(): Expression {
    let left = this.parseUnary();
    while (this.takeSymbol('^')) left = { kind: 'binary', operator: '^', left, right: this.parseUnary() };
    return left;
  }

  private parseUnary(): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw NOT_UNDERSTOOD;
    let result: Expression;
    if (this.takeSymbol('-')) result = { kind: 'unary', operator: '-', operand: this.parseUnary() };
    else if (this.takeSymbol('+')) result = this.parseUnary();
    else if (this.takeSymbol('~')) result = { kind: 'unary', operator: '~', operand: this.parseUnary() };
    else if (this.takeSymbol('!') || (this.highNot && this.takeWord('not')))
      result = { kind: 'unary', operator: 'not', operand: this.parseUnary() };
    else if (this.isWord('binary') && !this.isSymbol('(', 1) && !this.isEnd(1)) {
      this.at += 1;
      result = { kind: 'cast', operand: this.parseUnary(), type: 'binary' };
    } else result = this.parsePostfix();
    this.depth -= 1;
    return result;
  }

  private parsePostfix(): Expression {
    let operand = this.parsePrimary();
    for (;;) {
      if (this.takeWord('collate')) {
        const name = this.take();
        if (name.kind !== 'word' && name.kind !== 'quoted' && name.kind !== 'string') throw NOT_UNDERSTOOD;
        operand = { kind: 'collate', operand, collation: name.text.toLowerCase() };
      } else if (this.takeSymbol('->')) {
        operand = call('json_extract', [operand, this.parsePrimary()]);
      } else if (this.takeSymbol('->>')) {
        operand = call('json_unquote', [call('json_extract', [operand, this.parsePrimary()])]);
      } else if (this.pipesConcat && this.takeSymbol('||')) {
        operand = call('concat', [operand, this.parsePrimary()]);
      } else {
        return operand;
      }
    }
  }

  private parsePrimary(): Expression {
    const token = this.take();
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: token.text };
      case 'string': {
        let value = token.text;
        while (this.peek()?.kind === 'string' && this.peek()?.charset === undefined)
          value += this.take().text;
        return token.charset === undefined
          ? { kind: 'string', value }
          : { kind: 'string', value, charset: token.charset };
      }
      case 'hex':
      case 'bit': {
        const digits = token.kind === 'hex' ? token.text : bitsToHex(token.text);
        const even = (digits.length % 2 ? `0${digits}` : digits).toUpperCase();
        return token.charset === undefined || token.charset === 'binary'
          ? { kind: 'hex', digits: even }
          : { kind: 'hex', digits: even, charset: token.charset };
      }
      case 'variable':
        return { kind: 'variable', name: token.text.toLowerCase() };
      case 'quoted':
        return this.isSymbol('(') && this.peek()?.joined === true
          ? parseCall(this, this.grammar, token.text.toLowerCase())
          : this.parseName(token.text);
      case 'word':
        return this.parseWord(token.text);
      case 'symbol':
        if (token.text === '(') return this.parseParenthesised();
        if (token.text === '{') return this.parseEscapeSyntax();
        throw NOT_UNDERSTOOD;
    }
  }

  private parseParenthesised(): Expression {
    const items = [this.parseOr()];
    while (this.takeSymbol(',')) items.push(this.parseOr());
    this.expectSymbol(')');
    const [first] = items;
    return items.length === 1 && first ? first : { kind: 'row', items };
  }

  /** ODBC's {d '2020-01-01'}. */
  private parseEscapeSyntax(): Expression {
    const word = this.take();
    const text = this.take();
    this.expectSymbol('}');
    const type =
      word.text === 'd' ? 'date' : word.text === 't' ? 'time' : word.text === 'ts' ? 'timestamp' : undefined;
    if (!type || text.kind !== 'string') throw NOT_UNDERSTOOD;
    return { kind: 'temporal', type, value: text.text };
  }

  private parseWord(word: string): Expression {
    if (word === 'null') return { kind: 'null' };
    // TRUE and FALSE are 1 and 0; MariaDB stores them so.
    if (word === 'true') return { kind: 'number', value: '1' };
    if (word === 'false') return { kind: 'number', value: '0' };
    if (word === 'case') return this.parseCase();
    if (word === 'date' || word === 'time' || word === 'timestamp') {
      const next = this.peek();
      if (next?.kind === 'string') {
        this.at += 1;
        return { kind: 'temporal', type: word, value: next.text };
      }
    }
    if (this.isSymbol('(')) {
      if (word === 'row') {
        this.at += 1;
        return this.parseParenthesised();
      }
      return parseCall(this, this.grammar, word);
    }
    if (BARE_FUNCTIONS.has(word)) return call(word, []);
    if (RESERVED.has(word) && !this.isSymbol('.')) throw NOT_UNDERSTOOD;
    return this.parseName(word);
  }

  /** A column; what qualifies it is dropped, because a table's expressions can only speak of that table. */
  private parseName(first: string): Expression {
    let name = first;
    while (this.takeSymbol('.')) {
      const next = this.take();
      if (next.kind !== 'word' && next.kind !== 'quoted') throw NOT_UNDERSTOOD;
      name = next.text;
    }
    return { kind: 'column', name: name.toLowerCase() };
  }

  private parseCase(): Expression {
    const operand = this.isWord('when') ? undefined : this.parseOr();
    const branches: { when: Expression; then: Expression }[] = [];
    while (this.takeWord('when')) {
      const when = this.parseOr();
      if (!this.takeWord('then')) throw NOT_UNDERSTOOD;
      branches.push({ when, then: this.parseOr() });
    }
    const otherwise = this.takeWord('else') ? this.parseOr() : undefined;
    if (!this.takeWord('end') || branches.length === 0) throw NOT_UNDERSTOOD;
    return {
      kind: 'case',
      branches,
      ...(operand === undefined ? {} : { operand }),
      ...(otherwise === undefined ? {} : { otherwise }),
    };
  }

  private parseList(): readonly Expression[] {
    this.expectSymbol('(');
    const items = [this.parseOr()];
    while (this.takeSymbol(',')) items.push(this.parseOr());
    this.expectSymbol(')');
    return items;
  }
}

function joinLogic(operator: 'and' | 'or', operands: readonly Expression[]): Expression {
  const [first] = operands;
  return operands.length === 1 && first ? first : { kind: 'logic', operator, operands };
}

function bitsToHex(bits: string): string {
  const padded = bits.padStart(Math.ceil(bits.length / 4) * 4, '0');
  let hex = '';
  for (let i = 0; i < padded.length; i += 4) hex += Number.parseInt(padded.slice(i, i + 4), 2).toString(16);
  return hex;
}
