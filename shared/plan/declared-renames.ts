import type { SchemaModel, Table } from '../model';
import type { Rename } from './rename';
import { foldName } from './fold-name';

/**
 * Renames that the wanted source itself declares (`-- @renamed from=old`): its author confirmed them by
 * writing them down. One whose old name is gone from the target, or whose new name is already there, was
 * done before and is left out.
 */
export function findDeclaredRenames(
  from: SchemaModel,
  to: SchemaModel,
  confirmed: readonly Rename[],
): readonly Rename[] {
  const present = new Map(
    from.schemas.map((schema) => [schema.name, new Map(schema.tables.map((table) => [table.name, table]))]),
  );
  const found: Rename[] = [];
  for (const schema of to.schemas) {
    const tables = present.get(schema.name);
    if (tables === undefined) continue;
    for (const table of schema.tables) {
      const old = table.renamedFrom;
      const renamed = old !== undefined && tables.has(old) && !tables.has(table.name);
      if (renamed) found.push({ kind: 'table', schema: schema.name, from: old, to: table.name });
      const before = tables.get(renamed ? old : table.name);
      if (before !== undefined) found.push(...findInTable(schema.name, before, table));
    }
  }
  const known = new Set(confirmed.map(keyOf));
  return found.filter((rename) => !known.has(keyOf(rename)));
}

function keyOf(rename: Rename): string {
  return [
    rename.kind,
    rename.schema,
    rename.kind === 'table' ? '' : rename.table,
    rename.from,
    rename.to,
  ].join('\0');
}

function findInTable(schema: string, before: Table, after: Table): readonly Rename[] {
  const columns = new Set(before.columns.map((column) => foldName(column.name)));
  const indexes = new Set(
    before.indexes.flatMap((index) => (index.name === undefined ? [] : [foldName(index.name)])),
  );
  const found: Rename[] = [];
  for (const column of after.columns) {
    const old = column.renamedFrom;
    if (old !== undefined && columns.has(foldName(old)) && !columns.has(foldName(column.name))) {
      found.push({ kind: 'column', schema, table: after.name, from: old, to: column.name });
    }
  }
  for (const index of after.indexes) {
    const old = index.renamedFrom;
    if (
      old !== undefined &&
      index.name !== undefined &&
      indexes.has(foldName(old)) &&
      !indexes.has(foldName(index.name))
    ) {
      found.push({ kind: 'index', schema, table: after.name, from: old, to: index.name });
    }
  }
  return found;
}
