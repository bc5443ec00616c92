import type { ObjectDiff } from '../drift/difference';
import type { SchemaModel, Table } from '../model';
import { alterTable } from './alter-table';
import type { AlteredTable } from './altered-table';
import { restores, type DraftInput } from './draft-input';
import { foldName } from './fold-name';
import { indexTables, tableKey } from './order-tables';
import type { Rename } from './rename';
import { findSteppingAside, stepAside } from './step-aside';
import { collectStoredTexts } from './stored-text';

/** The clauses of every table that changes, is renamed in part, or has foreign keys in the way of another's change. */
export function alterTables(
  input: DraftInput,
  present: SchemaModel,
  changed: readonly ObjectDiff[],
): readonly AlteredTable[] {
  const byKey = new Map<string, ObjectDiff>(
    changed.map((object) => [tableKey(object.schema, object.name), object]),
  );
  // Renames make no difference in `present`, which has them applied; their tables still need the clauses.
  const renamed = new Set(
    input.renames.flatMap((one) => (one.kind === 'table' ? [] : [tableKey(one.schema, one.table)])),
  );
  const aside = findSteppingAside(input, present, byKey);
  const wanted = indexTables(input.after);
  const live = indexTables(input.live);
  const result = new Map<string, AlteredTable>();
  const referring = indexReferences(present);
  for (const schema of present.schemas) {
    for (const table of schema.tables) {
      const key = tableKey(schema.name, table.name);
      const after = wanted.get(key);
      if (after === undefined || (!byKey.has(key) && !renamed.has(key) && !aside.has(key))) continue;
      const names = (kind: Rename['kind']): ReadonlyMap<string, string> =>
        new Map(
          input.renames.flatMap((one) =>
            one.kind === kind &&
            one.kind !== 'table' &&
            one.schema === schema.name &&
            one.table === table.name
              ? [[one.to, one.from]]
              : [],
          ),
        );
      const clauses = alterTable({
        flavor: input.flavor,
        from: table,
        normalFrom: input.comparer.normalise(present, schema.name, table),
        after,
        normalAfter: input.comparer.normalise(input.after, schema.name, after),
        parts: byKey.get(key)?.parts ?? [],
        renamedColumns: names('column'),
        keyed: keyedColumns(schema.name, table, referring),
        renamedIndexes: names('index'),
        // Renames are in `table` already, and servers follow them in the texts that they store.
        stored: collectStoredTexts(
          input.live === input.from
            ? table
            : (live.get(key) ?? live.get(oldKey(input, schema.name, table.name))),
        ),
        restores: restores(input),
      });
      result.set(key, { schema: schema.name, table: table.name, before: table, after, clauses });
    }
  }
  return stepAside(input, present, aside, result);
}

/** The key of a renamed table under the name that the live side knows it by. */
function oldKey(input: DraftInput, schema: string, table: string): string {
  const rename = input.renames.find(
    (one) => one.kind === 'table' && one.schema === schema && (one.to === table || one.from === table),
  );
  return tableKey(schema, rename?.to === table ? rename.from : (rename?.to ?? table));
}

/** By the key of a table, lower case, what foreign keys refer to of it. */
function indexReferences(model: SchemaModel): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const schema of model.schemas)
    for (const table of schema.tables)
      for (const key of table.foreignKeys) {
        const place = foldName(tableKey(key.referencedSchema ?? schema.name, key.referencedTable));
        found.set(place, [...(found.get(place) ?? []), ...key.referencedColumns]);
      }
  return found;
}

function keyedColumns(
  schema: string,
  table: Table,
  referring: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const referred = referring.get(foldName(tableKey(schema, table.name))) ?? [];
  return new Set([...referred, ...table.foreignKeys.flatMap(({ columns }) => columns)].map(foldName));
}
