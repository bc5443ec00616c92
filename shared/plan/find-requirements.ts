import type { ObjectDiff, PartDiff } from '../drift/difference';
import type { Check, Column, ForeignKey, Index, Table } from '../model';
import type { Change } from './change';
import { namesIn } from './order-views';
import { foldName } from './fold-name';

/**
 * Which changes of one table need which others. Some are chosen and some are held, one by one; a change
 * whose ground is not there (an index on a column that is not added, a default for a type that is not
 * taken) would be refused by the server, or worse, mean something else.
 *
 * Answers change ids by change id; only ids among `changes` are named.
 */
export function findRequirements(
  object: ObjectDiff,
  normals: { readonly from: Table; readonly to: Table },
  changes: readonly Change[],
): ReadonlyMap<string, readonly string[]> {
  const ids = indexChanges(changes);
  const found = new Map<string, readonly string[]>();
  const types = retypedColumns(normals);
  /** What a part needs of the columns that it speaks of: that they are there, and are of the type that it was written for. */
  const ground: FindGround = (columns, isComputed = false) => {
    const needs: string[] = [];
    for (const column of columns) {
      needs.push(...ids('column', column, ''));
      if (types.has(column)) {
        needs.push(...ids('column', column, 'type'), ...ids('column', column, 'generated'));
      }
      // An expression may name a collation that only the wanted charset has.
      if (isComputed) needs.push(...ids('column', column, 'charset'));
    }
    return needs;
  };
  for (const change of changes) {
    const needs = needsOf(change, object, normals, ids, ground, types).filter((id) => id !== change.id);
    if (needs.length > 0) found.set(change.id, [...new Set(needs)]);
  }
  return found;
}

type FindGround = (columns: Iterable<string>, isComputed?: boolean) => readonly string[];

type FindIds = (part: Change['part'], name: string, attribute: string) => readonly string[];

