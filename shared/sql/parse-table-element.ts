import type { Check, IndexKind } from '../model';
import { parseColumn } from './parse-column';
import { atIndexType, parseForeignKeyRest, parseIndexRest } from './parse-index';
import { isTypeName } from './parse-type';
import type { TableElement } from './statement-node';
import type { TokenReader } from './token-reader';

/** Reads one element of a table: a column, key, foreign key, check or period. */
export function parseTableElement(reader: TokenReader): TableElement {
  return (
    parseTableConstraint(reader) ?? { kind: 'column', definition: parseColumn(reader), ifNotExists: false }
  );
}

/** Reads a table constraint or index if one comes next; a column is left to the caller. */
export function parseTableConstraint(reader: TokenReader): TableElement | undefined {
  const start = reader.peek().start;
  let constraint: string | undefined;
  let named = false;
  if (reader.accept('CONSTRAINT')) {
    named = true;
    if (!KEY_WORDS.has(reader.peek().upper) || reader.peek().kind === 'quoted') {
      reader.acceptIfNotExists();
      constraint = reader.name('a constraint name');
    }
  }
  const found = readConstraint(reader, constraint, start);
  if (found === undefined && named) throw reader.fault('expected PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK');
  return found;
}

const KEY_WORDS = new Set(['PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK']);

function readConstraint(
  reader: TokenReader,
  constraint: string | undefined,
  start: number,
): TableElement | undefined {
  switch (reader.peek().upper) {
    case 'PRIMARY':
      reader.advance();
      reader.expect('KEY');
      return readIndex(reader, 'primary', undefined, start);
    case 'UNIQUE':
      reader.advance();
      acceptKeyWord(reader);
      return readIndex(reader, 'unique', constraint, start);
    case 'INDEX':
    case 'KEY':
      reader.advance();
      return readIndex(reader, 'index', undefined, start);
    case 'FULLTEXT':
    case 'SPATIAL': {
      const kind = reader.advance().upper === 'FULLTEXT' ? 'fulltext' : 'spatial';
      acceptKeyWord(reader);
      return readIndex(reader, kind, undefined, start);
    }
    case 'VECTOR':
      if (!atVectorIndex(reader)) return undefined;
      reader.advance();
      acceptKeyWord(reader);
      reader.markOnly('mariadb');
      return readIndex(reader, 'vector', undefined, start);
    case 'FOREIGN':
      return readForeignKey(reader, constraint, start);
    case 'CHECK':
      return readTableCheck(reader, constraint, start);
    case 'PERIOD':
      if (!reader.at('FOR', 1)) return undefined;
      return readPeriod(reader);
    default:
      return undefined;
  }
}

/** `vector` may also be a column's name: then a type follows. */
function atVectorIndex(reader: TokenReader): boolean {
  const next = reader.peek(1);
  if (next.upper === 'INDEX' || next.upper === 'KEY' || next.upper === '(') return true;
  return next.kind === 'quoted' || (next.kind === 'word' && !isTypeName(next.text) && reader.at('(', 2));
}

function acceptKeyWord(reader: TokenReader): void {
  if (!reader.accept('INDEX')) reader.accept('KEY');
}

function readIndex(
  reader: TokenReader,
  kind: IndexKind,
  constraint: string | undefined,
  start: number,
): TableElement {
  const ifNotExists = reader.acceptIfNotExists();
  if (ifNotExists) reader.markOnly('mariadb');
  // `PRIMARY KEY name (…)` is read and its name forgotten by servers.
  const name = !atIndexType(reader) && reader.atName() ? reader.name() : undefined;
  const index = parseIndexRest(reader, kind, kind === 'primary' ? undefined : (name ?? constraint), start);
  return { kind: 'index', index, ifNotExists };
}

function readForeignKey(reader: TokenReader, constraint: string | undefined, start: number): TableElement {
  reader.advance();
  reader.expect('KEY');
  const ifNotExists = reader.acceptIfNotExists();
  if (ifNotExists) reader.markOnly('mariadb');
  const indexName = reader.atName() ? reader.name() : undefined;
  // Without CONSTRAINT the index's name names the key too; MySQL left that habit in 8.0.16 (manual, FOREIGN KEY).
  // There it still names the index that is made for the key. Beside CONSTRAINT both vendors forget it.
  const isOfIndex = reader.context.flavor?.vendor === 'mysql';
  return {
    kind: 'foreign key',
    foreignKey: parseForeignKeyRest(reader, constraint ?? (isOfIndex ? undefined : indexName), start),
    ...(isOfIndex && constraint === undefined && indexName !== undefined ? { indexName } : {}),
    ifNotExists,
  };
}

function readTableCheck(reader: TokenReader, constraint: string | undefined, start: number): TableElement {
  reader.advance();
  const expression = reader.parenthesised();
  let enforced = true;
  if (reader.accept('ENFORCED')) reader.markOnly('mysql');
  else if (reader.acceptAll('NOT', 'ENFORCED')) {
    reader.markOnly('mysql');
    enforced = false;
  }
  const check: Check = {
    ...(constraint === undefined ? {} : { name: constraint }),
    expression,
    enforced,
    origin: reader.originAt(start),
  };
  return { kind: 'check', check, ifNotExists: false };
}

function readPeriod(reader: TokenReader): TableElement {
  reader.index += 2;
  const ifNotExists = reader.acceptIfNotExists();
  return { ...parsePeriod(reader), ifNotExists };
}

/** `name (start, end)` of a period. */
export function parsePeriod(reader: TokenReader): Extract<TableElement, { kind: 'period' }> {
  const name = reader.name('a period');
  reader.expect('(');
  const start = reader.name('a column');
  reader.expect(',');
  const end = reader.name('a column');
  reader.expect(')');
  reader.markOnly('mariadb');
  return { kind: 'period', period: { name, start, end }, ifNotExists: false };
}
