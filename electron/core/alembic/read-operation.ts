import type { FileOrigin } from '../../../shared/model';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { readColumnType } from './column-type';
import type { AlembicAction, ColumnChanges } from './operation';
import { lastName, stringValue } from './python-value';
import type { PythonCall, PythonValue } from './python-value';
import {
  isTrue,
  listTexts,
  makeForeignKey,
  makeIndex,
  readColumnCall,
  readDefaultValue,
  readIndexParts,
  readTableCall,
  readText,
} from './read-table';
import type { TableContext } from './read-table';

/** How an op.… call is read: its name, its call, and where to report what cannot be told. */
export interface OperationContext {
  readonly dialect: SqlDialect;
  readonly unknown: (what: string, origin: FileOrigin) => void;
}

/** In a batch the table is not among the arguments; this is where the plain operation has it. */
const TABLE_POSITION: ReadonlyMap<string, number> = new Map([
  ['add_column', 0],
  ['drop_column', 0],
  ['alter_column', 0],
  ['create_index', 1],
  ['drop_index', 1],
  ['create_foreign_key', 1],
  ['create_unique_constraint', 1],
  ['create_primary_key', 1],
  ['create_check_constraint', 1],
  ['create_exclude_constraint', 1],
  ['drop_constraint', 1],
  ['create_table_comment', 0],
  ['drop_table_comment', 0],
]);

/** What the first arguments are called, in order, when they are given by name (alembic.op, 1.13). */
const PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['create_table', ['table_name']],
  ['drop_table', ['table_name']],
  ['rename_table', ['old_table_name', 'new_table_name']],
  ['add_column', ['table_name', 'column']],
  ['drop_column', ['table_name', 'column_name']],
  ['alter_column', ['table_name', 'column_name']],
  ['create_index', ['index_name', 'table_name', 'columns']],
  ['drop_index', ['index_name', 'table_name']],
  ['create_foreign_key', ['constraint_name', 'source_table', 'referent_table', 'local_cols', 'remote_cols']],
  ['create_unique_constraint', ['constraint_name', 'table_name', 'columns']],
  ['create_primary_key', ['constraint_name', 'table_name', 'columns']],
  ['create_check_constraint', ['constraint_name', 'table_name', 'condition']],
  ['drop_constraint', ['constraint_name', 'table_name', 'type_']],
  ['create_table_comment', ['table_name', 'comment']],
  ['drop_table_comment', ['table_name']],
  ['execute', ['sqltext']],
]);

/** Puts the batch's table where the plain operation has it. */
export function placeBatchTable(name: string, call: PythonCall, table: PythonValue): PythonCall {
  const position = TABLE_POSITION.get(name);
  if (position === undefined) return call;
  const positional = [...call.positional];
  positional.splice(position, 0, table);
  return { ...call, positional };
}

