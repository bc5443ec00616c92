import type { ForeignKey, Index, IndexKind, IndexPart, ReferenceAction } from '../model';
import type { TokenReader } from './token-reader';

/** `using`, visibility and the other options of an index, as they gather. */
interface IndexOptionsDraft {
  using?: string;
  visible: boolean;
  comment?: string;
  parser?: string;
  keyBlockSize?: number;
  options?: Map<string, string>;
}

/** An index under a kind and name that were already read: `[USING x] (parts) options`. */
export function parseIndexRest(
  reader: TokenReader,
  kind: IndexKind,
  name: string | undefined,
  start: number,
): Index {
  const draft: IndexOptionsDraft = { visible: true };
  readIndexType(reader, draft);
  const { parts, withoutOverlaps } = parseIndexParts(reader);
  readIndexOptions(reader, draft);
  const renamedFrom = reader.renamedSince(start);
  // Field by field: see parseColumn.
  const index: { -readonly [Key in keyof Index]: Index[Key] } = {
    kind,
    parts,
    visible: draft.visible,
    complete: true,
    origin: reader.originAt(start),
  };
  if (name !== undefined) index.name = name;
  if (draft.using !== undefined) index.using = draft.using;
  if (draft.comment !== undefined) index.comment = draft.comment;
  if (draft.parser !== undefined) index.parser = draft.parser;
  if (draft.keyBlockSize !== undefined) index.keyBlockSize = draft.keyBlockSize;
  if (draft.options !== undefined) index.options = draft.options;
  if (withoutOverlaps !== undefined) index.withoutOverlaps = withoutOverlaps;
  if (renamedFrom !== undefined) index.renamedFrom = renamedFrom;
  return index;
}

/** True when USING or TYPE and a method come next. */
export function atIndexType(reader: TokenReader): boolean {
  return (
    reader.at('USING') || (reader.at('TYPE') && ['BTREE', 'HASH', 'RTREE'].includes(reader.peek(1).upper))
  );
}

function readIndexType(reader: TokenReader, draft: IndexOptionsDraft): boolean {
  if (!atIndexType(reader)) return false;
  reader.advance();
  draft.using = reader.name('an index type').toLowerCase();
  return true;
}

/** `(a, b(10) DESC, (expression))`. */
export function parseIndexParts(reader: TokenReader): { parts: IndexPart[]; withoutOverlaps?: string } {
  reader.expect('(');
  const parts: IndexPart[] = [];
  let withoutOverlaps: string | undefined;
  do {
    if (reader.at('(')) {
      const expression = reader.parenthesised();
      reader.markOnly('mysql');
      const direction = readDirection(reader);
      parts.push({ kind: 'expression', expression, ...(direction === undefined ? {} : { direction }) });
      continue;
    }
    const column = reader.name('a column');
    if (reader.acceptAll('WITHOUT', 'OVERLAPS')) {
      reader.markOnly('mariadb');
      withoutOverlaps = column;
      continue;
    }
    let length: number | undefined;
    if (reader.accept('(')) {
      length = Number(reader.digits('a prefix length'));
      reader.expect(')');
    }
    const direction = readDirection(reader);
    if (length === undefined && direction === undefined) parts.push({ kind: 'column', column });
    else
      parts.push({
        kind: 'column',
        column,
        ...(length === undefined ? {} : { length }),
        ...(direction === undefined ? {} : { direction }),
      });
  } while (reader.accept(','));
  reader.expect(')');
  return withoutOverlaps === undefined ? { parts } : { parts, withoutOverlaps };
}

function readDirection(reader: TokenReader): 'asc' | 'desc' | undefined {
  if (reader.accept('ASC')) return 'asc';
  return reader.accept('DESC') ? 'desc' : undefined;
}

function readIndexOptions(reader: TokenReader, draft: IndexOptionsDraft): void {
  while (readIndexOption(reader, draft));
}

