import { ALL_TABLE_FACETS } from '../../../shared/model';
import type {
  Column,
  DefaultValue,
  FileOrigin,
  ForeignKey,
  Index,
  IndexPart,
  ReferenceAction,
  Table,
} from '../../../shared/model';
import { POSTGRES_TABLE_FACETS, addColumn, emptyTable } from '../migrations/table-edits';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { readColumnType } from './column-type';
import type { AlembicPart } from './operation';
import { lastName, pathOf, stringValue } from './python-value';
import type { PythonCall, PythonValue } from './python-value';

/** What reading a table, column or constraint needs to know of its surroundings. */
export interface TableContext {
  readonly dialect: SqlDialect;
  readonly table: string;
  /** Called with what is computed at run time. */
  readonly unknown: (what: string, origin: FileOrigin) => void;
}

/** A `sa.Column(…)`: the column and what it asks of its table. undefined when even its name is not known. */
export function readColumnCall(
  call: PythonCall,
  context: TableContext,
): { readonly column: Column; readonly parts: readonly AlembicPart[] } | undefined {
  const rest = [...call.positional];
  const name = stringValue(rest[0]) ?? stringValue(call.named.get('name'));
  if (name === undefined) {
    context.unknown('the name of a column', call.origin);
    return undefined;
  }
  if (rest[0]?.kind === 'string') rest.shift();
  const typeValue = call.named.get('type_') ?? rest.find((value) => !isSchemaItem(value));
  const type = readColumnType(typeValue, context.dialect);
  if (type === undefined && typeValue !== undefined)
    context.unknown(`the type of ${context.table}.${name}`, call.origin);
  const flag = (key: string): boolean | undefined => {
    const value = call.named.get(key);
    return value?.kind === 'boolean' ? value.value : undefined;
  };
  const primary = flag('primary_key') === true;
  const comment = stringValue(call.named.get('comment'));
  const items = rest.filter((value): value is PythonCall => value.kind === 'call');
  const computed = items.find((item) => lastName(item) === 'Computed');
  const onUpdate = readDefaultValue(call.named.get('server_onupdate'));
  const defaultValue = call.named.get('server_default');
  const known = readDefaultValue(defaultValue);
  if (
    defaultValue !== undefined &&
    known === undefined &&
    defaultValue.kind !== 'none' &&
    !isIdentity(defaultValue)
  ) {
    context.unknown(`the default of ${context.table}.${name}`, call.origin);
  }
  const column: Column = {
    name,
    type: type ?? { name: 'unknown', parameters: [], unsigned: false, zerofill: false },
    // SQLAlchemy: nullable unless said otherwise, but for primary keys.
    nullable: primary ? false : (flag('nullable') ?? true),
    ...(known === undefined ? {} : { default: known }),
    ...(onUpdate?.kind === 'expression' ? { onUpdate: onUpdate.value } : {}),
    autoIncrement:
      flag('autoincrement') === true ||
      items.some(isIdentity) ||
      (defaultValue !== undefined && isIdentity(defaultValue)),
    ...(computed === undefined
      ? {}
      : {
          generated: {
            expression: readText(computed.positional[0]) ?? '',
            storage: isTrue(computed.named.get('persisted')) ? ('stored' as const) : ('virtual' as const),
          },
        }),
    invisible: false,
    ...(comment === undefined ? {} : { comment }),
    origin: call.origin,
  };
  return { column, parts: readColumnParts(call, items, column, context) };
}

function readColumnParts(
  call: PythonCall,
  items: readonly PythonCall[],
  column: Column,
  context: TableContext,
): AlembicPart[] {
  const parts: AlembicPart[] = [];
  const part: IndexPart = { kind: 'column', column: column.name };
  const { origin } = call;
  if (isTrue(call.named.get('primary_key')))
    parts.push({ part: 'primaryKey', index: makeIndex('primary', undefined, [part], origin) });
  const unique = isTrue(call.named.get('unique'));
  if (isTrue(call.named.get('index'))) {
    // SQLAlchemy's default naming convention: ix_%(column_0_label)s.
    const name = `ix_${context.table}_${column.name}`;
    parts.push({ part: 'index', index: makeIndex(unique ? 'unique' : 'index', name, [part], origin) });
  } else if (unique) parts.push({ part: 'index', index: makeIndex('unique', undefined, [part], origin) });
  for (const item of items) {
    if (lastName(item) === 'ForeignKey') {
      const key = readForeignKey(item, [column.name], [item.positional[0] ?? { kind: 'none' }], context);
      if (key !== undefined) parts.push({ part: 'foreignKey', foreignKey: key });
    } else {
      const other = readConstraintCall(item, context);
      if (other !== undefined)
        parts.push(
          other.part === 'check' ? { ...other, check: { ...other.check, column: column.name } } : other,
        );
    }
  }
  return parts;
}

