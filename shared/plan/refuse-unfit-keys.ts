import type { Flavor, ForeignKey, Index, SchemaModel, Table } from '../model';
import type { Change, Refusal } from './change';
import type { Comparer } from './comparer';
import { byName, foldName } from './fold-name';
import { whyUnfit } from './foreign-key-fit';
import { indexTables, tableKey } from './order-tables';

/** A foreign key that servers would not take as its tables are in one state. */
interface UnfitKey {
  readonly schema: string;
  readonly child: Table;
  readonly key: ForeignKey;
  readonly why: string;
  /** It stands so now; else it would, afterwards. */
  readonly isNow: boolean;
}

/**
 * Refusals, by change id, of the chosen changes that touch what a foreign key stands on which no server would take: one
 * that the changes would leave so cannot be added again when it has to step aside, and one that is so now (it came in
 * with foreign_key_checks = 0) could not be put back by the rollback. `after` is the state that the changes lead to.
 */
export function refuseUnfitKeys(
  present: SchemaModel,
  after: SchemaModel,
  changes: readonly Change[],
  flavor: Flavor,
  comparer: Comparer,
): ReadonlyMap<string, Refusal> {
  const chosen = changes.filter((change) => change.chosen && change.object === 'table');
  const touched = new Map<string, Change[]>();
  for (const change of chosen) {
    const key = tableKey(change.schema, change.name);
    const list = touched.get(key);
    if (list === undefined) touched.set(key, [change]);
    else list.push(change);
  }
  const found = new Map<string, Refusal>();
  const tables = [present, after].map(indexTables);
  const unfit = [
    ...findUnfit(after, touched, flavor, comparer, false),
    ...findUnfit(present, touched, flavor, comparer, true),
  ];
  for (const { schema, child, key, why, isNow } of unfit) {
    const refusal: Refusal = {
      reason: `the foreign key ${key.name ?? ''} of ${child.name} ${isNow ? 'is one that no server takes, so a rollback could not put it back' : 'would be one that no server takes'}: ${why}`,
      alternative: isNow
        ? `drop that foreign key by hand first (ALTER TABLE … DROP FOREIGN KEY), or mend what it refers to`
        : 'leave that foreign key out, or what it refers to as it is',
    };
    const refuse = (where: string, table: string, end: Omit<End, 'tables'>): void => {
      const place = tableKey(where, table);
      const states = tables.flatMap((index) => index.get(place) ?? []);
      for (const change of touched.get(place) ?? [])
        if (!found.has(change.id) && standsOn(change, { ...end, tables: states }))
          found.set(change.id, refusal);
    };
    refuse(schema, child.name, { columns: key.columns, key });
    refuse(key.referencedSchema ?? schema, key.referencedTable, { columns: key.referencedColumns });
  }
  return found;
}

function findUnfit(
  model: SchemaModel,
  touched: ReadonlyMap<string, unknown>,
  flavor: Flavor,
  comparer: Comparer,
  isNow: boolean,
): readonly UnfitKey[] {
  const tables = indexTables(model);
  const folded = new Map([...tables].map(([key, table]) => [key.toLowerCase(), table]));
  const covered = new Set(model.schemas.map(({ name }) => name));
  return model.schemas.flatMap(({ name: schema, tables: all }) =>
    all.flatMap((table) => {
      const child = table.foreignKeys.length === 0 ? undefined : tableKey(schema, table.name);
      if (child === undefined) return [];
      return table.foreignKeys.flatMap((stated, at): readonly UnfitKey[] => {
        const where = stated.referencedSchema ?? schema;
        const parentKey = tableKey(where, stated.referencedTable);
        if (!covered.has(where) || (!touched.has(child) && !touched.has(parentKey))) return [];
        // A file may spell a table in another case than its CREATE TABLE does.
        const parent = tables.get(parentKey) ?? folded.get(parentKey.toLowerCase());
        const normal = comparer.normalise(model, schema, table);
        const key = normal.foreignKeys[at] ?? stated;
        const why = whyUnfit(key, normal, parent && comparer.normalise(model, where, parent), flavor);
        return why === undefined ? [] : [{ schema, child: table, key, why, isNow }];
      });
    }),
  );
}

/** One end of a foreign key: its columns, and the table in both states. */
interface End {
  readonly columns: readonly string[];
  readonly tables: readonly Table[];
  /** The key itself, at the end that states it. */
  readonly key?: ForeignKey;
}

/** Does the change touch the columns of that end, a key that begins with them, or the table as a whole? */
function standsOn(change: Change, end: End): boolean {
  const names = new Set(end.columns.map(foldName));
  const leads = (index: Index | undefined): boolean =>
    index?.parts[0]?.kind === 'column' && names.has(foldName(index.parts[0].column));
  switch (change.part) {
    case 'object':
    case 'partitioning':
      return true;
    case 'primaryKey':
      return end.tables.some(({ primaryKey }) => leads(primaryKey));
    case 'index':
      return end.tables.some(({ indexes }) => leads(byName(indexes).get(foldName(change.partName))));
    case 'option':
      return change.partName === 'engine';
    case 'column':
      return (
        names.has(foldName(change.partName)) &&
        !['comment', 'visibility', 'default'].includes(change.attribute)
      );
    case 'foreignKey':
      return end.key !== undefined && foldName(change.partName) === foldName(end.key.name);
    default:
      return false;
  }
}
