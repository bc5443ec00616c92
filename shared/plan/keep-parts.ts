import type { PartDiff } from '../drift/difference';
import type { ForeignKey, Index } from '../model';
import { applyLongUnique } from '../normalise/index-rules';
import { printIndex } from '../sql';
import { quoteIdentifier } from '../sql/quote';
import { rebuildCheck, rebuildIndex, rebuildIndexFor } from './alter-keys';
import type { Clause } from './clause';
import { IN_PLACE, IN_PLACE_SHARED } from './clause';
import { collationCondition, typeCondition } from './column-state';
import { byName, foldName } from './fold-name';
import {
  checkEnforcedIs,
  columnThere,
  indexIs,
  indexThere,
  isHashed,
  not,
  sameOption,
  tableIs,
} from './guard';
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
 * Checks whose texts MySQL would go on showing in the old charset of the column beside them, lower case, each with the
 * conditions under which that is still to come. It writes them in that charset whenever it changes the table (`_ascii'a'`,
 * 9.7), and keeps that when the column gets another one.
 */
export function respelledChecks(pair: TablePair): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  if (pair.flavor.vendor !== 'mysql') return found;
  const before = byName(pair.normalFrom.columns);
  const waits = new Map<string, string>();
  for (const { name, type } of pair.normalAfter.columns) {
    const old = before.get(foldName(name))?.type.charset;
    if (old === undefined || type.charset === undefined || type.collation === undefined) continue;
    if (old !== type.charset)
      waits.set(foldName(name), not(columnThere(pair.after.name, name, collationCondition(type.collation))));
  }
  for (const { name, expression } of pair.normalAfter.checks) {
    const needs = [...namesIn(expression)].flatMap((column) => waits.get(column) ?? []);
    if (needs.length > 0 && expression.includes("'")) found.set(foldName(name), needs);
  }
  return found;
}

/**
 * Made anew in the same ALTER, a respelled check says what was written. `replaced` are those that are made anew anyway;
 * where only the enforcement of one changes, that comes with it.
 */
export function keepCheckTexts(
  pair: TablePair,
  respelled: ReadonlyMap<string, readonly string[]>,
  replaced: ReadonlySet<string>,
): readonly Clause[] {
  const { from, after, normalAfter, flavor } = pair;
  const before = byName(from.checks);
  return normalAfter.checks.flatMap((check, at) => {
    const name = check.name ?? '';
    const needs = respelled.get(foldName(name));
    if (needs === undefined || replaced.has(foldName(name))) return [];
    const isOther = before.get(foldName(name))?.enforced !== check.enforced;
    const waits = isOther ? [...needs, not(checkEnforcedIs(after.name, name, check.enforced))] : needs;
    return rebuildCheck(after.name, name, after.checks[at] ?? check, waits, flavor);
  });
}

/** Spatial indexes that stand in the way of another SRID (MySQL error 3644), with the condition under which they do. */
function indexesUnderSrid(pair: TablePair): readonly { readonly index: Index; readonly until: string }[] {
  const { flavor, normalFrom, normalAfter } = pair;
  if (flavor.vendor !== 'mysql') return [];
  const wanted = byName(normalAfter.columns);
  const changed = new Map<string, string>();
  for (const { name, type } of normalFrom.columns) {
    const after = wanted.get(foldName(name));
    if (after === undefined || after.type.srid === type.srid) continue;
    const state = after.type.srid === undefined ? 'SRS_ID IS NULL' : `SRS_ID = ${String(after.type.srid)}`;
    changed.set(foldName(name), columnThere(normalAfter.name, after.name, state));
  }
  return normalFrom.indexes.flatMap((index) => {
    const [part] = index.parts;
    const until = part?.kind === 'column' ? changed.get(foldName(part.column)) : undefined;
    return index.kind === 'spatial' && until !== undefined ? [{ index, until }] : [];
  });
}

/** Drops, before anything else of the table changes, what stands in the way of another SRID. */
export function dropUnderSrid(pair: TablePair): readonly Clause[] {
  return indexesUnderSrid(pair).map(({ index: { name = '' }, until }) => ({
    text: `DROP INDEX ${quoteIdentifier(name)}`,
    needed: `${indexThere(pair.after.name, name)} AND ${not(until)}`,
    title: `drop index ${name} while the SRID changes`,
    about: [`index/${name}`],
    prediction: IN_PLACE,
    losesData: false,
  }));
}

/** Adds again what was dropped for another SRID and stays as it is. */
export function keepUnderSrid(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
  const after = byName(pair.normalAfter.indexes);
  return indexesUnderSrid(pair).flatMap(({ index: { name = '' } }) => {
    const index = after.get(foldName(name));
    if (index === undefined || touched.has(foldName(name))) return [];
    return [
      {
        text: `ADD ${printIndex(index, pair.flavor)}`,
        needed: not(indexIs(pair.after.name, name, index)),
        title: `add index ${name} again`,
        about: [`index/${name}`],
        prediction: IN_PLACE_SHARED,
        losesData: false,
      },
    ];
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
export function keepHashes({
  after,
  normalAfter,
  flavor,
}: Pick<TablePair, 'after' | 'normalAfter' | 'flavor'>): readonly Clause[] {
  if (flavor.vendor !== 'mariadb') return [];
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
