import type { Column, ForeignKey, Index, Partition, Partitioning } from '../model';
import { addColumnParts, addElement, forgetColumn, placeOf } from './apply-table-element';
import { convertColumn, inheritDefaults, mergeOptions, pinCharset, statedCharset } from './convert-charset';
import { inheritedCharset } from './inherited-charset';
import { SERVER_STOPS } from './execution';
import type { Execution } from './execution';
import { implicitForeignKeyNames } from './implicit-names';
import { orderActions } from './order-actions';
import { isBareClock } from './print-column';
import { renameInExpression } from './rename-identifier';
import { renameTable } from './rename-table';
import type { AlterAction, AlterTable, QualifiedName, TableOptionsNode } from './statement-node';
import { TableDraft } from './table-draft';

/** Executes ALTER TABLE, action by action. An action that a server would refuse is reported and left out. */
export function applyAlterTable(execution: Execution, node: AlterTable): void {
  const schema = execution.model.schemaOf(node.table);
  if (schema.temporary.has(node.table.name)) return;
  const table = schema.tables.get(node.table.name);
  if (table === undefined && schema.sequences.has(node.table.name)) {
    alterSequenceAsTable(execution, node);
    return;
  }
  if (table === undefined) {
    if (!node.ifExists) reportUnknownTable(execution, node.table);
    return;
  }
  const before = table.numberNames();
  for (const action of orderActions(node.actions)) applyAction(execution, schema.name, table, action);
  table.nameAdded(before, execution.vendor);
}

/** To MariaDB a sequence is a table too: it can be renamed, commented and moved to another engine as one. */
function alterSequenceAsTable(execution: Execution, node: AlterTable): void {
  const { sequences } = execution.model.schemaOf(node.table);
  for (const action of node.actions) {
    const old = sequences.get(node.table.name);
    if (old === undefined) return;
    if (action.kind === 'rename table') {
      sequences.delete(old.name);
      sequences.set(action.to.name, { ...old, name: action.to.name });
    } else if (action.kind === 'options') {
      const { engine, comment } = action.options.options;
      sequences.set(old.name, {
        ...old,
        ...(engine === undefined ? {} : { engine }),
        ...(comment === undefined ? {} : { comment }),
      });
    }
  }
}

/** Says that a statement changes a table that nothing before it made. */
export function reportUnknownTable(execution: Execution, table: QualifiedName): void {
  execution.model.schemaOf(table).presume(table.name, execution.origin);
  execution.report(
    'warning',
    'sql-unknown-table',
    `Table ${table.name} is not known here, so this statement changes nothing.`,
    {
      hint: 'The statement that creates it may stand in another file that is to be read first.',
    },
  );
}

type ActionOf<K extends AlterAction['kind']> = Extract<AlterAction, { kind: K }>;

function applyAction(execution: Execution, schema: string, table: TableDraft, action: AlterAction): void {
  switch (action.kind) {
    case 'add':
      addElement(execution, table, action.element);
      if (action.element.kind === 'index' && action.element.index.kind === 'primary') requireNotNull(table);
      break;
    case 'modify column':
      modifyColumn(execution, table, action);
      break;
    case 'set default':
      setDefault(execution, table, action);
      break;
    case 'set column visibility':
      changeColumn(execution, table, action.column, false, (column) => ({
        ...column,
        invisible: !action.visible,
      }));
      break;
    case 'rename column':
      changeColumn(execution, table, action.from, action.ifExists, (column) => ({
        ...column,
        name: action.to,
      }));
      break;
    case 'drop column':
      dropColumn(execution, table, action.column, action.ifExists);
      break;
    case 'drop primary key':
      dropPrimaryKey(execution, table, action.ifExists);
      break;
    case 'drop index':
      dropIndex(execution, table, action.index, action.ifExists);
      break;
    case 'drop foreign key':
      dropForeignKey(execution, table, action.foreignKey, action.ifExists);
      break;
    case 'drop constraint':
      dropConstraint(execution, table, action);
      break;
    case 'rename index':
      changeIndex(execution, table, action.from, action.ifExists, (index) => ({ ...index, name: action.to }));
      break;
    case 'set index visibility':
      changeIndex(execution, table, action.index, action.ifExists, (index) => ({
        ...index,
        visible: action.visible,
      }));
      break;
    case 'enforce check':
      enforceCheck(execution, table, action);
      break;
    case 'rename table':
      renameTable(execution, { schema, name: table.name }, { schema, ...action.to });
      break;
    case 'options':
      applyOptions(execution, schema, table, action.options);
      break;
    case 'convert charset':
      convertCharset(execution, schema, table, action);
      break;
    case 'system versioning':
      table.systemVersioned = action.on;
      break;
    case 'drop period':
      table.periods = table.periods.filter(
        (period) => period.name.toLowerCase() !== action.name.toLowerCase(),
      );
      break;
    default:
      applyPartitionAction(execution, schema, table, action);
  }
  table.touch();
}

