import type {
  Check,
  Column,
  ForeignKey,
  Index,
  Partitioning,
  PartitionScheme,
  Schema,
  SchemaModel,
  Table,
} from '../model';
import { renameInExpression } from '../sql/rename-identifier';
import type { Rename } from './rename';
import { foldName } from './fold-name';

/**
 * The model as it is once the renames are done: keys, indexes and foreign keys follow the new names as
 * they do on a server, and so do the texts of generated columns, defaults, checks, expression parts and partitions:
 * MariaDB rewrites those itself, on MySQL the plan says them again in the ALTER that renames.
 *
 * The same model and renames answer the very same model: a plan that is built again with a server's answers finds its
 * parts in comparisons that were made before, by identity.
 */
export function applyRenames(model: SchemaModel, renames: readonly Rename[]): SchemaModel {
  if (renames.length === 0) return model;
  const known = applied.get(model) ?? new Map<string, SchemaModel>();
  applied.set(model, known);
  const key = JSON.stringify(renames);
  const result = known.get(key) ?? renameAll(model, renames);
  known.set(key, result);
  return result;
}

const applied = new WeakMap<SchemaModel, Map<string, SchemaModel>>();

function renameAll(model: SchemaModel, renames: readonly Rename[]): SchemaModel {
  let schemas = model.schemas;
  // Parts name their table by its new name.
  const ordered = [
    ...renames.filter((one) => one.kind === 'table'),
    ...renames.filter((one) => one.kind !== 'table'),
  ];
  for (const rename of ordered) {
    schemas = rename.kind === 'table' ? renameTable(schemas, rename) : renamePart(schemas, rename);
  }
  return { ...model, schemas };
}

function renameTable(
  schemas: readonly Schema[],
  rename: Rename & { readonly kind: 'table' },
): readonly Schema[] {
  return schemas.map((schema) => ({
    ...schema,
    tables: schema.tables.map((table) => {
      const renamed =
        schema.name === rename.schema && table.name === rename.from ? { ...table, name: rename.to } : table;
      return followTable(renamed, schema.name, rename);
    }),
    triggers: schema.triggers.map((trigger) =>
      schema.name === rename.schema && trigger.table === rename.from
        ? { ...trigger, table: rename.to }
        : trigger,
    ),
  }));
}

function followTable(table: Table, schema: string, rename: Rename & { readonly kind: 'table' }): Table {
  const refers = (key: ForeignKey): boolean =>
    key.referencedTable === rename.from && (key.referencedSchema ?? schema) === rename.schema;
  if (!table.foreignKeys.some(refers)) return table;
  return {
    ...table,
    foreignKeys: table.foreignKeys.map((key) => (refers(key) ? { ...key, referencedTable: rename.to } : key)),
  };
}

function renamePart(
  schemas: readonly Schema[],
  rename: Rename & { readonly kind: 'column' | 'index' },
): readonly Schema[] {
  return schemas.map((schema) => {
    const own = schema.name === rename.schema;
    return {
      ...schema,
      tables: schema.tables.map((table) => {
        const isIt = own && table.name === rename.table;
        if (rename.kind === 'index') return isIt ? renameIndex(table, rename) : table;
        // A table may refer to itself.
        return followColumn(isIt ? renameColumn(table, rename) : table, schema.name, rename);
      }),
    };
  });
}

function renameColumn(table: Table, rename: { readonly from: string; readonly to: string }): Table {
  const follow = (name: string): string => (foldName(name) === foldName(rename.from) ? rename.to : name);
  const reword = (text: string): string => renameInExpression(text, rename.from, rename.to);
  const index = (one: Index): Index => ({
    ...one,
    parts: one.parts.map((part) =>
      part.kind === 'column'
        ? { ...part, column: follow(part.column) }
        : { ...part, expression: reword(part.expression) },
    ),
  });
  return {
    ...table,
    columns: table.columns.map((column): Column => ({
      ...column,
      name: follow(column.name),
      ...(column.generated === undefined
        ? {}
        : { generated: { ...column.generated, expression: reword(column.generated.expression) } }),
      ...(column.default?.kind === 'expression'
        ? { default: { ...column.default, value: reword(column.default.value) } }
        : {}),
    })),
    ...(table.primaryKey === undefined ? {} : { primaryKey: index(table.primaryKey) }),
    indexes: table.indexes.map(index),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(follow) })),
    ...(table.partitioning === undefined
      ? {}
      : { partitioning: renameInPartitioning(table.partitioning, rename) }),
    ...(table.periods === undefined
      ? {}
      : {
          periods: table.periods.map((period) => ({
            ...period,
            start: follow(period.start),
            end: follow(period.end),
          })),
        }),
    checks: table.checks.map((check): Check => ({
      ...check,
      expression: reword(check.expression),
      ...(check.column === undefined ? {} : { column: follow(check.column) }),
    })),
  };
}

/** MariaDB's partitions follow a renamed column; on MySQL the plan says them again with the new name. */
function renameInPartitioning(
  partitioning: Partitioning,
  rename: { readonly from: string; readonly to: string },
): Partitioning {
  const follow = (scheme: PartitionScheme): PartitionScheme => ({
    ...scheme,
    ...(scheme.columns === undefined
      ? {}
      : {
          columns: scheme.columns.map((name) =>
            foldName(name) === foldName(rename.from) ? rename.to : name,
          ),
        }),
    ...(scheme.expression === undefined
      ? {}
      : { expression: renameInExpression(scheme.expression, rename.from, rename.to) }),
  });
  const { scheme, subpartition } = partitioning;
  return {
    ...partitioning,
    scheme: follow(scheme),
    ...(subpartition === undefined ? {} : { subpartition: follow(subpartition) }),
  };
}

function followColumn(
  table: Table,
  schema: string,
  rename: { readonly schema: string; readonly table: string; readonly from: string; readonly to: string },
): Table {
  const refers = (key: ForeignKey): boolean =>
    key.referencedTable === rename.table && (key.referencedSchema ?? schema) === rename.schema;
  if (!table.foreignKeys.some(refers)) return table;
  return {
    ...table,
    foreignKeys: table.foreignKeys.map((key) =>
      refers(key)
        ? {
            ...key,
            referencedColumns: key.referencedColumns.map((name) =>
              foldName(name) === foldName(rename.from) ? rename.to : name,
            ),
          }
        : key,
    ),
  };
}

function renameIndex(table: Table, rename: { readonly from: string; readonly to: string }): Table {
  return {
    ...table,
    indexes: table.indexes.map((index) =>
      foldName(index.name) === foldName(rename.from) ? { ...index, name: rename.to } : index,
    ),
  };
}