/** A constraint or Index given to create_table; undefined for what is none. */
export function readConstraintCall(call: PythonCall, context: TableContext): AlembicPart | undefined {
  const name = stringValue(call.named.get('name'));
  const columns = call.positional.map(stringValue).filter((text) => text !== undefined);
  const keyParts = columns.map((column): IndexPart => ({ kind: 'column', column }));
  switch (lastName(call)) {
    case 'PrimaryKeyConstraint':
      return { part: 'primaryKey', index: makeIndex('primary', undefined, keyParts, call.origin) };
    case 'UniqueConstraint':
      return { part: 'index', index: makeIndex('unique', name, keyParts, call.origin) };
    case 'ForeignKeyConstraint': {
      const [local, remote] = call.positional;
      const key = readForeignKey(
        call,
        listTexts(local),
        remote?.kind === 'list' ? remote.items : [],
        context,
      );
      return key === undefined ? undefined : { part: 'foreignKey', foreignKey: key };
    }
    case 'CheckConstraint': {
      const expression = readText(call.positional[0]);
      if (expression === undefined) context.unknown(`a check of ${context.table}`, call.origin);
      return {
        part: 'check',
        check: {
          ...(name === undefined ? {} : { name }),
          expression: expression ?? '',
          enforced: true,
          origin: call.origin,
        },
      };
    }
    case 'Index': {
      const [first, ...rest] = call.positional;
      return { part: 'index', index: readIndexParts(stringValue(first), rest, call, context) };
    }
    default:
      return undefined;
  }
}

/** An index from its parts and the keyword arguments of create_index or Index. */
export function readIndexParts(
  name: string | undefined,
  parts: readonly PythonValue[],
  call: Pick<PythonCall, 'named' | 'origin'>,
  context: TableContext,
): Index {
  const lengths = call.named.get('mysql_length');
  const prefix = stringValue(call.named.get('mysql_prefix'))?.toLowerCase();
  const using = stringValue(call.named.get('mysql_using') ?? call.named.get('postgresql_using'));
  const where = readText(call.named.get('postgresql_where') ?? { kind: 'none' });
  const kind = isTrue(call.named.get('unique'))
    ? 'unique'
    : prefix === 'fulltext' || prefix === 'spatial'
      ? prefix
      : 'index';
  const read = parts.flatMap((part): IndexPart[] => {
    const column = stringValue(part);
    if (column !== undefined) {
      const length =
        lengths?.kind === 'number'
          ? lengths.text
          : lengths?.kind === 'dict'
            ? lengthOf(lengths, column)
            : undefined;
      return [{ kind: 'column', column, ...(length === undefined ? {} : { length: Number(length) }) }];
    }
    const expression = readText(part);
    if (expression !== undefined) return [toPart(expression)];
    context.unknown(`a part of index ${name ?? ''}`, call.origin);
    return [];
  });
  return {
    ...makeIndex(kind, name, read, call.origin),
    complete: read.length === parts.length,
    ...(using === undefined || using.toLowerCase() === 'btree' ? {} : { using: using.toLowerCase() }),
    ...(where === undefined ? {} : { options: new Map([['where', where]]) }),
  };
}

/** `sa.text('created_at DESC')` is a column with a direction; anything longer is an expression. */
function toPart(expression: string): IndexPart {
  const match = /^\s*([A-Za-z_][\w$]*)(?:\s+(asc|desc))?\s*$/i.exec(expression);
  if (match?.[1] === undefined) return { kind: 'expression', expression: expression.trim() };
  return {
    kind: 'column',
    column: match[1],
    ...(match[2]?.toLowerCase() === 'desc' ? { direction: 'desc' } : {}),
  };
}

function lengthOf(lengths: Extract<PythonValue, { kind: 'dict' }>, column: string): string | undefined {
  const value = lengths.entries.find(([key]) => stringValue(key) === column)?.[1];
  return value?.kind === 'number' ? value.text : undefined;
}

