import type { Flavor, Partition, Partitioning, Table, TableOptions } from '../model';
import { printPartitioning } from '../sql';
import { quoteIdentifier, quoteString } from '../sql/quote';
import type { Clause } from './clause';
import { COPY, INSTANT, IN_PLACE, IN_PLACE_REBUILD, METADATA } from './clause';
import { and, not, sameOption, tableIs } from './guard';
import type { Prediction } from './plan';

/** The clauses that bring the table's options from → after. Both are normalised; texts come from `after`. */
export function alterOptions(
  table: string,
  from: TableOptions,
  after: TableOptions,
  flavor: Flavor,
): readonly Clause[] {
  const clauses: Clause[] = [];
  const add = (option: string, text: string, state: string | undefined, prediction: Prediction): void => {
    clauses.push({
      text,
      needed: state === undefined ? '1' : not(tableIs(table, [state])),
      title: `set ${option.replaceAll('_', ' ')}`,
      about: [`option/${option}`],
      prediction,
      losesData: false,
    });
  };
  if (after.engine !== undefined && after.engine.toLowerCase() !== from.engine?.toLowerCase()) {
    add('engine', `ENGINE = ${after.engine}`, sameOption('engine', after.engine), COPY);
  }
  if (
    after.collation !== undefined &&
    (after.collation !== from.collation || after.charset !== from.charset)
  ) {
    const charset = after.charset ?? after.collation.split('_')[0] ?? '';
    add(
      'charset',
      `DEFAULT CHARACTER SET = ${charset} COLLATE = ${after.collation}`,
      sameOption('collation', after.collation),
      flavor.vendor === 'mariadb' ? INSTANT : IN_PLACE,
    );
  }
  if ((after.comment ?? '') !== (from.comment ?? '')) {
    add(
      'comment',
      `COMMENT = ${quoteString(after.comment ?? '')}`,
      sameOption('comment', after.comment),
      flavor.vendor === 'mariadb' ? INSTANT : IN_PLACE,
    );
  }
  const format = (options: TableOptions): string => (options.rowFormat ?? 'default').toLowerCase();
  if (format(after) !== format(from)) {
    add(
      'row_format',
      `ROW_FORMAT = ${format(after).toUpperCase()}`,
      sameOption('row_format', format(after)),
      IN_PLACE_REBUILD,
    );
  }
  for (const [name, value] of changedRest(from, after)) {
    add(
      name,
      `${name.toUpperCase()} = ${value}`,
      undefined,
      name.startsWith('stats_') ? INSTANT : IN_PLACE_REBUILD,
    );
  }
  return clauses;
}

