import { informationRows, NAMELESS_SCHEMA } from './information-schema';
import type { InformationRow, SqlValue } from './information-schema';
import type { ModelDraft } from './model-draft';
import type { Token } from './token';

/** A value, or undefined when only a server could tell. */
export type Evaluated = SqlValue | undefined;

/** What expressions are evaluated with. */
export interface EvaluationScope {
  readonly model: ModelDraft;
  readonly variable: (name: string) => Evaluated;
  readonly assign: (name: string, value: Evaluated) => void;
  /** The row that column names refer to, inside a WHERE. */
  readonly row?: InformationRow;
}

/** How deep parentheses may nest before an expression is given up. */
const MAX_DEPTH = 100;

/**
 * Evaluates the expressions that scripts guard their DDL with: constants, user variables, CONCAT, IF,
 * CASE, comparisons, and SELECT COUNT(*) FROM information_schema. Anything else is undefined, never a guess.
 */
export class ExpressionEvaluator {
  index: number;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: EvaluationScope,
    start = 0,
    private readonly end = tokens.length,
  ) {
    this.index = start;
  }

  /** Evaluates one expression from where the cursor stands. */
  evaluate(): Evaluated {
    if (this.depth >= MAX_DEPTH) {
      this.index = this.end;
      return undefined;
    }
    this.depth += 1;
    const value = this.readOr();
    this.depth -= 1;
    return value;
  }

  private upper(ahead = 0): string {
    const at = this.index + ahead;
    return at < this.end ? (this.tokens[at]?.upper ?? '') : '';
  }

  private accept(upper: string): boolean {
    if (this.index >= this.end || this.upper() !== upper) return false;
    this.index += 1;
    return true;
  }

  private readOr(): Evaluated {
    let left = this.readAnd();
    while (this.accept('OR') || this.accept('||')) {
      const right = this.readAnd();
      left =
        isTrue(left) === true || isTrue(right) === true
          ? 1
          : isTrue(left) === undefined || isTrue(right) === undefined
            ? undefined
            : 0;
    }
    return left;
  }

  private readAnd(): Evaluated {
    let left = this.readNot();
    while (this.accept('AND') || this.accept('&&')) {
      const right = this.readNot();
      left =
        isTrue(left) === false || isTrue(right) === false
          ? 0
          : isTrue(left) === undefined || isTrue(right) === undefined
            ? undefined
            : 1;
    }
    return left;
  }

  private readNot(): Evaluated {
    let turns = 0;
    while (this.accept('NOT') || this.accept('!')) turns += 1;
    const value = this.readComparison();
    if (turns % 2 === 0) return value;
    const truth = isTrue(value);
    return truth === undefined ? undefined : truth ? 0 : 1;
  }

  private readComparison(): Evaluated {
    const left = this.readSum();
    const operator = this.upper();
    switch (operator) {
      case '=':
      case '<=>':
      case '<>':
      case '!=':
      case '<':
      case '>':
      case '<=':
      case '>=': {
        this.index += 1;
        const right = this.readSum();
        return compare(this.scope.model, operator, left, right);
      }
      case 'IS': {
        this.index += 1;
        const negated = this.accept('NOT');
        if (!this.accept('NULL')) return undefined;
        if (left === undefined) return undefined;
        return (left === null) === negated ? 0 : 1;
      }
      case 'LIKE':
      case 'IN':
        return this.readInOrLike(left, false);
      case 'NOT':
        if (this.upper(1) !== 'IN' && this.upper(1) !== 'LIKE') return left;
        this.index += 1;
        return this.readInOrLike(left, true);
      default:
        return left;
    }
  }

  private readInOrLike(left: Evaluated, negated: boolean): Evaluated {
    const turn = (found: Evaluated): Evaluated =>
      found === undefined || found === null ? found : negated === (found === 1) ? 0 : 1;
    if (this.accept('LIKE')) {
      const pattern = this.readSum();
      if (typeof left !== 'string' || typeof pattern !== 'string' || /[%_\\]/.test(pattern)) return undefined;
      return turn(compare(this.scope.model, '=', left, pattern));
    }
    this.index += 1;
    if (!this.accept('(')) return undefined;
    let found: Evaluated = 0;
    do {
      const same = compare(this.scope.model, '=', left, this.evaluate());
      if (same === 1) found = 1;
      else if (same !== 0 && found === 0) found = undefined;
    } while (this.accept(','));
    this.accept(')');
    return turn(found);
  }

  private readSum(): Evaluated {
    let left = this.readPrimary();
    for (;;) {
      const operator = this.upper();
      if (operator !== '+' && operator !== '-') return left;
      this.index += 1;
      const right = this.readPrimary();
      if (left === undefined || right === undefined || left === null || right === null)
        left = left === undefined || right === undefined ? undefined : null;
      else left = operator === '+' ? Number(left) + Number(right) : Number(left) - Number(right);
    }
  }

  private readPrimary(): Evaluated {
    const token = this.index < this.end ? this.tokens[this.index] : undefined;
    if (token === undefined) return undefined;
    switch (token.kind) {
      case 'string':
        return this.readStrings();
      case 'number':
        this.index += 1;
        return Number(token.text);
      case 'variable':
        this.index += 1;
        if (this.accept(':=')) {
          const value = this.evaluate();
          this.scope.assign(token.text, value);
          return value;
        }
        return this.scope.variable(token.text);
      case 'symbol':
        return this.readSymbol(token);
      case 'quoted':
        return this.readColumn();
      case 'word':
        return this.readWord(token);
      default:
        this.index += 1;
        return undefined;
    }
  }

  private readStrings(): string {
    const parts: string[] = [];
    for (
      let token = this.tokens[this.index];
      token?.kind === 'string' && this.index < this.end;
      token = this.tokens[this.index]
    ) {
      parts.push(token.text);
      this.index += 1;
    }
    // COLLATE and the like change how texts compare, which guards do not depend on.
    if (this.accept('COLLATE')) this.index += 1;
    return parts.join('');
  }

  private readSymbol(token: Token): Evaluated {
    if (token.upper === '(') {
      this.index += 1;
      const value = this.upper() === 'SELECT' ? this.select() : this.evaluate();
      if (!this.accept(')')) this.skipToClose();
      return value;
    }
    if (token.upper === '-' || token.upper === '+') {
      this.index += 1;
      const value = this.readPrimary();
      return value === undefined || value === null
        ? value
        : token.upper === '-'
          ? -Number(value)
          : Number(value);
    }
    this.index += 1;
    return undefined;
  }

  /** Moves behind the parenthesis that closes the one that is open; at most to the end. */
  private skipToClose(): void {
    let depth = 0;
    for (; this.index < this.end; this.index += 1) {
      const upper = this.upper();
      if (upper === '(') depth += 1;
      else if (upper === ')') {
        if (depth === 0) {
          this.index += 1;
          return;
        }
        depth -= 1;
      }
    }
  }

  private readWord(token: Token): Evaluated {
    if (this.upper(1) === '(') return this.readCall(token.upper);
    const next = this.tokens[this.index + 1];
    switch (token.upper) {
      case 'NULL':
        this.index += 1;
        return null;
      case 'TRUE':
      case 'FALSE':
        this.index += 1;
        return token.upper === 'TRUE' ? 1 : 0;
      case 'CASE':
        return this.readCase();
      default:
        if (token.text.startsWith('_') && next?.kind === 'string') {
          this.index += 1;
          return this.readStrings();
        }
        if (token.upper === 'BINARY') {
          this.index += 1;
          return this.readPrimary();
        }
        return this.readColumn();
    }
  }

  private readColumn(): Evaluated {
    let name = this.tokens[this.index]?.text ?? '';
    this.index += 1;
    while (this.accept('.')) {
      name = this.tokens[this.index]?.text ?? '';
      this.index += 1;
    }
    if (this.accept('COLLATE')) this.index += 1;
    return this.scope.row?.get(name.toUpperCase());
  }

  private readCase(): Evaluated {
    this.index += 1;
    const hasSubject = this.upper() !== 'WHEN';
    const subject = hasSubject ? this.evaluate() : undefined;
    let chosen: { value: Evaluated } | undefined;
    while (this.accept('WHEN')) {
      const when = this.evaluate();
      const matches = hasSubject ? compare(this.scope.model, '=', subject, when) : when;
      if (!this.accept('THEN')) return this.giveUp();
      const value = this.evaluate();
      if (chosen !== undefined) continue;
      const truth = isTrue(matches);
      if (truth === undefined) chosen = { value: undefined };
      else if (truth) chosen = { value };
    }
    const otherwise = this.accept('ELSE') ? this.evaluate() : null;
    if (!this.accept('END')) return this.giveUp();
    return chosen === undefined ? otherwise : chosen.value;
  }

  private giveUp(): Evaluated {
    this.index = this.end;
    return undefined;
  }

  private readCall(name: string): Evaluated {
    this.index += 2;
    if (name === 'EXISTS') {
      const rows = this.upper() === 'SELECT' ? this.selectRows() : undefined;
      this.skipToClose();
      return rows === undefined ? undefined : rows.length > 0 ? 1 : 0;
    }
    if (name === 'COUNT') {
      this.skipToClose();
      return undefined;
    }
    const values: Evaluated[] = [];
    if (!this.accept(')')) {
      do values.push(this.evaluate());
      while (this.accept(','));
      if (!this.accept(')')) this.skipToClose();
    }
    return callFunction(name, values, this.scope.model);
  }

  /** A scalar subquery: its first value, or null when it finds no row. The cursor stands at SELECT. */
  select(): Evaluated {
    const values = this.selectList();
    return values === undefined ? undefined : values[0];
  }

  /** The values of the first row of a SELECT, also for SELECT … INTO. The cursor goes behind it. */
  selectList(): readonly Evaluated[] | undefined {
    const start = this.index + 1;
    const from = this.find(start, 'FROM');
    const listEnd = from >= 0 ? from : this.clauseEnd(start);
    const rows = from < 0 ? undefined : this.rowsFrom(from);
    if (from < 0) this.index = listEnd;
    const after = this.index;
    if (from >= 0 && rows === undefined) return undefined;
    const lists = this.splitList(start, listEnd);
    const isCount = lists.some(([first]) => this.tokens[first]?.upper === 'COUNT');
    const values = lists.map(([first, last]): Evaluated => {
      if (
        rows !== undefined &&
        this.tokens[first]?.upper === 'COUNT' &&
        !this.hasWord(first, last, 'DISTINCT')
      ) {
        return this.aroundCount(first, last, rows.length);
      }
      const row = rows?.[0];
      if (rows !== undefined && row === undefined && !isCount) return null;
      if (rows !== undefined && this.hasWord(first, last, 'COUNT'))
        return this.withCount(first, last, rows.length);
      return new ExpressionEvaluator(
        this.tokens,
        { ...this.scope, ...(row === undefined ? {} : { row }) },
        first,
        last,
      ).evaluate();
    });
    this.index = after;
    return values;
  }

  /** COUNT(*) alone or at the left of a comparison: `COUNT(*) > 0`. */
  private aroundCount(first: number, last: number, count: number): Evaluated {
    return this.withCount(first, last, count);
  }

  /** Evaluates a list item in which COUNT(…) stands for a number, as in IF(COUNT(*) > 0, …). */
  private withCount(first: number, last: number, count: number): Evaluated {
    const replaced: Token[] = [];
    for (let at = first; at < last; at += 1) {
      const token = this.tokens[at];
      if (token === undefined) break;
      if (token.upper === 'COUNT' && this.tokens[at + 1]?.upper === '(') {
        replaced.push({ kind: 'number', text: String(count), upper: '', start: token.start, end: token.end });
        let depth = 0;
        for (at += 1; at < last; at += 1) {
          const upper = this.tokens[at]?.upper;
          if (upper === '(') depth += 1;
          else if (upper === ')' && (depth -= 1) === 0) break;
        }
        continue;
      }
      replaced.push(token);
    }
    return new ExpressionEvaluator(replaced, this.scope).evaluate();
  }

  private hasWord(first: number, last: number, word: string): boolean {
    for (let at = first; at < last; at += 1) if (this.tokens[at]?.upper === word) return true;
    return false;
  }

  /** The list items between two positions, cut at commas outside parentheses; an alias stays at the end unread. */
  private splitList(start: number, end: number): [number, number][] {
    const items: [number, number][] = [];
    let first = start;
    let depth = 0;
    for (let at = start; at <= end; at += 1) {
      const upper = at === end ? ',' : (this.tokens[at]?.upper ?? '');
      if (upper === '(') depth += 1;
      else if (upper === ')') depth -= 1;
      else if (upper === ',' && (depth === 0 || at === end)) {
        items.push([first, at]);
        first = at + 1;
      }
    }
    return items;
  }

  private selectRows(): InformationRow[] | undefined {
    const from = this.find(this.index + 1, 'FROM');
    return from < 0 ? undefined : this.rowsFrom(from);
  }

  /** Finds a word outside parentheses, before the subquery's own end. */
  private find(start: number, word: string): number {
    let depth = 0;
    for (let at = start; at < this.end; at += 1) {
      const upper = this.tokens[at]?.upper ?? '';
      if (upper === '(') depth += 1;
      else if (upper === ')') {
        if (depth === 0) return -1;
        depth -= 1;
      } else if (depth === 0 && upper === word) return at;
    }
    return -1;
  }

  private clauseEnd(start: number): number {
    let depth = 0;
    for (let at = start; at < this.end; at += 1) {
      const upper = this.tokens[at]?.upper ?? '';
      if (upper === '(') depth += 1;
      else if (upper === ')') {
        if (depth === 0) return at;
        depth -= 1;
      } else if (depth === 0 && (upper === 'INTO' || upper === 'LIMIT')) return at;
    }
    return this.end;
  }

  /** The rows that FROM and WHERE leave; moves the cursor to the end of the SELECT. */
  private rowsFrom(from: number): InformationRow[] | undefined {
    const at = from + 1;
    let view = this.tokens[at]?.text ?? '';
    let schema = '';
    if (this.tokens[at + 1]?.upper === '.') {
      schema = view;
      view = this.tokens[at + 2]?.text ?? '';
    }
    const end = this.clauseEnd(from + 1);
    const where = this.find(from, 'WHERE');
    const limit = where < 0 ? end : this.endOfWhere(where, end);
    this.index = end;
    const simple = ['JOIN', 'GROUP', 'HAVING', 'UNION', ','].every((word) => {
      const found = this.find(from, word);
      return found < 0 || found >= end;
    });
    if (!simple || (schema !== '' && schema.toLowerCase() !== 'information_schema')) return undefined;
    if (schema === '' && this.scope.model.current.toLowerCase() !== 'information_schema') return undefined;
    const table = where < 0 ? undefined : this.tableIn(where, limit);
    const rows = informationRows(this.scope.model, view, table === undefined ? {} : { table });
    if (rows === undefined || where < 0) return rows;
    const kept: InformationRow[] = [];
    for (const row of rows) {
      const truth = isTrue(
        new ExpressionEvaluator(this.tokens, { ...this.scope, row }, where + 1, limit).evaluate(),
      );
      if (truth === undefined) return undefined;
      if (truth) kept.push(row);
    }
    return kept;
  }

  private endOfWhere(where: number, end: number): number {
    const order = this.find(where, 'ORDER');
    return order >= 0 && order < end ? order : end;
  }

  /** The table that a WHERE asks for by TABLE_NAME = …, when nothing in it is an OR. */
  private tableIn(where: number, end: number): string | undefined {
    if (this.hasWord(where, end, 'OR')) return undefined;
    for (let at = where; at + 2 < end; at += 1) {
      if (this.tokens[at]?.text.toUpperCase() !== 'TABLE_NAME' || this.tokens[at + 1]?.upper !== '=')
        continue;
      const value = this.tokens[at + 2];
      if (value?.kind === 'string') return value.text;
      const known = value?.kind === 'variable' ? this.scope.variable(value.text) : undefined;
      return typeof known === 'string' ? known : undefined;
    }
    return undefined;
  }
}

