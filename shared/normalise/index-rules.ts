import type { Column, ForeignKey, Index, IndexPart, Table, TableOptions } from '../model';
import type { NormaliseContext } from './context';
import { bytesPerCharacter } from './charset-defaults';

const HASH_ENGINES: ReadonlySet<string> = new Set(['memory', 'heap']);

/** The engine, lower case; InnoDB where none is said. */
export function engineOf(table: Table, context: NormaliseContext): string {
  return (table.options.engine ?? context.server?.defaultEngine ?? 'InnoDB').toLowerCase();
}

/** A column's name as the table declares it: servers compare column names without case. */
export function resolveColumnName(name: string, columns: ReadonlyMap<string, Column>): string {
  return columns.get(name.toLowerCase())?.name ?? name;
}

/** Columns by lower-case name. */
export function columnsByName(table: Table): ReadonlyMap<string, Column> {
  return new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
}

/** Engines whose indexes are hashes where nothing else is said. `engine` is lower case. */
export function isHashEngine(engine: string): boolean {
  return HASH_ENGINES.has(engine);
}

/**
 * USING in lower case. Both servers keep and show what was written, even where it is the default; but
 * full-text and spatial indexes have no choice, and MySQL forgets USING HASH where the engine has none.
 */
export function applyIndexUsing(index: Index, engine: string, context: NormaliseContext): Index {
  if (index.using === undefined) return index;
  const using = index.using.toLowerCase();
  const isForgotten =
    index.kind === 'fulltext' ||
    index.kind === 'spatial' ||
    (using === 'hash' && context.flavor.vendor === 'mysql' && !isHashEngine(engine));
  if (!isForgotten) return using === index.using ? index : { ...index, using };
  const { using: _using, ...rest } = index;
  return rest;
}

/** MyISAM has blocks of these sizes, and takes the next one (10.11 and 9.7). */
const MYISAM_BLOCKS = { smallest: 1024, largest: 16_384 };

/**
 * An index's own KEY_BLOCK_SIZE, where servers keep one: not the table's over again, and on MySQL not in an InnoDB table
 * that is not compressed (9.7 forgets it).
 */
export function applyIndexBlockSize(
  index: Index,
  engine: string,
  options: TableOptions,
  context: NormaliseContext,
): Index {
  const { keyBlockSize: size, ...rest } = index;
  if (size === undefined) return index;
  const own = Number(options.rest?.get('key_block_size') ?? '0');
  const isPlain =
    context.flavor.vendor === 'mysql' &&
    engine === 'innodb' &&
    own === 0 &&
    options.rowFormat?.toLowerCase() !== 'compressed';
  if (size === 0 || size === own || isPlain) return rest;
  if (engine !== 'myisam') return index;
  let block = MYISAM_BLOCKS.smallest;
  while (block < size && block < MYISAM_BLOCKS.largest) block *= 2;
  return block === size ? index : { ...index, keyBlockSize: block };
}

/**
 * Ascending is the default direction, and the only one of full-text and spatial indexes. Of hashes, and of whatever says USING
 * HASH under another engine, MariaDB 10.11 shows none: it keeps DESC to itself until the table goes to an engine with order.
 */
export function applyIndexDirection(index: Index, engine: string, context: NormaliseContext): Index {
  const isHash =
    context.flavor.vendor === 'mariadb' &&
    (index.using ?? (isHashEngine(engine) ? 'hash' : '')).toLowerCase() === 'hash';
  const drops = (part: IndexPart): boolean =>
    part.direction === 'asc' ||
    (part.direction !== undefined && (isHash || index.kind === 'fulltext' || index.kind === 'spatial'));
  if (!index.parts.some(drops)) return index;
  return {
    ...index,
    parts: index.parts.map((part) => {
      if (!drops(part)) return part;
      const { direction: _direction, ...rest } = part;
      return rest;
    }),
  };
}

const SPATIAL = /^(?:multi)?(?:point|linestring|polygon)$|^geom/;

