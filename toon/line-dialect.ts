import type { Column, Diagnostic, FileOrigin, Index, IndexPart, Table, TableFacet } from '../shared/model';
import { readColumnDefinition } from './column-definition';
import { readFieldDefault } from './field-default';
import type { Lexeme } from './lex-field';
import { decodeQuoted, lexField } from './lex-field';

/** A file of the line dialect, read into the model. */
export interface LineDialectReading {
  readonly table: Table | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** One line of the file: what stands before and after its first colon. */
interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

type Section = 'columns' | 'indexes';

const HEADINGS: ReadonlySet<string> = new Set([
  'columns',
  'indexes',
  'engine',
  'charset',
  'collate',
  'collation',
  'comment',
]);

/**
 * Reads the line dialect: `table: name`, then `columns:` and `indexes:` with one indented line each, and
 * `engine:`, `charset:`, `collate:`, `comment:`. A key that is absent says nothing, and so does a set of
 * columns of which none is marked `primary`. Never throws.
 */
export function readLineDialect(text: string, path: string): LineDialectReading {
  return new LineDialectReader(path).read(text);
}

class LineDialectReader {
  readonly #path: string;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #indexes: Index[] = [];
  readonly #indexNames = new Set<string>();
  readonly #uniqueColumns: { readonly column: string; readonly origin: FileOrigin }[] = [];
  readonly #primary: { readonly column: string; readonly origin: FileOrigin }[] = [];
  readonly #options = new Map<string, string>();
  readonly #facets = new Set<TableFacet>();
  #name: { readonly text: string; readonly origin: FileOrigin } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  read(text: string): LineDialectReading {
    let section: Section | undefined;
    let sectionIndent = 0;
    for (const line of readLines(text)) {
      const key = /^([\p{L}\p{N}_$]+)[ \t]*:(?:[ \t]|$)/u.exec(line.text)?.[1]?.toLowerCase();
      // Inside a section a deeper line is its item, even when a column is called `comment` or `engine`.
      if (section !== undefined && line.indent > sectionIndent) {
        if (section === 'columns') this.#readColumn(line);
        else this.#readIndex(line);
        continue;
      }
      if (key === 'table' && !this.#name) {
        this.#readName(line);
      } else if (key !== undefined && HEADINGS.has(key)) {
        section = key === 'columns' || key === 'indexes' ? key : undefined;
        sectionIndent = line.indent;
        this.#readHeading(key, line);
      } else if (section === 'columns') {
        this.#readColumn(line);
      } else if (section === 'indexes') {
        this.#readIndex(line);
      } else {
        this.#report(
          'warning',
          'toon-line-not-understood',
          `This line is not understood: ${line.text.slice(0, 80)}`,
          line,
          0,
        );
      }
    }
    return { table: this.#name ? this.#finish(this.#name) : undefined, diagnostics: this.#diagnostics };
  }

