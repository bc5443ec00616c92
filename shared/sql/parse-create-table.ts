import type { Partitioning } from '../model';
import { parsePartitioning } from './parse-partitioning';
import { parseTableElement } from './parse-table-element';
import { parseTableOptions } from './parse-table-options';
import type {
  CreateTable,
  QualifiedName,
  SelectNode,
  TableElement,
  TableOptionsNode,
} from './statement-node';
import { SyntaxFault } from './token-reader';
import type { TokenReader } from './token-reader';

/** Reads what follows CREATE [OR REPLACE] [TEMPORARY] TABLE. An element that is not understood is reported and left out. */
export function parseCreateTable(
  reader: TokenReader,
  start: number,
  flags: { orReplace: boolean; temporary: boolean },
): CreateTable {
  const ifNotExists = reader.acceptIfNotExists();
  const at = reader.peek().start;
  const table = reader.qualifiedName('a table');
  if (flags.orReplace) reader.markOnly('mariadb');
  const base = { kind: 'create table', table, ...flags, ifNotExists, at } as const;
  const like = readLike(reader);
  if (like !== undefined) return { ...base, like, elements: [], options: { options: {} } };
  let elements: TableElement[] = [];
  let renamedFrom = renamedAt(reader, start);
  if (reader.at('(') && !startsSelect(reader, 1)) {
    reader.advance();
    renamedFrom = renamedAt(reader, start);
    elements = readElements(reader);
  }
  const end = parseTableEnd(reader);
  const select = readSelect(reader);
  return {
    ...base,
    elements,
    ...end,
    ...(select === undefined ? {} : { select }),
    ...(renamedFrom === undefined ? {} : { renamedFrom }),
  };
}

/** What follows the closing parenthesis of a table's elements. */
export interface TableEnd {
  readonly options: TableOptionsNode;
  readonly partitioning?: Partitioning;
}

/** Reads options and partitions, both of which may be absent. */
export function parseTableEnd(reader: TokenReader): TableEnd {
  const options = parseTableOptions(reader, true) ?? { options: {} };
  if (!reader.acceptAll('PARTITION', 'BY')) return { options };
  return { options, partitioning: parsePartitioning(reader) };
}

function renamedAt(reader: TokenReader, start: number): string | undefined {
  return reader.renamedBetween(start, reader.peek().start);
}

function readLike(reader: TokenReader): QualifiedName | undefined {
  if (reader.accept('LIKE')) return reader.qualifiedName('a table');
  if (!reader.atAll('(', 'LIKE')) return undefined;
  reader.index += 2;
  const name = reader.qualifiedName('a table');
  reader.expect(')');
  return name;
}

/** All elements up to the closing parenthesis; a broken one costs itself only. */
function readElements(reader: TokenReader): TableElement[] {
  const elements: TableElement[] = [];
  for (;;) {
    if (reader.accept(')')) return elements;
    const start = reader.index;
    try {
      elements.push(parseTableElement(reader));
      if (!reader.at(',') && !reader.at(')')) throw reader.fault('expected a comma or a closing parenthesis');
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault;
      if (skipDashLine(reader, start)) continue;
      reader.index = start;
      skipElement(reader);
      if (reader.atEnd) throw fault;
      reportElement(reader, start, fault);
    }
    if (!reader.accept(',')) {
      reader.expect(')');
      return elements;
    }
    if (reader.at(')'))
      reader.report(
        'warning',
        'sql-trailing-comma',
        'A comma stands before the closing parenthesis; servers refuse that.',
        reader.peek().start,
      );
  }
}

/** In the wild, a comment that starts with one dash: pass over its line and say so. */
function skipDashLine(reader: TokenReader, start: number): boolean {
  const dash = reader.tokens[start];
  if (dash?.upper !== '-') return false;
  const next = reader.context.lines.nextLine(dash.start);
  if (next === undefined) return false;
  reader.index = start;
  while (!reader.atEnd && reader.peek().start < next) reader.index += 1;
  reader.report(
    'error',
    'sql-comment-with-one-dash',
    'This line looks like a comment but starts with one dash; servers stop here.',
    dash.start,
    'Write "-- ".',
  );
  return true;
}

function skipElement(reader: TokenReader): void {
  let depth = 0;
  while (!reader.atEnd) {
    const { upper } = reader.peek();
    if (depth === 0 && (upper === ',' || upper === ')')) return;
    if (upper === '(') depth += 1;
    else if (upper === ')') depth -= 1;
    reader.index += 1;
  }
}

function reportElement(reader: TokenReader, start: number, fault: SyntaxFault): void {
  const text = reader.spelling(start, reader.index);
  const shown = text.length > 80 ? text.slice(0, 80) + '…' : text;
  reader.report(
    'error',
    'sql-not-understood',
    `Not understood: ${shown} (${fault.message})`,
    reader.tokens[start]?.start ?? fault.at,
  );
}

function startsSelect(reader: TokenReader, ahead: number): boolean {
  return ['SELECT', 'WITH', 'VALUES', 'TABLE', '('].includes(reader.peek(ahead).upper);
}

function readSelect(reader: TokenReader): SelectNode | undefined {
  if (!reader.accept('IGNORE')) reader.accept('REPLACE');
  reader.accept('AS');
  if (reader.atEnd || !startsSelect(reader, 0)) return undefined;
  const start = reader.index;
  const text = reader.restText(start);
  const parenthesised = reader.accept('(');
  let allOf: QualifiedName | undefined;
  if (reader.acceptAll('SELECT', '*', 'FROM')) {
    const table = reader.atName() ? reader.qualifiedName() : undefined;
    if (parenthesised) reader.accept(')');
    if (['', ';', 'WHERE', 'LIMIT', 'ORDER'].includes(reader.peek().upper)) allOf = table;
  }
  reader.index = reader.tokens.length;
  return { text, ...(allOf === undefined ? {} : { allOf }) };
}
