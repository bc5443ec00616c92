import type { Index } from '../model';
import type { Execution } from './execution';
import { implicitForeignKeyNames } from './implicit-names';
import type { ActionOf } from './statement-node';
import type { TableDraft } from './table-draft';
import { unknownPart } from './report-unknown';

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

/** Puts a changed index in the place of the old one. */
export function changeIndex(
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

/** Drops a foreign key by its own or its implicit name. */
export function dropForeignKey(
  execution: Execution,
  table: TableDraft,
  name: string,
  ifExists: boolean,
): void {
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

/** DROP CONSTRAINT and DROP CHECK, of whatever the name belongs to. */
export function dropConstraint(
  execution: Execution,
  table: TableDraft,
  action: ActionOf<'drop constraint'>,
): void {
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

/** ALTER CHECK … [NOT] ENFORCED. */
export function enforceCheck(
  execution: Execution,
  table: TableDraft,
  action: ActionOf<'enforce check'>,
): void {
  const at = table.findCheck(action.name, execution.vendor);
  if (at < 0) unknownPart(execution, 'check', action.name, table);
  else
    table.checks = table.checks.map((check, position) =>
      position === at ? { ...check, enforced: action.enforced } : check,
    );
}
