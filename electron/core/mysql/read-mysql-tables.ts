import { ALL_TABLE_FACETS } from '../../../shared/model';
import type {
  Check,
  Column,
  ForeignKey,
  Index,
  IndexKind,
  IndexPart,
  Origin,
  ReferenceAction,
  Table,
} from '../../../shared/model';
import { COLUMN_FIELDS, readMysqlColumn } from './mysql-column';
import { mayBeSpoiled, parseCreateOptions, unescapeExpression } from './mysql-text';
import type { Row } from './row';
import { numberOf, textOf, textOrNull } from './row';
import type { QueryOptions, ServerConnection } from './server-connection';

/** The tables of one schema by name, and the names of those that only SHOW CREATE TABLE can state exactly. */
export interface MysqlTables {
  readonly tables: Map<string, Table>;
  readonly inexact: ReadonlySet<string>;
}

/** CREATE_OPTIONS that information_schema states whole. Others send the table to SHOW CREATE TABLE. */
const KNOWN_OPTIONS: ReadonlySet<string> = new Set([
  ...['row_format', 'key_block_size', 'max_rows', 'min_rows', 'avg_row_length', 'pack_keys', 'checksum'],
  ...[
    'delay_key_write',
    'stats_persistent',
    'stats_auto_recalc',
    'stats_sample_pages',
    'encryption',
    'compression',
  ],
]);

const INEXACT_DEFAULT = /^(?:var)?binary\b/;

/**
 * Reads the tables of many schemas of a MySQL 8 or 9 server in a handful of set queries, whatever their
 * number. Never asks for CARDINALITY, sizes or counters: those make the server open every table (48 s for
 * 10,000 tables, once). What information_schema cannot state exactly is named in `inexact`: partitions,
 * fulltext parsers, binary defaults (trailing zero bytes are lost), other than ASCII letters in expressions
 * (decoded twice), options of engines other than InnoDB.
 */
