import type { AlterObjectSchemaStmt, CommentStmt, DropStmt, Node, RangeVar, RenameStmt } from 'libpg-query';

import type { EffectObject } from '../../../shared/migrations/effect';
import { findColumn, renameColumn, replaceColumn } from '../migrations/table-edits';
import { noteEffect } from './apply-table';
import { qualifiedName, stringsOf } from './postgres-node';
import { presume, report, schemaOf } from './postgres-script';
import type { PostgresScript } from './postgres-script';

/** ALTER … RENAME of tables, views, columns, constraints and indexes. */
export function applyRename(script: PostgresScript, statement: RenameStmt): void {
  const range = statement.relation;
  const schema = schemaOf(script, range?.schemaname);
  const name = range?.relname ?? '';
  const to = statement.newname ?? '';
  const missingOk = statement.missing_ok === true;
  if (statement.renameType === 'OBJECT_TABLE' || statement.renameType === 'OBJECT_FOREIGN_TABLE') {
    noteEffect(script, 'rename', 'table', range, { to, ...(missingOk ? { tolerant: true } : {}) });
    if (script.draft.table(schema, to) !== undefined && script.draft.table(schema, name) !== undefined) {
      report(
        script,
        'warning',
        'postgres-table-exists',
        `Table ${name} is renamed to ${to}, which is there already.`,
        range?.location,
      );
    } else if (!script.draft.renameTable({ schema, name }, { schema, name: to }) && !missingOk) {
      presume(script, schema, name, range?.location);
      report(
        script,
        'warning',
        'postgres-table-missing',
        `Table ${name} is renamed to ${to}, but nothing before creates it.`,
        range?.location,
      );
    }
    return;
  }
  if (statement.renameType === 'OBJECT_COLUMN' || statement.renameType === 'OBJECT_TABCONSTRAINT') {
    const from = statement.subname ?? '';
    noteEffect(script, 'alter', 'table', range, { detail: `rename ${from} to ${to}` });
    const table = script.draft.table(schema, name);
    if (table === undefined) {
      if (!missingOk) {
        presume(script, schema, name, range?.location);
        report(
          script,
          'warning',
          'postgres-table-missing',
          `Table ${name} is altered, but nothing before creates it.`,
          range?.location,
        );
      }
    } else if (statement.renameType === 'OBJECT_COLUMN') {
      if (findColumn(table, from) === undefined) {
        report(
          script,
          'warning',
          'postgres-column-missing',
          `Column ${name}.${from} is renamed, but nothing before creates it.`,
          range?.location,
        );
      } else script.draft.putTable(schema, renameColumn(table, from, to));
    } else renameParts(script, schema, name, from, to);
    return;
  }
  if (statement.renameType === 'OBJECT_INDEX') {
    const table = script.draft.findIndex(schema, name);
    if (table !== undefined) renameParts(script, schema, table.name, name, to);
  }
}

function renameParts(
  script: PostgresScript,
  schema: string,
  tableName: string,
  from: string,
  to: string,
): void {
  const table = script.draft.table(schema, tableName);
  if (table === undefined) return;
  const rename = <Part extends { readonly name?: string }>(part: Part): Part =>
    part.name === from ? { ...part, name: to } : part;
  script.draft.putTable(schema, {
    ...table,
    indexes: table.indexes.map(rename),
    foreignKeys: table.foreignKeys.map(rename),
    checks: table.checks.map(rename),
  });
}

