import type { PartDiff } from '../drift/difference';
import type { ForeignKey, Index } from '../model';
import { applyLongUnique } from '../normalise/index-rules';
import { rebuildCheck, rebuildIndex, rebuildIndexFor } from './alter-keys';
import type { Clause } from './clause';
import { collationCondition, typeCondition } from './column-state';
import { byName, foldName } from './fold-name';
import { columnThere, indexIs, isHashed, not, sameOption, tableIs } from './guard';
import { namesIn } from './order-views';
import { findBases } from './replace-columns';
import type { TablePair } from './table-pair';

/*
 * Parts of a table that nobody asked to change, and that servers would change, drop or refuse to keep when something else
 * of the table does. They are built anew as they are.
 */

/**
 * An index that a server made for a foreign key goes away by itself once another one serves the key. Where
 * nobody asked for that, it is built anew beside the new one, and then it is somebody's own.
 */
export function keepServing(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
  const table = pair.after.name;
  const columnsOf = (index: Index): readonly string[] =>
    index.parts.map((part) =>
      part.kind === 'column' && part.length === undefined ? foldName(part.column) : '',
    );
  const present = byName(pair.normalFrom.indexes);
  const added = pair.normalAfter.indexes.filter(
    (index) => touched.has(foldName(index.name)) && !present.has(foldName(index.name)),
  );
  if (added.length === 0) return [];
  return pair.normalAfter.foreignKeys.flatMap((key) => {
    const columns = key.columns.map(foldName);
    const own = pair.normalAfter.indexes.find(
      (index) =>
        index.kind === 'index' &&
        !touched.has(foldName(index.name)) &&
        columnsOf(index).join('\0') === columns.join('\0'),
    );
    const rivals = added.filter(
      (index) => columnsOf(index).slice(0, columns.length).join('\0') === columns.join('\0'),
    );
    if (own === undefined || rivals.length === 0) return [];
    return rebuildIndex(
      table,
      own,
      rivals.map((index) => not(indexIs(table, index.name ?? '', index))),
      pair.flavor,
    );
  });
}

/**
 * Clauses that keep the index of a foreign key that is added again, where a server could have made that index. On
 * the way back that may be any index: a run that stopped after dropping the key has left the index as it was made.
 */
export function keepIndexOf(
  pair: Pick<TablePair, 'normalFrom' | 'normalAfter' | 'flavor' | 'restores'>,
  key: ForeignKey,
  name: string,
): readonly Clause[] {
  const columns = key.columns.map(foldName).join('\0');
  const serves = (index: Index): boolean =>
    index.kind === 'index' &&
    index.parts
      .map((part) => (part.kind === 'column' && part.length === undefined ? foldName(part.column) : ''))
      .join('\0') === columns;
  const index = pair.normalAfter.indexes.find(serves);
  if (index === undefined || foldName(index.name) === foldName(name)) return [];
  const stands = pair.normalFrom.indexes.some(
    (one) => foldName(one.name) === foldName(index.name) && serves(one),
  );
  if (!stands && !pair.restores) return [];
  return rebuildIndexFor(pair.normalAfter.name, key, name, index, pair.flavor);
}

const KEYED_BY_LENGTH = new Set(['char', 'varchar', 'binary', 'varbinary']);

/**
 * An index over a column of another kind of type (a number, an enum) whose column becomes a text keeps its
 * old length in bytes, as a prefix (seen on MySQL 9.7: `KEY (c)` becomes `KEY (c(1))`). Built anew in the
 * same ALTER, it covers the whole column.
 */
export function keepFullLength(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
  const before = new Map(pair.normalFrom.columns.map((column) => [foldName(column.name), column.type.name]));
  const table = pair.after.name;
  const untilText = new Map<string, string>();
  for (const column of pair.normalAfter.columns) {
    const old = before.get(foldName(column.name));
    if (old === undefined || KEYED_BY_LENGTH.has(old) || !KEYED_BY_LENGTH.has(column.type.name)) continue;
    untilText.set(foldName(column.name), not(columnThere(table, column.name, typeCondition(column.type))));
  }
  if (untilText.size === 0) return [];
  return pair.normalAfter.indexes.flatMap((index) => {
    if (touched.has(foldName(index.name))) return [];
    const waits = index.parts.flatMap((part) => {
      const until =
        part.kind === 'column' && part.length === undefined
          ? untilText.get(foldName(part.column))
          : undefined;
      return until === undefined ? [] : [until];
    });
    return waits.length === 0 ? [] : rebuildIndex(table, index, waits, pair.flavor);
  });
}

/**
 * What stands on a column that is dropped and added anew is made anew with it. MySQL 9.7 takes such a check away without
 * a word and refuses to carry an index to another type; MariaDB refuses (error 1054).
 */
