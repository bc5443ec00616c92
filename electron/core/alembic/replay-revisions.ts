import type { Column, Diagnostic, SchemaModel, Table } from '../../../shared/model';
import { readSql } from '../../../shared/sql';
import { SchemaDraft } from '../migrations/schema-draft';
import {
  addColumn,
  dropColumn,
  dropNamed,
  dropPrimaryKey,
  findColumn,
  renameColumn,
  replaceColumn,
} from '../migrations/table-edits';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import { PostgresSession } from '../postgres/read-postgres';
import type { AlembicAction, AlembicOperation } from './operation';
import type { Condition } from './python-value';
import type { AlembicRevision } from './read-revision';
import { addPart } from './read-table';

/**
 * Replays revisions in the given order on an empty schema, as `alembic upgrade` would on an empty database.
 * A condition that asks for tables, columns or indexes is answered from the schema as it then stands; under
 * one that cannot be answered an operation is done when it applies and passed over in silence when not.
 */
export function replayRevisions(
  revisions: readonly AlembicRevision[],
  dialect: SqlDialect,
): { readonly model: SchemaModel; readonly diagnostics: readonly Diagnostic[] } {
  const replay = new RevisionReplay(dialect);
  for (const revision of revisions) for (const operation of revision.upgrade) replay.run(operation);
  return { model: replay.model(), diagnostics: replay.diagnostics };
}

/** One replay. Needs loadPostgresParser first when the dialect is PostgreSQL's. */
class RevisionReplay {
  readonly diagnostics: Diagnostic[] = [];
  readonly #dialect: SqlDialect;
  #draft = new SchemaDraft();
  #postgres: PostgresSession;

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect;
    this.#postgres = new PostgresSession(this.#draft);
  }

  model(): SchemaModel {
    return this.#draft.toModel();
  }

  run(operation: AlembicOperation): void {
    const held = operation.conditions.map((condition) => this.#answer(condition, operation.schema));
    if (held.includes(false)) return;
    const isSure = !held.includes(undefined);
    if (!isSure && operation.alternative) return;
    const problem = this.#apply(operation, !isSure);
    if (problem === undefined) this.#doubt(operation, isSure);
    if (isSure && problem !== undefined) this.#presume(operation);
    if (problem === undefined || !isSure) return;
    this.diagnostics.push({
      severity: 'warning',
      code: 'alembic-does-not-apply',
      message: problem,
      location: operation.origin,
    });
  }

  /** What nobody can tell without running it: whether it happens, what it names, or some of what it says. */
  #doubt({ action, schema, origin, isPartial }: AlembicOperation, isSure: boolean): void {
    const isOpen = action.kind === 'unknown' || (action.kind === 'execute' && action.sql === undefined);
    if (!isOpen && !isPartial && isSure) return;
    const home = this.#dialect === 'postgresql' && schema === 'public' ? '' : schema;
    const name =
      action.kind === 'create-table'
        ? action.table.name
        : action.kind === 'rename-table'
          ? action.to
          : 'table' in action && action.table !== undefined
            ? action.table
            : '';
    const extent = action.kind === 'create-table' && isSure ? 'part' : 'any';
    if (name !== '' && this.#draft.doubt(home, name, { origin, extent })) return;
    if (isOpen) this.#draft.noteUnread({ origin, kind: 'text' });
    else if (action.kind === 'drop-table')
      this.#draft.noteUnread({ origin, kind: 'text', makes: 'table', name });
  }

  /** What does not apply because its table is not there needs a table from outside the revisions. */
  #presume({ action, schema, origin }: AlembicOperation): void {
    if (!('table' in action) || typeof action.table !== 'string' || action.table === '') return;
    const home = this.#dialect === 'postgresql' && schema === 'public' ? '' : schema;
    if (this.#draft.table(home, action.table) !== undefined) return;
    this.#draft.presume(home, action.table, origin, action.kind === 'drop-table');
  }

  /** true, false, or undefined where only running it could tell. */
  #answer(condition: Condition, schema: string): boolean | undefined {
    switch (condition.kind) {
      case 'constant':
        return condition.value;
      case 'has-table':
        return this.#draft.table(schema, condition.table) !== undefined;
      case 'has-column': {
        const table = this.#draft.table(schema, condition.table);
        return table !== undefined && findColumn(table, condition.column) !== undefined;
      }
      case 'has-named': {
        const table = this.#draft.table(schema, condition.table);
        return table !== undefined && dropNamed(table, condition.name) !== undefined;
      }
      case 'dialect':
        return (
          condition.name === this.#dialect || (this.#dialect === 'mysql' && condition.name === 'mariadb')
        );
      case 'not': {
        const inner = this.#answer(condition.of, schema);
        return inner === undefined ? undefined : !inner;
      }
      case 'and':
      case 'or': {
        const all = condition.all.map((each) => this.#answer(each, schema));
        const decisive = condition.kind === 'or';
        if (all.includes(decisive)) return decisive;
        return all.includes(undefined) ? undefined : !decisive;
      }
      case 'unknown':
        return undefined;
    }
  }

  /** Answers what kept the operation from applying; undefined when it applied. */
  #apply(operation: AlembicOperation, tolerant: boolean): string | undefined {
    const { action } = operation;
    const schema = this.#dialect === 'postgresql' && operation.schema === 'public' ? '' : operation.schema;
    switch (action.kind) {
      case 'create-table':
        if (this.#draft.table(schema, action.table.name) !== undefined) {
          return action.tolerant
            ? undefined
            : `Table ${action.table.name} is created, but it is there already. The first stays.`;
        }
        this.#draft.putTable(schema, action.table);
        return undefined;
      case 'drop-table':
        return this.#draft.dropTable(schema, action.table) || action.tolerant
          ? undefined
          : `Table ${action.table} is dropped, but no revision creates it.`;
      case 'rename-table':
        if (this.#draft.table(schema, action.to) !== undefined)
          return `Table ${action.table} is renamed to ${action.to}, which is there already.`;
        return this.#draft.renameTable({ schema, name: action.table }, { schema, name: action.to })
          ? undefined
          : `Table ${action.table} is renamed, but no revision creates it.`;
      case 'execute':
        if (action.sql !== undefined) this.#execute(action.sql, operation, tolerant);
        return undefined;
      case 'other':
        return undefined;
      case 'unknown':
        return undefined;
      case 'drop-part':
        return this.#dropPart(schema, action);
      default:
        return this.#change(schema, action);
    }
  }

  #change(
    schema: string,
    action: Extract<
      AlembicAction,
      { kind: 'add-column' | 'drop-column' | 'alter-column' | 'add-part' | 'comment-table' }
    >,
  ): string | undefined {
    const table = this.#draft.table(schema, action.table);
    if (table === undefined) return `Table ${action.table} is altered, but no revision creates it.`;
    const result = changeTable(table, action, this.#dialect);
    if (typeof result === 'string') return result;
    this.#draft.putTable(schema, result);
    return undefined;
  }

  #dropPart(schema: string, action: Extract<AlembicAction, { kind: 'drop-part' }>): string | undefined {
    const table =
      action.table === ''
        ? this.#draft.findIndex(schema, action.name)
        : this.#draft.table(schema, action.table);
    if (table === undefined) {
      if (action.tolerant) return undefined;
      return action.table === ''
        ? `Index ${action.name} is dropped, but no revision creates it.`
        : `Table ${action.table} is altered, but no revision creates it.`;
    }
    const changed =
      dropNamed(table, action.name) ??
      (action.type === 'primary' || action.name === `${table.name}_pkey` ? dropPrimaryKey(table) : undefined);
    if (changed === undefined) {
      return action.tolerant
        ? undefined
        : `${action.name} of ${table.name} is dropped, but no revision creates it.`;
    }
    this.#draft.putTable(schema, changed);
    return undefined;
  }

  #execute(sql: string, operation: AlembicOperation, tolerant: boolean): void {
    if (this.#dialect === 'postgresql') {
      const read = this.#postgres.run(sql, operation.origin.path, {
        tolerant,
        fixedOrigin: operation.origin,
      });
      this.diagnostics.push(...read.diagnostics);
      return;
    }
    const read = readSql(sql, { path: operation.origin.path, base: this.#draft.toModel() });
    this.#draft = new SchemaDraft(read.value);
    this.#postgres = new PostgresSession(this.#draft);
    if (!tolerant) {
      this.diagnostics.push(...read.diagnostics.map((each) => ({ ...each, location: operation.origin })));
    }
  }
}

