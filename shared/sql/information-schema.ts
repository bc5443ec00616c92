import type { Index } from '../model';
import { implicitCheckNames, implicitForeignKeyNames, implicitIndexNames } from './implicit-names';
import type { ModelDraft, SchemaDraft } from './model-draft';
import type { TableDraft } from './table-draft';

/** The name that stands for the nameless schema of a file: equal to any schema name that no statement made. */
export const NAMELESS_SCHEMA = '\0nameless';

/** A value of a script's expression. */
export type SqlValue = string | number | null;

/** A row of information_schema by upper-case column; what is not in it cannot be told from a model. */
export type InformationRow = ReadonlyMap<string, SqlValue>;

/** Narrows which tables are looked at, because guards name theirs. */
export interface RowFilter {
  readonly table?: string;
}

function row(entries: Readonly<Record<string, SqlValue>>): InformationRow {
  return new Map(Object.entries(entries));
}

/**
 * The rows that a view of information_schema would show for the model, or undefined for a view that is
 * not kept. Only columns that guards ask for are filled.
 */
export function informationRows(
  model: ModelDraft,
  view: string,
  filter: RowFilter,
): InformationRow[] | undefined {
  const make = VIEWS.get(view.toUpperCase());
  if (make === undefined) return undefined;
  return model
    .allSchemas()
    .flatMap((schema) => make(schema, schema.name === '' ? NAMELESS_SCHEMA : schema.name, filter, model));
}

type MakeRows = (schema: SchemaDraft, name: string, filter: RowFilter, model: ModelDraft) => InformationRow[];

function tablesOf(schema: SchemaDraft, filter: RowFilter): TableDraft[] {
  if (filter.table === undefined) return schema.tables.values();
  const table = schema.tables.get(filter.table);
  return table === undefined ? [] : [table];
}

const VIEWS = new Map<string, MakeRows>([
  [
    'SCHEMATA',
    (schema, name) => [
      row({
        SCHEMA_NAME: name,
        ...(schema.charset === undefined ? {} : { DEFAULT_CHARACTER_SET_NAME: schema.charset }),
      }),
    ],
  ],
  [
    'TABLES',
    (schema, name, filter) => [
      ...tablesOf(schema, filter).map((table) =>
        row({
          TABLE_SCHEMA: name,
          TABLE_NAME: table.name,
          TABLE_TYPE: 'BASE TABLE',
          ...(table.options.engine === undefined ? {} : { ENGINE: table.options.engine }),
          TABLE_COMMENT: table.options.comment ?? '',
        }),
      ),
      ...schema.views
        .values()
        .map((view) => row({ TABLE_SCHEMA: name, TABLE_NAME: view.name, TABLE_TYPE: 'VIEW' })),
    ],
  ],
  [
    'VIEWS',
    (schema, name) => schema.views.values().map((view) => row({ TABLE_SCHEMA: name, TABLE_NAME: view.name })),
  ],
  ['COLUMNS', (schema, name, filter) => tablesOf(schema, filter).flatMap((table) => columnRows(table, name))],
  [
    'STATISTICS',
    (schema, name, filter) => tablesOf(schema, filter).flatMap((table) => indexRows(table, name)),
  ],
  [
    'TABLE_CONSTRAINTS',
    (schema, name, filter, model) =>
      tablesOf(schema, filter).flatMap((table) => constraintRows(table, name, model)),
  ],
  [
    'REFERENTIAL_CONSTRAINTS',
    (schema, name, filter) =>
      tablesOf(schema, filter).flatMap((table) => {
        const names = implicitForeignKeyNames(table.name, table.foreignKeys);
        return table.foreignKeys.map((key, at) =>
          row({
            CONSTRAINT_SCHEMA: name,
            CONSTRAINT_NAME: names[at] ?? '',
            TABLE_NAME: table.name,
            REFERENCED_TABLE_NAME: key.referencedTable,
          }),
        );
      }),
  ],
  [
    'KEY_COLUMN_USAGE',
    (schema, name, filter) => tablesOf(schema, filter).flatMap((table) => keyColumnRows(table, name)),
  ],
  [
    'TRIGGERS',
    (schema, name) =>
      schema.triggers.values().map((trigger) =>
        row({
          TRIGGER_SCHEMA: name,
          TRIGGER_NAME: trigger.name,
          EVENT_OBJECT_SCHEMA: name,
          EVENT_OBJECT_TABLE: trigger.table,
        }),
      ),
  ],
  [
    'ROUTINES',
    (schema, name) =>
      [...schema.procedures.values(), ...schema.functions.values()].map((routine) =>
        row({ ROUTINE_SCHEMA: name, ROUTINE_NAME: routine.name, ROUTINE_TYPE: routine.kind.toUpperCase() }),
      ),
  ],
  [
    'EVENTS',
    (schema, name) =>
      schema.events.values().map((event) => row({ EVENT_SCHEMA: name, EVENT_NAME: event.name })),
  ],
  [
    'PARTITIONS',
    (schema, name, filter) =>
      tablesOf(schema, filter).flatMap((table) =>
        (table.partitioning?.partitions ?? []).map((partition) =>
          row({ TABLE_SCHEMA: name, TABLE_NAME: table.name, PARTITION_NAME: partition.name }),
        ),
      ),
  ],
]);

