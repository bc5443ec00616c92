import type { Flavor } from '../model';
import type { BinaryOperator, Expression } from './expression';
import { BARE_FUNCTIONS, FUNCTION_SYNONYMS, INTERVAL_UNITS } from './function-names';
import type { ExpressionToken } from './lex-expression';
import { lexExpression } from './lex-expression';

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

const NOT_UNDERSTOOD = new Error('expression not understood');

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
class ExpressionParser {
  private at = 0;
  private depth = 0;
  private readonly pipesConcat: boolean;
  private readonly highNot: boolean;

  constructor(
    private readonly tokens: readonly ExpressionToken[],
    options: ParseExpressionOptions,
  ) {
    const mode = options.sqlMode?.toUpperCase() ?? '';
    this.pipesConcat = /\b(?:PIPES_AS_CONCAT|ANSI|ORACLE|POSTGRESQL|MSSQL|DB2|MAXDB)\b/.test(mode);
    this.highNot = mode.includes('HIGH_NOT_PRECEDENCE');
  }

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
          ? this.parseCall(token.text.toLowerCase())
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
      return this.parseCall(word);
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

  private parseCall(spelled: string): Expression {
    this.expectSymbol('(');
    switch (spelled) {
      case 'cast': {
        const operand = this.parseOr();
        if (!this.takeWord('as')) throw NOT_UNDERSTOOD;
        const type = this.parseCastType();
        this.expectSymbol(')');
        return { kind: 'cast', operand, type };
      }
      case 'convert': {
        const operand = this.parseOr();
        let result: Expression;
        if (this.takeWord('using')) result = { kind: 'convert', operand, charset: this.takeCharset() };
        else {
          this.expectSymbol(',');
          result = { kind: 'cast', operand, type: this.parseCastType() };
        }
        this.expectSymbol(')');
        return result;
      }
      case 'trim':
        return this.parseTrim();
      case 'extract': {
        const unit = this.takeUnit();
        if (!this.takeWord('from')) throw NOT_UNDERSTOOD;
        const operand = this.parseOr();
        this.expectSymbol(')');
        return { kind: 'call', name: 'extract', keyword: unit, arguments: [operand] };
      }
      case 'position': {
        const needle = this.parseBitOr();
        if (!this.takeWord('in')) throw NOT_UNDERSTOOD;
        const text = this.parseOr();
        this.expectSymbol(')');
        return call('locate', [needle, text]);
      }
      case 'timestampdiff':
      case 'timestampadd': {
        const unit = this.takeUnit();
        this.expectSymbol(',');
        const first = this.parseOr();
        this.expectSymbol(',');
        const second = this.parseOr();
        this.expectSymbol(')');
        return spelled === 'timestampadd'
          ? { kind: 'interval', operator: '+', operand: second, amount: first, unit }
          : { kind: 'call', name: spelled, keyword: unit, arguments: [first, second] };
      }
      case 'date_add':
      case 'date_sub':
      case 'adddate':
      case 'subdate': {
        const operand = this.parseOr();
        this.expectSymbol(',');
        const interval = this.isWord('interval') ? this.tryInterval() : undefined;
        const { amount, unit } = interval ?? { amount: this.parseOr(), unit: 'day' };
        this.expectSymbol(')');
        const operator = spelled === 'date_sub' || spelled === 'subdate' ? '-' : '+';
        return { kind: 'interval', operator, operand, amount, unit };
      }
      default:
        return this.parsePlainCall(FUNCTION_SYNONYMS.get(spelled) ?? spelled);
    }
  }

  private parsePlainCall(name: string): Expression {
    const items: Expression[] = [];
    let keyword: string | undefined;
    if (!this.isSymbol(')')) {
      items.push(this.parseOr());
      // SUBSTRING(c FROM 1 FOR 2) is SUBSTRING(c, 1, 2).
      if (name === 'substr' && this.takeWord('from')) {
        items.push(this.parseOr());
        if (this.takeWord('for')) items.push(this.parseOr());
      } else if (name === 'char' && this.takeWord('using')) {
        keyword = this.takeCharset();
      } else if (name === 'weight_string' && this.isWord('as')) {
        throw NOT_UNDERSTOOD;
      }
      while (this.takeSymbol(',')) items.push(this.parseOr());
      if (name === 'char' && this.takeWord('using')) keyword = this.takeCharset();
      // MySQL shows the type that JSON_VALUE returns when none is said.
      if (name === 'json_value' && this.takeWord('returning')) {
        const type = this.parseCastType();
        if (type !== 'char(512)') keyword = `returning ${type}`;
      }
    }
    this.expectSymbol(')');
    if (this.isWord('over')) throw NOT_UNDERSTOOD;
    return keyword === undefined ? call(name, items) : { kind: 'call', name, keyword, arguments: items };
  }