function changeTable(
  table: Table,
  action: Extract<
    AlembicAction,
    { kind: 'add-column' | 'drop-column' | 'alter-column' | 'add-part' | 'comment-table' }
  >,
  dialect: SqlDialect,
): Table | string {
  switch (action.kind) {
    case 'add-column': {
      if (findColumn(table, action.column.name) !== undefined) {
        return action.tolerant
          ? table
          : `Column ${table.name}.${action.column.name} is added, but it is there already.`;
      }
      let result = addColumn(table, action.column);
      for (const part of action.parts) result = addPart(result, part);
      return result;
    }
    case 'drop-column':
      if (findColumn(table, action.column) === undefined) {
        return action.tolerant
          ? table
          : `Column ${table.name}.${action.column} is dropped, but no revision creates it.`;
      }
      return dropColumn(table, action.column, dialect === 'postgresql' ? 'drop' : 'shrink');
    case 'alter-column': {
      if (findColumn(table, action.column) === undefined) {
        return `Column ${table.name}.${action.column} is altered, but no revision creates it.`;
      }
      const { changes } = action;
      const changed = replaceColumn(table, action.column, (column) => changeColumn(column, changes));
      return changes.name === undefined ? changed : renameColumn(changed, action.column, changes.name);
    }
    case 'add-part': {
      const { added } = action;
      const name =
        added.part === 'foreignKey'
          ? added.foreignKey.name
          : added.part === 'check'
            ? added.check.name
            : added.index.name;
      if (name !== undefined && dropNamed(table, name) !== undefined) {
        return action.tolerant ? table : `${name} is added to ${table.name}, but it is there already.`;
      }
      return addPart(table, added);
    }
    case 'comment-table':
      return { ...table, options: { ...table.options, comment: action.comment } };
  }
}

function changeColumn(
  column: Column,
  changes: Extract<AlembicAction, { kind: 'alter-column' }>['changes'],
): Column {
  const { default: old, ...rest } = column;
  const value = changes.default === 'none' ? undefined : (changes.default ?? old);
  return {
    ...rest,
    ...(changes.type === undefined ? {} : { type: changes.type }),
    ...(changes.nullable === undefined ? {} : { nullable: changes.nullable }),
    ...(value === undefined ? {} : { default: value }),
    ...(changes.comment === undefined ? {} : { comment: changes.comment }),
    ...(changes.autoIncrement === undefined ? {} : { autoIncrement: changes.autoIncrement }),
  };
}
