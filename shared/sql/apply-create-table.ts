import { ALL_TABLE_FACETS } from '../model';
import type { Column, TableFacet } from '../model';
import { addElement } from './apply-table-element';
import { SERVER_STOPS } from './execution';
import type { Execution } from './execution';
import { inheritDefaults, pinCharset } from './convert-charset';
import { inheritedCharset } from './inherited-charset';
import type { SchemaDraft } from './model-draft';
import type { CreateTable, QualifiedName } from './statement-node';
import { TableDraft } from './table-draft';

/** Executes CREATE TABLE. The first of two that make one table wins, as on a server. */
export function applyCreateTable(execution: Execution, node: CreateTable): void {
  const schema = execution.model.schemaOf(node.table);
  const { name } = node.table;
  if (node.temporary) {
    createTemporary(execution, node, schema);
    return;
  }
  const old = schema.tables.has(name) ? schema.tables.get(name) : undefined;
  if (old !== undefined && !node.orReplace) {
    if (!node.ifNotExists) {
      execution.report(
        'warning',
        'sql-duplicate-table',
        `Table ${name} was created before; the first one stays. ${SERVER_STOPS}`,
        {
          hint: 'DROP TABLE first, or write CREATE TABLE IF NOT EXISTS.',
          related: old.origin,
        },
      );
    }
    return;
  }
  const other = schema.views.get(name) ?? schema.sequences.get(name);
  if (other !== undefined && schema.views.has(name)) {
    // Dumps make a stand-in of this name first; a real server would refuse.
    if (!node.ifNotExists)
      execution.report('warning', 'sql-duplicate-table', `${name} is a view already. ${SERVER_STOPS}`, {
        related: other.origin,
      });
    return;
  }
  const table = node.like === undefined ? buildTable(execution, node) : copyTable(execution, node.like, name);
  if (table === undefined) return;
  if (old !== undefined) schema.tables.delete(old.name);
  schema.tables.set(name, table);
}

/** What is wrong with a table that no schema holds is nobody's concern. */
function createTemporary(execution: Execution, node: CreateTable, schema: SchemaDraft): void {
  const silent: Execution = { ...execution, report: () => undefined };
  const { name } = node.table;
  if (schema.temporary.has(name) && !node.orReplace) return;
  const table = node.like === undefined ? buildTable(silent, node) : copyTable(silent, node.like, name);
  schema.temporary.set(name, table ?? new TableDraft(name, execution.origin));
}

function buildTable(execution: Execution, node: CreateTable): TableDraft {
  const table = new TableDraft(node.table.name, execution.origin);
  const { defaultEngine } = execution.model;
  const { options } = node.options;
  table.options = inheritDefaults(
    options.engine === undefined && defaultEngine !== undefined
      ? { ...options, engine: defaultEngine }
      : options,
    execution.model.schemaOf(node.table),
  );
  table.systemVersioned = node.options.systemVersioned ?? false;
  table.partitioning = node.partitioning;
  table.renamedFrom = node.renamedFrom;
  for (const element of node.elements) addElement(execution, table, element);
  if (node.select !== undefined) addSelected(execution, table, node.select.allOf);
  reportUnknownKeyColumns(execution, table);
  reportLooseCounter(execution, table);
  table.touch();
  return table;
}

/** An AUTO_INCREMENT column has to be in a key (error 1075). */
function reportLooseCounter(execution: Execution, table: TableDraft): void {
  const counter = table.columns.find((column) => column.autoIncrement);
  if (counter === undefined) return;
  const indexes = table.primaryKey === undefined ? table.indexes : [table.primaryKey, ...table.indexes];
  const isKey = indexes.some((index) =>
    index.parts.some(
      (part) => part.kind === 'column' && part.column.toLowerCase() === counter.name.toLowerCase(),
    ),
  );
  if (isKey) return;
  execution.report(
    'warning',
    'sql-auto-increment-without-key',
    `${table.name}.${counter.name} is AUTO_INCREMENT but in no key. ${SERVER_STOPS}`,
    { at: counter.origin },
  );
}

