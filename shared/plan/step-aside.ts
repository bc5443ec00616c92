import type { ObjectDiff } from '../drift/difference';
import type { Flavor, ForeignKey, SchemaModel } from '../model';
import { addForeignKey, dropForeignKey } from './alter-keys';
import { keysThatUse } from './alter-table';
import type { AlteredTable } from './altered-table';
import { restores, type DraftInput } from './draft-input';
import { foldName } from './fold-name';
import { not } from './guard';
import { keepIndexOf } from './keep-parts';
import { tableKey } from './order-tables';

/** A foreign key that stays as it is. */
export interface SteppingKey {
  readonly key: ForeignKey;
  /** False where nothing is in its way, but the plan that is taken back may have dropped it and got no further. */
  readonly leaves: boolean;
}

/** Adds the clauses that drop and add again the keys in the way, needed only until the rest is done. */
export function stepAside(
  input: DraftInput,
  present: SchemaModel,
  aside: ReadonlyMap<string, readonly SteppingKey[]>,
  altered: ReadonlyMap<string, AlteredTable>,
): readonly AlteredTable[] {
  return [...altered].map(([key, one]) => {
    const keys = aside.get(key);
    if (keys === undefined) return one;
    const dropKeys = keys.flatMap(({ key: foreign, leaves }) => {
      if (!leaves) return [];
      const other = altered.get(tableKey(foreign.referencedSchema ?? one.schema, foreign.referencedTable));
      const waits = [...one.clauses.main, ...(other === undefined || other === one ? [] : other.clauses.main)]
        .map((clause) => clause.needed)
        .filter((needed) => needed !== '1');
      const settled = waits.length === 0 ? undefined : waits.map((needed) => not(needed)).join(' AND ');
      return [dropForeignKey(one.table, foreign.name ?? '', undefined, settled)];
    });
    const states = {
      flavor: input.flavor,
      restores: restores(input),
      normalFrom: input.comparer.normalise(present, one.schema, one.before),
      normalAfter: input.comparer.normalise(input.after, one.schema, one.after),
    };
    // As somebody wrote it: MySQL shows an ON DELETE RESTRICT that was said.
    const stated = new Map(
      states.normalAfter.foreignKeys.map((normal, at) => [
        foldName(normal.name),
        one.after.foreignKeys[at] ?? normal,
      ]),
    );
    const addKeys = keys.flatMap(({ key: foreign }) => [
      ...keepIndexOf(states, foreign, foreign.name ?? ''),
      addForeignKey(one.table, stated.get(foldName(foreign.name)) ?? foreign, foreign.name ?? ''),
    ]);
    return {
      ...one,
      clauses: {
        ...one.clauses,
        dropKeys: [...one.clauses.dropKeys, ...dropKeys],
        addKeys: [...one.clauses.addKeys, ...addKeys],
      },
    };
  });
}

/**
 * Foreign keys that stay as they are, but whose columns change type or charset, or lose the index that
 * serves them, at either end. Servers refuse such changes while the key is there (errors 1832, 1833, 1553). On
 * the way back those too that had to leave on the way there.
 */
export function findSteppingAside(
  input: DraftInput,
  present: SchemaModel,
  changed: ReadonlyMap<string, ObjectDiff>,
): ReadonlyMap<string, readonly SteppingKey[]> {
  const keys = new Map<string, readonly SteppingKey[]>();
  if (changed.size === 0) return keys;
  const find = (side: 'from' | 'to'): ((key: string) => ReadonlySet<string>) => {
    const columns = new Map<string, ReadonlySet<string>>();
    for (const [key, object] of changed) columns.set(key, unsettledColumns(object, input.flavor, side));
    return (key) => columns.get(key) ?? NONE;
  };
  const inTheWay = find('from');
  const wasInTheWay = restores(input) ? find('to') : () => NONE;
  for (const schema of present.schemas) {
    for (const table of schema.tables) {
      if (table.foreignKeys.length === 0) continue;
      const key = tableKey(schema.name, table.name);
      const stepping = input.comparer
        .normalise(present, schema.name, table)
        .foreignKeys.flatMap((foreign): readonly SteppingKey[] => {
          const other = tableKey(foreign.referencedSchema ?? schema.name, foreign.referencedTable);
          if (isChanged(changed.get(key), foreign)) return [];
          const leaves = keysThatUse(foreign, inTheWay(key), inTheWay(other));
          return leaves || keysThatUse(foreign, wasInTheWay(key), wasInTheWay(other))
            ? [{ key: foreign, leaves }]
            : [];
        });
      if (stepping.length > 0) keys.set(key, stepping);
    }
  }
  return keys;
}

const NONE: ReadonlySet<string> = new Set();

function isChanged(object: ObjectDiff | undefined, key: ForeignKey): boolean {
  const name = (key.name ?? '').toLowerCase();
  return (
    object?.parts.some(
      (part) =>
        part.part === 'foreignKey' && part.status !== 'equivalent' && part.name.toLowerCase() === name,
    ) === true
  );
}

/**
 * Columns whose type or charset changes, and the leading columns of keys that go or change. To MySQL a column that begins or
 * ceases to count has another type (9.7, error 1833); MariaDB takes that.
 */
function unsettledColumns(object: ObjectDiff, { vendor }: Flavor, side: 'from' | 'to'): ReadonlySet<string> {
  const names = new Set<string>();
  const telling = new Set(['type', 'charset', 'collation', 'nullable', 'generated']);
  if (vendor === 'mysql') telling.add('autoIncrement');
  for (const part of object.parts) {
    if (part.status === 'equivalent' || part.status === 'equal') continue;
    if (part.part === 'column' && part.from !== undefined && part.to !== undefined) {
      const changes = part.attributes.some((one) => one.status === 'different' && telling.has(one.attribute));
      if (changes) names.add(part.name.toLowerCase());
    }
    if ((part.part === 'index' || part.part === 'primaryKey') && part[side] !== undefined) {
      const [first] = part[side].parts;
      if (first?.kind === 'column') names.add(first.column.toLowerCase());
    }
  }
  return names;
}
