import type { Check, Column, ForeignKey, Index, Origin } from '../model';
import { honoursInlineReferences, SERVER_STOPS } from './execution';
import type { Execution } from './execution';
import { namedColumns } from './named-columns';
import type { ColumnDefinition, ColumnPosition, TableElement } from './statement-node';
import { indexOfForeignKey } from './table-draft';
import type { TableDraft } from './table-draft';

/** Adds one element to a table as CREATE TABLE and ALTER TABLE … ADD do. What is there already stays and is reported. */
export function addElement(execution: Execution, table: TableDraft, element: TableElement): void {
  switch (element.kind) {
    case 'column':
      addColumn(execution, table, element.definition, element.position, element.ifNotExists);
      break;
    case 'index':
      addIndex(execution, table, element.index, element.ifNotExists);
      break;
    case 'foreign key':
      addForeignKey(execution, table, element.foreignKey, element.ifNotExists);
      if (element.indexName !== undefined && !table.isCovered(element.foreignKey))
        table.indexes.push({ ...indexOfForeignKey(element.foreignKey), name: element.indexName });
      break;
    case 'check':
      addCheck(execution, table, element.check, element.ifNotExists);
      break;
    case 'period':
      if (!element.ifNotExists || !hasPeriod(table, element.period.name)) table.periods.push(element.period);
      break;
  }
  table.touch();
}

function hasPeriod(table: TableDraft, name: string): boolean {
  return table.periods.some((period) => period.name.toLowerCase() === name.toLowerCase());
}

function addColumn(
  execution: Execution,
  table: TableDraft,
  definition: ColumnDefinition,
  position: ColumnPosition | undefined,
  ifNotExists: boolean,
): void {
  const { column } = definition;
  const old = table.column(column.name);
  if (old !== undefined) {
    if (!ifNotExists) duplicate(execution, 'column', column.name, table, column.origin, old.origin);
    return;
  }
  table.addColumn(column, placeOf(execution, table, position));
  addColumnParts(execution, table, definition);
}

/** Lifts the keys, checks and references that were written inside a column to the table. */
export function addColumnParts(execution: Execution, table: TableDraft, definition: ColumnDefinition): void {
  for (const key of definition.keys) addIndex(execution, table, key, false);
  for (const check of definition.checks) addCheck(execution, table, check, false);
  for (const foreignKey of definition.foreignKeys) {
    if (honoursInlineReferences(execution)) addForeignKey(execution, table, foreignKey, false);
    else {
      execution.report(
        'info',
        'sql-inline-references-ignored',
        `REFERENCES inside column ${definition.column.name} of ${table.name} is read and forgotten by this server.`,
        {
          hint: 'Write FOREIGN KEY (…) REFERENCES … as an element of the table.',
          at: foreignKey.origin,
        },
      );
    }
  }
}

/** Where a column goes: at the end, first, or behind another. */
export function placeOf(
  execution: Execution,
  table: TableDraft,
  position: ColumnPosition | undefined,
): number {
  if (position === undefined) return table.columns.length;
  if (position.kind === 'first') return 0;
  const before = table.column(position.column);
  if (before === undefined) {
    execution.report(
      'warning',
      'sql-unknown-column',
      `Column ${position.column} of AFTER is not in ${table.name}. ${SERVER_STOPS}`,
    );
    return table.columns.length;
  }
  return table.columns.indexOf(before) + 1;
}

function addIndex(execution: Execution, table: TableDraft, index: Index, ifNotExists: boolean): void {
  if (index.kind === 'primary') {
    if (table.primaryKey === undefined) table.primaryKey = index;
    else if (!ifNotExists) {
      execution.report(
        'warning',
        'sql-duplicate-primary-key',
        `${table.name} has a primary key already; the first one stays. ${SERVER_STOPS}`,
        {
          at: index.origin,
          related: table.primaryKey.origin,
        },
      );
    }
    return;
  }
  if (index.name !== undefined) {
    const key = index.name.toLowerCase();
    const old = table.indexes.find((other) => other.name?.toLowerCase() === key);
    if (old !== undefined) {
      if (!ifNotExists) duplicate(execution, 'index', index.name, table, index.origin, old.origin);
      return;
    }
  }
  reportUnknownColumns(execution, table, index);
  table.dropCoveredImplicit(index);
  table.indexes.push(index);
}