function reportUnknownKeyColumns(execution: Execution, table: TableDraft): void {
  if (!table.facets.includes('columns')) return;
  const indexes = table.primaryKey === undefined ? table.indexes : [table.primaryKey, ...table.indexes];
  for (const index of indexes) {
    for (const part of index.parts) {
      if (part.kind !== 'column' || table.column(part.column) !== undefined) continue;
      execution.report(
        'warning',
        'sql-unknown-column',
        `Column ${part.column} of a key is not in ${table.name}. ${SERVER_STOPS}`,
        { at: index.origin },
      );
    }
  }
}

/** What a SELECT that cannot be followed leaves unknown. */
const UNKNOWN_AFTER_SELECT = new Set<TableFacet>([
  'columns',
  'columnOrder',
  'droppedDefaults',
  'columnComments',
  'columnCharsets',
  'columnVisibility',
  'generated',
]);

/** Adds the columns of CREATE TABLE … SELECT * FROM table; for any other SELECT says that they are unknown. */
function addSelected(execution: Execution, table: TableDraft, from: QualifiedName | undefined): void {
  const source = from === undefined ? undefined : execution.model.table(from);
  if (source === undefined) {
    table.facets = ALL_TABLE_FACETS.filter((facet) => !UNKNOWN_AFTER_SELECT.has(facet));
    execution.report(
      'warning',
      'sql-columns-from-select',
      `The columns of ${table.name} come from a SELECT; which they are only a server can tell.`,
    );
    return;
  }
  for (const column of source.columns) {
    if (column.invisible) continue;
    const own = table.column(column.name);
    if (own !== undefined) {
      // A column that is both listed and selected keeps its own definition at the place of the selected one.
      table.removeColumn(own);
      table.addColumn(own);
    } else {
      table.addColumn(
        plainCopy(
          pinCharset(
            execution.vendor === 'mariadb' ? asText(column) : column,
            inheritedCharset(execution, from ?? {}, source),
          ),
          source,
          table,
        ),
      );
    }
  }
}

/** MariaDB's JSON is a text with a check, and CREATE … SELECT copies no checks. */
function asText(column: Column): Column {
  if (column.type.name !== 'json') return column;
  return {
    ...column,
    type: { ...column.type, name: 'longtext', charset: 'utf8mb4', collation: 'utf8mb4_bin' },
  };
}

/** CREATE … SELECT copies type, nullability, default, ON UPDATE and comment; not AUTO_INCREMENT, generation or keys. */
function plainCopy(column: Column, source: TableDraft, table: TableDraft): Column {
  const key = column.name.toLowerCase();
  const isKey =
    source.primaryKey?.parts.some((part) => part.kind === 'column' && part.column.toLowerCase() === key) ===
    true;
  const nullable = isKey || column.autoIncrement ? false : column.nullable;
  // Servers give the copy of a counter the default 0.
  const stated = column.autoIncrement ? ({ kind: 'number', value: '0' } as const) : column.default;
  return {
    name: column.name,
    type: column.type,
    ...(column.onUpdate === undefined ? {} : { onUpdate: column.onUpdate }),
    ...(nullable === undefined ? {} : { nullable }),
    ...(stated === undefined ? {} : { default: stated }),
    ...(column.comment === undefined ? {} : { comment: column.comment }),
    autoIncrement: false,
    invisible: false,
    origin: table.origin,
  };
}

/** CREATE TABLE … LIKE: everything but foreign keys, the counter and the directories. */
function copyTable(execution: Execution, from: QualifiedName, name: string): TableDraft | undefined {
  const source = execution.model.table(from);
  if (source === undefined) {
    execution.model.schemaOf(from).presume(from.name, execution.origin);
    execution.report(
      'warning',
      'sql-unknown-table',
      `Table ${from.name} of LIKE is not known here, so ${name} is not either.`,
    );
    return undefined;
  }
  const copy = TableDraft.from(source.toTable());
  copy.name = name;
  copy.origin = execution.origin;
  copy.foreignKeys = [];
  copy.rowsInFile = 0;
  copy.renamedFrom = undefined;
  const { autoIncrement, rest, ...options } = copy.options;
  const kept = new Map([...(rest ?? [])].filter(([option]) => !option.endsWith('directory')));
  copy.options = kept.size === 0 ? options : { ...options, rest: kept };
  if (execution.vendor === 'mysql') {
    // MySQL names the copied checks anew (manual, CREATE TABLE ... LIKE).
    copy.checks = copy.checks.map(({ name: old, ...check }) => check);
  }
  copy.touch();
  return copy;
}