function isTrue(value: Evaluated): boolean | undefined {
  if (value === undefined) return undefined;
  if (value === null) return false;
  return typeof value === 'number'
    ? value !== 0
    : Number.parseFloat(value) !== 0 && !Number.isNaN(Number.parseFloat(value));
}

function compare(model: ModelDraft, operator: string, left: Evaluated, right: Evaluated): Evaluated {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) return operator === '<=>' ? (left === right ? 1 : 0) : null;
  const order =
    typeof left === 'number' || typeof right === 'number'
      ? Number(left) - Number(right)
      : compareTexts(model, left, right);
  switch (operator) {
    case '=':
    case '<=>':
      return order === 0 ? 1 : 0;
    case '<>':
    case '!=':
      return order === 0 ? 0 : 1;
    case '<':
      return order < 0 ? 1 : 0;
    case '>':
      return order > 0 ? 1 : 0;
    case '<=':
      return order <= 0 ? 1 : 0;
    default:
      return order >= 0 ? 1 : 0;
  }
}

function compareTexts(model: ModelDraft, left: string, right: string): number {
  if (left === NAMELESS_SCHEMA && right !== NAMELESS_SCHEMA)
    return model.findSchema(right) === undefined ? 0 : 1;
  if (right === NAMELESS_SCHEMA && left !== NAMELESS_SCHEMA)
    return model.findSchema(left) === undefined ? 0 : 1;
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  return a === b ? 0 : a < b ? -1 : 1;
}