/** Reads one op.… call. What matters and is computed at run time gives `unknown`, and a report. */
export function readOperation(name: string, call: PythonCall, context: OperationContext): AlembicAction {
  const parameters = PARAMETERS.get(name) ?? [];
  const argument = (index: number): PythonValue | undefined =>
    call.positional[index] ?? call.named.get(parameters[index] ?? '');
  const text = (index: number): string | undefined => stringValue(argument(index));
  const tolerant = isTrue(call.named.get('if_exists')) || isTrue(call.named.get('if_not_exists'));
  const unknown = (table?: string): AlembicAction => {
    context.unknown(`what op.${name} names`, call.origin);
    return { kind: 'unknown', name, table };
  };
  const inTable = (table: string): TableContext => ({ ...context, table });
  switch (name) {
    case 'create_table': {
      const table = text(0);
      if (table === undefined) return unknown();
      return {
        kind: 'create-table',
        table: readTableCall(table, call, call.positional.slice(1), inTable(table)),
        tolerant,
      };
    }
    case 'drop_table': {
      const table = text(0);
      return table === undefined ? unknown() : { kind: 'drop-table', table, tolerant };
    }
    case 'rename_table': {
      const [table, to] = [text(0), text(1)];
      return table === undefined || to === undefined ? unknown(table) : { kind: 'rename-table', table, to };
    }
    case 'add_column': {
      const table = text(0);
      const value = argument(1);
      if (table === undefined || value?.kind !== 'call' || lastName(value) !== 'Column')
        return unknown(table);
      const read = readColumnCall(value, inTable(table));
      return read === undefined ? unknown(table) : { kind: 'add-column', table, ...read, tolerant };
    }
    case 'drop_column': {
      const [table, column] = [text(0), text(1)];
      return table === undefined || column === undefined
        ? unknown(table)
        : { kind: 'drop-column', table, column, tolerant };
    }
    case 'alter_column': {
      const [table, column] = [text(0), text(1)];
      if (table === undefined || column === undefined) return unknown(table);
      return { kind: 'alter-column', table, column, changes: readChanges(call, inTable(table), column) };
    }
    case 'create_index': {
      const table = text(1);
      const columns = argument(2);
      if (table === undefined || columns?.kind !== 'list') return unknown(table);
      const index = readIndexParts(text(0), columns.items, call, inTable(table));
      return { kind: 'add-part', table, added: { part: 'index', index }, tolerant };
    }
    case 'drop_index':
    case 'drop_constraint': {
      const [part, table] = [text(0), text(1)];
      if (part === undefined || (name === 'drop_constraint' && table === undefined)) return unknown(table);
      const type =
        name === 'drop_index' ? 'index' : constraintType(text(2) ?? stringValue(call.named.get('type_')));
      return { kind: 'drop-part', table: table ?? '', name: part, type, tolerant };
    }
    case 'create_unique_constraint':
    case 'create_primary_key': {
      const table = text(1);
      const columns = argument(2);
      if (table === undefined || columns?.kind !== 'list') return unknown(table);
      const isPrimary = name === 'create_primary_key';
      const parts = listTexts(columns).map((column) => ({ kind: 'column' as const, column }));
      const index = makeIndex(
        isPrimary ? 'primary' : 'unique',
        isPrimary ? undefined : text(0),
        parts,
        call.origin,
      );
      return {
        kind: 'add-part',
        table,
        added: { part: isPrimary ? 'primaryKey' : 'index', index },
        tolerant: false,
      };
    }
    case 'create_foreign_key': {
      const [table, referencedTable] = [text(1), text(2)];
      if (table === undefined || referencedTable === undefined) return unknown(table);
      const foreignKey = makeForeignKey(call, {
        name: text(0),
        columns: listTexts(argument(3)),
        referencedTable,
        referencedColumns: listTexts(argument(4)),
        schema: stringValue(call.named.get('referent_schema')),
      });
      return { kind: 'add-part', table, added: { part: 'foreignKey', foreignKey }, tolerant: false };
    }
    case 'create_check_constraint': {
      const table = text(1);
      const expression = readText(argument(2));
      if (table === undefined || expression === undefined) return unknown(table);
      const constraint = text(0);
      const check = {
        ...(constraint === undefined ? {} : { name: constraint }),
        expression,
        enforced: true,
        origin: call.origin,
      };
      return { kind: 'add-part', table, added: { part: 'check', check }, tolerant: false };
    }
    case 'create_table_comment':
    case 'drop_table_comment': {
      const table = text(0);
      const comment = name === 'drop_table_comment' ? '' : text(1);
      return table === undefined || comment === undefined
        ? unknown(table)
        : { kind: 'comment-table', table, comment };
    }
    case 'execute': {
      const sql = readText(argument(0));
      // An expression object (table.update()…) changes rows, not the schema.
      const isExpression =
        sql === undefined && argument(0)?.kind === 'call' && lastName(argument(0)) !== 'text';
      if (isExpression) return { kind: 'other', name };
      if (sql === undefined) context.unknown('the text of an execute', call.origin);
      return { kind: 'execute', sql };
    }
    default:
      return { kind: 'other', name };
  }
}

function constraintType(text: string | undefined): Extract<AlembicAction, { kind: 'drop-part' }>['type'] {
  return text === 'foreignkey' || text === 'primary' || text === 'unique' || text === 'check'
    ? text
    : 'unknown';
}

function readChanges(call: PythonCall, context: TableContext, column: string): ColumnChanges {
  const { named } = call;
  const typeValue = named.get('type_');
  const type = readColumnType(typeValue, context.dialect);
  if (typeValue !== undefined && type === undefined)
    context.unknown(`the new type of ${context.table}.${column}`, call.origin);
  const nullable = named.get('nullable');
  const defaultValue = named.get('server_default');
  const known = readDefaultValue(defaultValue);
  const removed = defaultValue?.kind === 'none' || (defaultValue?.kind === 'boolean' && !defaultValue.value);
  if (defaultValue !== undefined && known === undefined && !removed && defaultValue.kind !== 'boolean') {
    context.unknown(`the new default of ${context.table}.${column}`, call.origin);
  }
  const comment = named.get('comment');
  const name = stringValue(named.get('new_column_name'));
  const counter = named.get('autoincrement');
  return {
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    ...(nullable?.kind === 'boolean' ? { nullable: nullable.value } : {}),
    // server_default=None drops the default; False means: leave it (Alembic's own default for the argument).
    ...(defaultValue?.kind === 'none'
      ? { default: 'none' as const }
      : known === undefined
        ? {}
        : { default: known }),
    ...(comment?.kind === 'none'
      ? { comment: '' }
      : stringValue(comment) === undefined
        ? {}
        : { comment: stringValue(comment) ?? '' }),
    ...(counter?.kind === 'boolean' ? { autoIncrement: counter.value } : {}),
  };
}
