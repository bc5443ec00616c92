import { forgetHashes } from './forget-hashes';
import type { Routine, ScheduledEvent, Schema, Sequence } from '../model';
import { applyAlterTable } from './apply-alter-table';
import { dropIndex, dropPrimaryKey } from './apply-key-change';
import { reportUnknownTable } from './report-unknown';
import { applyCreateTable } from './apply-create-table';
import { addElement } from './apply-table-element';
import { SERVER_STOPS } from './execution';
import type { Execution } from './execution';
import type { ObjectMap, SchemaDraft } from './model-draft';
import { renameTable } from './rename-table';
import { withSequenceLimits } from './sequence-limits';
import type { CreateObject, DroppableKind, QualifiedName, StatementNode } from './statement-node';

/** Executes one statement on the model. */
export function applyStatement(execution: Execution, node: StatementNode): void {
  const { model } = execution;
  switch (node.kind) {
    case 'create table':
      applyCreateTable(execution, node);
      break;
    case 'alter table':
      applyAlterTable(execution, node);
      break;
    case 'create index':
      createIndex(execution, node);
      break;
    case 'drop index': {
      const table = model.table(node.table);
      if (table === undefined) {
        if (!node.ifExists) reportUnknownTable(execution, node.table);
        break;
      }
      forgetHashes(execution, table);
      if (node.index.toUpperCase() === 'PRIMARY') dropPrimaryKey(execution, table, node.ifExists);
      else dropIndex(execution, table, node.index, node.ifExists);
      table.touch();
      break;
    }
    case 'rename tables':
      for (const { from, to } of node.renames) renameTable(execution, from, to, node.ifExists);
      break;
    case 'drop':
      for (const name of node.names) {
        const isDropped = node.object === 'table' && model.schemaOf(name).dropTemporary(name.name);
        if (!isDropped && !node.temporary) dropObject(execution, node.object, name, node.ifExists);
      }
      break;
    case 'create object':
      createObject(execution, node);
      break;
    case 'create database':
    case 'alter database':
      applyDatabase(execution, node);
      break;
    case 'alter event':
      alterObject<ScheduledEvent>(
        execution,
        model.schemaOf(node.event).events,
        node.event,
        node.changes,
        node.renameTo,
      );
      break;
    case 'alter routine': {
      const schema = model.schemaOf(node.routine);
      alterObject<Routine>(
        execution,
        node.object === 'function' ? schema.functions : schema.procedures,
        node.routine,
        node.changes,
      );
      break;
    }
    case 'alter sequence':
      if (!node.ifExists || model.schemaOf(node.sequence).sequences.has(node.sequence.name)) {
        pinSequence(model.schemaOf(node.sequence), node.sequence.name);
        alterObject<Sequence>(
          execution,
          model.schemaOf(node.sequence).sequences,
          node.sequence,
          node.changes,
        );
      }
      break;
    case 'use':
      model.current = node.schema;
      break;
    case 'truncate': {
      const table = model.table(node.table);
      if (table === undefined) break;
      table.rowsInFile = 0;
      table.touch();
      break;
    }
    case 'ignored':
      break;
  }
}

/** The limits and the start that a sequence got when it was made stay when its increment turns round. */
function pinSequence({ sequences }: SchemaDraft, name: string): void {
  const old = sequences.get(name);
  if (old === undefined) return;
  const { start, minimum, maximum } = withSequenceLimits(old);
  sequences.set(old.name, { ...old, start, minimum, maximum });
}

function createIndex(execution: Execution, node: Extract<StatementNode, { kind: 'create index' }>): void {
  const table = execution.model.table(node.table);
  if (table === undefined) {
    reportUnknownTable(execution, node.table);
    return;
  }
  forgetHashes(execution, table);
  if (node.orReplace && node.index.name !== undefined) dropIndex(execution, table, node.index.name, true);
  addElement(execution, table, { kind: 'index', index: node.index, ifNotExists: node.ifNotExists });
}

function mapOf(
  schema: SchemaDraft,
  kind: Exclude<DroppableKind, 'database'>,
): ObjectMap<{ readonly name: string }> {
  switch (kind) {
    case 'table':
      return schema.tables;
    case 'view':
      return schema.views;
    case 'trigger':
      return schema.triggers;
    case 'procedure':
      return schema.procedures;
    case 'function':
      return schema.functions;
    case 'event':
      return schema.events;
    case 'sequence':
      return schema.sequences;
  }
}

function dropObject(execution: Execution, kind: DroppableKind, name: QualifiedName, ifExists: boolean): void {
  const { model } = execution;
  if (kind === 'database') {
    if (!model.dropSchema(name.name) && !ifExists) {
      execution.report(
        'warning',
        'sql-unknown-schema',
        `Schema ${name.name} is not known here, so it is not dropped.`,
      );
    }
    return;
  }
  const schema = model.schemaOf(name);
  // To MariaDB a sequence is a table too.
  const objects = mapOf(schema, kind === 'table' && isOnlySequence(schema, name.name) ? 'sequence' : kind);
  const found = objects.get(name.name);
  if (found === undefined) {
    if (!ifExists) {
      if (kind === 'table') schema.presume(name.name, execution.origin, true);
      execution.report(
        'warning',
        `sql-unknown-${kind}`,
        `The ${kind} ${name.name} is not known here, so it is not dropped.`,
      );
    }
    return;
  }
  objects.delete(found.name);
  if (kind !== 'table') return;
  for (const trigger of schema.triggers.values())
    if (trigger.table === found.name) schema.triggers.delete(trigger.name);
}

