import type { PartDiff } from '../drift/difference';
import type { Check, Flavor, ForeignKey, Index, Table } from '../model';
import { alterColumns, settleDefaults } from './alter-columns';
import type { CheckChange } from './alter-keys';
import {
  addCheck,
  addForeignKey,
  addIndex,
  dropCheck,
  dropForeignKey,
  dropIndex,
  renameIndex,
  setCheckEnforcement,
  setIndexVisibility,
} from './alter-keys';
import { alterOptions, leaveEngine, settleOptions } from './alter-options';
import { alterPartitioning } from './alter-partitioning';
import { alterPeriods } from './alter-periods';
import { COPY, type Clause } from './clause';
import type { ColumnAlteration } from './column-alteration';
import { isActing } from './compose-table';
import { dropDefaults } from './dropped-defaults';
import { byName, foldName } from './fold-name';
import {
  dropUnderSrid,
  followReplaced,
  keepBlockSizes,
  keepCheckTexts,
  keepFullLength,
  keepHashes,
  keepIndexOf,
  keepServing,
  keepUnderSrid,
  respelledChecks,
} from './keep-parts';
import { makeRoom } from './make-room';
import { orderChecks } from './order-checks';
import { renameColumns } from './rename-columns';
import { replacedColumns } from './replace-columns';
import { mendCheckTexts, respellChecks, respellColumns, respellFormat } from './respell';
import { storeVirtual } from './store-virtual';
import type { TablePair } from './table-pair';
import { fillVolatile, volatileColumns } from './volatile-defaults';

/** The clauses of a table by phase: each phase is one ALTER TABLE, all tables of a phase before the next. */
export interface TableClauses {
  readonly dropKeys: readonly Clause[];
  /** Columns that get new names, before anything speaks of those. */
  readonly renames: readonly Clause[];
  /** Renamed columns of which something else of the table speaks, where the server does not see to that itself. */
  readonly boundRenames: readonly Clause[];
  /** What has to be away while columns of foreign keys get their names; before `boundRenames`. */
  readonly leaves: readonly Clause[];
  /** The same, back again; after `boundRenames`. */
  readonly returns: readonly Clause[];
  /** UPDATEs that give rows a value which the wanted definition accepts; whole statements, guarded. */
  readonly data: readonly Clause[];
  /** Virtual columns that are stored as they are, because they become plain ones in `main`; what no other ALTER may find. */
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
  /** What servers have forgotten or spoiled by then; only where something of the table was altered. */
  readonly last: readonly Clause[];
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
    checked: flavor.vendor === 'mariadb' ? checkedColumns(parts) : new Set(),
    stored: pair.stored,
  };
  const respelled = respelledChecks(pair);
  const replaced = replacedChecks(pair, touched('check'));
  const periods = alterPeriods(pair, new Set([...touched('index'), ...touched('primaryKey')]));
  const clauses = [
    ...alterChecks(pair, touched('check'), respelled),
    ...dropIndexes(pair, touched('index'), touched('primaryKey')),
    ...periods.drops,
    ...alterColumns(columns),
    ...keepFullLength(pair, touched('index')),
    ...followReplaced(pair, replacedColumns(columns), touched),
    ...keepServing(pair, touched('index')),
    ...keepBlockSizes(pair, touched('index'), touched('primaryKey').size > 0),
    ...periods.adds,
    ...periods.keys,
    ...addIndexes(pair, touched('index'), touched('primaryKey')),
    ...keepUnderSrid(pair, touched('index')),
    ...addChecks(pair, touched('check')),
    ...keepCheckTexts(pair, respelled, replaced),
    ...(parts.some((part) => part.part === 'option')
      ? alterOptions(table, normalFrom.options, normalAfter.options, after.options, flavor)
      : []),
  ];
  const main = orderChecks(pair, [
    ...clauses,
    ...respellChecks(pair, clauses, madeAnew(clauses)),
    ...copyForWords(pair, clauses),
  ]);
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
  const spelled = [...respellColumns(columns, main), ...respellFormat(columns, main)];
  // A primary key cannot hold rows without a value, and those of such a column come later.
  const late = new Set(volatileColumns(columns).map((column) => foldName(column.name)));
  const isLate = (clause: Clause): boolean =>
    clause.text.startsWith('ADD PRIMARY KEY') &&
    normalAfter.primaryKey?.parts.some(
      (part) => part.kind === 'column' && late.has(foldName(part.column)),
    ) === true;
  const early = [...main.filter((clause) => !isLate(clause)), ...spelled];
  return {
    dropKeys,
    ...renameColumns(pair),
    data: makeRoom(columns),
    storing: [
      ...storing.clauses,
      ...dropUnderSrid(pair),
      ...leaveEngine(table, normalFrom.options, normalAfter.options, flavor),
    ],
    main: isJoined ? [...early, partitioning] : early,
    fill: fillVolatile(columns),
    second: [...settleDefaults(columns), ...main.filter(isLate)],
    defaults: dropDefaults(columns),
    partitioning: partitioning === undefined || isJoined ? [] : [partitioning],
    addKeys,
    last: [...keepHashes(pair), ...settleOptions(normalFrom, normalAfter, flavor), ...mendCheckTexts(pair)],
  };
}

/** MySQL (9.7, error 1795) makes one full-text index at a time where it need not copy the table. */
function copyForWords({ flavor }: TablePair, clauses: readonly Clause[]): readonly Clause[] {
  const words = clauses.filter(({ text }) => text.startsWith('ADD FULLTEXT '));
  if (flavor.vendor !== 'mysql' || words.length < 2) return [];
  return [
    {
      text: 'ALGORITHM=COPY',
      needed: words.map(({ needed }) => needed).join(' OR '),
      title: 'copy the table for its full-text indexes',
      about: words.flatMap(({ about }) => about),
      prediction: COPY,
      losesData: false,
    },
  ];
}

/** The checks that clauses add, make anew or enforce, lower case. */
function madeAnew(clauses: readonly Clause[]): ReadonlySet<string> {
  return new Set(
    clauses.flatMap(({ text, about }) =>
      /^(?:ADD CONSTRAINT|ALTER CHECK) /.test(text)
        ? about.map((one) => foldName(one.slice('check/'.length)))
        : [],
    ),
  );
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

/** The differing checks that are dropped or added, lower case. */
function replacedChecks(pair: TablePair, touched: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    pairChecks(pair, touched).flatMap(({ change, onlyEnforcement }) =>
      onlyEnforcement ? [] : [foldName(change.name)],
    ),
  );
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

function alterChecks(
  pair: TablePair,
  touched: ReadonlySet<string>,
  respelled: ReadonlyMap<string, unknown>,
): readonly Clause[] {
  return pairChecks(pair, touched).flatMap(({ change, onlyEnforcement }) => {
    if (change.from === undefined) return [];
    if (onlyEnforcement && change.to !== undefined)
      return respelled.has(foldName(change.name))
        ? []
        : [setCheckEnforcement(change.table, change.to, change.name)];
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