export async function readMysqlTables(
  connection: ServerConnection,
  schemas: readonly string[],
  origin: Origin,
  options: QueryOptions,
  progress: (phase: string) => void,
): Promise<ReadonlyMap<string, MysqlTables>> {
  const marks = schemas.map(() => '?').join(', ');
  const ask = async (phase: string, sql: string): Promise<readonly Row[]> => {
    progress(phase);
    return await connection.query(sql, schemas, options);
  };
  const builders = new Map<string, Map<string, Builder>>(schemas.map((name) => [name, new Map()]));
  const builderOf = (row: Row): Builder | undefined =>
    builders.get(textOf(row, 'TABLE_SCHEMA'))?.get(textOf(row, 'TABLE_NAME'));

  const tables = await ask(
    'tables',
    `SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT
       FROM information_schema.TABLES WHERE TABLE_SCHEMA IN (${marks}) AND TABLE_TYPE = 'BASE TABLE'`,
  );
  for (const row of tables) {
    builders.get(textOf(row, 'TABLE_SCHEMA'))?.set(textOf(row, 'TABLE_NAME'), startTable(row));
  }
  const columns = await ask(
    'columns',
    `SELECT TABLE_SCHEMA, TABLE_NAME, ${COLUMN_FIELDS.join(', ')}
       FROM information_schema.COLUMNS WHERE TABLE_SCHEMA IN (${marks})`,
  );
  for (const row of columns) {
    const builder = builderOf(row);
    if (builder === undefined) continue;
    const column = readMysqlColumn(row, builder.collation, origin);
    builder.columns.push({ at: numberOf(row, 'ORDINAL_POSITION') ?? 0, column });
    if (isInexactColumn(row, column)) builder.inexact = true;
  }
  const indexes = await ask(
    'indexes',
    `SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX, COLUMN_NAME, COLLATION, SUB_PART,
            INDEX_TYPE, INDEX_COMMENT, IS_VISIBLE, EXPRESSION
       FROM information_schema.STATISTICS WHERE TABLE_SCHEMA IN (${marks})`,
  );
  for (const row of indexes) {
    const builder = builderOf(row);
    if (builder === undefined) continue;
    addIndexPart(builder.indexes, row);
    const fulltext = textOf(row, 'INDEX_TYPE') === 'FULLTEXT';
    if (fulltext || mayBeSpoiled(textOf(row, 'EXPRESSION') + textOf(row, 'INDEX_COMMENT')))
      builder.inexact = true;
  }
  const keys = await ask(
    'foreign keys',
    `SELECT k.TABLE_SCHEMA AS TABLE_SCHEMA, k.TABLE_NAME AS TABLE_NAME, k.CONSTRAINT_NAME AS CONSTRAINT_NAME,
            k.ORDINAL_POSITION AS ORDINAL_POSITION, k.COLUMN_NAME AS COLUMN_NAME,
            k.REFERENCED_TABLE_SCHEMA AS REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME AS REFERENCED_TABLE_NAME,
            k.REFERENCED_COLUMN_NAME AS REFERENCED_COLUMN_NAME
       FROM information_schema.KEY_COLUMN_USAGE k
      WHERE k.CONSTRAINT_SCHEMA IN (${marks}) AND k.REFERENCED_TABLE_NAME IS NOT NULL`,
  );
  if (keys.length > 0) {
    const rules = await ask(
      'foreign keys',
      `SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE
         FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA IN (${marks})`,
    );
    const byName = new Map(rules.map((row) => [pairKey(row, 'CONSTRAINT_SCHEMA', 'CONSTRAINT_NAME'), row]));
    for (const row of keys) {
      const builder = builderOf(row);
      if (builder !== undefined) addForeignKeyPart(builder.foreignKeys, row, byName);
    }
  }
  const checks = await ask(
    'checks',
    `SELECT t.TABLE_SCHEMA AS TABLE_SCHEMA, t.TABLE_NAME AS TABLE_NAME, t.CONSTRAINT_NAME AS CONSTRAINT_NAME,
            t.ENFORCED AS ENFORCED, c.CHECK_CLAUSE AS CHECK_CLAUSE
       FROM information_schema.TABLE_CONSTRAINTS t
       JOIN information_schema.CHECK_CONSTRAINTS c
         ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
      WHERE t.CONSTRAINT_SCHEMA IN (${marks}) AND t.CONSTRAINT_TYPE = 'CHECK'`,
  );
  for (const row of checks) {
    const builder = builderOf(row);
    if (builder === undefined) continue;
    const clause = textOf(row, 'CHECK_CLAUSE');
    if (mayBeSpoiled(clause)) builder.inexact = true;
    builder.checks.push({
      name: textOf(row, 'CONSTRAINT_NAME'),
      expression: unescapeExpression(clause),
      enforced: textOf(row, 'ENFORCED') !== 'NO',
      origin,
    });
  }
  const attributes = await readAttributes(ask, marks);
  for (const row of attributes) {
    const builder = builderOf(row);
    if (builder !== undefined) builder.inexact = true;
  }
  return new Map([...builders].map(([schema, byName]) => [schema, finishSchema(byName, origin)]));
}

/** ENGINE_ATTRIBUTE and its like (8.0.21+) are rare; tables that have them go to SHOW CREATE TABLE. */
async function readAttributes(
  ask: (phase: string, sql: string) => Promise<readonly Row[]>,
  marks: string,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const view of ['COLUMNS_EXTENSIONS', 'TABLES_EXTENSIONS']) {
    try {
      found.push(
        ...(await ask(
          'attributes',
          `SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.${view} WHERE TABLE_SCHEMA IN (${marks})
              AND (ENGINE_ATTRIBUTE IS NOT NULL OR SECONDARY_ENGINE_ATTRIBUTE IS NOT NULL)`,
        )),
      );
    } catch (error) {
      // Servers before 8.0.21 have no such view, hence no such attributes.
      if (!(error instanceof Error) || !/Unknown table|doesn't exist/i.test(error.message)) throw error;
    }
  }
  return found;
}