/** Columns of a new primary key become NOT NULL. */
function requireNotNull(table: TableDraft): void {
  for (const part of table.primaryKey?.parts ?? []) {
    const column = part.kind === 'column' ? table.column(part.column) : undefined;
    if (column?.nullable === true) table.replaceColumn(column, { ...column, nullable: false });
  }
}

function unknownPart(execution: Execution, what: string, name: string, table: TableDraft): void {
  execution.report(
    'warning',
    `sql-unknown-${what.replace(' ', '-')}`,
    `${table.name} has no ${what} ${name}. ${SERVER_STOPS}`,
  );
}

function changeColumn(
  execution: Execution,
  table: TableDraft,
  name: string,
  ifExists: boolean,
  change: (column: Column) => Column,
): void {
  const old = table.column(name);
  if (old === undefined) {
    if (!ifExists) unknownPart(execution, 'column', name, table);
    return;
  }
  const changed = change(old);
  if (isNameTaken(execution, table, old, changed)) return;
  if (changed.name !== old.name) renameReferences(execution, table, old.name, changed.name);
  table.replaceColumn(old, changed);
}

function isNameTaken(execution: Execution, table: TableDraft, old: Column, changed: Column): boolean {
  const holder = table.column(changed.name);
  if (holder === undefined || holder === old) return false;
  execution.report(
    'warning',
    'sql-duplicate-column',
    `${table.name} has a column ${changed.name} already. ${SERVER_STOPS}`,
    { related: holder.origin },
  );
  return true;
}

function modifyColumn(execution: Execution, table: TableDraft, action: ActionOf<'modify column'>): void {
  const old = table.column(action.name);
  if (old === undefined) {
    if (!action.ifExists) unknownPart(execution, 'column', action.name, table);
    return;
  }
  const { column } = action.definition;
  if (isNameTaken(execution, table, old, column)) return;
  // The definition replaces all that was said of the column, its own checks included; keys stay.
  const key = old.name.toLowerCase();
  table.checks = table.checks.filter(
    (check) => check.column?.toLowerCase() !== key || check.name !== undefined,
  );
  if (column.name !== old.name) renameReferences(execution, table, old.name, column.name);
  dropWholePrefixes(table, old, column);
  const renamedFrom = column.renamedFrom ?? old.renamedFrom;
  const next: Column = renamedFrom === undefined ? column : { ...column, renamedFrom };
  table.replaceColumn(old, next);
  if (action.position !== undefined) {
    table.removeColumn(next);
    table.addColumn(next, placeOf(execution, table, action.position));
  }
  addColumnParts(execution, table, action.definition);
}

/**
 * An index keeps a prefix only while it is a part of the column: one as long as the column was is none, and one that the
 * new type cannot have, or that is longer than it, goes (seen on MariaDB 10.11 and MySQL 9.7).
 */
function dropWholePrefixes(table: TableDraft, old: Column, next: Column): void {
  const lengthOf = ({ type }: Column): number => Number(type.parameters[0] ?? '1');
  const loses = (length: number): boolean =>
    (hasStatedLength(old) && length >= lengthOf(old)) ||
    (hasStatedLength(next) ? length >= lengthOf(next) : !/(?:text|blob)$/.test(next.type.name));
  const key = next.name.toLowerCase();
  const inIndex = (index: Index): Index => ({
    ...index,
    parts: index.parts.map((part) => {
      if (part.kind !== 'column' || part.length === undefined || part.column.toLowerCase() !== key)
        return part;
      const { length, ...whole } = part;
      return loses(length) ? whole : part;
    }),
  });
  table.indexes = table.indexes.map(inIndex);
  if (table.primaryKey !== undefined) table.primaryKey = inIndex(table.primaryKey);
}

function hasStatedLength({ type }: Column): boolean {
  return /char|binary/.test(type.name) && !type.name.startsWith('long');
}

function setDefault(execution: Execution, table: TableDraft, action: ActionOf<'set default'>): void {
  changeColumn(execution, table, action.column, action.ifExists, (stated) => {
    const { default: old, ...column } = losesOnUpdate(execution, stated) ? withoutOnUpdate(stated) : stated;
    if (action.value !== undefined) return { ...column, default: action.value };
    const mayBeNull = column.nullable !== false && column.generated === undefined && !column.autoIncrement;
    return mayBeNull ? { ...column, default: { kind: 'none' } } : column;
  });
}

