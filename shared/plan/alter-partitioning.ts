import type { Flavor, Partition, Partitioning, Table } from '../model';
import { printPartitioning } from '../sql';
import { printPartition } from '../sql/print-partitioning';
import { quoteIdentifier } from '../sql/quote';
import type { Clause } from './clause';
import { COPY, METADATA } from './clause';
import { and, not } from './guard';
import { isPartitioned, partitionsAre, partitionThere } from './partition-state';
import type { Prediction } from './plan';
import type { StoredTexts } from './stored-text';

/** How the partitioning of one table changes. */
export interface PartitioningChange {
  readonly table: string;
  readonly flavor: Flavor;
  readonly normalFrom: Partitioning | undefined;
  readonly after: Table;
  readonly normalAfter: Partitioning | undefined;
  readonly stored: StoredTexts;
}

const ABOUT = ['partitioning/'];
const ROWS_MOVE: Prediction = { algorithm: 'inplace', lock: 'shared', rebuildsTable: false };

/**
 * The clause that brings a table's partitioning about. Whole partitionings come and go in the ALTER that changes
 * columns and keys too (`joined`): the partitioned columns must be in every unique key, before and after. Single
 * partitions need a statement of their own: servers mix those with nothing else.
 */
export function alterPartitioning(change: PartitioningChange): Clause | undefined {
  const { table, normalFrom: from, normalAfter: wanted, after } = change;
  if (wanted === undefined || after.partitioning === undefined) {
    if (from === undefined) return undefined;
    return joined('REMOVE PARTITIONING', isPartitioned(table), 'remove partitioning');
  }
  const state = partitionsAre(table, from, wanted, change.stored);
  const needed = state === undefined ? '1' : not(state);
  if (from !== undefined && sameScheme(from, wanted)) {
    const step = changeListed(change, from, wanted, needed);
    if (step !== undefined) return step;
  }
  return repartition(change, needed, from === undefined ? 'partition the table' : 'partition the table anew');
}

/** PARTITION BY with everything, run while `needed`. */
export function repartition(
  change: Pick<PartitioningChange, 'after' | 'flavor'>,
  needed: string,
  title: string,
): Clause | undefined {
  const { partitioning } = change.after;
  if (partitioning === undefined) return undefined;
  return joined(printPartitioning(partitioning, change.flavor).trim(), needed, title);
}

function joined(text: string, needed: string, title: string): Clause {
  return { text, needed, title, about: ABOUT, prediction: COPY, losesData: false, joined: true };
}

function sameScheme(from: Partitioning, to: Partitioning): boolean {
  return (
    JSON.stringify([from.scheme, from.subpartition]) === JSON.stringify([to.scheme, to.subpartition]) &&
    (from.scheme.method.startsWith('range') || from.scheme.method.startsWith('list'))
  );
}

function partitionKey(partition: Partition): string {
  const { name, values, options, subpartitions } = partition;
  return JSON.stringify([
    name.toLowerCase(),
    values,
    [...options],
    subpartitions.map((one) => [one.name.toLowerCase(), [...one.options]]),
  ]);
}

/** What two lists of partitions do not share at their beginnings and ends. */
interface Middle {
  readonly from: readonly Partition[];
  readonly to: readonly Partition[];
  /** The shared partitions that follow. */
  readonly rest: readonly Partition[];
}

function findMiddle(from: readonly Partition[], to: readonly Partition[]): Middle {
  const keys = [from.map(partitionKey), to.map(partitionKey)] as const;
  let start = 0;
  while (start < from.length && start < to.length && keys[0][start] === keys[1][start]) start += 1;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    keys[0][from.length - 1 - end] === keys[1][to.length - 1 - end]
  )
    end += 1;
  return {
    from: from.slice(start, from.length - end),
    to: to.slice(start, to.length - end),
    rest: end === 0 ? [] : from.slice(-end),
  };
}

/**
 * ADD PARTITION at the end, DROP PARTITION where its rows have no other place, or REORGANIZE PARTITION of those that
 * differ, which keeps all rows; undefined where none serves.
 */
