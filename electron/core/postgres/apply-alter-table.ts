import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';

import type { Column, Table } from '../../../shared/model';
import {
  addColumn,
  dropColumn,
  dropNamed,
  dropPrimaryKey,
  findColumn,
  replaceColumn,
} from '../migrations/table-edits';
import { noteEffect, noteUses } from './apply-table';
import { readColumn } from './postgres-column';
import { addConstraint } from './postgres-constraint';
import { readDefault, presume, report, schemaOf } from './postgres-script';
import type { PostgresScript } from './postgres-script';
import { readPostgresType } from './postgres-type';

/** ALTER TABLE: every command that changes what the model holds; owners, storage and the like pass. */
export function applyAlterTable(script: PostgresScript, statement: AlterTableStmt): void {
  const range = statement.relation;
  const name = range?.relname ?? '';
  const schema = schemaOf(script, range?.schemaname);
  const isTable =
    statement.objtype === undefined ||
    statement.objtype === 'OBJECT_TABLE' ||
    statement.objtype === 'OBJECT_FOREIGN_TABLE';
  if (!isTable) return;
  const commands = (statement.cmds ?? []).flatMap((node) =>
    'AlterTableCmd' in node ? [node.AlterTableCmd] : [],
  );
  noteUses(script, statement.cmds, range);
  const current = script.draft.table(schema, name);
  for (const command of commands) {
    noteEffect(script, 'alter', 'table', range, {
      detail: describe(command),
      ...(command.missing_ok === true || statement.missing_ok === true ? { tolerant: true } : {}),
    });
  }
  if (current === undefined) {
    if (statement.missing_ok !== true && !script.draft.hasView(schema, name)) {
      presume(script, schema, name, range?.location);
      report(
        script,
        'warning',
        'postgres-table-missing',
        `Table ${name} is altered, but nothing before creates it.`,
        range?.location,
      );
    }
    return;
  }
  let table = current;
  for (const command of commands) table = applyCommand(script, table, command, range?.location);
  script.draft.putTable(schema, table);
}

function describe(command: AlterTableCmd): string {
  const definition = command.def;
  switch (command.subtype) {
    case 'AT_AddColumn':
      return `add column ${definition !== undefined && 'ColumnDef' in definition ? (definition.ColumnDef.colname ?? '') : ''}`;
    case 'AT_DropColumn':
      return `drop column ${command.name ?? ''}`;
    case 'AT_AddConstraint':
      return `add constraint ${definition !== undefined && 'Constraint' in definition ? (definition.Constraint.conname ?? '') : ''}`;
    case 'AT_DropConstraint':
      return `drop constraint ${command.name ?? ''}`;
    case 'AT_SetNotNull':
      return `set not null ${command.name ?? ''}`;
    case 'AT_DropNotNull':
      return `drop not null ${command.name ?? ''}`;
    default:
      return `change ${command.name ?? (command.subtype ?? '').replace(/^AT_/, '')}`;
  }
}