function readIndexOption(reader: TokenReader, draft: IndexOptionsDraft): boolean {
  if (readIndexType(reader, draft)) return true;
  const upper = reader.peek().upper;
  switch (upper) {
    case 'KEY_BLOCK_SIZE':
      reader.advance();
      reader.accept('=');
      draft.keyBlockSize = Number(reader.digits());
      return true;
    case 'COMMENT':
      reader.advance();
      reader.accept('=');
      draft.comment = reader.string('a comment');
      return true;
    case 'WITH':
      if (!reader.acceptAll('WITH', 'PARSER')) return false;
      draft.parser = reader.name('a parser');
      return true;
    case 'VISIBLE':
    case 'INVISIBLE':
      reader.advance();
      draft.visible = upper === 'VISIBLE';
      // MariaDB reads VISIBLE, which is what an index is anyway (10.11), and not INVISIBLE.
      if (upper === 'INVISIBLE') reader.markOnly('mysql');
      return true;
    case 'IGNORED':
      reader.advance();
      draft.visible = false;
      reader.markOnly('mariadb');
      return true;
    case 'NOT':
      if (!reader.acceptAll('NOT', 'IGNORED')) return false;
      draft.visible = true;
      reader.markOnly('mariadb');
      return true;
    case 'ENGINE_ATTRIBUTE':
    case 'SECONDARY_ENGINE_ATTRIBUTE':
      reader.advance();
      reader.accept('=');
      (draft.options ??= new Map()).set(upper.toLowerCase(), reader.string());
      reader.markOnly('mysql');
      return true;
    default: {
      // ALGORITHM and LOCK are said of the statement, behind the index.
      if (!reader.atName() || !reader.at('=', 1) || upper === 'ALGORITHM' || upper === 'LOCK') return false;
      // MariaDB: options that an engine or a vector index defines, name = value.
      const name = reader.name().toLowerCase();
      reader.advance();
      (draft.options ??= new Map()).set(name, reader.advance().text);
      reader.markOnly('mariadb');
      return true;
    }
  }
}

/** What follows FOREIGN KEY and its index name: columns and REFERENCES. */
export function parseForeignKeyRest(
  reader: TokenReader,
  name: string | undefined,
  start: number,
): ForeignKey {
  const columns = reader.nameList('a column');
  return parseReferences(reader, name, columns, start);
}

/** REFERENCES table [(columns)] [MATCH …] [ON DELETE …] [ON UPDATE …]. */
export function parseReferences(
  reader: TokenReader,
  name: string | undefined,
  columns: readonly string[],
  start: number,
): ForeignKey {
  reader.expect('REFERENCES');
  const table = reader.qualifiedName('a table');
  // Without columns the referenced table's primary key is meant (MariaDB 10.5+, MySQL 9+).
  const referencedColumns = reader.at('(') ? reader.nameList('a column') : [];
  let match: ForeignKey['match'];
  let onDelete: ReferenceAction | undefined;
  let onUpdate: ReferenceAction | undefined;
  for (;;) {
    if (reader.accept('MATCH')) {
      const kind = reader.acceptAny('FULL', 'PARTIAL', 'SIMPLE');
      if (kind === undefined) throw reader.fault('expected FULL, PARTIAL or SIMPLE');
      match = kind === 'FULL' ? 'full' : kind === 'PARTIAL' ? 'partial' : 'simple';
    } else if (reader.acceptAll('ON', 'DELETE')) {
      onDelete = readAction(reader);
    } else if (reader.at('ON') && reader.at('UPDATE', 1) && isAction(reader)) {
      reader.index += 2;
      onUpdate = readAction(reader);
    } else {
      break;
    }
  }
  return {
    ...(name === undefined ? {} : { name }),
    columns,
    ...(table.schema === undefined ? {} : { referencedSchema: table.schema }),
    referencedTable: table.name,
    referencedColumns,
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
    ...(match === undefined ? {} : { match }),
    origin: reader.originAt(start),
  };
}

/** Behind an inline REFERENCES, ON UPDATE may also be the column's own ON UPDATE CURRENT_TIMESTAMP. */
function isAction(reader: TokenReader): boolean {
  return ['RESTRICT', 'CASCADE', 'SET', 'NO'].includes(reader.peek(2).upper);
}

function readAction(reader: TokenReader): ReferenceAction {
  if (reader.accept('RESTRICT')) return 'restrict';
  if (reader.accept('CASCADE')) return 'cascade';
  if (reader.acceptAll('SET', 'NULL')) return 'set null';
  if (reader.acceptAll('SET', 'DEFAULT')) return 'set default';
  if (reader.acceptAll('NO', 'ACTION')) return 'no action';
  throw reader.fault('expected RESTRICT, CASCADE, SET NULL, NO ACTION or SET DEFAULT');
}