function changeListed(
  change: PartitioningChange,
  from: Partitioning,
  to: Partitioning,
  needed: string,
): Clause | undefined {
  const { table, flavor } = change;
  const wanted = to.partitions.map(partitionKey);
  const isKept = (partition: Partition): boolean => wanted.includes(partitionKey(partition));
  const gone = from.partitions.filter((partition) => !isKept(partition));
  const isRange = from.scheme.method.startsWith('range');
  // Rows of a range that goes have a place in the next one: only where there is none do they go with it.
  const isPlaceless = !isRange || from.partitions.slice(0, -gone.length || undefined).every(isKept);
  const isDropped = from.partitions.filter(isKept).map(partitionKey).join() === wanted.join();
  if (gone.length > 0 && isDropped && isPlaceless) {
    return {
      text: `DROP PARTITION ${names(gone)}`,
      needed: and(...gone.map((partition) => partitionThere(table, partition.name))),
      title: `drop partition ${listNames(gone)}`,
      about: ABOUT,
      prediction: METADATA,
      losesData: true,
    };
  }
  const middle = findMiddle(from.partitions, to.partitions);
  const print = (partitions: readonly Partition[]): string =>
    partitions.map((one) => printPartition(asStated(change.after, one), flavor)).join(', ');
  if (middle.from.length === 0 && middle.rest.length === 0) {
    return {
      text: `ADD PARTITION (${print(middle.to)})`,
      needed: not(and(...middle.to.map((partition) => partitionThere(table, partition.name)))),
      title: `add partition ${listNames(middle.to)}`,
      about: ABOUT,
      prediction: ROWS_MOVE,
      losesData: false,
    };
  }
  const reach = from.subpartition === undefined ? widen(middle, isRange) : undefined;
  // MariaDB 10.11 takes no DEFAULT beside lists of rows there ("Inconsistency in usage of column lists").
  if (reach?.to.some(({ values }) => values?.kind === 'default') === true) return undefined;
  // Done twice, it would find other partitions: where nobody can tell whether it is done, all are made anew.
  if (reach === undefined || needed === '1') return undefined;
  return {
    text: `REORGANIZE PARTITION ${names(reach.from)} INTO (${print(reach.to)})`,
    needed,
    title: `reorganize partition ${listNames(reach.from)} into ${listNames(reach.to)}`,
    about: ABOUT,
    prediction: ROWS_MOVE,
    losesData: false,
  };
}

/**
 * The partitions to reorganize: at least one on each side, and, for ranges, up to one whose limit stays. A range
 * may only grow at the very end (manual: "ALTER TABLE Partition Operations").
 */
function widen(middle: Middle, isRange: boolean): Pick<Middle, 'from' | 'to'> | undefined {
  const [from, to] = [[...middle.from], [...middle.to]];
  const limit = (partitions: readonly Partition[]): string => partitions.at(-1)?.values?.text ?? '';
  const rest = [...middle.rest];
  while (from.length === 0 || to.length === 0 || (isRange && limit(from) !== limit(to))) {
    const next = rest.shift();
    if (next === undefined) return undefined;
    from.push(next);
    to.push(next);
  }
  return isRange || hasAllValues(from, to) ? { from, to } : undefined;
}

/** Has every value of the old lists a place in the new ones? Else rows could lose theirs, and servers refuse. */
function hasAllValues(from: readonly Partition[], to: readonly Partition[]): boolean {
  const valuesOf = (partitions: readonly Partition[]): readonly string[] =>
    partitions.flatMap(({ values }) => (values?.text ?? '').split(',')).map((value) => value.trim());
  const wanted = new Set(valuesOf(to));
  return valuesOf(from).every((value) => wanted.has(value));
}

/** The partition as its author wrote it: normal forms are for comparing. */
function asStated(after: Table, partition: Partition): Partition {
  return after.partitioning?.partitions.find((one) => one.name === partition.name) ?? partition;
}

function names(partitions: readonly Partition[]): string {
  return partitions.map((partition) => quoteIdentifier(partition.name)).join(', ');
}

function listNames(partitions: readonly Partition[]): string {
  return partitions.map((partition) => partition.name).join(', ');
}