/** MySQL makes a spatial index of any plain one over a single spatial column (seen on 9.7, InnoDB and MyISAM). */
export function applySpatialKind(index: Index, columns: ReadonlyMap<string, Column>): Index {
  const [part] = index.parts;
  if (index.kind !== 'index' || index.parts.length !== 1 || part?.kind !== 'column') return index;
  const type = columns.get(part.column.toLowerCase())?.type.name ?? '';
  return SPATIAL.test(type) ? { ...index, kind: 'spatial' } : index;
}

/** Types of which an index can hold a beginning. */
const PREFIXED = /char|binary|text|blob|geometry|point|linestring|polygon|geom|json|uuid|inet/;

/** A prefix as long as the column is no prefix; full-text and spatial indexes have none. */
export function applyIndexPrefix(index: Index, columns: ReadonlyMap<string, Column>): Index {
  const drops = (part: IndexPart): boolean => {
    if (part.kind !== 'column' || part.length === undefined) return false;
    if (index.kind === 'fulltext' || index.kind === 'spatial') return true;
    const type = columns.get(part.column.toLowerCase())?.type;
    if (type === undefined) return false;
    // Of a number or a date servers take only its whole length in bytes, and forget it (date(3), MySQL 9.7).
    if (!PREFIXED.test(type.name)) return true;
    return (
      ['char', 'varchar', 'binary', 'varbinary'].includes(type.name) &&
      String(part.length) === type.parameters[0]
    );
  };
  if (!index.parts.some(drops)) return index;
  return {
    ...index,
    parts: index.parts.map((part) => {
      if (part.kind !== 'column' || !drops(part)) return part;
      const { length: _length, ...rest } = part;
      return rest;
    }),
  };
}

/** Bytes that one part of an index, and a whole one, may have, by engine (measured on MariaDB 10.11; the others as InnoDB). */
const LARGEST_KEY: ReadonlyMap<string, number> = new Map([
  ['myisam', 1000],
  ['aria', 2300],
]);
const LARGEST_INNODB_KEY = 3072;

function largestKey(engine: string): number {
  return LARGEST_KEY.get(engine.toLowerCase()) ?? LARGEST_INNODB_KEY;
}

/**
 * MySQL cuts parts of plain indexes that are too long for InnoDB where sql_mode is not strict, and refuses them otherwise (manual,
 * InnoDB Limits: 3,072 bytes, 767 with REDUNDANT and COMPACT rows).
 */
export function applyCutPart(
  index: Index,
  columns: ReadonlyMap<string, Column>,
  engine: string,
  rowFormat: string | undefined,
): Index {
  if (engine !== 'innodb' || index.kind !== 'index') return index;
  const most = /^(?:redundant|compact)$/i.test(rowFormat ?? '') ? 767 : LARGEST_INNODB_KEY;
  const parts = index.parts.map((part) => {
    const type = part.kind === 'column' ? columns.get(part.column.toLowerCase())?.type : undefined;
    if (part.kind !== 'column' || type === undefined || !/(?:char|binary|text|blob)$/.test(type.name))
      return part;
    const length =
      part.length ?? (/^(?:var)?(?:char|binary)$/.test(type.name) ? Number(type.parameters[0] ?? '1') : 0);
    const largest = Math.floor(most / bytesPerCharacter(type.charset ?? 'binary'));
    if (length <= largest) return part;
    return { ...part, length: largest };
  });
  return parts.some((part, at) => part !== index.parts[at]) ? { ...index, parts } : index;
}

/** A POINT has always 25 bytes, and MariaDB says so. */
const POINT_BYTES = 25;

/**
 * MariaDB shortens a plain index over what is too long for the engine, with a warning; indexes TEXT, BLOB and spatial columns
 * without a stated length by the longest prefix; and shows any index over a POINT with its 25 bytes. Unique ones over long
 * columns are hashed.
 */