/** DROP of tables, views, indexes, sequences, schemas, types, routines and triggers. */
export function applyDrop(script: PostgresScript, statement: DropStmt): void {
  const tolerant = statement.missing_ok === true ? { tolerant: true } : {};
  for (const object of statement.objects ?? []) {
    const target = dropTarget(object);
    const schema = schemaOf(script, target.schema);
    const range: RangeVar = { schemaname: target.schema, relname: target.name };
    const drop = (kind: EffectObject, dropped: boolean): void => {
      noteEffect(script, 'drop', kind, range, tolerant);
      if (!dropped && statement.missing_ok !== true) {
        if (kind === 'table') presume(script, schema, target.name, undefined, true);
        report(
          script,
          'warning',
          `postgres-${kind}-missing`,
          `The ${kind} ${target.name} is dropped, but nothing before creates it.`,
          undefined,
        );
      }
    };
    switch (statement.removeType) {
      case 'OBJECT_TABLE':
      case 'OBJECT_FOREIGN_TABLE':
        drop('table', script.draft.dropTable(schema, target.name));
        break;
      case 'OBJECT_VIEW':
      case 'OBJECT_MATVIEW':
        drop('view', script.draft.dropView(schema, target.name));
        break;
      case 'OBJECT_SEQUENCE':
        drop('sequence', script.draft.dropSequence(schema, target.name));
        break;
      case 'OBJECT_SCHEMA':
        drop('schema', script.draft.dropSchema(schemaOf(script, target.name)));
        break;
      case 'OBJECT_TYPE':
      case 'OBJECT_DOMAIN':
        script.settings.types.delete(target.name.toLowerCase());
        drop('type', script.settings.enums.delete(target.name.toLowerCase()) || true);
        break;
      case 'OBJECT_FUNCTION':
      case 'OBJECT_PROCEDURE':
        // Overloads share a name; one of them may well stay.
        drop('routine', script.draft.dropRoutine(schema, target.name) || true);
        break;
      case 'OBJECT_TRIGGER':
        script.draft.dropTrigger(schemaOf(script, undefined), target.name);
        break;
      case 'OBJECT_INDEX': {
        const table = script.draft.findIndex(schema, target.name);
        if (table !== undefined) {
          noteEffect(
            script,
            'alter',
            'table',
            { schemaname: schema, relname: table.name },
            { ...tolerant, detail: `drop index ${target.name}` },
          );
          script.draft.putTable(schema, {
            ...table,
            indexes: table.indexes.filter((index) => index.name !== target.name),
          });
        } else if (statement.missing_ok !== true) {
          report(
            script,
            'warning',
            'postgres-index-missing',
            `Index ${target.name} is dropped, but nothing before creates it.`,
            undefined,
          );
        }
        break;
      }
      default:
    }
  }
}

function dropTarget(object: Node): { schema: string; name: string } {
  if ('List' in object) return qualifiedName(object.List.items);
  if ('TypeName' in object) return qualifiedName(object.TypeName.names);
  if ('ObjectWithArgs' in object) return qualifiedName(object.ObjectWithArgs.objname);
  return { schema: '', name: 'String' in object ? (object.String.sval ?? '') : '' };
}

/** COMMENT ON TABLE and COLUMN; comments on other things are not in the model. */
export function applyComment(script: PostgresScript, statement: CommentStmt): void {
  const names =
    statement.object !== undefined && 'List' in statement.object
      ? stringsOf(statement.object.List.items)
      : [];
  const comment = statement.comment ?? '';
  const isColumn = statement.objtype === 'OBJECT_COLUMN';
  if (!isColumn && statement.objtype !== 'OBJECT_TABLE') return;
  const tableName = (isColumn ? names.at(-2) : names.at(-1)) ?? '';
  const schema = schemaOf(script, isColumn ? names.at(-3) : names.at(-2));
  noteEffect(
    script,
    'alter',
    'table',
    { schemaname: schema, relname: tableName },
    { detail: 'comment', tolerant: true },
  );
  const table = script.draft.table(schema, tableName);
  if (table === undefined) {
    if (!script.draft.hasView(schema, tableName)) {
      presume(script, schema, tableName, undefined);
      report(
        script,
        'warning',
        'postgres-table-missing',
        `A comment is given to ${tableName}, which nothing before creates.`,
        undefined,
      );
    }
    return;
  }
  if (!isColumn) {
    script.draft.putTable(schema, { ...table, options: { ...table.options, comment } });
    return;
  }
  const column = names.at(-1) ?? '';
  if (findColumn(table, column) === undefined) {
    report(
      script,
      'warning',
      'postgres-column-missing',
      `A comment is given to ${tableName}.${column}, which nothing before creates.`,
      undefined,
    );
    return;
  }
  script.draft.putTable(
    schema,
    replaceColumn(table, column, (each) => ({ ...each, comment })),
  );
}

/** ALTER TABLE … SET SCHEMA. */
export function applyMove(script: PostgresScript, statement: AlterObjectSchemaStmt): void {
  if (statement.objectType !== 'OBJECT_TABLE') return;
  const range = statement.relation;
  const schema = schemaOf(script, range?.schemaname);
  const name = range?.relname ?? '';
  const toSchema = schemaOf(script, statement.newschema);
  noteEffect(script, 'rename', 'table', range, { to: name, toSchema });
  script.draft.renameTable({ schema, name }, { schema: toSchema, name });
}
