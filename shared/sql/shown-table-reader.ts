import { ALL_TABLE_FACETS } from '../model';
import type { Check, Column, FileOrigin, Flavor, ForeignKey, Index, Origin, Table } from '../model';
import { LineIndex } from './line-index';
import { parseTableEnd } from './parse-create-table';
import type { TableEnd } from './parse-create-table';
import { parseTableElement } from './parse-table-element';
import { RenameComments } from './rename-comments';
import { DEFAULT_SQL_MODE } from './sql-mode';
import type { TableElement } from './statement-node';
import type { Token } from './token';
import { SyntaxFault, TokenReader } from './token-reader';
import { TokenScanner } from './token-scanner';

/** An element as the server states it, and whether a comma follows. */
interface ShownLine {
  readonly element: TableElement;
  readonly hasNext: boolean;
}

/** What the lines between the parentheses add up to. */
interface Body {
  readonly columns: Column[];
  primaryKey?: Index;
  readonly indexes: Index[];
  readonly foreignKeys: ForeignKey[];
  readonly checks: Check[];
  readonly periods: { readonly name: string; readonly start: string; readonly end: string }[];
}

/** The reader wants a place; nothing that has this one is answered. */
const NOWHERE: FileOrigin = { kind: 'file', path: '', line: 1, column: 1 };
const NO_LINES = new LineIndex('');
const NO_RENAMES = new RenameComments('');

/**
 * Reads what SHOW CREATE TABLE prints, for as long as one server is being read. Both vendors put each element on a
 * line of its own, and most lines of a schema stand in many of its tables (`id`, `created_at`…): each is parsed
 * once, and the tables share what it says. A server's output differs from a script in just that layout, so
 * whatever is laid out otherwise is left to `readSql`.
 */
export class ShownTableReader {
  readonly #lines = new Map<string, ShownLine | undefined>();
  readonly #ends = new Map<string, TableEnd | undefined>();

  /** `origin` is what every table and part of one says of itself. */
  constructor(
    private readonly flavor: Flavor,
    private readonly origin: Origin,
  ) {}

  /**
   * The table; columns that are not said to be NOT NULL may be NULL. Undefined where a line is not a whole element
   * or anything else is unusual: the text then has to be read as a script, which says what is wrong with it.
   */
  read(text: string): Table | undefined {
    const head = /^CREATE TABLE `((?:[^`\n]|``)+)` \(\n/.exec(text);
    if (head === null) return undefined;
    const body: Body = { columns: [], indexes: [], foreignKeys: [], checks: [], periods: [] };
    let at = head[0].length;
    let hasNext = true;
    // A name with a line break leaves its line with an open quote, which is no element: we never get out of step.
    while (hasNext) {
      const to = text.indexOf('\n', at);
      if (to < 0) return undefined;
      const line = this.#readLine(text.slice(at, to));
      if (line === undefined || !add(body, line.element)) return undefined;
      ({ hasNext } = line);
      at = to + 1;
    }
    const end = this.#readEnd(text.slice(at));
    if (end === undefined) return undefined;
    const { options, systemVersioned = false } = end.options;
    const { primaryKey, periods } = body;
    return {
      kind: 'table',
      name: (head[1] ?? '').replaceAll('``', '`'),
      columns: body.columns.map((column) => withoutInherited(column, options.collation)),
      ...(primaryKey === undefined ? {} : { primaryKey }),
      indexes: body.indexes,
      foreignKeys: body.foreignKeys,
      checks: body.checks,
      options,
      ...(end.partitioning === undefined ? {} : { partitioning: end.partitioning }),
      systemVersioned,
      ...(periods.length === 0 ? {} : { periods }),
      facets: ALL_TABLE_FACETS,
      origin: this.origin,
    };
  }

  #readLine(text: string): ShownLine | undefined {
    if (this.#lines.has(text)) return this.#lines.get(text);
    const line = this.#parse(text, (reader): ShownLine => {
      const element = asShown(parseTableElement(reader), this.origin, this.flavor);
      return { element, hasNext: reader.accept(',') };
    });
    this.#lines.set(text, line);
    return line;
  }

  #readEnd(text: string): TableEnd | undefined {
    if (this.#ends.has(text)) return this.#ends.get(text);
    const end = this.#parse(text, (reader) => {
      reader.expect(')');
      return parseTableEnd(reader);
    });
    this.#ends.set(text, end);
    return end;
  }

  /** What `read` makes of a text; undefined unless it understands all of it without a remark. */
  #parse<T>(text: string, read: (reader: TokenReader) => T): T | undefined {
    const scanner = new TokenScanner(text, { flavor: this.flavor });
    const tokens: Token[] = [];
    for (let token = scanner.next(); token !== undefined; token = scanner.next()) tokens.push(token);
    if (scanner.problems.length > 0 || scanner.insideConditional) return undefined;
    const reader = new TokenReader(tokens, {
      path: '',
      text,
      lines: NO_LINES,
      renames: NO_RENAMES,
      mode: DEFAULT_SQL_MODE,
      flavor: this.flavor,
      fixedOrigin: NOWHERE,
    });
    try {
      const found = read(reader);
      return reader.atEnd && reader.diagnostics.length === 0 ? found : undefined;
    } catch (error) {
      if (error instanceof SyntaxFault) return undefined;
      throw error;
    }
  }
}

