import { aggregateValues, isAggregate } from './aggregate-values';
import { callFunction } from './call-function';
import { compareValues, isTrue, matchesLike } from './compare-values';
import type { Evaluated } from './compare-values';
import type { InformationRow } from './information-schema';
import { SelectReader } from './select-reader';
import type { EvaluationScope } from './select-reader';
import type { Token } from './token';

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
        return compareValues(this.scope.model, operator, left, right);
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
      // The person chose what stands before a character that means itself; no guard does.
      if (!this.accept('ESCAPE')) return turn(matchesLike(left, pattern));
      this.readSum();
      return undefined;
    }
    this.index += 1;
    if (!this.accept('(')) return undefined;
    let found: Evaluated = 0;
    do {
      const same = compareValues(this.scope.model, '=', left, this.evaluate());
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
    const isQualified = this.upper() === '.';
    while (this.accept('.')) {
      name = this.tokens[this.index]?.text ?? '';
      this.index += 1;
    }
    if (this.accept('COLLATE')) this.index += 1;
    // A variable hides a column of its name (MySQL manual, Local Variable Scope and Resolution).
    const local = isQualified ? undefined : this.scope.local?.(name);
    return local === undefined ? this.scope.row?.get(name.toUpperCase()) : local.value;
  }

  private readCase(): Evaluated {
    this.index += 1;
    const hasSubject = this.upper() !== 'WHEN';
    const subject = hasSubject ? this.evaluate() : undefined;
    let chosen: { value: Evaluated } | undefined;
    while (this.accept('WHEN')) {
      const when = this.evaluate();
      const matches = hasSubject ? compareValues(this.scope.model, '=', subject, when) : when;
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
    if (isAggregate(name)) return this.readAggregate(name);
    const values: Evaluated[] = [];
    if (!this.accept(')')) {
      do values.push(this.evaluate());
      while (this.accept(','));
      if (!this.accept(')')) this.skipToClose();
    }
    const stored = this.scope.routine?.(name, values);
    return stored === undefined ? callFunction(name, values, this.scope.model) : stored.value;
  }

  /** COUNT(…), MAX(…) and their kin over the rows of the SELECT around them. The cursor stands behind the parenthesis. */
  private readAggregate(name: string): Evaluated {
    const { rows, ...around } = this.scope;
    const distinct = this.accept('DISTINCT');
    const start = this.index;
    this.skipToClose();
    const end = this.index - 1;
    if (rows === undefined) return undefined;
    if (this.tokens[start]?.upper === '*') return rows.length;
    const values = rows.map((row) => {
      const argument = new ExpressionEvaluator(this.tokens, { ...around, row }, start, end);
      const value = argument.evaluate();
      // Several arguments, ORDER BY and SEPARATOR.
      return argument.index === end ? value : undefined;
    });
    return aggregateValues(name, values, distinct, this.scope.model);
  }

  /** A scalar subquery: its first value, or null when it finds no row. The cursor stands at SELECT. */
  select(): Evaluated {
    const values = this.selectList();
    return values === undefined ? undefined : values[0];
  }

  /** The values of the first row of a SELECT, also for SELECT … INTO. The cursor goes behind it. */
  selectList(): readonly Evaluated[] | undefined {
    const { value, end } = this.selects.values(this.index);
    this.index = end;
    return value;
  }

  private selectRows(): readonly InformationRow[] | undefined {
    const { value, end } = this.selects.rows(this.index);
    this.index = end;
    return value;
  }

  private get selects(): SelectReader {
    return new SelectReader(this.tokens, this.scope, this.end, (tokens, scope, start, end) =>
      new ExpressionEvaluator(tokens, scope, start, end).evaluate(),
    );
  }
}
