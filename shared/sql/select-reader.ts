import { isAggregate } from './aggregate-values';
import { isTrue } from './compare-values';
import type { Evaluated } from './compare-values';
import { informationRows } from './information-schema';
import type { InformationRow } from './information-schema';
import type { ModelDraft } from './model-draft';
import { splitAtCommas } from './split-at-commas';
import type { Token } from './token';

/** What expressions are evaluated with. */
export interface EvaluationScope {
  readonly model: ModelDraft;
  readonly variable: (name: string) => Evaluated;
  readonly assign: (name: string, value: Evaluated) => void;
  /** The value of a local variable of the program that runs; undefined, without a value, where there is none of the name. */
  readonly local?: (name: string) => { readonly value: Evaluated } | undefined;
  /** What a stored function answers; undefined, without a value, where there is none of the name. */
  readonly routine?: (
    name: string,
    values: readonly Evaluated[],
  ) => { readonly value: Evaluated } | undefined;
  /** The row that column names refer to, inside a WHERE and in a list. */
  readonly row?: InformationRow;
  /** The rows that aggregate functions refer to, in the list of a SELECT. */
  readonly rows?: readonly InformationRow[];
}

/** Evaluates the expression between two positions. */
export type EvaluatePart = (
  tokens: readonly Token[],
  scope: EvaluationScope,
  start: number,
  end: number,
) => Evaluated;

/** What a SELECT gives, undefined when only a server could tell, and the position behind it. */
export interface Selected<T> {
  readonly value: T | undefined;
  readonly end: number;
}

/** Words that make a SELECT more than the rows of one view. */
const BEYOND = ['JOIN', 'GROUP', 'HAVING', 'UNION', ','];

/** Behind these, NOT turns one test round and not what stands in parentheses. */
const PART_OF_TEST: ReadonlySet<string> = new Set(['NULL', 'IN', 'LIKE']);

/** Reads `SELECT list FROM information_schema.view WHERE …`, and SELECT without FROM. */
export class SelectReader {
  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: EvaluationScope,
    private readonly end: number,
    private readonly evaluate: EvaluatePart,
  ) {}

  /** The values of the first row; NULL each where there is none. `select` is where the word SELECT stands. */
  values(select: number): Selected<readonly Evaluated[]> {
    const first = this.tokens[select + 1]?.upper;
    const start = select + (first === 'DISTINCT' || first === 'ALL' ? 2 : 1);
    const from = this.find(start, 'FROM');
    const listEnd = from >= 0 ? from : this.clauseEnd(start);
    const { value: rows, end } = from < 0 ? { value: undefined, end: listEnd } : this.rowsFrom(from);
    if (from >= 0 && rows === undefined) return { value: undefined, end };
    const { row: _outer, rows: _outerRows, ...around } = this.scope;
    const [row] = rows ?? [];
    // An aggregate function makes one row of all, or of none.
    const isOneRow = rows === undefined || row !== undefined || this.aggregates(start, listEnd);
    const scope = { ...around, ...(row && { row }), ...(rows && { rows }) };
    const value = splitAtCommas(this.tokens, start, listEnd).map(([first, last]): Evaluated =>
      isOneRow ? this.evaluate(this.tokens, scope, first, last) : null,
    );
    return { value, end };
  }

  /** The rows themselves, as EXISTS asks for them. */
  rows(select: number): Selected<readonly InformationRow[]> {
    const from = this.find(select + 1, 'FROM');
    return from < 0 ? { value: undefined, end: select } : this.rowsFrom(from);
  }

  private aggregates(start: number, end: number): boolean {
    for (let at = start; at < end; at += 1)
      if (this.tokens[at + 1]?.upper === '(' && isAggregate(this.tokens[at]?.upper ?? '')) return true;
    return false;
  }

  private hasWord(first: number, last: number, word: string): boolean {
    for (let at = first; at < last; at += 1) if (this.tokens[at]?.upper === word) return true;
    return false;
  }

  /** Finds a word outside parentheses, before the subquery's own end; -1 where there is none. */
  private find(start: number, word: string): number {
    const at = this.scan(start, [word]);
    return at < this.end && this.tokens[at]?.upper === word ? at : -1;
  }

  private clauseEnd(start: number): number {
    return this.scan(start, ['INTO', 'LIMIT']);
  }

  /** The first of the words outside parentheses, or the end of the subquery: its parenthesis, or where the tokens end. */
  private scan(start: number, words: readonly string[]): number {
    let depth = 0;
    for (let at = start; at < this.end; at += 1) {
      const upper = this.tokens[at]?.upper ?? '';
      if (upper === '(') depth += 1;
      else if (depth === 0 && (upper === ')' || words.includes(upper))) return at;
      else if (upper === ')') depth -= 1;
    }
    return this.end;
  }

  /** The rows that FROM and WHERE leave. */
  private rowsFrom(from: number): Selected<readonly InformationRow[]> {
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
    const simple = BEYOND.every((word) => {
      const found = this.find(from, word);
      return found < 0 || found >= end;
    });
    if (!simple || (schema !== '' && schema.toLowerCase() !== 'information_schema'))
      return { value: undefined, end };
    if (schema === '' && this.scope.model.current.toLowerCase() !== 'information_schema')
      return { value: undefined, end };
    const table = where < 0 ? undefined : this.tableIn(where, limit);
    const rows = informationRows(this.scope.model, view, table === undefined ? {} : { table });
    if (rows === undefined || where < 0) return { value: rows, end };
    const { rows: _aggregated, ...around } = this.scope;
    const kept: InformationRow[] = [];
    for (const row of rows) {
      const truth = isTrue(this.evaluate(this.tokens, { ...around, row }, where + 1, limit));
      if (truth === undefined) return { value: undefined, end };
      if (truth) kept.push(row);
    }
    return { value: kept, end };
  }

  private endOfWhere(where: number, end: number): number {
    const order = this.find(where, 'ORDER');
    return order >= 0 && order < end ? order : end;
  }

  /** The table that a WHERE asks for by TABLE_NAME = …, when nothing in it turns that round or says it of another. */
  private tableIn(where: number, end: number): string | undefined {
    if (['OR', '||', '!', 'CASE', 'SELECT'].some((word) => this.hasWord(where, end, word))) return undefined;
    for (let at = where; at < end; at += 1)
      if (this.tokens[at]?.upper === 'NOT' && !PART_OF_TEST.has(this.tokens[at + 1]?.upper ?? ''))
        return undefined;
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