/** Types of which MySQL prints no DEFAULT NULL, whether the default was dropped or not. */
const NEVER_PRINTED = /^(?:tiny|medium|long)?(?:blob|text)$/;

/**
 * A column as a server states it: what is not said to be NOT NULL may be NULL, and MySQL prints DEFAULT NULL unless
 * the default was dropped.
 */
export function asShownColumn(column: Column, origin: Origin, flavor: Flavor): Column {
  const shown = { ...column, nullable: column.nullable ?? true, origin };
  const isDropped =
    flavor.vendor === 'mysql' &&
    shown.nullable &&
    column.default === undefined &&
    column.generated === undefined &&
    !column.autoIncrement &&
    !NEVER_PRINTED.test(column.type.name);
  return isDropped ? { ...shown, default: { kind: 'none' } } : shown;
}

/**
 * MySQL prints the collation of a column beside no character set where the column has it from its table (9.7.4);
 * written back so, it would be the column's own, and be printed with its character set from then on.
 */
export function withoutInherited(column: Column, inherited: string | undefined): Column {
  if (column.type.collation === undefined) return column;
  const { collation, charset, ...type } = column.type;
  return charset === undefined && collation === inherited ? { ...column, type } : column;
}

function asShown(element: TableElement, origin: Origin, flavor: Flavor): TableElement {
  switch (element.kind) {
    case 'column': {
      const { column, checks, keys, foreignKeys } = element.definition;
      return {
        ...element,
        definition: {
          column: asShownColumn(column, origin, flavor),
          checks: checks.map((check) => ({ ...check, origin })),
          keys,
          foreignKeys,
        },
      };
    }
    case 'index':
      return { ...element, index: { ...element.index, origin } };
    case 'foreign key':
      return { ...element, foreignKey: { ...element.foreignKey, origin } };
    case 'check':
      return { ...element, check: { ...element.check, origin } };
    case 'period':
      return element;
  }
}

/** Adds an element; answers false for what no server prints, so that nothing has to be said about it here. */
function add(body: Body, element: TableElement): boolean {
  switch (element.kind) {
    case 'column': {
      const { column, checks, keys, foreignKeys } = element.definition;
      if (keys.length > 0 || foreignKeys.length > 0) return false;
      body.columns.push(column);
      body.checks.push(...checks);
      return true;
    }
    case 'index':
      if (element.index.kind !== 'primary') body.indexes.push(element.index);
      else if (body.primaryKey === undefined) body.primaryKey = element.index;
      else return false;
      return true;
    case 'foreign key':
      if (element.indexName !== undefined || element.foreignKey.referencedColumns.length === 0) return false;
      body.foreignKeys.push(element.foreignKey);
      return true;
    case 'check':
      body.checks.push(element.check);
      return true;
    case 'period':
      body.periods.push(element.period);
      return true;
  }
}