function indexChanges(changes: readonly Change[]): FindIds {
  const byPlace = new Map<string, string[]>();
  for (const change of changes) {
    const key = `${change.part}\0${change.partName.toLowerCase()}\0${change.attribute}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), change.id]);
  }
  return (part, name, attribute) => byPlace.get(`${part}\0${name.toLowerCase()}\0${attribute}`) ?? [];
}

/** Columns whose type becomes another kind of type, or whose values are listed: what stands on them was written for one of the two. */
function retypedColumns(normals: { readonly from: Table; readonly to: Table }): ReadonlySet<string> {
  const before = new Map(normals.from.columns.map((column) => [foldName(column.name), column]));
  const names = new Set<string>();
  for (const column of normals.to.columns) {
    const old = before.get(foldName(column.name));
    if (old === undefined) continue;
    const isOther =
      old.type.name !== column.type.name ||
      column.type.values !== undefined ||
      (old.generated === undefined) !== (column.generated === undefined);
    if (isOther) names.add(foldName(column.name));
  }
  return names;
}

function needsOf(
  change: Change,
  object: ObjectDiff,
  normals: { readonly from: Table; readonly to: Table },
  ids: FindIds,
  ground: FindGround,
  types: ReadonlySet<string>,
): readonly string[] {
  switch (change.part) {
    case 'column':
      return columnNeeds(change, object, normals, ids, ground, types);
    case 'primaryKey':
    case 'index': {
      const part = findPart(object, change);
      if (part === undefined || (part.part !== 'index' && part.part !== 'primaryKey')) return [];
      const counted = keepsCounting(object, part, normals.from, ids);
      if (part.to === undefined) return counted;
      const filled = part.part === 'primaryKey' ? notNullIds(part.to, ids) : [];
      // Each unique key of a partitioned table holds the columns that decide the partition.
      const isUnique = part.part === 'primaryKey' || part.to.kind === 'unique';
      const parted = isUnique && normals.from.partitioning !== undefined ? ids('partitioning', '', '') : [];
      const timed = part.to.withoutOverlaps === undefined ? [] : ids('option', 'periods', '');
      return [...counted, ...filled, ...parted, ...timed, ...ground(columnsOfIndex(part.to))];
    }
    case 'foreignKey': {
      const part = findPart(object, change);
      if (part?.part !== 'foreignKey' || part.to === undefined) return [];
      // Partitioned tables, and engines other than InnoDB, have no foreign keys.
      const parted = normals.from.partitioning === undefined ? [] : ids('partitioning', '', '');
      const engine = ids('option', 'engine', '');
      return [
        ...ground(part.to.columns.map(foldName)),
        ...rivalKeys(object, part.to, ids),
        ...parted,
        ...engine,
      ];
    }
    case 'check': {
      const part = findPart(object, change);
      return part?.part === 'check' && part.to !== undefined ? ground(namesIn(part.to.expression), true) : [];
    }
    case 'option':
      // A charset and its collation are set in one clause.
      if (change.partName === 'charset') return ids('option', 'collation', '');
      if (change.partName === 'engine') return droppedKeys(object, ids);
      if (change.partName === 'periods')
        return [
          ...ground((normals.to.periods ?? []).flatMap(({ start, end }) => [foldName(start), foldName(end)])),
          ...keysOfPeriods(normals.from, ids),
        ];
      return change.partName === 'collation' ? ids('option', 'charset', '') : [];
    case 'partitioning':
      return [
        ...ids('primaryKey', 'PRIMARY', ''),
        ...(normals.to.partitioning === undefined
          ? []
          : [...droppedKeys(object, ids), ...changedUniques(object, ids)]),
      ];
    default:
      return [];
  }
}

/** Indexes WITHOUT OVERLAPS that go or change: no period goes before them. */
function keysOfPeriods({ primaryKey, indexes }: Table, ids: FindIds): readonly string[] {
  return [
    ...(primaryKey?.withoutOverlaps === undefined ? [] : ids('primaryKey', 'PRIMARY', '')),
    ...indexes.flatMap(({ name, withoutOverlaps }) =>
      withoutOverlaps === undefined ? [] : ids('index', name ?? '', ''),
    ),
  ];
}

/** Foreign keys that go: a table that gets partitions, or another engine, must have none. */
function droppedKeys(object: ObjectDiff, ids: FindIds): readonly string[] {
  return object.parts.flatMap((part) =>
    part.part === 'foreignKey' && part.to === undefined ? ids('foreignKey', part.name, '') : [],
  );
}

/** Unique keys that go or change: those that stay must hold the columns that decide the partition. */
function changedUniques(object: ObjectDiff, ids: FindIds): readonly string[] {
  return object.parts.flatMap((part) =>
    part.part === 'index' && part.from?.kind === 'unique' ? ids('index', part.name, '') : [],
  );
}

/** The columns of a primary key cannot be NULL: where that is a change of its own, the key waits for it. */
function notNullIds(key: Index, ids: FindIds): readonly string[] {
  return columnsOfIndex(key).flatMap((column) => [
    ...ids('column', column, 'nullable'),
    ...ids('column', column, 'default'),
  ]);
}

/** A key that an AUTO_INCREMENT column cannot do without goes only with the counter, or when another key takes its place. */
function keepsCounting(
  object: ObjectDiff,
  part: PartDiff & { readonly part: 'primaryKey' | 'index' },
  present: Table,
  ids: FindIds,
): readonly string[] {
  const [first] = columnsOfIndex(part.from);
  const column = present.columns.find((one) => foldName(one.name) === first);
  if (first === undefined || column?.autoIncrement !== true || columnsOfIndex(part.to)[0] === first)
    return [];
  const uncounted = [...ids('column', first, 'autoIncrement'), ...ids('column', first, '')];
  if (uncounted.length > 0) return uncounted;
  return object.parts.flatMap((other) => {
    if (other === part || (other.part !== 'primaryKey' && other.part !== 'index')) return [];
    if (columnsOfIndex(other.to)[0] !== first) return [];
    return ids(other.part, other.part === 'primaryKey' ? 'PRIMARY' : other.name, '');
  });
}

function findPart(object: ObjectDiff, change: Change): PartDiff | undefined {
  return object.parts.find(
    (part) =>
      part.part === change.part &&
      (change.part === 'primaryKey' || foldName(part.name) === foldName(change.partName)),
  );
}

function columnNeeds(
  change: Change,
  object: ObjectDiff,
  normals: { readonly from: Table; readonly to: Table },
  ids: FindIds,
  ground: FindGround,
  types: ReadonlySet<string>,
): readonly string[] {
  const name = foldName(change.partName);
  const wanted = normals.to.columns.find((column) => foldName(column.name) === name);
  if (change.kind === 'drop') return partsOn(name, normals.from, ids);
  if (wanted === undefined) return [];
  const needs: string[] = [];
  if (
    change.attribute !== '' &&
    types.has(name) &&
    !['type', 'comment', 'visibility', 'name'].includes(change.attribute)
  ) {
    needs.push(...ids('column', name, 'type'));
  }
  // A type that takes no longer a default, or a key, that the column has must not come without those changes.
  if (change.attribute === 'type' && types.has(name)) {
    needs.push(
      ...ids('column', name, 'default'),
      ...ids('column', name, 'onUpdate'),
      ...ids('column', name, 'autoIncrement'),
    );
    needs.push(...ids('column', name, 'generated'), ...partsOn(name, normals.from, ids));
  }
  if (change.attribute === 'nullable') needs.push(...ids('column', name, 'default'));
  if (change.attribute === '' || change.attribute === 'generated') {
    if (wanted.generated !== undefined) needs.push(...ground(namesIn(wanted.generated.expression), true));
  }
  if (isAutoIncrement(change, wanted)) needs.push(...keysFor(object, name, normals.from, ids));
  return needs;
}

function isAutoIncrement(change: Change, wanted: Column): boolean {
  return wanted.autoIncrement && (change.attribute === '' || change.attribute === 'autoIncrement');
}

/** AUTO_INCREMENT needs a key that begins with the column: one that is there, or the change that brings it. */
function keysFor(object: ObjectDiff, column: string, present: Table, ids: FindIds): readonly string[] {
  const begins = (index: Index | undefined): boolean => columnsOfIndex(index)[0] === column;
  if (begins(present.primaryKey) && ids('primaryKey', 'PRIMARY', '').length === 0) return [];
  if (present.indexes.some((index) => begins(index) && ids('index', index.name ?? '', '').length === 0))
    return [];
  for (const part of object.parts) {
    if (part.part === 'primaryKey' && begins(part.to)) return ids('primaryKey', 'PRIMARY', '');
    if (part.part === 'index' && begins(part.to)) return ids('index', part.name, '');
  }
  return [];
}

/** Changes of the present keys, checks and computed columns that stand on a column. */
function partsOn(column: string, table: Table, ids: FindIds): readonly string[] {
  const needs: string[] = [];
  if (columnsOfIndex(table.primaryKey).includes(column)) needs.push(...ids('primaryKey', 'PRIMARY', ''));
  for (const index of table.indexes) {
    if (columnsOfIndex(index).includes(column)) needs.push(...ids('index', index.name ?? '', ''));
  }
  for (const key of table.foreignKeys) {
    if (key.columns.some((name) => foldName(name) === column))
      needs.push(...ids('foreignKey', key.name ?? '', ''));
  }
  for (const check of table.checks) {
    if (namesIn(check.expression).has(column)) needs.push(...checkIds(check, ids));
  }
  for (const { start, end } of table.periods ?? [])
    if (foldName(start) === column || foldName(end) === column) needs.push(...ids('option', 'periods', ''));
  for (const other of table.columns) {
    if (other.generated === undefined || !namesIn(other.generated.expression).has(column)) continue;
    needs.push(...ids('column', other.name, ''), ...ids('column', other.name, 'generated'));
  }
  return needs;
}

function checkIds(check: Check, ids: FindIds): readonly string[] {
  return ids('check', check.name ?? check.column ?? '', '');
}

/** Two foreign keys over the same columns would both be enforced: the new one waits for the old one to go. */
function rivalKeys(object: ObjectDiff, key: ForeignKey, ids: FindIds): readonly string[] {
  const columns = key.columns.map(foldName).join('\0');
  return object.parts.flatMap((part) =>
    part.part === 'foreignKey' &&
    part.to === undefined &&
    part.from?.columns.map(foldName).join('\0') === columns
      ? ids('foreignKey', part.name, '')
      : [],
  );
}

/** The columns of an index, lower case; of an expression, every name in it. */
function columnsOfIndex(index: Index | undefined): readonly string[] {
  return (index?.parts ?? []).flatMap((part) =>
    part.kind === 'column' ? [foldName(part.column)] : [...namesIn(part.expression)],
  );
}

/**
 * Takes back what cannot stand: a chosen change that needs one which is not chosen waits for it. Repeats
 * until nothing moves; linear in changes and needs.
 */
export function withRequirements(
  changes: readonly Change[],
  requirements: ReadonlyMap<string, readonly string[]>,
): readonly Change[] {
  const chosen = new Set(changes.filter((change) => change.chosen).map((change) => change.id));
  const dependents = new Map<string, string[]>();
  for (const [id, needs] of requirements) {
    for (const need of needs) dependents.set(need, [...(dependents.get(need) ?? []), id]);
  }
  const queue = changes.filter((change) => !change.chosen).map((change) => change.id);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const dependent of dependents.get(id) ?? []) if (chosen.delete(dependent)) queue.push(dependent);
  }
  return changes.map((change) => {
    const needs = requirements.get(change.id);
    if (needs === undefined || needs.length === 0) return change;
    const waitsFor = chosen.has(change.id) ? [] : needs.filter((need) => !chosen.has(need));
    return {
      ...change,
      chosen: chosen.has(change.id),
      requires: needs,
      ...(waitsFor.length === 0 ? {} : { waitsFor }),
    };
  });
}