/** A foreign key from its local columns and its targets (`table.column` or `schema.table.column`). */
function readForeignKey(
  call: PythonCall,
  columns: readonly string[],
  targets: readonly PythonValue[],
  context: TableContext,
): ForeignKey | undefined {
  const parts = targets.map((target) => stringValue(target)?.split('.') ?? []);
  const first = parts[0] ?? [];
  const referencedTable = first.at(-2) ?? (first.length === 1 ? first[0] : undefined);
  if (referencedTable === undefined) {
    context.unknown(`the target of a foreign key of ${context.table}`, call.origin);
    return undefined;
  }
  const schema = first.at(-3);
  return makeForeignKey(call, {
    columns,
    referencedTable,
    referencedColumns: first.length === 1 ? [] : parts.map((each) => each.at(-1) ?? ''),
    schema,
  });
}

/** Puts a foreign key together with the name and actions that the call gives. */
export function makeForeignKey(
  call: Pick<PythonCall, 'named' | 'origin'>,
  key: {
    readonly columns: readonly string[];
    readonly referencedTable: string;
    readonly referencedColumns: readonly string[];
    readonly schema?: string | undefined;
    readonly name?: string | undefined;
  },
): ForeignKey {
  const name = key.name ?? stringValue(call.named.get('name'));
  const onDelete = readAction(call.named.get('ondelete'));
  const onUpdate = readAction(call.named.get('onupdate'));
  return {
    ...(name === undefined ? {} : { name }),
    columns: key.columns,
    ...(key.schema === undefined ? {} : { referencedSchema: key.schema }),
    referencedTable: key.referencedTable,
    referencedColumns: key.referencedColumns,
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
    origin: call.origin,
  };
}

const ACTIONS: ReadonlySet<string> = new Set<ReferenceAction>([
  'restrict',
  'cascade',
  'set null',
  'no action',
  'set default',
]);

function readAction(value: PythonValue | undefined): ReferenceAction | undefined {
  const text = stringValue(value)?.trim().toLowerCase().replace(/\s+/g, ' ');
  return text !== undefined && ACTIONS.has(text) ? (text as ReferenceAction) : undefined;
}

/** The table of a create_table call; what cannot be told is reported and left out. */
export function readTableCall(
  name: string,
  call: PythonCall,
  items: readonly PythonValue[],
  context: TableContext,
): Table {
  const facets = context.dialect === 'postgresql' ? POSTGRES_TABLE_FACETS : ALL_TABLE_FACETS;
  let table = emptyTable(name, call.origin, facets);
  const keyColumns: string[] = [];
  let explicitCounter = false;
  for (const item of items) {
    if (item.kind !== 'call') {
      context.unknown(`a part of table ${name}`, item.kind === 'unknown' ? item.origin : call.origin);
      continue;
    }
    if (lastName(item) === 'Column') {
      const read = readColumnCall(item, context);
      if (read === undefined) continue;
      table = addColumn(table, read.column);
      if (item.named.has('autoincrement')) explicitCounter = true;
      for (const part of read.parts) {
        if (part.part === 'primaryKey') keyColumns.push(read.column.name);
        else table = addPart(table, part);
      }
    } else {
      const part = readConstraintCall(item, context);
      if (part === undefined)
        context.unknown(`a part of table ${name} (${pathOf(item) ?? 'computed'})`, item.origin);
      else table = addPart(table, part);
    }
  }
  if (keyColumns.length > 0) {
    const parts = keyColumns.map((column): IndexPart => ({ kind: 'column', column }));
    table = addPart(table, {
      part: 'primaryKey',
      index: makeIndex('primary', undefined, parts, call.origin),
    });
  }
  return withOptions(explicitCounter ? table : withCounter(table), call);
}

/** SQLAlchemy: a single integer primary key column without default and foreign key counts by itself (autoincrement='auto'). */
function withCounter(table: Table): Table {
  const [part, second] = table.primaryKey?.parts ?? [];
  if (part?.kind !== 'column' || second !== undefined) return table;
  const isCounter = (column: Column): boolean =>
    column.name === part.column &&
    column.default === undefined &&
    /^(?:big|small|medium|tiny)?int(?:eger)?$/.test(column.type.name) &&
    !table.foreignKeys.some((key) => key.columns.includes(column.name));
  return {
    ...table,
    columns: table.columns.map((column) => (isCounter(column) ? { ...column, autoIncrement: true } : column)),
  };
}