export function followReplaced(
  pair: TablePair,
  replaced: ReadonlyMap<string, string>,
  touched: (kind: PartDiff['part']) => ReadonlySet<string>,
): readonly Clause[] {
  if (replaced.size === 0) return [];
  const { after, normalFrom, normalAfter, flavor } = pair;
  const bases = findBases(normalFrom.columns, new Set(replaced.keys()));
  const needsOf = (names: Iterable<string>): readonly string[] =>
    [...names].flatMap((name) => replaced.get(name) ?? []);
  const { primaryKey } = normalAfter;
  const [indexes, checks] = [touched('index'), touched('check')];
  const standing = [
    ...(primaryKey === undefined || touched('primaryKey').size > 0 ? [] : [primaryKey]),
    ...normalAfter.indexes.filter((index) => !indexes.has(foldName(index.name))),
  ];
  return [
    ...standing.flatMap((index) => {
      const waits = index.parts.flatMap((part) =>
        needsOf(part.kind === 'column' ? [foldName(part.column)] : namesIn(part.expression)),
      );
      return waits.length === 0 ? [] : rebuildIndex(after.name, index, waits, flavor);
    }),
    ...normalAfter.checks.flatMap((check, at) => {
      // To MariaDB 10.11 a check speaks of what its columns were computed from, too.
      const names = [...namesIn(check.expression)];
      const waits = needsOf(new Set([...names, ...names.flatMap((name) => [...(bases.get(name) ?? [])])]));
      if (waits.length === 0 || check.name === undefined || checks.has(foldName(check.name))) return [];
      return rebuildCheck(after.name, check.name, after.checks[at] ?? check, waits, flavor);
    }),
  ];
}

/**
 * MySQL 9.7 writes the texts in a check in the charset of the column beside them whenever it changes the table (`_ascii'a'`),
 * and keeps that when the column gets another charset. Made anew in the same ALTER, the check says what was written.
 */
export function keepCheckTexts(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
  if (pair.flavor.vendor !== 'mysql') return [];
  const before = new Map(
    pair.normalFrom.columns.map((column) => [foldName(column.name), column.type.charset]),
  );
  const waits = new Map<string, string>();
  for (const { name, type } of pair.normalAfter.columns) {
    const old = before.get(foldName(name));
    if (old === undefined || type.charset === undefined || type.collation === undefined) continue;
    if (old !== type.charset)
      waits.set(foldName(name), not(columnThere(pair.after.name, name, collationCondition(type.collation))));
  }
  if (waits.size === 0) return [];
  return pair.normalAfter.checks.flatMap((check, at) => {
    const name = check.name ?? '';
    const needs = [...namesIn(check.expression)].flatMap((column) => waits.get(column) ?? []);
    if (touched.has(foldName(name)) || needs.length === 0 || !check.expression.includes("'")) return [];
    return rebuildCheck(pair.after.name, name, pair.after.checks[at] ?? check, needs, pair.flavor);
  });
}

/**
 * Where a table gets another KEY_BLOCK_SIZE, servers write the old one to every index that is there already (MariaDB
 * 10.11, MySQL 9.7).
 * Built anew in the same ALTER, which copies the table anyway, they have none of their own.
 */
export function keepBlockSizes(
  pair: TablePair,
  touched: ReadonlySet<string>,
  primary: boolean,
): readonly Clause[] {
  const { normalFrom, normalAfter, flavor } = pair;
  const [old, wanted] = [normalFrom, normalAfter].map(({ options }) => options.rest?.get('key_block_size'));
  if (old === wanted) return [];
  const state = sameOption('key_block_size', wanted);
  if (state === undefined) return [];
  const table = pair.after.name;
  const { primaryKey } = normalAfter;
  const indexes = [
    ...(primaryKey === undefined || primary ? [] : [primaryKey]),
    ...normalAfter.indexes.filter((index) => !touched.has(foldName(index.name))),
  ];
  return indexes.flatMap((index) => rebuildIndex(table, index, [not(tableIs(table, [state]))], flavor));
}

/**
 * MariaDB 10.11 forgets USING HASH of a unique index in every later ALTER of the table, whatever that changes, unless
 * the length asks for it. After the others, one more ALTER says it again.
 */
export function keepHashes(pair: TablePair): readonly Clause[] {
  if (pair.flavor.vendor !== 'mariadb') return [];
  const { after, normalAfter, flavor } = pair;
  const columns = new Map(normalAfter.columns.map((column) => [foldName(column.name), column]));
  const hashed = normalAfter.indexes.filter((index) => {
    const { using, ...unsaid } = index;
    const isHash = index.kind === 'unique' && using === 'hash';
    return isHash && applyLongUnique(unsaid, columns, normalAfter.options.engine ?? '').using !== 'hash';
  });
  // The ALTER that builds one anew makes the others be forgotten.
  const waits = hashed.map(({ name }) => not(isHashed(after.name, name ?? '')));
  return hashed.flatMap((index) => rebuildIndex(after.name, index, waits, flavor));
}
