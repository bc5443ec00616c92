import type { ForeignKey, SchemaModel, Table } from '../model';

/** A table with the schema it is in. */
export interface PlacedTable {
  readonly schema: string;
  readonly table: Table;
}

/** Tables in an order in which each comes after those it refers to, and the keys that no order can serve. */
export interface TableOrder {
  readonly tables: readonly PlacedTable[];
  /** Foreign keys that close a cycle: to be added when all tables are there, to be dropped before any goes. */
  readonly split: ReadonlySet<ForeignKey>;
}

/** `schema.table`, folded: servers that tell case apart in file names still refuse two tables that differ only in it here. */
export function tableKey(schema: string, table: string): string {
  return `${schema}\0${table}`;
}

/**
 * Orders tables by their foreign keys, referred-to first; ties keep the given order, so the answer depends
 * on nothing but the input. Keys to the table itself are never split. Linear in tables and keys.
 */
export function orderTables(tables: readonly PlacedTable[]): TableOrder {
  const byKey = new Map(tables.map((placed) => [tableKey(placed.schema, placed.table.name), placed]));
  const state = new Map<PlacedTable, 'open' | 'done'>();
  const ordered: PlacedTable[] = [];
  const split = new Set<ForeignKey>();
  for (const root of tables) {
    if (state.has(root)) continue;
    // An explicit stack: a chain of ten thousand references must not overflow ours.
    const stack: { readonly placed: PlacedTable; next: number }[] = [{ placed: root, next: 0 }];
    state.set(root, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const key = top.placed.table.foreignKeys[top.next];
      top.next += 1;
      if (key === undefined) {
        state.set(top.placed, 'done');
        ordered.push(top.placed);
        stack.pop();
        continue;
      }
      const referred = byKey.get(tableKey(key.referencedSchema ?? top.placed.schema, key.referencedTable));
      if (referred === undefined || referred === top.placed) continue;
      const found = state.get(referred);
      if (found === 'open') split.add(key);
      else if (found === undefined) {
        state.set(referred, 'open');
        stack.push({ placed: referred, next: 0 });
      }
    }
  }
  return { tables: ordered, split };
}

/** The tables of a model by tableKey. */
export function indexTables(model: SchemaModel): ReadonlyMap<string, Table> {
  return new Map(
    model.schemas.flatMap((schema) =>
      schema.tables.map((table) => [tableKey(schema.name, table.name), table] as const),
    ),
  );
}