function callFunction(name: string, values: readonly Evaluated[], model: ModelDraft): Evaluated {
  const [first, second, third] = values;
  switch (name) {
    case 'CONCAT':
      return joinTexts(values);
    case 'CONCAT_WS':
      return typeof first === 'string'
        ? joinTexts(values.slice(1).flatMap((value, at) => (at === 0 ? [value] : [first, value])))
        : undefined;
    case 'IF': {
      const truth = isTrue(first);
      return truth === undefined ? undefined : truth ? second : third;
    }
    case 'IFNULL':
      return first === null ? second : first;
    case 'COALESCE':
      for (const value of values) if (value !== null) return value;
      return null;
    case 'NULLIF': {
      const same = compare(model, '=', first, second);
      return same === undefined ? undefined : same === 1 ? null : first;
    }
    case 'DATABASE':
    case 'SCHEMA':
      return model.current === '' ? NAMELESS_SCHEMA : model.current;
    case 'LOWER':
    case 'LCASE':
      return typeof first === 'string' ? first.toLowerCase() : first;
    case 'UPPER':
    case 'UCASE':
      return typeof first === 'string' ? first.toUpperCase() : first;
    case 'REPLACE':
      return typeof first === 'string' &&
        typeof second === 'string' &&
        second !== '' &&
        typeof third === 'string'
        ? first.replaceAll(second, third)
        : undefined;
    case 'QUOTE':
      return undefined;
    default:
      return undefined;
  }
}

/** Texts longer than this are not DDL; a script that doubles a variable again and again stops here. */
const MAX_TEXT = 1_000_000;

function joinTexts(values: readonly Evaluated[]): Evaluated {
  let length = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    if (value === null) return null;
    // The nameless schema has no name to write.
    if (value === NAMELESS_SCHEMA) return undefined;
    length += String(value).length;
  }
  return length > MAX_TEXT ? undefined : values.map(String).join('');
}