  #readName(line: Line): void {
    const at = afterColon(line.text);
    const text = unquote(line.text.slice(at));
    if (text !== '') this.#name = { text, origin: this.#origin(line, at) };
  }

  #readHeading(key: string, line: Line): void {
    if (key === 'columns') {
      this.#facets.add('columns').add('columnOrder').add('columnComments');
    } else if (key === 'indexes') {
      this.#facets.add('indexes');
    } else {
      this.#facets.add(key === 'engine' ? 'engine' : key === 'comment' ? 'tableComment' : 'charset');
      this.#options.set(
        key === 'collate' ? 'collation' : key,
        unquote(line.text.slice(afterColon(line.text))),
      );
    }
  }

  #readColumn(line: Line): void {
    const lexemes = lexField(line.text);
    const name = lexemes[0];
    if (!name || name.kind === 'symbol' || lexemes[1]?.text !== ':') {
      this.#report(
        'error',
        'toon-field-not-understood',
        `This is not a column: ${line.text.slice(0, 80)}`,
        line,
        0,
      );
      return;
    }
    const columnName = name.kind === 'name' || name.kind === 'string' ? decodeQuoted(name.text) : name.text;
    const comment = findComment(line.text, lexemes);
    const items = splitAtCommas(lexemes.slice(2, comment?.index ?? lexemes.length));
    const attributes = new ColumnAttributes(line.text, items.slice(1));
    const origin = this.#origin(line, 0);
    for (const offset of attributes.unknown) {
      this.#report(
        'warning',
        'toon-field-partly-understood',
        `Part of the column ${columnName} is not understood: ${line.text.slice(offset, offset + 60)}`,
        line,
        offset,
      );
    }
    const type = items[0] ? withPlainSpaces(items[0]) : '';
    const parsed = readColumnDefinition([type, ...attributes.sql].join(' '));
    if (!parsed) {
      this.#report(
        'error',
        'toon-field-not-understood',
        `The type of ${columnName} is not understood: ${type}`,
        line,
        items[0]?.[0]?.start ?? 0,
      );
      return;
    }
    if (this.#columns.has(columnName)) {
      this.#report(
        'warning',
        'toon-duplicate-column',
        `The column ${columnName} is stated twice; the first one counts`,
        line,
        0,
      );
      return;
    }
    const { charset, collation } = parsed.column.type;
    if (charset !== undefined || collation !== undefined) this.#facets.add('columnCharsets');
    this.#columns.set(columnName, {
      ...parsed.column,
      name: columnName,
      ...(attributes.default && { default: attributes.default }),
      ...(comment && { comment: comment.text }),
      origin,
    });
    if (attributes.primary) this.#primary.push({ column: columnName, origin });
    if (attributes.unique) this.#uniqueColumns.push({ column: columnName, origin });
  }

  #readIndex(line: Line): void {
    const items = splitAtCommas(lexField(line.text)).map((item) => unquote(sliceOf(line.text, item)));
    const [name, ...rest] = items;
    const kindWord = rest[0]?.toLowerCase();
    // A column may be called `unique`; then it is the only one left.
    const kind =
      rest.length > 1 && (kindWord === 'unique' || kindWord === 'fulltext' || kindWord === 'spatial')
        ? kindWord
        : 'index';
    const columns = kind === 'index' ? rest : rest.slice(1);
    if (name === undefined || name === '' || columns.length === 0) {
      this.#report(
        'warning',
        'toon-index-not-understood',
        `This is not an index: ${line.text.slice(0, 80)}`,
        line,
        0,
      );
      return;
    }
    if (this.#indexNames.has(name.toLowerCase())) {
      this.#report(
        'warning',
        'toon-duplicate-index',
        `The index ${name} is stated twice; the first one counts`,
        line,
        0,
      );
      return;
    }
    this.#indexNames.add(name.toLowerCase());
    for (const column of columns) {
      if (this.#columns.size > 0 && !this.#columns.has(column.replace(/\(\d+\)$/, ''))) {
        this.#report(
          'warning',
          'toon-unknown-column',
          `The index ${name} names ${column}, which is not among the columns`,
          line,
          0,
        );
      }
    }
    this.#indexes.push({
      kind,
      name,
      parts: columns.map(readPart),
      visible: true,
      complete: true,
      origin: this.#origin(line, 0),
    });
  }

  #finish(name: { readonly text: string; readonly origin: FileOrigin }): Table {
    // `unique` at a column and a unique index over that column alone are one key, said twice.
    for (const { column, origin } of this.#uniqueColumns) {
      const said = this.#indexes.some(
        (one) =>
          one.kind === 'unique' &&
          one.parts.length === 1 &&
          one.parts[0]?.kind === 'column' &&
          one.parts[0].column === column,
      );
      if (!said)
        this.#indexes.push({
          kind: 'unique',
          parts: [{ kind: 'column', column }],
          visible: true,
          complete: true,
          origin,
        });
    }
    if (this.#columns.size === 0) {
      this.#diagnostics.push({
        severity: 'error',
        code: 'toon-no-columns',
        message: `No column of ${name.text} could be read`,
        location: name.origin,
      });
    }
    const first = this.#primary[0];
    const option = (key: string): string | undefined => this.#options.get(key);
    const engine = option('engine');
    const charset = option('charset');
    const collation = option('collation');
    const comment = option('comment');
    if (first) this.#facets.add('primaryKey');
    return {
      kind: 'table',
      name: name.text,
      columns: [...this.#columns.values()],
      ...(first && {
        primaryKey: {
          kind: 'primary',
          parts: this.#primary.map(({ column }) => ({ kind: 'column', column })),
          visible: true,
          complete: true,
          origin: first.origin,
        },
      }),
      indexes: this.#indexes,
      foreignKeys: [],
      checks: [],
      options: {
        ...(engine !== undefined && { engine }),
        ...(charset !== undefined && { charset: charset.toLowerCase() }),
        ...(collation !== undefined && { collation: collation.toLowerCase() }),
        ...(comment !== undefined && { comment }),
      },
      systemVersioned: false,
      facets: [...this.#facets],
      origin: name.origin,
    };
  }

  #origin(line: Line, offset: number): FileOrigin {
    return { kind: 'file', path: this.#path, line: line.number, column: line.indent + offset + 1 };
  }

  #report(severity: Diagnostic['severity'], code: string, message: string, line: Line, offset: number): void {
    this.#diagnostics.push({ severity, code, message, location: this.#origin(line, offset) });
  }
}