export function applyLongIndexPart(
  index: Index,
  columns: ReadonlyMap<string, Column>,
  engine: string,
  context: NormaliseContext,
): Index {
  if (context.flavor.vendor !== 'mariadb' || index.kind === 'fulltext' || index.kind === 'spatial')
    return index;
  const lengthOf = (part: IndexPart): number | undefined => {
    if (part.kind !== 'column') return undefined;
    const type = columns.get(part.column.toLowerCase())?.type;
    if (type?.name === 'point') return POINT_BYTES;
    if (type === undefined || index.kind !== 'index') return undefined;
    const bytes = bytesPerCharacter(type.charset ?? 'binary');
    const largest = Math.floor(largestKey(engine) / bytes);
    if (/(?:text|blob)$/.test(type.name) || SPATIAL.test(type.name)) {
      const own = type.name.startsWith('tiny') ? Math.floor(255 / bytes) : largest;
      return part.length === undefined ? own : Math.min(part.length, largest);
    }
    if (!/^(?:var)?(?:char|binary)$/.test(type.name)) return undefined;
    return Number(part.length ?? type.parameters[0] ?? '1') > largest ? largest : undefined;
  };
  const isOther = (part: IndexPart): boolean => {
    const length = lengthOf(part);
    return length !== undefined && part.kind === 'column' && length !== part.length;
  };
  if (!index.parts.some(isOther)) return index;
  return {
    ...index,
    parts: index.parts.map((part) => {
      const length = lengthOf(part);
      return length === undefined || part.kind !== 'column' ? part : { ...part, length };
    }),
  };
}

/** Part names as the columns are spelled. */
export function applyPartNames(index: Index, columns: ReadonlyMap<string, Column>): Index {
  const parts = index.parts.map((part) => {
    if (part.kind !== 'column') return part;
    const column = resolveColumnName(part.column, columns);
    return column === part.column ? part : { ...part, column };
  });
  return parts.some((part, i) => part !== index.parts[i]) ? { ...index, parts } : index;
}

/**
 * Names that the server gives to unnamed indexes: the first column's, or it with `_2`, `_3`… when an earlier
 * index has it; `functional_index` for an expression.
 */
export function nameIndexes(table: Table): readonly Index[] {
  const { indexes } = table;
  if (indexes.every((index) => index.name !== undefined)) return indexes;
  const columns = columnsByName(table);
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return indexes.map((index) => {
    const name = index.name ?? chooseName(firstName(index, columns), taken, next);
    taken.add(name.toLowerCase());
    return index.name === undefined ? { ...index, name } : index;
  });
}

/** The column as the table spells it, however the key does. */
function firstName(index: Index, columns: ReadonlyMap<string, Column>): string {
  const [part] = index.parts;
  return part?.kind === 'column' ? resolveColumnName(part.column, columns) : 'functional_index';
}

function chooseName(base: string, taken: ReadonlySet<string>, next: Map<string, number>): string {
  const lower = base.toLowerCase();
  if (!taken.has(lower) && lower !== 'primary') return base;
  let number = next.get(lower) ?? 2;
  while (taken.has(`${lower}_${String(number)}`)) number += 1;
  next.set(lower, number + 1);
  return `${base}_${String(number)}`;
}

/**
 * The indexes that InnoDB adds for foreign keys that no other index serves, named like the constraint or the first
 * column. Of two such indexes, one a prefix of the other, the longer or else the later stays.
 */