function withOptions(table: Table, call: PythonCall): Table {
  const option = (name: string): string | undefined => stringValue(call.named.get(name));
  const engine = option('mysql_engine') ?? option('mariadb_engine');
  const charset = option('mysql_charset') ?? option('mysql_default_charset') ?? option('mariadb_charset');
  const collation = option('mysql_collate') ?? option('mariadb_collate');
  const rowFormat = option('mysql_row_format');
  const comment = option('comment');
  return {
    ...table,
    options: {
      ...(engine === undefined ? {} : { engine }),
      ...(charset === undefined ? {} : { charset: charset.toLowerCase() }),
      ...(collation === undefined ? {} : { collation: collation.toLowerCase() }),
      ...(rowFormat === undefined ? {} : { rowFormat }),
      ...(comment === undefined ? {} : { comment }),
    },
  };
}

/** Adds a part; a primary key makes its columns NOT NULL. */
export function addPart(table: Table, part: AlembicPart): Table {
  switch (part.part) {
    case 'primaryKey': {
      const names = new Set(part.index.parts.map((each) => (each.kind === 'column' ? each.column : '')));
      return {
        ...table,
        primaryKey: part.index,
        columns: table.columns.map((column) =>
          names.has(column.name) ? { ...column, nullable: false } : column,
        ),
      };
    }
    case 'index':
      return { ...table, indexes: [...table.indexes, part.index] };
    case 'foreignKey':
      return { ...table, foreignKeys: [...table.foreignKeys, part.foreignKey] };
    case 'check':
      return { ...table, checks: [...table.checks, part.check] };
  }
}

/** A visible index without further options. */
export function makeIndex(
  kind: Index['kind'],
  name: string | undefined,
  parts: readonly IndexPart[],
  origin: FileOrigin,
): Index {
  return { kind, ...(name === undefined ? {} : { name }), parts, visible: true, complete: true, origin };
}

/** A server_default: a plain text is a quoted literal, sa.text() is SQL, sa.func.x() a call. undefined: none, or computed. */
export function readDefaultValue(value: PythonValue | undefined): DefaultValue | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'string') return { kind: 'string', value: value.value };
  const path = pathOf(value);
  if (path === undefined) return undefined;
  const name = lastName(value);
  if (name === 'text' || name === 'literal_column') {
    const text = value.kind === 'call' ? stringValue(value.positional[0]) : undefined;
    return text === undefined ? undefined : readSqlDefault(text.trim());
  }
  if (name === 'true' || name === 'false') return { kind: 'boolean', value: name };
  if (name === 'null') return { kind: 'null' };
  if (/(?:^|\.)func\./.test(path) && value.kind === 'call') {
    const isPlain = /^current_(?:timestamp|date|time)$/i.test(name);
    return { kind: 'expression', value: isPlain ? name.toUpperCase() : `${name}()` };
  }
  return undefined;
}

function readSqlDefault(text: string): DefaultValue {
  if (/^null$/i.test(text)) return { kind: 'null' };
  if (/^(?:true|false)$/i.test(text)) return { kind: 'boolean', value: text.toLowerCase() };
  if (/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return { kind: 'number', value: text };
  const quoted = /^'((?:[^']|'')*)'(?:::[\w ]+(?:\[\])?)?$/.exec(text);
  if (quoted?.[1] !== undefined) return { kind: 'string', value: quoted[1].replaceAll("''", "'") };
  return { kind: 'expression', value: text };
}

/** The text of a string, or of sa.text('…'). */
export function readText(value: PythonValue | undefined): string | undefined {
  if (value?.kind === 'call' && /^(?:text|literal_column|DDL)$/.test(lastName(value)))
    return stringValue(value.positional[0]);
  return stringValue(value);
}

/** True for the constant True. */
export function isTrue(value: PythonValue | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

/** The texts in a list; a single text counts as a list of one. */
export function listTexts(value: PythonValue | undefined): string[] {
  const items = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  return items.map(stringValue).filter((text) => text !== undefined);
}

function isSchemaItem(value: PythonValue): boolean {
  return /^(?:ForeignKey|CheckConstraint|Identity|Sequence|Computed|Index|UniqueConstraint)$/.test(
    lastName(value),
  );
}

function isIdentity(value: PythonValue): boolean {
  return /^(?:Identity|Sequence)$/.test(lastName(value));
}