/** Options of the long tail whose value differs; one that is no longer stated goes back to its default. */
function changedRest(from: TableOptions, after: TableOptions): readonly (readonly [string, string])[] {
  const names = new Set([...(from.rest?.keys() ?? []), ...(after.rest?.keys() ?? [])]);
  const changed: (readonly [string, string])[] = [];
  for (const name of names) {
    const [old, wanted] = [from.rest?.get(name), after.rest?.get(name)];
    if (old === wanted) continue;
    const value = wanted ?? defaultOf(name);
    if (value !== undefined) changed.push([name, value]);
  }
  return changed.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What a table option is set to in order to be as if never stated; undefined where there is no such value. */
function defaultOf(option: string): string | undefined {
  switch (option) {
    case 'key_block_size':
    case 'max_rows':
    case 'min_rows':
    case 'avg_row_length':
    case 'checksum':
    case 'delay_key_write':
      return '0';
    case 'stats_persistent':
    case 'stats_auto_recalc':
    case 'stats_sample_pages':
    case 'pack_keys':
      return 'DEFAULT';
    case 'page_compressed':
    case 'encrypted':
      return 'NO';
    case 'encryption':
    case 'compression':
    case 'connection':
      return "''";
    default:
      return undefined;
  }
}

/** One step of partitioning, a statement of its own: servers refuse to mix most of these with other clauses. */
export function alterPartitioning(
  table: string,
  from: Partitioning | undefined,
  after: Table,
  normalAfter: Partitioning | undefined,
  flavor: Flavor,
): Clause | undefined {
  const wanted = normalAfter;
  const about = ['partitioning/'];
  if (wanted === undefined || after.partitioning === undefined) {
    if (from === undefined) return undefined;
    return {
      text: 'REMOVE PARTITIONING',
      needed: partitionCount(table, '> 0'),
      title: 'remove partitioning',
      about,
      prediction: COPY,
      losesData: false,
    };
  }
  if (from !== undefined && sameScheme(from, wanted)) {
    const step = listedPartitions(table, from, wanted, about);
    if (step !== undefined) return step;
  }
  return {
    text: printPartitioning(after.partitioning, flavor).trim(),
    needed: not(partitionsAre(table, wanted)),
    title: from === undefined ? 'partition the table' : 'partition the table anew',
    about,
    prediction: COPY,
    losesData: false,
  };
}

function sameScheme(from: Partitioning, to: Partitioning): boolean {
  return (
    JSON.stringify([from.scheme, from.subpartition]) === JSON.stringify([to.scheme, to.subpartition]) &&
    (from.scheme.method.startsWith('range') || from.scheme.method.startsWith('list'))
  );
}

/** ADD PARTITION at the end, or DROP PARTITION, where that is all that differs. */
function listedPartitions(
  table: string,
  from: Partitioning,
  to: Partitioning,
  about: readonly string[],
): Clause | undefined {
  const key = (partition: Partition): string =>
    JSON.stringify([
      partition.name.toLowerCase(),
      partition.values,
      [...partition.options],
      partition.subpartitions.length,
    ]);
  const before = from.partitions.map(key);
  const wanted = to.partitions.map(key);
  const isPrefix = before.every((one, at) => wanted[at] === one);
  const list = to.scheme.method.startsWith('list');
  const kept = new Set(wanted);
  if (wanted.length > before.length && (isPrefix || (list && before.every((one) => kept.has(one))))) {
    const had = new Set(before);
    const added = to.partitions.filter((partition) => !had.has(key(partition)));
    return {
      text: `ADD PARTITION (${added.map(printPartition).join(', ')})`,
      needed: not(allPartitionsThere(table, added)),
      title: `add partition ${added.map((partition) => partition.name).join(', ')}`,
      about,
      prediction: { algorithm: 'inplace', lock: 'shared', rebuildsTable: false },
      losesData: false,
    };
  }
  const gone = from.partitions.filter((partition) => !kept.has(key(partition)));
  if (wanted.length < before.length && wanted.every((one) => before.includes(one))) {
    return {
      text: `DROP PARTITION ${gone.map((partition) => quoteIdentifier(partition.name)).join(', ')}`,
      needed: and(...gone.map((partition) => partitionThere(table, partition.name))),
      title: `drop partition ${gone.map((partition) => partition.name).join(', ')}`,
      about,
      prediction: METADATA,
      losesData: true,
    };
  }
  return undefined;
}

function printPartition(partition: Partition): string {
  const { values } = partition;
  let text = `PARTITION ${quoteIdentifier(partition.name)}`;
  if (values?.kind === 'less than') {
    text += /^maxvalue$/i.test(values.text)
      ? ' VALUES LESS THAN MAXVALUE'
      : ` VALUES LESS THAN (${values.text})`;
  } else if (values?.kind === 'in') text += ` VALUES IN (${values.text})`;
  else if (values?.kind === 'default') text += ' DEFAULT';
  for (const [name, value] of partition.options) text += ` ${name.toUpperCase()} = ${value}`;
  return text;
}

const PARTITIONS = 'information_schema.PARTITIONS';

function partitionCount(table: string, comparison: string): string {
  return `(SELECT COUNT(*) FROM ${PARTITIONS} WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteString(table)} AND PARTITION_NAME IS NOT NULL) ${comparison}`;
}

function partitionThere(table: string, name: string): string {
  return `EXISTS (SELECT 1 FROM ${PARTITIONS} WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteString(table)} AND PARTITION_NAME = ${quoteString(name)})`;
}

function allPartitionsThere(table: string, partitions: readonly Partition[]): string {
  return and(...partitions.map((partition) => partitionThere(table, partition.name)));
}

const METHODS: Readonly<Record<string, string>> = {
  range: 'RANGE',
  list: 'LIST',
  hash: 'HASH',
  key: 'KEY',
  'range columns': 'RANGE COLUMNS',
  'list columns': 'LIST COLUMNS',
  system_time: 'SYSTEM_TIME',
};

/** Method, number and names of partitions are as wanted, and so are the values where they are plain numbers. */
function partitionsAre(table: string, wanted: Partitioning): string {
  const names = wanted.partitions.map((partition) => partition.name);
  const linear = wanted.scheme.linear ? 'LINEAR ' : '';
  const method = `PARTITION_METHOD = '${linear}${METHODS[wanted.scheme.method] ?? ''}'`;
  const count = names.length > 0 ? names.length : (wanted.scheme.count ?? 1);
  const rows =
    wanted.partitions.length === 0
      ? method
      : and(
          method,
          `(${wanted.partitions
            .map((partition) =>
              and(`PARTITION_NAME = ${quoteString(partition.name)}`, describesValues(partition)),
            )
            .join(' OR ')})`,
        );
  const subpartitions = wanted.subpartition === undefined ? 1 : (wanted.subpartition.count ?? 1);
  return `(SELECT COUNT(*) = ${String(count * subpartitions)} AND COALESCE(SUM(${rows}), 0) = ${String(count * subpartitions)} FROM ${PARTITIONS} WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteString(table)} AND PARTITION_NAME IS NOT NULL) = 1`;
}

function describesValues(partition: Partition): string | undefined {
  const text = partition.values?.text.trim();
  return text !== undefined && /^-?\d+$/.test(text) ? `PARTITION_DESCRIPTION = '${text}'` : undefined;
}