function isOnlySequence(schema: SchemaDraft, name: string): boolean {
  return !schema.tables.has(name) && schema.sequences.has(name);
}

function createObject(execution: Execution, node: CreateObject): void {
  const schema = execution.model.schemaOf(node.schema === undefined ? {} : { schema: node.schema });
  const { object } = node;
  switch (object.kind) {
    case 'view':
      if (schema.tables.has(object.name)) {
        if (!node.ifNotExists)
          execution.report(
            'warning',
            'sql-duplicate-view',
            `${object.name} is a table already. ${SERVER_STOPS}`,
            { related: schema.tables.get(object.name)?.origin ?? execution.origin },
          );
        return;
      }
      place(execution, schema.views, object, node);
      break;
    case 'trigger':
      place(execution, schema.triggers, object, node);
      break;
    case 'procedure':
      place(execution, schema.procedures, object, node);
      break;
    case 'function':
      place(execution, schema.functions, object, node);
      break;
    case 'event':
      place(execution, schema.events, object, node);
      break;
    case 'sequence':
      place(execution, schema.sequences, withEngine(object, execution.model.defaultEngine), node);
      break;
  }
}

function withEngine(sequence: Sequence, engine: string | undefined): Sequence {
  return sequence.engine !== undefined || engine === undefined ? sequence : { ...sequence, engine };
}

function place<T extends CreateObject['object']>(
  execution: Execution,
  objects: ObjectMap<T>,
  object: T,
  node: CreateObject,
): void {
  const old = objects.has(object.name) ? objects.get(object.name) : undefined;
  if (old !== undefined && !node.orReplace) {
    if (!node.ifNotExists) {
      execution.report(
        'warning',
        `sql-duplicate-${object.kind}`,
        `The ${object.kind} ${object.name} was created before; the first one stays. ${SERVER_STOPS}`,
        { related: old.origin },
      );
    }
    return;
  }
  if (old !== undefined) objects.delete(old.name);
  objects.set(object.name, object);
}

function alterObject<T extends { readonly name: string }>(
  execution: Execution,
  objects: ObjectMap<T>,
  name: QualifiedName,
  changes: Partial<T>,
  renameTo?: QualifiedName,
): void {
  const old = objects.get(name.name);
  if (old === undefined) {
    execution.report(
      'warning',
      'sql-unknown-object',
      `${name.name} is not known here, so this statement changes nothing.`,
    );
    return;
  }
  objects.delete(old.name);
  const changed = { ...old, ...changes, ...(renameTo === undefined ? {} : { name: renameTo.name }) };
  objects.set(changed.name, changed);
}

function applyDatabase(
  execution: Execution,
  node: Extract<StatementNode, { kind: 'create database' | 'alter database' }>,
): void {
  const { model } = execution;
  const name = node.name ?? model.current;
  const old = model.findSchema(name);
  if (node.kind === 'create database' && old?.stated === true) {
    if (node.orReplace) model.dropSchema(name);
    else {
      if (!node.ifNotExists) {
        execution.report(
          'warning',
          'sql-duplicate-schema',
          `Schema ${name} was created before. ${SERVER_STOPS}`,
          old.origin === undefined ? {} : { related: old.origin },
        );
      }
      return;
    }
  }
  const schema = model.schema(name);
  schema.stated = true;
  schema.origin ??= execution.origin;
  if (node.charset !== undefined || node.collation !== undefined) {
    if (node.kind === 'alter database') pinTables(schema);
    // DEFAULT is the server's, and nobody says here what that is.
    schema.charset = node.charset === 'default' ? undefined : node.charset;
    schema.collation = node.collation === 'default' ? undefined : node.collation;
  }
  if (node.comment !== undefined) schema.comment = node.comment;
  if (node.encryption !== undefined) schema.encryption = node.encryption;
  if (node.readOnly !== undefined) schema.readOnly = node.readOnly;
}

/** Tables keep the charset that they took from the schema when they were made. */
function pinTables(schema: SchemaDraft): void {
  const before: Pick<Schema, 'charset' | 'collation'> = {
    ...(schema.charset === undefined ? {} : { charset: schema.charset }),
    ...(schema.collation === undefined ? {} : { collation: schema.collation }),
  };
  const isKnown = before.charset !== undefined || before.collation !== undefined;
  for (const table of schema.tables.values()) {
    if (table.options.charset !== undefined || table.options.collation !== undefined) continue;
    if (isKnown) table.options = { ...table.options, ...before };
    // They have what the schema had before anybody said anything, which only the server knows.
    else table.facets = table.facets.filter((facet) => facet !== 'charset' && facet !== 'columnCharsets');
    table.touch();
  }
}