export function addForeignKeyIndexes(table: Table, context: NormaliseContext): readonly Index[] {
  if (table.foreignKeys.length === 0) return table.indexes;
  const explicit = [...(table.primaryKey ? [table.primaryKey] : []), ...table.indexes];
  const columnsOf = (index: Index): readonly string[] =>
    index.kind === 'fulltext' ||
    index.kind === 'spatial' ||
    index.kind === 'vector' ||
    (index.kind === 'unique' && index.using === 'hash' && context.flavor.vendor === 'mariadb')
      ? []
      : leadingColumns(index, context);
  const served = new Set<string>();
  for (const index of explicit) addPrefixes(served, columnsOf(index));
  // Of two such indexes, one a prefix of the other, the longer or else the later stays: so look from the end.
  const added: { columns: readonly string[]; key: ForeignKey }[] = [];
  const byLength = [...table.foreignKeys.entries()].sort(
    ([i, a], [j, b]) => b.columns.length - a.columns.length || j - i,
  );
  const kept = new Map<number, readonly string[]>();
  for (const [place, key] of byLength) {
    const columns = key.columns.map((name) => name.toLowerCase());
    if (columns.length === 0 || served.has(columns.join('\0'))) continue;
    addPrefixes(served, columns);
    kept.set(place, columns);
  }
  table.foreignKeys.forEach((key, place) => {
    const columns = kept.get(place);
    if (columns) added.push({ columns, key });
  });
  if (added.length === 0) return table.indexes;
  return [
    ...table.indexes,
    ...added.map(({ key }): Index => {
      const base = {
        kind: 'index',
        parts: key.columns.map((column) => ({ kind: 'column', column }) as const),
        visible: true,
        complete: true,
        implicit: true,
        origin: key.origin,
      } as const;
      return key.name === undefined ? base : { ...base, name: key.name };
    }),
  ];
}

/**
 * Columns by which an index can serve a foreign key, lower case: up to the first prefix or expression, and on
 * MySQL up to the first descending part (seen on 9.7; MariaDB 10.11 takes those).
 */
function leadingColumns(index: Index, context: NormaliseContext): readonly string[] {
  const columns: string[] = [];
  for (const part of index.parts) {
    if (part.kind !== 'column' || part.length !== undefined) break;
    if (part.direction === 'desc' && context.flavor.vendor === 'mysql') break;
    columns.push(part.column.toLowerCase());
  }
  return columns;
}

/** Every leading part of a list of columns. */
function addPrefixes(prefixes: Set<string>, columns: readonly string[]): void {
  // No server has an index of more than 32 columns; a hostile file might.
  for (let length = 1; length <= Math.min(columns.length, 32); length += 1) {
    prefixes.add(columns.slice(0, length).join('\0'));
  }
}

const NUMBER_BYTES: ReadonlyMap<string, number> = new Map([
  ['tinyint', 1],
  ['year', 1],
  ['smallint', 2],
  ['mediumint', 3],
  ['date', 3],
  ['int', 4],
  ['float', 4],
  ['bigint', 8],
  ['double', 8],
]);

/** Of a spatial column that is hashed MariaDB 10.11 says 8 bytes, whatever it covers. */
function withHashedLength(part: IndexPart, columns: ReadonlyMap<string, Column>): IndexPart {
  if (part.kind !== 'column' || part.length !== undefined) return part;
  const type = columns.get(part.column.toLowerCase())?.type.name ?? '';
  return SPATIAL.test(type) && type !== 'point' ? { ...part, length: 8 } : part;
}

/**
 * MariaDB makes a unique index that is too long for the engine, or over a TEXT or BLOB without a length, a hash, and says
 * USING HASH. Where a part's size is not known for sure, nothing is decided.
 */
export function applyLongUnique(index: Index, columns: ReadonlyMap<string, Column>, engine: string): Index {
  if (index.kind !== 'unique' || index.using !== undefined) return index;
  let bytes = 0;
  for (const part of index.parts) {
    if (part.kind !== 'column') return index;
    const type = columns.get(part.column.toLowerCase())?.type;
    if (type === undefined) return index;
    if (/(?:text|blob)$/.test(type.name) && part.length === undefined) return { ...index, using: 'hash' };
    if (SPATIAL.test(type.name) && type.name !== 'point' && part.length === undefined)
      return { ...index, using: 'hash', parts: index.parts.map((one) => withHashedLength(one, columns)) };
    const size = /(?:text|blob|char|binary)$/.test(type.name)
      ? Number(part.length ?? type.parameters[0] ?? '1') * bytesPerCharacter(type.charset ?? 'binary')
      : NUMBER_BYTES.get(type.name);
    // Of the others the size is not known, only that there is one.
    bytes += size ?? 0;
  }
  return bytes > largestKey(engine) ? { ...index, using: 'hash' } : index;
}