function reportUnknownColumns(execution: Execution, table: TableDraft, index: Index): void {
  if (table.columns.length === 0 || !table.facets.includes('columns')) return;
  for (const part of index.parts) {
    if (part.kind !== 'column' || table.column(part.column) !== undefined) continue;
    // While CREATE TABLE is being read, its columns may follow; it checks at its end.
    if (execution.origin === table.origin) return;
    execution.report(
      'warning',
      'sql-unknown-column',
      `Column ${part.column} of an index is not in ${table.name}. ${SERVER_STOPS}`,
      { at: index.origin },
    );
  }
}

function addForeignKey(
  execution: Execution,
  table: TableDraft,
  foreignKey: ForeignKey,
  ifNotExists: boolean,
): void {
  const { name } = foreignKey;
  if (name !== undefined) {
    const key = name.toLowerCase();
    const old = table.foreignKeys.find((other) => other.name?.toLowerCase() === key);
    if (old !== undefined) {
      if (!ifNotExists) duplicate(execution, 'foreign key', name, table, foreignKey.origin, old.origin);
      return;
    }
  }
  table.foreignKeys.push(
    foreignKey.referencedColumns.length > 0 ? foreignKey : withReferencedKey(execution, foreignKey),
  );
}

/** REFERENCES without columns means the primary key, when that table is known. */
function withReferencedKey(execution: Execution, foreignKey: ForeignKey): ForeignKey {
  const target = execution.model.table({
    ...(foreignKey.referencedSchema === undefined ? {} : { schema: foreignKey.referencedSchema }),
    name: foreignKey.referencedTable,
  });
  const referencedColumns =
    target?.primaryKey?.parts.flatMap((part) => (part.kind === 'column' ? [part.column] : [])) ?? [];
  return { ...foreignKey, referencedColumns };
}

function addCheck(execution: Execution, table: TableDraft, check: Check, ifNotExists: boolean): void {
  const { name } = check;
  if (name !== undefined) {
    const key = name.toLowerCase();
    const old = table.checks.find((other) => other.name?.toLowerCase() === key);
    if (old !== undefined) {
      if (!ifNotExists) duplicate(execution, 'check', name, table, check.origin, old.origin);
      return;
    }
  }
  table.checks.push(check);
}

function duplicate(
  execution: Execution,
  what: string,
  name: string,
  table: TableDraft,
  at: Origin,
  related: Origin,
): void {
  execution.report(
    'warning',
    `sql-duplicate-${what.replace(' ', '-')}`,
    `${table.name} has a ${what} ${name} already; the first one stays. ${SERVER_STOPS}`,
    {
      at,
      related,
    },
  );
}

/**
 * Takes a column out of keys and periods as DROP COLUMN does, and its checks away: MariaDB (10.11) and MySQL (9.7) drop a check
 * that speaks of no other column, wherever it was written, and refuse to drop a column that another one speaks of.
 */
export function forgetColumn(table: TableDraft, column: Column, keepsKeys: boolean): void {
  const key = column.name.toLowerCase();
  const isIt = (name: string): boolean => name.toLowerCase() === key;
  const strip = (index: Index): Index => {
    if (!index.parts.some((part) => part.kind === 'column' && isIt(part.column))) return index;
    return { ...index, parts: index.parts.filter((part) => part.kind !== 'column' || !isIt(part.column)) };
  };
  if (!keepsKeys) table.indexes = table.indexes.map(strip).filter((index) => index.parts.length > 0);
  if (!keepsKeys && table.primaryKey !== undefined) {
    const primaryKey = strip(table.primaryKey);
    table.primaryKey = primaryKey.parts.length > 0 ? primaryKey : undefined;
  }
  table.foreignKeys = table.foreignKeys.filter((foreignKey) => !foreignKey.columns.some(isIt));
  const columns = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  table.checks = table.checks.filter((check) => {
    if (check.column !== undefined && isIt(check.column)) return false;
    const named = namedColumns(check.expression, columns);
    return !(named.size === 1 && named.has(key));
  });
  table.touch();
}