interface Builder {
  readonly name: string;
  readonly collation: string;
  readonly options: Table['options'];
  readonly columns: { readonly at: number; readonly column: Column }[];
  readonly indexes: Map<string, Row[]>;
  readonly foreignKeys: Map<string, { readonly row: Row; readonly rule: Row | undefined }[]>;
  readonly checks: Check[];
  inexact: boolean;
}

function startTable(row: Row): Builder {
  const collation = textOf(row, 'TABLE_COLLATION');
  const engine = textOf(row, 'ENGINE');
  const comment = textOf(row, 'TABLE_COMMENT');
  const stated = parseCreateOptions(textOf(row, 'CREATE_OPTIONS'));
  const rowFormat = stated.get('row_format');
  const rest = new Map([...stated].filter(([name]) => name !== 'row_format'));
  const inexact =
    [...stated.keys()].some((name) => !KNOWN_OPTIONS.has(name)) ||
    !/^innodb$/i.test(engine) ||
    comment.includes('?');
  return {
    name: textOf(row, 'TABLE_NAME'),
    collation,
    options: {
      ...(engine === '' ? {} : { engine }),
      ...(collation === '' ? {} : { charset: charsetOf(collation), collation }),
      ...(comment === '' ? {} : { comment }),
      ...(rowFormat === undefined ? {} : { rowFormat }),
      ...(rest.size === 0 ? {} : { rest }),
    },
    columns: [],
    indexes: new Map(),
    foreignKeys: new Map(),
    checks: [],
    inexact,
  };
}

/** On MySQL a collation's name begins with its character set's. */
function charsetOf(collation: string): string {
  const end = collation.indexOf('_');
  return end < 0 ? collation : collation.slice(0, end);
}

function isInexactColumn(row: Row, column: Column): boolean {
  if (INEXACT_DEFAULT.test(column.type.name) && textOrNull(row, 'COLUMN_DEFAULT') !== null) return true;
  const stated = textOf(row, 'COLUMN_DEFAULT');
  if (column.default?.kind === 'expression' ? mayBeSpoiled(stated) : stated.includes('?')) return true;
  return column.generated !== undefined && mayBeSpoiled(textOf(row, 'GENERATION_EXPRESSION'));
}

function addIndexPart(indexes: Map<string, Row[]>, row: Row): void {
  const name = textOf(row, 'INDEX_NAME');
  const rows = indexes.get(name);
  if (rows === undefined) indexes.set(name, [row]);
  else rows.push(row);
}

function addForeignKeyPart(keys: Builder['foreignKeys'], row: Row, rules: ReadonlyMap<string, Row>): void {
  const name = textOf(row, 'CONSTRAINT_NAME');
  const part = { row, rule: rules.get(pairKey(row, 'TABLE_SCHEMA', 'CONSTRAINT_NAME')) };
  const parts = keys.get(name);
  if (parts === undefined) keys.set(name, [part]);
  else parts.push(part);
}

function pairKey(row: Row, first: string, second: string): string {
  return `${textOf(row, first)}\0${textOf(row, second)}`;
}

function finishSchema(byName: ReadonlyMap<string, Builder>, origin: Origin): MysqlTables {
  const tables = new Map<string, Table>();
  const inexact = new Set<string>();
  for (const [name, builder] of byName) {
    tables.set(name, finishTable(builder, origin));
    if (builder.inexact) inexact.add(name);
  }
  return { tables, inexact };
}