/** MariaDB keeps both clocks of a column in one place: another default than now() takes ON UPDATE with it (10.11). */
function losesOnUpdate({ vendor }: Execution, { default: old }: Column): boolean {
  return vendor === 'mariadb' && old?.kind === 'expression' && isBareClock(old.value);
}

function withoutOnUpdate({ onUpdate: _onUpdate, ...column }: Column): Column {
  return column;
}

/** A column's name lives on in keys, checks, generated columns, partitions and other tables' foreign keys. */
function renameReferences(execution: Execution, table: TableDraft, from: string, to: string): void {
  const key = from.toLowerCase();
  const rename = (name: string): string => (name.toLowerCase() === key ? to : name);
  const inText = (expression: string): string => renameInExpression(expression, from, to);
  const inIndex = (index: Index): Index => ({
    ...index,
    parts: index.parts.map((part) =>
      part.kind === 'column'
        ? { ...part, column: rename(part.column) }
        : { ...part, expression: inText(part.expression) },
    ),
  });
  table.pinImplicitNames(execution.vendor);
  table.indexes = table.indexes.map(inIndex);
  if (table.primaryKey !== undefined) table.primaryKey = inIndex(table.primaryKey);
  table.foreignKeys = table.foreignKeys.map((foreignKey) => ({
    ...foreignKey,
    columns: foreignKey.columns.map(rename),
  }));
  table.checks = table.checks.map((check) => ({
    ...check,
    expression: inText(check.expression),
    ...(check.column === undefined ? {} : { column: rename(check.column) }),
  }));
  for (const column of table.columns.slice()) {
    const { generated } = column;
    if (generated === undefined) continue;
    const expression = inText(generated.expression);
    if (expression !== generated.expression)
      table.replaceColumn(column, { ...column, generated: { ...generated, expression } });
  }
  if (table.partitioning !== undefined)
    table.partitioning = renameInPartitioning(table.partitioning, rename, inText);
  table.periods = table.periods.map((period) => ({
    ...period,
    start: rename(period.start),
    end: rename(period.end),
  }));
  renameReferencedColumn(execution, table, rename);
}

function renameInPartitioning(
  partitioning: Partitioning,
  rename: (name: string) => string,
  inText: (text: string) => string,
): Partitioning {
  const inScheme = (scheme: Partitioning['scheme']): Partitioning['scheme'] => ({
    ...scheme,
    ...(scheme.expression === undefined ? {} : { expression: inText(scheme.expression) }),
    ...(scheme.columns === undefined ? {} : { columns: scheme.columns.map(rename) }),
  });
  return {
    ...partitioning,
    scheme: inScheme(partitioning.scheme),
    ...(partitioning.subpartition === undefined ? {} : { subpartition: inScheme(partitioning.subpartition) }),
  };
}

function renameReferencedColumn(
  execution: Execution,
  table: TableDraft,
  rename: (name: string) => string,
): void {
  for (const schema of execution.model.allSchemas()) {
    for (const other of schema.tables.values()) {
      if (other.foreignKeys.length === 0) continue;
      const refers = (key: ForeignKey): boolean =>
        execution.model.findSchema(key.referencedSchema ?? schema.name)?.tables.get(key.referencedTable) ===
        table;
      if (!other.foreignKeys.some(refers)) continue;
      other.foreignKeys = other.foreignKeys.map((key) =>
        refers(key) ? { ...key, referencedColumns: key.referencedColumns.map(rename) } : key,
      );
      other.touch();
    }
  }
}

function dropColumn(execution: Execution, table: TableDraft, name: string, ifExists: boolean): void {
  const column = table.column(name);
  if (column === undefined) {
    if (!ifExists) unknownPart(execution, 'column', name, table);
    return;
  }
  table.pinImplicitNames(execution.vendor);
  forgetColumn(table, column);
  table.removeColumn(column);
}

/** Drops the primary key; its columns stay NOT NULL. */
export function dropPrimaryKey(execution: Execution, table: TableDraft, ifExists: boolean): void {
  const { primaryKey } = table;
  if (primaryKey === undefined) {
    if (!ifExists) unknownPart(execution, 'primary key', '', table);
    return;
  }
  for (const part of primaryKey.parts) {
    // The key made its columns NOT NULL, and they stay so.
    const column = part.kind === 'column' ? table.column(part.column) : undefined;
    if (column !== undefined && column.nullable === undefined)
      table.replaceColumn(column, { ...column, nullable: false });
  }
  table.primaryKey = undefined;
}

