import type { PartDiff } from '../drift/difference';
import type { Check, Flavor, ForeignKey, Index, Table } from '../model';
import { alterColumns, settleDefaults } from './alter-columns';
import type { ColumnAlteration } from './column-alteration';
import { findBases, replacedColumns } from './replace-columns';
import { storeVirtual } from './store-virtual';
import type { CheckChange } from './alter-keys';
import {
  addCheck,
  addForeignKey,
  addIndex,
  dropCheck,
  dropForeignKey,
  dropIndex,
  rebuildCheck,
  rebuildIndex,
  rebuildIndexFor,
  renameIndex,
  setCheckEnforcement,
  setIndexVisibility,
} from './alter-keys';
import { alterOptions, settleOptions } from './alter-options';
import { dropDefaults } from './dropped-defaults';
import { alterPartitioning } from './alter-partitioning';
import { renameColumns } from './rename-columns';
import type { Clause } from './clause';
import { isActing } from './compose-table';
import { collationCondition, typeCondition } from './column-state';
import { columnThere, indexIs, not, sameOption, tableIs } from './guard';
import { makeRoom } from './make-room';
import { namesIn } from './order-views';
import type { StoredTexts } from './stored-text';
import { fillVolatile, volatileColumns } from './volatile-defaults';
import { foldName } from './fold-name';

/** A table in two states, each stated and normalised for the flavor. */
export interface TablePair {
  readonly flavor: Flavor;
  /** As it stands, confirmed renames of columns and indexes already applied to it. */
  readonly from: Table;
  readonly normalFrom: Table;
  readonly after: Table;
  readonly normalAfter: Table;
  /** What differs from → after. */
  readonly parts: readonly PartDiff[];
  /** New column name → the name it has now. */
  readonly renamedColumns: ReadonlyMap<string, string>;
  /** New index name → the name it has now. */
  readonly renamedIndexes: ReadonlyMap<string, string>;
  /** The expressions of the table that the target's server stored, as it spells them. */
  readonly stored: StoredTexts;
  /** True on the way back: `after` is what stood in the target before. */
  readonly restores: boolean;
}

/** The clauses of a table by phase: each phase is one ALTER TABLE, all tables of a phase before the next. */
export interface TableClauses {
  readonly dropKeys: readonly Clause[];
  /** Columns that get new names, before anything speaks of those. */
  readonly renames: readonly Clause[];
  /** Renamed columns of which something else of the table speaks, where the server does not see to that itself. */
  readonly boundRenames: readonly Clause[];
  /** UPDATEs that give rows a value which the wanted definition accepts; whole statements, guarded. */
  readonly data: readonly Clause[];
  /** Virtual columns that are stored as they are, because they become plain ones in `main`. */
  readonly storing: readonly Clause[];
  readonly main: readonly Clause[];
  /** UPDATEs that give rows the values of added columns, before their defaults are set; whole statements, guarded. */
  readonly fill: readonly Clause[];
  /** What can only follow `main`: a default that the server takes apart only. */
  readonly second: readonly Clause[];
  /** Defaults that no definition can drop. */
  readonly defaults: readonly Clause[];
  readonly partitioning: readonly Clause[];
  readonly addKeys: readonly Clause[];
}

/**
 * An index that a server made for a foreign key goes away by itself once another one serves the key. Where
 * nobody asked for that, it is built anew beside the new one, and then it is somebody's own.
 */
