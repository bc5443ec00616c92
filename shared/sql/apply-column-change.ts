import type { Column, Index } from '../model';
import { addColumnParts, forgetColumn, placeOf } from './apply-table-element';
import { SERVER_STOPS } from './execution';
import type { Execution } from './execution';
import { isBareClock } from './print-column';
import type { ActionOf } from './statement-node';
import type { TableDraft } from './table-draft';
import { unknownPart } from './report-unknown';
import { renameReferences } from './rename-column-references';

/** Puts a changed column in the place of the old one; what speaks of it follows a new name. */
export function changeColumn(
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

/** MODIFY and CHANGE: the column as it is stated anew, at its place. */
export function modifyColumn(
  execution: Execution,
  table: TableDraft,
  action: ActionOf<'modify column'>,
): void {
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

/** ALTER COLUMN … SET and DROP DEFAULT. */
export function setDefault(execution: Execution, table: TableDraft, action: ActionOf<'set default'>): void {
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

/**
 * Drops a column, with its place in keys; where the same ALTER adds another of its name, keys go on with that one (MySQL 9.7,
 * MariaDB 10.11).
 */
export function dropColumn(
  execution: Execution,
  table: TableDraft,
  name: string,
  ifExists: boolean,
  isAddedAnew: boolean,
): void {
  const column = table.column(name);
  if (column === undefined) {
    if (!ifExists) unknownPart(execution, 'column', name, table);
    return;
  }
  table.pinImplicitNames(execution.vendor);
  forgetColumn(table, column, isAddedAnew);
  table.removeColumn(column);
}