function changeIndex(
  execution: Execution,
  table: TableDraft,
  name: string,
  ifExists: boolean,
  change: (index: Index) => Index,
): void {
  const at = table.findIndex(name);
  if (at < 0) {
    if (!ifExists && !isForeignKeyIndex(table, name)) unknownPart(execution, 'index', name, table);
    return;
  }
  table.pinImplicitNames(execution.vendor);
  table.indexes = table.indexes.map((index, position) => (position === at ? change(index) : index));
}

/** True when a server would have made an index of this name for a foreign key. */
function isForeignKeyIndex(table: TableDraft, name: string): boolean {
  const key = name.toLowerCase();
  const names = implicitForeignKeyNames(table.name, table.foreignKeys);
  return table.foreignKeys.some(
    (foreignKey, at) =>
      names[at]?.toLowerCase() === key ||
      (foreignKey.name === undefined && foreignKey.columns[0]?.toLowerCase() === key),
  );
}

/** Drops an index by its own or implicit name. */
export function dropIndex(execution: Execution, table: TableDraft, name: string, ifExists: boolean): void {
  const at = table.findIndex(name);
  if (at < 0) {
    if (!ifExists && !isForeignKeyIndex(table, name)) unknownPart(execution, 'index', name, table);
    return;
  }
  table.pinImplicitNames(execution.vendor);
  table.indexes = table.indexes.filter((_, position) => position !== at);
  table.touch();
}

function dropForeignKey(execution: Execution, table: TableDraft, name: string, ifExists: boolean): void {
  const at = table.findForeignKey(name);
  const foreignKey = table.foreignKeys[at];
  if (foreignKey === undefined) {
    if (!ifExists) unknownPart(execution, 'foreign key', name, table);
    return;
  }
  table.keepForeignKeyIndexes();
  table.pinImplicitNames(execution.vendor);
  table.foreignKeys = table.foreignKeys.filter((_, position) => position !== at);
}

function dropConstraint(execution: Execution, table: TableDraft, action: ActionOf<'drop constraint'>): void {
  const check = table.findCheck(action.name, execution.vendor);
  if (check >= 0) {
    table.pinImplicitNames(execution.vendor);
    table.checks = table.checks.filter((_, position) => position !== check);
    return;
  }
  if (action.of === 'any') {
    if (table.findForeignKey(action.name) >= 0) {
      dropForeignKey(execution, table, action.name, false);
      return;
    }
    if (action.name.toUpperCase() === 'PRIMARY') {
      dropPrimaryKey(execution, table, action.ifExists);
      return;
    }
    const index = table.findIndex(action.name);
    if (index >= 0 && table.indexes[index]?.kind === 'unique') {
      dropIndex(execution, table, action.name, false);
      return;
    }
  }
  if (!action.ifExists)
    unknownPart(execution, action.of === 'check' ? 'check' : 'constraint', action.name, table);
}

function enforceCheck(execution: Execution, table: TableDraft, action: ActionOf<'enforce check'>): void {
  const at = table.findCheck(action.name, execution.vendor);
  if (at < 0) unknownPart(execution, 'check', action.name, table);
  else
    table.checks = table.checks.map((check, position) =>
      position === at ? { ...check, enforced: action.enforced } : check,
    );
}

function applyOptions(execution: Execution, schema: string, table: TableDraft, node: TableOptionsNode): void {
  const options = inheritDefaults(node.options, execution.model.schema(schema));
  if (node.options.charset !== undefined || node.options.collation !== undefined) {
    // Only new columns follow a changed default; those that are there keep what they had.
    const before = inheritedCharset(execution, { schema }, table);
    for (const column of table.columns.slice()) {
      const pinned = pinCharset(column, before);
      if (pinned !== column) table.replaceColumn(column, pinned);
    }
    const { charset: _charset, collation: _collation, ...kept } = table.options;
    table.options = kept;
  }
  table.options = mergeOptions(table.options, options);
  if (options.engine !== undefined && table.partitioning !== undefined)
    table.partitioning = withoutEngines(table.partitioning);
  if (node.systemVersioned !== undefined) table.systemVersioned = node.systemVersioned;
}

/** All partitions follow the table into its new engine. */
function withoutEngines(partitioning: Partitioning): Partitioning {
  const strip = (options: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...options].filter(([name]) => name !== 'engine'));
  return {
    ...partitioning,
    partitions: partitioning.partitions.map((partition) => ({
      ...partition,
      options: strip(partition.options),
      subpartitions: partition.subpartitions.map((part) => ({ ...part, options: strip(part.options) })),
    })),
  };
}