function columnRows(table: TableDraft, schema: string): InformationRow[] {
  return table.columns.map((column, at) =>
    row({
      TABLE_SCHEMA: schema,
      TABLE_NAME: table.name,
      COLUMN_NAME: column.name,
      ORDINAL_POSITION: at + 1,
      DATA_TYPE: DATA_TYPES.get(column.type.name) ?? column.type.name,
      IS_NULLABLE: column.nullable === false ? 'NO' : 'YES',
      COLUMN_COMMENT: column.comment ?? '',
      EXTRA: column.autoIncrement ? 'auto_increment' : '',
    }),
  );
}

/** Spellings that information_schema shows under another name. */
const DATA_TYPES = new Map([
  ['integer', 'int'],
  ['bool', 'tinyint'],
  ['boolean', 'tinyint'],
  ['numeric', 'decimal'],
  ['dec', 'decimal'],
  ['character', 'char'],
  ['double precision', 'double'],
  ['real', 'double'],
]);

function allIndexes(table: TableDraft): { index: Index; name: string }[] {
  const names = implicitIndexNames(table.indexes);
  const own = table.indexes.map((index, at) => ({ index, name: names[at] ?? '' }));
  return table.primaryKey === undefined ? own : [{ index: table.primaryKey, name: 'PRIMARY' }, ...own];
}

function indexRows(table: TableDraft, schema: string): InformationRow[] {
  return allIndexes(table).flatMap(({ index, name }) =>
    index.parts.map((part, at) =>
      row({
        TABLE_SCHEMA: schema,
        TABLE_NAME: table.name,
        INDEX_SCHEMA: schema,
        INDEX_NAME: name,
        SEQ_IN_INDEX: at + 1,
        COLUMN_NAME: part.kind === 'column' ? part.column : null,
        NON_UNIQUE: index.kind === 'unique' || index.kind === 'primary' ? 0 : 1,
      }),
    ),
  );
}

function constraintRows(table: TableDraft, schema: string, model: ModelDraft): InformationRow[] {
  const make = (name: string, type: string): InformationRow =>
    row({
      CONSTRAINT_SCHEMA: schema,
      TABLE_SCHEMA: schema,
      TABLE_NAME: table.name,
      CONSTRAINT_NAME: name,
      CONSTRAINT_TYPE: type,
    });
  const keys = allIndexes(table).flatMap(({ index, name }) =>
    index.kind === 'primary'
      ? [make(name, 'PRIMARY KEY')]
      : index.kind === 'unique'
        ? [make(name, 'UNIQUE')]
        : [],
  );
  const checks = implicitCheckNames(table.name, table.checks, model.flavor?.vendor ?? 'mysql');
  return [
    ...keys,
    ...implicitForeignKeyNames(table.name, table.foreignKeys).map((name) => make(name, 'FOREIGN KEY')),
    ...checks.flatMap((name) => (name === undefined ? [] : [make(name, 'CHECK')])),
  ];
}

function keyColumnRows(table: TableDraft, schema: string): InformationRow[] {
  const base = { CONSTRAINT_SCHEMA: schema, TABLE_SCHEMA: schema, TABLE_NAME: table.name };
  const names = implicitForeignKeyNames(table.name, table.foreignKeys);
  const foreign = table.foreignKeys.flatMap((key, at) =>
    key.columns.map((column, position) =>
      row({
        ...base,
        CONSTRAINT_NAME: names[at] ?? '',
        COLUMN_NAME: column,
        ORDINAL_POSITION: position + 1,
        REFERENCED_TABLE_SCHEMA: key.referencedSchema ?? schema,
        REFERENCED_TABLE_NAME: key.referencedTable,
        REFERENCED_COLUMN_NAME: key.referencedColumns[position] ?? null,
      }),
    ),
  );
  const keys = allIndexes(table)
    .filter(({ index }) => index.kind === 'primary' || index.kind === 'unique')
    .flatMap(({ index, name }) =>
      index.parts.map((part, position) =>
        row({
          ...base,
          CONSTRAINT_NAME: name,
          COLUMN_NAME: part.kind === 'column' ? part.column : null,
          ORDINAL_POSITION: position + 1,
          REFERENCED_TABLE_NAME: null,
          REFERENCED_COLUMN_NAME: null,
          REFERENCED_TABLE_SCHEMA: null,
        }),
      ),
    );
  return [...keys, ...foreign];
}