/** Lines that say something, without their indentation. Lines that begin with `#` or `//` are comments. */
function readLines(text: string): readonly Line[] {
  return text.split(/\r\n|\r|\n/).flatMap((whole, at) => {
    const trimmed = whole.trimEnd();
    const content = trimmed.trimStart();
    if (content === '' || content.startsWith('#') || content.startsWith('//')) return [];
    return [{ number: at + 1, indent: trimmed.length - content.length, text: content }];
  });
}

function afterColon(text: string): number {
  const at = text.indexOf(':') + 1;
  return at + (text.length - at - text.slice(at).trimStart().length);
}

function unquote(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed[0];
  const isQuoted =
    trimmed.length > 1 && (quote === '"' || quote === "'" || quote === '`') && trimmed.endsWith(quote);
  return isQuoted ? decodeQuoted(trimmed) : trimmed;
}

/** `comment: "text"` ends a column's line. Quotes inside the text need no escape, because nothing follows it. */
function findComment(
  text: string,
  lexemes: readonly Lexeme[],
): { readonly text: string; readonly index: number } | undefined {
  const index = lexemes.findIndex(
    (one, at) =>
      at > 1 &&
      one.depth === 0 &&
      one.kind === 'word' &&
      one.text.toLowerCase() === 'comment' &&
      lexemes[at + 1]?.text === ':',
  );
  const colon = lexemes[index + 1];
  if (index < 0 || !colon) return undefined;
  return { text: unquote(text.slice(colon.end)), index };
}

/** Groups pieces between top-level commas; empty groups are dropped. */
function splitAtCommas(lexemes: readonly Lexeme[]): readonly (readonly Lexeme[])[] {
  const groups: Lexeme[][] = [[]];
  for (const one of lexemes) {
    if (one.text === ',' && one.depth === 0) groups.push([]);
    else groups.at(-1)?.push(one);
  }
  return groups.filter((group) => group.length > 0);
}

function sliceOf(text: string, group: readonly Lexeme[]): string {
  const first = group[0];
  const last = group.at(-1);
  return first && last ? text.slice(first.start, last.end) : '';
}

/** Pieces with plain spaces where there was room: to MySQL, a no-break space is a letter of a name. */
function withPlainSpaces(group: readonly Lexeme[]): string {
  return group
    .map(({ text, start }, at) => (at > 0 && start > (group[at - 1]?.end ?? start) ? ` ${text}` : text))
    .join('');
}

function readPart(text: string): IndexPart {
  const prefix = /^([^()]+)\((\d{1,9})\)$/.exec(text);
  if (prefix?.[1] !== undefined)
    return { kind: 'column', column: prefix[1].trim(), length: Number(prefix[2]) };
  return { kind: 'column', column: text };
}

/** What stands after the type: attributes that are SQL already, and those that are not. */
class ColumnAttributes {
  readonly sql: string[] = [];
  readonly unknown: number[] = [];
  primary = false;
  unique = false;
  default: Column['default'] | undefined;

  constructor(text: string, items: readonly (readonly Lexeme[])[]) {
    for (const item of items) this.#read(text, item);
  }

  #read(text: string, item: readonly Lexeme[]): void {
    const words = sliceOf(text, item).toLowerCase().replace(/\s+/g, ' ');
    const value = item[1]?.text === ':' ? item.slice(2) : undefined;
    if (words === 'primary' || words === 'primary key') this.primary = true;
    else if (words === 'unique' || words === 'unique key') this.unique = true;
    else if (words === 'nullable' || words === 'null') this.sql.push('NULL');
    else if (words === 'not null' || words === 'not nullable') this.sql.push('NOT NULL');
    else if (words === 'auto_increment' || words === 'autoincrement') this.sql.push('AUTO_INCREMENT');
    else if (words === 'unsigned' || words === 'zerofill') this.sql.unshift(words);
    else if (words === 'invisible') this.sql.push('INVISIBLE');
    else if (words.startsWith('on update')) this.sql.push(sliceOf(text, item).replace(':', ' '));
    else if (item[0]?.text.toLowerCase() === 'default' && item.length > 1) {
      this.default = readFieldDefault(text, value ?? item.slice(1), false).value;
    } else if (item[0]) {
      this.unknown.push(item[0].start);
    }
  }
}