function convertCharset(
  execution: Execution,
  schema: string,
  table: TableDraft,
  action: ActionOf<'convert charset'>,
): void {
  const before = statedCharset(inheritedCharset(execution, { schema }, table));
  const own = execution.model.schema(schema);
  const charset = action.charset ?? own.charset;
  const collation = action.collation ?? (action.charset === undefined ? own.collation : undefined);
  const after = statedCharset({ charset, collation });
  for (const column of table.columns.slice()) {
    const converted = convertColumn(column, before, after);
    if (converted !== column) table.replaceColumn(column, converted);
  }
  const { charset: oldCharset, collation: oldCollation, ...options } = table.options;
  table.options = {
    ...options,
    ...(charset === undefined ? {} : { charset }),
    ...(collation === undefined ? {} : { collation }),
  };
}

function applyPartitionAction(
  execution: Execution,
  schema: string,
  table: TableDraft,
  action: AlterAction,
): void {
  if (action.kind === 'partition by') {
    table.partitioning = action.partitioning;
    return;
  }
  if (action.kind === 'nothing') return;
  const old = table.partitioning;
  if (old === undefined) {
    execution.report('warning', 'sql-not-partitioned', `${table.name} is not partitioned. ${SERVER_STOPS}`);
    return;
  }
  const names = (list: readonly string[]): ReadonlySet<string> =>
    new Set(list.map((name) => name.toLowerCase()));
  const without = (list: readonly string[]): Partition[] => {
    const gone = names(list);
    return old.partitions.filter((partition) => !gone.has(partition.name.toLowerCase()));
  };
  switch (action.kind) {
    case 'remove partitioning':
      table.partitioning = undefined;
      break;
    case 'add partitions':
      table.partitioning = addPartitions(old, action);
      break;
    case 'drop partitions':
      table.partitioning = { ...old, partitions: without(action.names) };
      break;
    case 'coalesce partitions':
      table.partitioning = withCount(old, Math.max(1, partitionCount(old) - action.count));
      break;
    case 'reorganize partitions': {
      const gone = names(action.names);
      const at = old.partitions.findIndex((partition) => gone.has(partition.name.toLowerCase()));
      const kept = without(action.names);
      kept.splice(at < 0 ? kept.length : at, 0, ...action.into);
      table.partitioning = { ...old, partitions: kept };
      break;
    }
    case 'partition to table': {
      const copy = TableDraft.from(table.toTable());
      copy.name = action.table.name;
      copy.partitioning = undefined;
      copy.origin = execution.origin;
      copy.touch();
      execution.model.schemaOf({ schema, ...action.table }).tables.set(copy.name, copy);
      table.partitioning = { ...old, partitions: without([action.partition]) };
      break;
    }
    case 'table to partition':
      table.partitioning = { ...old, partitions: [...old.partitions, action.partition] };
      execution.model.schemaOf({ schema, ...action.table }).tables.delete(action.table.name);
      break;
    default:
  }
}

function partitionCount(partitioning: Partitioning): number {
  return partitioning.partitions.length > 0
    ? partitioning.partitions.length
    : (partitioning.scheme.count ?? 1);
}

function withCount(partitioning: Partitioning, count: number): Partitioning {
  if (partitioning.partitions.length > 0)
    return { ...partitioning, partitions: partitioning.partitions.slice(0, count) };
  return { ...partitioning, scheme: { ...partitioning.scheme, count } };
}

function addPartitions(old: Partitioning, action: ActionOf<'add partitions'>): Partitioning {
  if (action.count !== undefined) {
    if (old.partitions.length === 0) return withCount(old, partitionCount(old) + action.count);
    // HASH and KEY partitions that the server names itself go on as p<n>.
    const next = old.partitions.length;
    const added = Array.from({ length: Math.min(action.count, 8192) }, (_, at): Partition => ({
      name: 'p' + String(next + at),
      options: new Map(),
      subpartitions: [],
    }));
    return { ...old, partitions: [...old.partitions, ...added] };
  }
  const known = new Set(old.partitions.map((partition) => partition.name.toLowerCase()));
  const fresh = action.partitions.filter(
    (partition) => !(action.ifNotExists && known.has(partition.name.toLowerCase())),
  );
  return { ...old, partitions: [...numberedPartitions(old), ...fresh] };
}

/** The partitions that were only counted, by the names that servers give them. */
function numberedPartitions({ partitions, scheme }: Partitioning): readonly Partition[] {
  if (partitions.length > 0 || (scheme.method !== 'hash' && scheme.method !== 'key')) return partitions;
  return Array.from({ length: Math.min(scheme.count ?? 1, 8192) }, (_, at): Partition => ({
    name: 'p' + String(at),
    options: new Map(),
    subpartitions: [],
  }));
}