  private parseTrim(): Expression {
    let side = 'both';
    for (const word of ['both', 'leading', 'trailing']) if (this.takeWord(word)) side = word;
    let removed: Expression | undefined;
    if (!this.takeWord('from')) {
      removed = this.parseOr();
      if (this.takeSymbol(')')) return call('trim', [removed]);
      if (!this.takeWord('from')) throw NOT_UNDERSTOOD;
    }
    const operand = this.parseOr();
    this.expectSymbol(')');
    return { kind: 'call', name: 'trim', keyword: side, arguments: removed ? [operand, removed] : [operand] };
  }

  /** The type of CAST in its one spelling. */
  private parseCastType(): string {
    const word = this.take();
    if (word.kind !== 'word') throw NOT_UNDERSTOOD;
    let name = word.text;
    if (name === 'national') name = `n${this.take().text}`;
    if (name === 'character') name = 'char';
    if (name === 'signed' || name === 'unsigned') {
      if (!this.takeWord('integer')) this.takeWord('int');
      return this.takeWord('array') ? `${name} array` : name;
    }
    if (name === 'integer' || name === 'int') return 'signed';
    if (name === 'double') this.takeWord('precision');
    if (name === 'dec') name = 'decimal';
    const parameters: string[] = [];
    if (this.takeSymbol('(')) {
      do {
        const parameter = this.take();
        if (parameter.kind !== 'number') throw NOT_UNDERSTOOD;
        parameters.push(parameter.text);
      } while (this.takeSymbol(','));
      this.expectSymbol(')');
    }
    if (name === 'decimal') {
      const type = `decimal(${parameters[0] ?? '10'},${parameters[1] ?? '0'})`;
      return this.takeWord('array') ? `${type} array` : type;
    }
    let charset: string | undefined = name === 'nchar' ? 'utf8mb3' : undefined;
    if (this.takeWord('charset') || (this.isWord('character') && this.isWord('set', 1))) {
      if (this.isWord('character')) this.at += 2;
      charset = this.takeCharset();
    } else if (this.takeWord('binary')) throw NOT_UNDERSTOOD;
    if (this.isWord('array')) {
      this.at += 1;
      name = `${name} array`;
    }
    if (name === 'nchar') name = 'char';
    const length = parameters[0];
    const sized = (base: string): string =>
      length === undefined || length === '0' ? base : `${base}(${length})`;
    if (charset === 'binary') return sized('binary');
    // The connection's charset is added by the servers: utf8mb4 for every client of today.
    return charset === undefined || charset === 'utf8mb4' ? sized(name) : `${sized(name)} charset ${charset}`;
  }

  private takeCharset(): string {
    const token = this.take();
    if (token.kind !== 'word' && token.kind !== 'string' && token.kind !== 'quoted') throw NOT_UNDERSTOOD;
    const name = token.text.toLowerCase();
    return name === 'utf8' ? 'utf8mb3' : name;
  }

  private takeUnit(): string {
    const token = this.take();
    const unit = token.text.startsWith('sql_tsi_') ? token.text.slice(8) : token.text;
    if (token.kind !== 'word' || !INTERVAL_UNITS.has(unit)) throw NOT_UNDERSTOOD;
    return unit;
  }

  private peek(ahead = 0): ExpressionToken | undefined {
    return this.tokens[this.at + ahead];
  }

  private take(): ExpressionToken {
    const token = this.tokens[this.at];
    if (!token) throw NOT_UNDERSTOOD;
    this.at += 1;
    return token;
  }

  private isEnd(ahead: number): boolean {
    return this.at + ahead >= this.tokens.length;
  }

  private isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'word' && token.text === text;
  }

  private isSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'symbol' && token.text === text;
  }

  private takeWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.at += 1;
    return true;
  }

  private takeSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.at += 1;
    return true;
  }

  private expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw NOT_UNDERSTOOD;
  }
}

function call(spelled: string, items: readonly Expression[]): Expression {
  return { kind: 'call', name: FUNCTION_SYNONYMS.get(spelled) ?? spelled, arguments: items };
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
