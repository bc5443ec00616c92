import type { CreateStmt, CreateTableAsStmt, IndexStmt, Node, RangeVar, SelectStmt } from 'libpg-query';

import type { EffectAction, EffectObject, MigrationEffect } from '../../../shared/migrations/effect';
import type { Table } from '../../../shared/model';
import { POSTGRES_TABLE_FACETS, addColumn, emptyTable } from '../migrations/table-edits';
import { readColumn } from './postgres-column';
import { addConstraint, readIndex } from './postgres-constraint';
import { findRangeVars } from './postgres-node';
import { originOf, presume, report, schemaOf } from './postgres-script';
import type { PostgresScript } from './postgres-script';

/** Notes what a statement does to a relation. */
export function noteEffect(
  script: PostgresScript,
  action: EffectAction,
  object: EffectObject,
  range: RangeVar | undefined,
  more: Pick<MigrationEffect, 'detail' | 'to' | 'toSchema' | 'tolerant'> = {},
): void {
  script.effects.push({
    action,
    object,
    schema: schemaOf(script, range?.schemaname),
    name: range?.relname ?? '',
    ...more,
    ...(script.tolerant ? { tolerant: true } : {}),
    origin: originOf(script, range?.location),
  });
}

/** Notes every other relation that a tree mentions as used. */
export function noteUses(script: PostgresScript, root: unknown, except?: RangeVar): void {
  const seen = new Set<string>();
  for (const range of findRangeVars(root)) {
    const key = JSON.stringify([range.schemaname ?? '', range.relname]);
    if (seen.has(key) || (range.relname === except?.relname && range.schemaname === except?.schemaname))
      continue;
    seen.add(key);
    noteEffect(script, 'use', 'table', range);
  }
}

/** CREATE TABLE, with LIKE, INHERITS and PARTITION OF. */
export function applyCreateTable(script: PostgresScript, statement: CreateStmt): void {
  const range = statement.relation;
  const schema = schemaOf(script, range?.schemaname);
  const name = range?.relname ?? '';
  if (range?.relpersistence === 't') return;
  noteEffect(script, 'create', 'table', range, statement.if_not_exists === true ? { tolerant: true } : {});
  noteUses(script, [statement.tableElts, statement.inhRelations], range);
  if (script.draft.table(schema, name) !== undefined) {
    if (statement.if_not_exists !== true) {
      report(
        script,
        'warning',
        'postgres-table-exists',
        `Table ${name} is created, but it is there already. The first stays.`,
        range?.location,
      );
    }
    return;
  }
  let table = emptyTable(name, originOf(script, range?.location), POSTGRES_TABLE_FACETS);
  for (const parent of statement.inhRelations ?? []) {
    if ('RangeVar' in parent) table = copyColumns(script, table, parent.RangeVar, 'inherits from');
  }
  for (const element of statement.tableElts ?? []) table = addElement(script, table, element);
  if (statement.partspec !== undefined) {
    // Which rows go where cannot be said in MySQL's terms; that it is partitioned is not stated either.
    table = { ...table, facets: POSTGRES_TABLE_FACETS.filter((facet) => facet !== 'partitions') };
  }
  script.draft.putTable(schema, table);
}

function addElement(script: PostgresScript, table: Table, element: Node): Table {
  if ('ColumnDef' in element) {
    const { column, constraints } = readColumn(script, element.ColumnDef);
    let result = addColumn(table, column);
    for (const constraint of constraints) result = addConstraint(script, result, constraint, column.name);
    return result;
  }
  if ('Constraint' in element) return addConstraint(script, table, element.Constraint);
  if ('TableLikeClause' in element && element.TableLikeClause.relation !== undefined) {
    return copyColumns(script, table, element.TableLikeClause.relation, 'is like');
  }
  return table;
}

function copyColumns(script: PostgresScript, table: Table, from: RangeVar, says: string): Table {
  const parent = script.draft.table(schemaOf(script, from.schemaname), from.relname ?? '');
  if (parent === undefined) {
    report(
      script,
      'warning',
      'postgres-table-missing',
      `Table ${table.name} ${says} ${from.relname ?? ''}, which is not there. Its columns are not known.`,
      from.location,
    );
    return table;
  }
  const own = new Set(table.columns.map((column) => column.name));
  return {
    ...table,
    columns: [...table.columns, ...parent.columns.filter((column) => !own.has(column.name))],
  };
}

/** CREATE TABLE … AS, SELECT INTO and CREATE MATERIALIZED VIEW: the name counts, the columns only a server knows. */
export function applyCreateTableAs(
  script: PostgresScript,
  statement: CreateTableAsStmt,
  select: string,
): void {
  const range = statement.into?.rel;
  const name = range?.relname ?? '';
  const schema = schemaOf(script, range?.schemaname);
  if (range?.relpersistence === 't') return;
  const isView = statement.objtype === 'OBJECT_MATVIEW';
  noteEffect(
    script,
    'create',
    isView ? 'view' : 'table',
    range,
    statement.if_not_exists === true ? { tolerant: true } : {},
  );
  noteUses(script, statement.query, range);
  const origin = originOf(script, range?.location);
  if (isView) script.draft.putView(schema, { kind: 'view', name, select, origin });
  else if (script.draft.table(schema, name) === undefined) {
    script.draft.putTable(schema, emptyTable(name, origin, []));
  }
}

/** CREATE INDEX. */
export function applyCreateIndex(script: PostgresScript, statement: IndexStmt): void {
  const range = statement.relation;
  const schema = schemaOf(script, range?.schemaname);
  const table = script.draft.table(schema, range?.relname ?? '');
  const name = statement.idxname;
  noteEffect(script, 'alter', 'table', range, {
    detail: `add index ${name ?? ''}`,
    ...(statement.if_not_exists === true ? { tolerant: true } : {}),
  });
  if (table === undefined) {
    // A materialized view may be indexed; the model has no place for that.
    if (!script.draft.hasView(schema, range?.relname ?? '')) {
      presume(script, schema, range?.relname ?? '', range?.location);
      report(
        script,
        'warning',
        'postgres-table-missing',
        `Index ${name ?? ''} is made on ${range?.relname ?? ''}, which is not there.`,
        range?.location,
      );
    }
    return;
  }
  if (name !== undefined && table.indexes.some((index) => index.name === name)) {
    if (statement.if_not_exists !== true) {
      report(
        script,
        'warning',
        'postgres-index-exists',
        `Index ${name} is created, but it is there already.`,
        range?.location,
      );
    }
    return;
  }
  script.draft.putTable(schema, { ...table, indexes: [...table.indexes, readIndex(script, statement)] });
}

/** INSERT … VALUES: the rows are counted. */
export function countRows(script: PostgresScript, range: RangeVar | undefined, rows: number): void {
  const schema = schemaOf(script, range?.schemaname);
  const table = script.draft.table(schema, range?.relname ?? '');
  if (table !== undefined && rows > 0) {
    script.draft.putTable(schema, { ...table, rowsInFile: (table.rowsInFile ?? 0) + rows });
  }
}

/** How many rows an INSERT's VALUES holds. */
export function valuesOf(node: Node | undefined): number {
  if (node === undefined || !('SelectStmt' in node)) return 0;
  const select: SelectStmt = node.SelectStmt;
  return select.valuesLists?.length ?? 0;
}
