import type { AlterAction, QualifiedName, StatementNode, TableElement } from '../sql/statement-node';
import type { Origin } from '../model';
import type { EffectAction, EffectObject, MigrationEffect } from './effect';

/**
 * What a parsed MySQL or MariaDB statement does to which object. `schema` is where unqualified names live
 * at that point ('' when nothing says); temporary tables leave nothing behind and do not count.
 */
export function statementEffects(node: StatementNode, schema: string, origin: Origin): readonly MigrationEffect[] {
  const effect = (
    action: EffectAction,
    object: EffectObject,
    name: QualifiedName,
    more: Pick<MigrationEffect, 'detail' | 'to' | 'toSchema' | 'tolerant'> = {},
  ): MigrationEffect => ({ action, object, schema: name.schema ?? schema, name: name.name, ...more, origin });
  const uses = (names: readonly QualifiedName[]): MigrationEffect[] => names.map((name) => effect('use', 'table', name));
  const tolerant = (is: boolean): { tolerant?: true } => (is ? { tolerant: true } : {});
  switch (node.kind) {
    case 'create table': {
      if (node.temporary) return [];
      const used = [
        ...(node.like === undefined ? [] : [node.like]),
        ...(node.select?.allOf === undefined ? [] : [node.select.allOf]),
        ...node.elements.flatMap(referencedTables),
      ];
      return [
        effect('create', 'table', node.table, tolerant(node.ifNotExists || node.orReplace)),
        ...uses(used.filter((name) => name.name !== node.table.name)),
      ];
    }
    case 'alter table':
      return node.actions.flatMap((action): MigrationEffect[] => {
        if (action.kind === 'rename table') {
          const { schema: toSchema, name: to } = action.to;
          return [effect('rename', 'table', node.table, { to, ...(toSchema === undefined ? {} : { toSchema }) })];
        }
        const { detail, isTolerant } = describeAction(action);
        return [
          effect('alter', 'table', node.table, { detail, ...tolerant(isTolerant || node.ifExists) }),
          ...(action.kind === 'add' ? uses(referencedTables(action.element)) : []),
          ...(action.kind === 'partition to table' ? [effect('create', 'table', action.table)] : []),
          ...(action.kind === 'table to partition' ? [effect('drop', 'table', action.table)] : []),
        ];
      });
    case 'create index':
      return [
        effect('alter', 'table', node.table, {
          detail: `add index ${node.index.name ?? ''}`,
          ...tolerant(node.ifNotExists || node.orReplace),
        }),
      ];
    case 'drop index':
      return [effect('alter', 'table', node.table, { detail: `drop index ${node.index}`, ...tolerant(node.ifExists) })];
    case 'rename tables':
      return node.renames.map(({ from, to }) =>
        effect('rename', 'table', from, {
          to: to.name,
          ...(to.schema === undefined ? {} : { toSchema: to.schema }),
          ...tolerant(node.ifExists),
        }),
      );
    case 'drop': {
      if (node.temporary) return [];
      const object = node.object === 'database' ? 'schema' : node.object === 'procedure' || node.object === 'function' ? 'routine' : node.object;
      return node.names.map((name) => effect('drop', object, name, tolerant(node.ifExists)));
    }
    case 'create object': {
      const { object } = node;
      const kind = object.kind === 'procedure' || object.kind === 'function' ? 'routine' : object.kind;
      const name = { ...(node.schema === undefined ? {} : { schema: node.schema }), name: object.name };
      return [effect('create', kind, name, tolerant(node.ifNotExists || node.orReplace)), ...uses(node.uses)];
    }
    case 'create database':
      return node.name === undefined
        ? []
        : [effect('create', 'schema', { schema: '', name: node.name }, tolerant(node.ifNotExists || node.orReplace))];
    case 'alter database':
      return node.name === undefined ? [] : [effect('alter', 'schema', { schema: '', name: node.name })];
    case 'alter event':
      return [effect('alter', 'event', node.event)];
    case 'alter routine':
      return [effect('alter', 'routine', node.routine)];
    case 'alter sequence':
      return [effect('alter', 'sequence', node.sequence)];
    case 'truncate':
      return [effect('use', 'table', node.table)];
    case 'use':
      return [];
    case 'ignored':
      return uses(node.uses);
  }
}

function referencedTables(element: TableElement): QualifiedName[] {
  const keys =
    element.kind === 'foreign key'
      ? [element.foreignKey]
      : element.kind === 'column'
        ? element.definition.foreignKeys
        : [];
  return keys.map((key) => ({
    ...(key.referencedSchema === undefined ? {} : { schema: key.referencedSchema }),
    name: key.referencedTable,
  }));
}

function describeAction(action: AlterAction): { readonly detail: string; readonly isTolerant: boolean } {
  const isTolerant = ('ifExists' in action && action.ifExists) || ('ifNotExists' in action && action.ifNotExists);
  switch (action.kind) {
    case 'add':
      return describeElement(action.element);
    case 'modify column':
      return { detail: `change ${action.name}`, isTolerant };
    case 'set default':
    case 'set column visibility':
      return { detail: `change ${action.column}`, isTolerant };
    case 'rename column':
      return { detail: `rename ${action.from} to ${action.to}`, isTolerant };
    case 'drop column':
      return { detail: `drop column ${action.column}`, isTolerant };
    case 'drop index':
      return { detail: `drop index ${action.index}`, isTolerant };
    case 'drop primary key':
      return { detail: 'drop primary key', isTolerant };
    case 'drop foreign key':
      return { detail: `drop constraint ${action.foreignKey}`, isTolerant };
    case 'drop constraint':
      return { detail: `drop constraint ${action.name}`, isTolerant };
    case 'rename index':
      return { detail: `rename ${action.from} to ${action.to}`, isTolerant };
    default:
      return { detail: action.kind, isTolerant };
  }
}

function describeElement(element: TableElement): { readonly detail: string; readonly isTolerant: boolean } {
  const isTolerant = 'ifNotExists' in element && element.ifNotExists;
  switch (element.kind) {
    case 'column':
      return { detail: `add column ${element.definition.column.name}`, isTolerant };
    case 'index':
      return {
        detail: element.index.kind === 'primary' ? 'add primary key' : `add index ${element.index.name ?? ''}`,
        isTolerant,
      };
    case 'foreign key':
      return { detail: `add constraint ${element.foreignKey.name ?? ''}`, isTolerant };
    case 'check':
      return { detail: `add constraint ${element.check.name ?? ''}`, isTolerant };
    case 'period':
      return { detail: `add period ${element.period.name}`, isTolerant };
  }
}