function finishTable(builder: Builder, origin: Origin): Table {
  // information_schema promises no order, and gives another one from time to time: a fingerprint needs one.
  const all = [...builder.indexes].sort(byKey).map(([name, rows]) => readIndex(name, rows, origin));
  const primaryKey = all.find((index) => index.kind === 'primary');
  return {
    kind: 'table',
    name: builder.name,
    columns: builder.columns.sort((a, b) => a.at - b.at).map(({ column }) => column),
    ...(primaryKey === undefined ? {} : { primaryKey }),
    indexes: all.filter((index) => index.kind !== 'primary'),
    foreignKeys: [...builder.foreignKeys]
      .sort(byKey)
      .map(([name, parts]) => readForeignKey(name, parts, origin)),
    checks: [...builder.checks].sort((a, b) => byKey([a.name ?? ''], [b.name ?? ''])),
    options: builder.options,
    systemVersioned: false,
    facets: ALL_TABLE_FACETS,
    origin,
  };
}

function byKey([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readIndex(name: string, unordered: readonly Row[], origin: Origin): Index {
  const rows = [...unordered].sort(
    (a, b) => (numberOf(a, 'SEQ_IN_INDEX') ?? 0) - (numberOf(b, 'SEQ_IN_INDEX') ?? 0),
  );
  const first = rows[0] ?? {};
  const type = textOf(first, 'INDEX_TYPE').toLowerCase();
  const kind = indexKind(name, type, textOf(first, 'NON_UNIQUE') === '0');
  const comment = textOf(first, 'INDEX_COMMENT');
  return {
    kind,
    ...(kind === 'primary' ? {} : { name }),
    parts: rows.map((row) => readPart(row, kind)),
    ...(type === 'hash' ? { using: type } : {}),
    visible: textOf(first, 'IS_VISIBLE') !== 'NO',
    ...(comment === '' ? {} : { comment }),
    complete: true,
    origin,
  };
}

function indexKind(name: string, type: string, unique: boolean): IndexKind {
  if (name === 'PRIMARY') return 'primary';
  if (type === 'fulltext' || type === 'spatial') return type;
  return unique ? 'unique' : 'index';
}

function readPart(row: Row, kind: IndexKind): IndexPart {
  const direction = textOf(row, 'COLLATION') === 'D' ? { direction: 'desc' as const } : {};
  const column = textOrNull(row, 'COLUMN_NAME');
  if (column === null) {
    return { kind: 'expression', expression: unescapeExpression(textOf(row, 'EXPRESSION')), ...direction };
  }
  // A spatial index always reads SUB_PART 32: the size of its bounding box, not a prefix.
  const length = kind === 'spatial' ? undefined : numberOf(row, 'SUB_PART');
  return { kind: 'column', column, ...(length === undefined ? {} : { length }), ...direction };
}

function readForeignKey(
  name: string,
  unordered: readonly { readonly row: Row; readonly rule: Row | undefined }[],
  origin: Origin,
): ForeignKey {
  const parts = [...unordered].sort(
    (a, b) => (numberOf(a.row, 'ORDINAL_POSITION') ?? 0) - (numberOf(b.row, 'ORDINAL_POSITION') ?? 0),
  );
  const first = parts[0]?.row ?? {};
  const rule = parts[0]?.rule ?? {};
  const schema = textOf(first, 'REFERENCED_TABLE_SCHEMA');
  const onDelete = readAction(textOf(rule, 'DELETE_RULE'));
  const onUpdate = readAction(textOf(rule, 'UPDATE_RULE'));
  return {
    name,
    columns: parts.map(({ row }) => textOf(row, 'COLUMN_NAME')),
    ...(schema === '' || schema === textOf(first, 'TABLE_SCHEMA') ? {} : { referencedSchema: schema }),
    referencedTable: textOf(first, 'REFERENCED_TABLE_NAME'),
    referencedColumns: parts.map(({ row }) => textOf(row, 'REFERENCED_COLUMN_NAME')),
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
    origin,
  };
}

/** NO ACTION is what MySQL says when nothing was stated. */
function readAction(rule: string): ReferenceAction | undefined {
  switch (rule) {
    case 'RESTRICT':
      return 'restrict';
    case 'CASCADE':
      return 'cascade';
    case 'SET NULL':
      return 'set null';
    case 'SET DEFAULT':
      return 'set default';
    default:
      return undefined;
  }
}