function keepServing(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
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
function keepFullLength(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
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
function followReplaced(
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
function keepCheckTexts(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
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
function keepBlockSizes(pair: TablePair, touched: ReadonlySet<string>, primary: boolean): readonly Clause[] {
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

/** Everything that brings one table from → after. */
export function alterTable(present: TablePair): TableClauses {
  const storing = storeVirtual(present);
  const pair: TablePair = { ...present, from: storing.from, normalFrom: storing.normalFrom };
  const { flavor, from, after, normalFrom, normalAfter } = pair;
  const table = after.name;
  const parts = pair.parts.filter(isActing);
  const touched = (kind: PartDiff['part']): ReadonlySet<string> =>
    new Set(parts.filter((part) => part.part === kind).map((part) => foldName(part.name)));

  const dropKeys: Clause[] = [];
  const addKeys: Clause[] = [];
  const differingKeys = touched('foreignKey');
  const wantedKeys = byName(normalAfter.foreignKeys);
  const oldKeys = byName(normalFrom.foreignKeys);
  const statedKeys = pairStated(after.foreignKeys, normalAfter.foreignKeys);
  for (const key of normalFrom.foreignKeys) {
    const name = key.name ?? '';
    const wanted = wantedKeys.get(foldName(name));
    if (differingKeys.has(foldName(name))) dropKeys.push(dropForeignKey(table, name, wanted));
  }
  for (const key of normalAfter.foreignKeys) {
    const name = key.name ?? '';
    if (!differingKeys.has(foldName(name))) continue;
    const old = oldKeys.get(foldName(name))?.name;
    addKeys.push(
      ...keepIndexOf(pair, key, name),
      addForeignKey(table, statedKeys.get(key) ?? key, name, old),
    );
  }

  const columns: ColumnAlteration = {
    flavor,
    from,
    normalFrom,
    after,
    normalAfter,
    modified: modifiedColumns(parts, after),
    checked: checkedColumns(parts),
    stored: pair.stored,
  };
  const main: Clause[] = [
    ...alterChecks(pair, touched('check')),
    ...dropIndexes(pair, touched('index'), touched('primaryKey')),
    ...alterColumns(columns),
    ...keepFullLength(pair, touched('index')),
    ...followReplaced(pair, replacedColumns(columns), touched),
    ...keepServing(pair, touched('index')),
    ...keepBlockSizes(pair, touched('index'), touched('primaryKey').size > 0),
    ...addIndexes(pair, touched('index'), touched('primaryKey')),
    ...addChecks(pair, touched('check')),
    ...keepCheckTexts(pair, touched('check')),
    ...(parts.some((part) => part.part === 'option')
      ? alterOptions(table, normalFrom.options, normalAfter.options, after.options, flavor)
      : []),
  ];
  const partitioning = parts.some((part) => part.part === 'partitioning')
    ? alterPartitioning({
        table,
        flavor,
        normalFrom: normalFrom.partitioning,
        after,
        normalAfter: normalAfter.partitioning,
        stored: pair.stored,
      })
    : undefined;
  const isJoined = partitioning?.joined === true;
  // A primary key cannot hold rows without a value, and those of such a column come later.
  const late = new Set(volatileColumns(columns).map((column) => foldName(column.name)));
  const isLate = (clause: Clause): boolean =>
    clause.text.startsWith('ADD PRIMARY KEY') &&
    normalAfter.primaryKey?.parts.some(
      (part) => part.kind === 'column' && late.has(foldName(part.column)),
    ) === true;
  const early = main.filter((clause) => !isLate(clause));
  return {
    dropKeys,
    ...renameColumns({ flavor, from, normalFrom, renamed: pair.renamedColumns }),
    data: makeRoom(columns),
    storing: storing.clauses,
    main: isJoined ? [...early, partitioning] : early,
    fill: fillVolatile(columns),
    second: [
      ...settleDefaults(columns),
      ...main.filter(isLate),
      ...settleOptions(table, normalFrom.options, normalAfter.options, flavor),
    ],
    defaults: dropDefaults(columns),
    partitioning: partitioning === undefined || isJoined ? [] : [partitioning],
    addKeys,
  };
}

/** The names, as `after` spells them, of columns that differ on both sides, or whose own check does. */
function modifiedColumns(parts: readonly PartDiff[], after: Table): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const part of parts) {
    if (part.part === 'column' && part.from !== undefined && part.to !== undefined)
      touched.add(foldName(part.name));
    if (part.part !== 'check') continue;
    for (const check of [part.from, part.to])
      if (check?.column !== undefined) touched.add(foldName(check.column));
  }
  return new Set(after.columns.map((column) => column.name).filter((name) => touched.has(foldName(name))));
}

/** Columns whose own check comes, goes or changes, lower case. */
function checkedColumns(parts: readonly PartDiff[]): ReadonlySet<string> {
  const columns = new Set<string>();
  for (const part of parts) {
    if (part.part !== 'check') continue;
    for (const check of [part.from, part.to])
      if (check?.column !== undefined) columns.add(foldName(check.column));
  }
  return columns;
}

function byName<T extends { readonly name?: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [foldName(item.name), item]));
}

/** Normalised item → the stated one that it came from: the same place in the list, as normalising keeps order. */
function pairStated<T extends object>(stated: readonly T[], normal: readonly T[]): ReadonlyMap<T, T> {
  const pairs = new Map<T, T>();
  if (stated.length === normal.length) {
    normal.forEach((item, at) => {
      const original = stated[at];
      if (original !== undefined) pairs.set(item, original);
    });
  }
  return pairs;
}

function dropIndexes(
  pair: TablePair,
  indexes: ReadonlySet<string>,
  primary: ReadonlySet<string>,
): readonly Clause[] {
  const table = pair.after.name;
  const wanted = byName(pair.normalAfter.indexes);
  const clauses: Clause[] = [];
  if (primary.size > 0 && pair.normalFrom.primaryKey !== undefined) {
    clauses.push(dropIndex(table, pair.normalFrom.primaryKey, pair.normalAfter.primaryKey, pair.stored));
  }
  for (const index of pair.normalFrom.indexes) {
    if (!indexes.has(foldName(index.name))) continue;
    const after = wanted.get(foldName(index.name));
    if (after !== undefined && (onlyVisibilityDiffers(index, after) || onlyCaseDiffers(index, after)))
      continue;
    clauses.push(dropIndex(table, index, after, pair.stored));
  }
  return clauses;
}

function onlyVisibilityDiffers(from: Index, to: Index): boolean {
  return from.name === to.name && from.visible !== to.visible && isSameIndex(from, to);
}

/** The same index under a name that is written in another case. */
function onlyCaseDiffers(from: Index, to: Index): boolean {
  return from.name !== to.name && from.visible === to.visible && isSameIndex(from, to);
}

function isSameIndex(from: Index, to: Index): boolean {
  return JSON.stringify(indexKey(from)) === JSON.stringify(indexKey(to));
}

function indexKey(index: Index): unknown {
  const { kind, parts, using, comment, parser, keyBlockSize, withoutOverlaps, options } = index;
  return {
    kind,
    parts,
    using,
    comment,
    parser,
    keyBlockSize,
    withoutOverlaps,
    options: [...(options ?? [])],
  };
}

function addIndexes(
  pair: TablePair,
  indexes: ReadonlySet<string>,
  primary: ReadonlySet<string>,
): readonly Clause[] {
  const table = pair.after.name;
  const before = byName(pair.normalFrom.indexes);
  const clauses: Clause[] = [];
  if (primary.size > 0 && pair.normalAfter.primaryKey !== undefined) {
    const stated = pair.after.primaryKey ?? pair.normalAfter.primaryKey;
    clauses.push(
      addIndex(
        table,
        stated,
        pair.normalAfter.primaryKey,
        pair.flavor,
        pair.normalFrom.primaryKey,
        pair.stored,
      ),
    );
  }
  for (const index of pair.normalAfter.indexes) {
    const renamedFrom = pair.renamedIndexes.get(index.name ?? '');
    if (renamedFrom !== undefined)
      clauses.push(renameIndex(table, renamedFrom, index.name ?? '', pair.flavor));
    if (!indexes.has(foldName(index.name))) continue;
    const old = before.get(foldName(index.name));
    if (old !== undefined && onlyVisibilityDiffers(old, index))
      clauses.push(setIndexVisibility(index, pair.flavor));
    else if (old !== undefined && onlyCaseDiffers(old, index)) {
      clauses.push(renameIndex(table, old.name ?? '', index.name ?? '', pair.flavor));
    } else clauses.push(addIndex(table, index, index, pair.flavor, old, pair.stored));
  }
  return clauses;
}

/** A check that MariaDB keeps with its column changes with the column's definition. */
function standsAlone(check: Check, flavor: Flavor): boolean {
  return !(flavor.vendor === 'mariadb' && check.column !== undefined);
}

interface CheckPair {
  readonly change: CheckChange;
  /** Only whether it is enforced differs. */
  readonly onlyEnforcement: boolean;
}

function pairChecks(pair: TablePair, touched: ReadonlySet<string>): readonly CheckPair[] {
  const standing = (checks: readonly Check[]): readonly Check[] =>
    checks.filter((check) => touched.has(foldName(check.name)) && standsAlone(check, pair.flavor));
  const before = byName(standing(named(pair.from.checks, pair.normalFrom.checks)));
  const after = byName(standing(named(pair.after.checks, pair.normalAfter.checks)));
  const unenforced = new Set(pair.parts.filter(differsInEnforcement).map((part) => foldName(part.name)));
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.map((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    return {
      change: { table: pair.after.name, name: to?.name ?? from?.name ?? '', from, to, stored: pair.stored },
      onlyEnforcement: from !== undefined && to !== undefined && unenforced.has(key),
    };
  });
}

/** Does only whether the check is enforced differ? Its text may be spelled in another way that means the same. */
function differsInEnforcement(part: PartDiff): boolean {
  const acting = part.attributes.filter((one) => one.status === 'different' || one.needsServer === true);
  return part.part === 'check' && acting.length > 0 && acting.every((one) => one.attribute === 'enforced');
}

/** The stated checks with the names that the normal forms have. */
function named(stated: readonly Check[], normal: readonly Check[]): readonly Check[] {
  return stated.map((check, at) => {
    const name = normal[at]?.name;
    return name === undefined ? check : { ...check, name };
  });
}

function alterChecks(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
  return pairChecks(pair, touched).flatMap(({ change, onlyEnforcement }) => {
    if (change.from === undefined) return [];
    if (onlyEnforcement && change.to !== undefined) return [setCheckEnforcement(change.to, change.name)];
    return [
      dropCheck(
        change.from.name === change.name ? change : { ...change, name: change.from.name ?? change.name },
      ),
    ];
  });
}

function addChecks(pair: TablePair, touched: ReadonlySet<string>): readonly Clause[] {
  return pairChecks(pair, touched).flatMap(({ change, onlyEnforcement }) =>
    change.to === undefined || onlyEnforcement ? [] : [addCheck(change, change.to, pair.flavor)],
  );
}

/** Does the foreign key use one of the columns, `own` of its table or `referred` of the other? Names are lower case. */
export function keysThatUse(
  key: ForeignKey,
  own: ReadonlySet<string>,
  referred: ReadonlySet<string>,
): boolean {
  return (
    key.columns.some((column) => own.has(foldName(column))) ||
    key.referencedColumns.some((column) => referred.has(foldName(column)))
  );
}