function applyCommand(
  script: PostgresScript,
  table: Table,
  command: AlterTableCmd,
  location: number | undefined,
): Table {
  const name = command.name ?? '';
  const definition = command.def;
  switch (command.subtype) {
    case 'AT_AddColumn': {
      if (definition === undefined || !('ColumnDef' in definition)) return table;
      const { column, constraints } = readColumn(script, definition.ColumnDef);
      if (findColumn(table, column.name) !== undefined) {
        if (command.missing_ok !== true) {
          report(
            script,
            'warning',
            'postgres-column-exists',
            `Column ${table.name}.${column.name} is added, but it is there already.`,
            definition.ColumnDef.location,
          );
        }
        return table;
      }
      let result = addColumn(table, column);
      for (const constraint of constraints) result = addConstraint(script, result, constraint, column.name);
      return result;
    }
    case 'AT_DropColumn':
      if (!hasColumn(script, table, name, command.missing_ok === true, location)) return table;
      return dropColumn(table, name, 'drop');
    case 'AT_ColumnDefault':
      return changeColumn(script, table, name, location, (column) => {
        const { default: _old, ...rest } = column;
        const { value, counter } = readDefault(script, definition, {});
        return value === undefined ? { ...rest, autoIncrement: counter } : { ...rest, default: value };
      });
    case 'AT_SetNotNull':
      return changeColumn(script, table, name, location, (column) => ({ ...column, nullable: false }));
    case 'AT_DropNotNull':
      return changeColumn(script, table, name, location, (column) => ({ ...column, nullable: true }));
    case 'AT_AlterColumnType': {
      if (definition === undefined || !('ColumnDef' in definition)) return table;
      const { type } = readPostgresType(definition.ColumnDef.typeName, script.settings.enums);
      return changeColumn(script, table, name, location, (column) => ({ ...column, type }));
    }
    case 'AT_AddIdentity':
      return changeColumn(script, table, name, location, (column) => ({ ...column, autoIncrement: true }));
    case 'AT_DropIdentity':
      return changeColumn(script, table, name, location, (column) => ({ ...column, autoIncrement: false }));
    case 'AT_DropExpression':
      return changeColumn(script, table, name, location, ({ generated: _dropped, ...column }) => column);
    case 'AT_AddConstraint':
      return definition !== undefined && 'Constraint' in definition
        ? addConstraint(script, table, definition.Constraint)
        : table;
    case 'AT_DropConstraint': {
      const dropped = dropNamed(table, name) ?? dropImplicit(table, name);
      if (dropped === undefined && command.missing_ok !== true) {
        report(
          script,
          'warning',
          'postgres-constraint-missing',
          `Constraint ${name} of ${table.name} is dropped, but nothing before creates it.`,
          location,
        );
      }
      return dropped ?? table;
    }
    default:
      return table;
  }
}

/** The names that PostgreSQL gives when the statement gave none: `t_pkey`, `t_a_b_key`, `t_a_fkey`, `t_a_check`. */
function dropImplicit(table: Table, name: string): Table | undefined {
  if (name === `${table.name}_pkey` && table.primaryKey !== undefined) return dropPrimaryKey(table);
  const unique = table.indexes.find(
    (index) =>
      index.name === undefined &&
      name ===
        [
          table.name,
          ...index.parts.map((part) => (part.kind === 'column' ? part.column : 'expr')),
          'key',
        ].join('_'),
  );
  if (unique !== undefined) return { ...table, indexes: table.indexes.filter((index) => index !== unique) };
  const key = table.foreignKeys.find(
    (each) => each.name === undefined && name === [table.name, ...each.columns, 'fkey'].join('_'),
  );
  if (key !== undefined) return { ...table, foreignKeys: table.foreignKeys.filter((each) => each !== key) };
  const check = table.checks.find(
    (each) =>
      each.name === undefined &&
      name === (each.column === undefined ? `${table.name}_check` : `${table.name}_${each.column}_check`),
  );
  return check === undefined
    ? undefined
    : { ...table, checks: table.checks.filter((each) => each !== check) };
}

function changeColumn(
  script: PostgresScript,
  table: Table,
  name: string,
  location: number | undefined,
  change: (column: Column) => Column,
): Table {
  return hasColumn(script, table, name, false, location) ? replaceColumn(table, name, change) : table;
}

function hasColumn(
  script: PostgresScript,
  table: Table,
  name: string,
  quiet: boolean,
  location: number | undefined,
): boolean {
  if (findColumn(table, name) !== undefined) return true;
  // A table whose columns only a server knows (CREATE TABLE … AS) may well have it.
  if (!quiet && table.facets.includes('columns')) {
    report(
      script,
      'warning',
      'postgres-column-missing',
      `Column ${table.name}.${name} is changed, but nothing before creates it.`,
      location,
    );
  }
  return false;
}
