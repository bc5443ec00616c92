import type { ModelDiff, ObjectDiff } from '../drift/difference';
import type { ForeignKey, SchemaModel, Table } from '../model';
import type { Change } from './change';
import { tableKey } from './order-tables';

/**
 * What changes of different tables need of each other because of the foreign keys between them: a key needs
 * the table and the columns that it refers to, a table goes only when the keys that refer to it go, and the
 * two ends of a key change their type together or not at all.
 */
export function findForeignKeyRequirements(
  diff: ModelDiff,
  from: SchemaModel,
  changes: readonly Change[],
): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, string[]>();
  const ids = indexByPlace(changes);
  const kinds = new Map(changes.map((change) => [change.id, change.kind]));
  const tables = new Map(
    diff.objects.flatMap((object) =>
      object.object === 'table' ? [[tableKey(object.schema, object.name), object] as const] : [],
    ),
  );
  const require = (dependents: readonly string[], wanted: readonly string[]): void => {
    for (const id of dependents) needs.set(id, [...(needs.get(id) ?? []), ...wanted]);
  };
  const whole = (schema: string, table: string): readonly string[] => ids(schema, table, 'object', '', '');
  const ends = (schema: string, table: string, columns: readonly string[]): readonly string[] =>
    columns.flatMap((column) => [
      ...ids(schema, table, 'column', column, ''),
      ...ids(schema, table, 'column', column, 'type'),
      ...ids(schema, table, 'column', column, 'charset'),
    ]);
  /** The keys and indexes of the table that is referred to: one of them has to begin with the columns. */
  const wantedKey = (schema: string, table: string, key: ForeignKey): readonly string[] => [
    ...whole(schema, table),
    ...ends(schema, table, key.referencedColumns),
    ...keyIds(tables.get(tableKey(schema, table)), schema, table, key, ids),
  ];
  for (const object of diff.objects) {
    if (object.object !== 'table') continue;
    const { schema, name } = object;
    if (object.status === 'extra' && object.to?.kind === 'table') {
      for (const key of object.to.foreignKeys) {
        require(whole(schema, name), wantedKey(key.referencedSchema ?? schema, key.referencedTable, key));
      }
    }
    for (const part of object.parts) {
      if (part.part !== 'foreignKey' || part.to === undefined) continue;
      const key = part.to;
      require(ids(schema, name, 'foreignKey', part.name, ''), wantedKey(
        key.referencedSchema ?? schema,
        key.referencedTable,
        key,
      ));
    }
  }
  for (const { schema, table, key } of foreignKeysOf(from)) {
    const where = key.referencedSchema ?? schema;
    const own = ids(schema, table.name, 'foreignKey', key.name ?? '', '');
    const gone = whole(schema, table.name);
    // Whatever takes away what the key refers to waits for the key to go, one way or the other.
    const leaving = own.length > 0 ? own : gone;
    require([
      ...whole(where, key.referencedTable),
      ...key.referencedColumns.flatMap((column) =>
        ids(where, key.referencedTable, 'column', column, '').filter((id) => kinds.get(id) === 'drop'),
      ),
    ], leaving);
    if (own.length > 0 || gone.length > 0) continue;
    const [child, parent] = [
      ends(schema, table.name, key.columns),
      ends(where, key.referencedTable, key.referencedColumns),
    ];
    if (child.length > 0 && parent.length > 0) {
      require(child, parent);
      require(parent, child);
    }
  }
  for (const [id, wanted] of needs) {
    const others = [...new Set(wanted)].filter((one) => one !== id);
    if (others.length === 0) needs.delete(id);
    else needs.set(id, others);
  }
  return needs;
}

type FindIds = (
  schema: string,
  table: string,
  part: Change['part'],
  name: string,
  attribute: string,
) => readonly string[];

function indexByPlace(changes: readonly Change[]): FindIds {
  const byPlace = new Map<string, string[]>();
  const keyOf = (schema: string, table: string, part: string, name: string, attribute: string): string =>
    [tableKey(schema, table), part, name.toLowerCase(), attribute].join('\0');
  for (const change of changes) {
    if (change.object !== 'table') continue;
    const key = keyOf(change.schema, change.name, change.part, change.partName, change.attribute);
    byPlace.set(key, [...(byPlace.get(key) ?? []), change.id]);
  }
  return (schema, table, part, name, attribute) =>
    byPlace.get(keyOf(schema, table, part, name, attribute)) ?? [];
}

function foreignKeysOf(
  model: SchemaModel,
): readonly { readonly schema: string; readonly table: Table; readonly key: ForeignKey }[] {
  return model.schemas.flatMap((schema) =>
    schema.tables.flatMap((table) => table.foreignKeys.map((key) => ({ schema: schema.name, table, key }))),
  );
}

/** New or changed keys of the referred-to table that begin with the referred-to columns. */
function keyIds(
  object: ObjectDiff | undefined,
  schema: string,
  table: string,
  key: ForeignKey,
  ids: FindIds,
): readonly string[] {
  const first = key.referencedColumns[0]?.toLowerCase();
  return (object?.parts ?? []).flatMap((part) => {
    if (part.part !== 'primaryKey' && part.part !== 'index') return [];
    const [begin] = part.to?.parts ?? [];
    if (begin?.kind !== 'column' || begin.column.toLowerCase() !== first) return [];
    return ids(schema, table, part.part, part.part === 'primaryKey' ? 'PRIMARY' : part.name, '');
  });
}
