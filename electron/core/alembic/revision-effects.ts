import type { MigrationEffect } from '../../../shared/migrations/effect';
import { readStatementEffects } from '../migrations/read-statement-effects';
import type { SqlDialect } from '../postgres/detect-sql-dialect';
import type { AlembicOperation, AlembicPart } from './operation';
import type { AlembicRevision } from './read-revision';

/** What upgrade() does to which table, in order. SQL in op.execute counts as much as op.… itself. */
export function readEffects(
  revision: AlembicRevision,
  dialect: SqlDialect,
  direction: 'upgrade' | 'downgrade' = 'upgrade',
): readonly MigrationEffect[] {
  return revision[direction].flatMap((operation) => effectsOf(operation, dialect));
}

function effectsOf(operation: AlembicOperation, dialect: SqlDialect): readonly MigrationEffect[] {
  const { action, origin } = operation;
  const schema = dialect === 'postgresql' && operation.schema === 'public' ? '' : operation.schema;
  const tolerant =
    operation.conditions.length > 0 || ('tolerant' in action && action.tolerant) ? { tolerant: true } : {};
  const table = (
    name: string,
    kind: MigrationEffect['action'],
    more: Pick<MigrationEffect, 'detail' | 'to'> = {},
  ): MigrationEffect => ({ action: kind, object: 'table', schema, name, ...more, ...tolerant, origin });
  switch (action.kind) {
    case 'create-table':
      return [
        table(action.table.name, 'create'),
        ...action.table.foreignKeys
          .filter((key) => key.referencedTable !== action.table.name)
          .map((key) => ({ ...table(key.referencedTable, 'use'), schema: key.referencedSchema ?? schema })),
      ];
    case 'drop-table':
      return [table(action.table, 'drop')];
    case 'rename-table':
      return [table(action.table, 'rename', { to: action.to })];
    case 'add-column':
      return [
        table(action.table, 'alter', { detail: `add column ${action.column.name}` }),
        ...action.parts.flatMap((part) => usesOf(part, table)),
      ];
    case 'drop-column':
      return [table(action.table, 'alter', { detail: `drop column ${action.column}` })];
    case 'alter-column':
      return [table(action.table, 'alter', { detail: `change ${action.column}` })];
    case 'add-part': {
      const { added } = action;
      const name =
        added.part === 'foreignKey'
          ? added.foreignKey.name
          : added.part === 'check'
            ? added.check.name
            : added.index.name;
      return [
        table(action.table, 'alter', {
          detail: `add ${added.part === 'index' ? 'index' : 'constraint'} ${name ?? ''}`,
        }),
        ...usesOf(added, table),
      ];
    }
    case 'drop-part':
      return action.table === ''
        ? []
        : [
            table(action.table, 'alter', {
              detail: `drop ${action.type === 'index' ? 'index' : 'constraint'} ${action.name}`,
            }),
          ];
    case 'comment-table':
      return [table(action.table, 'alter', { detail: 'comment' })];
    case 'execute':
      return action.sql === undefined
        ? []
        : readStatementEffects(action.sql, dialect, origin.path).map((effect) => ({
            ...effect,
            ...tolerant,
            origin,
          }));
    case 'unknown':
      return action.table === undefined ? [] : [table(action.table, 'alter')];
    case 'other':
      return [];
  }
}

function usesOf(part: AlembicPart, table: (name: string, kind: 'use') => MigrationEffect): MigrationEffect[] {
  return part.part === 'foreignKey' ? [table(part.foreignKey.referencedTable, 'use')] : [];
}
