import type { Partition, Partitioning, PartitionScheme } from '../model';
import { quoteIdentifier, quoteString } from '../sql/quote';
import { sameBytes } from './column-state';
import { and } from './guard';
import type { StoredTexts } from './stored-text';
import { storedTextCondition } from './stored-text';

/*
 * What information_schema.PARTITIONS says of a table that is partitioned as wanted. It has one row for each
 * subpartition, else one for each partition, and one without names for a table that is not partitioned.
 */

const PARTITIONS = 'information_schema.PARTITIONS';

function here(table: string): string {
  return `TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteString(table)}`;
}

/** The table is partitioned, whatever the way. */
export function isPartitioned(table: string): string {
  return `EXISTS (SELECT 1 FROM ${PARTITIONS} WHERE ${here(table)} AND PARTITION_NAME IS NOT NULL)`;
}

/** A partition of that name is there. */
export function partitionThere(table: string, name: string): string {
  return `EXISTS (SELECT 1 FROM ${PARTITIONS} WHERE ${here(table)} AND PARTITION_NAME = ${quoteString(name)})`;
}

/**
 * The condition that the table is partitioned as `wanted`: methods, expressions, names, order, limits, comments.
 * Undefined where something differs from `from` that information_schema does not tell, or spells in a way that
 * only the server knows: then the step must be repeated. Both are normalised.
 */
export function partitionsAre(
  table: string,
  from: Partitioning | undefined,
  wanted: Partitioning,
  stored: StoredTexts,
): string | undefined {
  const scheme = schemeIs('PARTITION', from?.scheme, wanted.scheme, stored);
  const subscheme =
    wanted.subpartition === undefined
      ? 'SUBPARTITION_METHOD IS NULL'
      : schemeIs('SUBPARTITION', from?.subpartition, wanted.subpartition, stored);
  if (scheme === undefined || subscheme === undefined) return undefined;
  const before = new Map((from?.partitions ?? []).map((one) => [one.name.toLowerCase(), one]));
  const each: string[] = [];
  for (const [at, partition] of wanted.partitions.entries()) {
    const state = partitionIs(
      at + 1,
      before.get(partition.name.toLowerCase()),
      partition,
      wanted.subpartition !== undefined && from?.subpartition !== undefined,
    );
    if (state === undefined) return undefined;
    each.push(`(${state})`);
  }
  const count = wanted.partitions.length > 0 ? wanted.partitions.length : (wanted.scheme.count ?? 1);
  const named = wanted.partitions[0]?.subpartitions.length ?? 0;
  const parts = wanted.subpartition === undefined ? 1 : (wanted.subpartition.count ?? (named || 1));
  const rows = String(count * parts);
  const state = and(scheme, subscheme, each.length === 0 ? undefined : `(${each.join(' OR ')})`);
  return `(SELECT COUNT(*) = ${rows} AND COALESCE(SUM(${state}), 0) = ${rows} FROM ${PARTITIONS} WHERE ${here(table)} AND PARTITION_NAME IS NOT NULL) = 1`;
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

/** The columns of one level: how it is divided and by what. */
function schemeIs(
  level: 'PARTITION' | 'SUBPARTITION',
  from: PartitionScheme | undefined,
  wanted: PartitionScheme,
  stored: StoredTexts,
): string | undefined {
  // Which hash KEY uses is not told.
  if (from !== undefined && from.algorithm !== wanted.algorithm) return undefined;
  const method = `COALESCE(${level}_METHOD, '') = '${wanted.linear ? 'LINEAR ' : ''}${METHODS[wanted.method] ?? ''}'`;
  const column = `${level}_EXPRESSION`;
  if (wanted.columns !== undefined) {
    // KEY () speaks of the primary key, and of no column.
    const names = wanted.columns.map(quoteIdentifier).join(',');
    return and(method, sameBytes(`COALESCE(${column}, '')`, names));
  }
  const isTheSame =
    from !== undefined && from.method === wanted.method && from.expression === wanted.expression;
  if (isTheSame || wanted.expression === undefined) return method;
  // A table that was not partitioned has no old expression: that it is partitioned so is told by the rest.
  if (from === undefined) return method;
  const text = storedTextCondition(column, wanted.expression, from.expression, stored);
  return text === undefined ? undefined : and(method, text);
}

function partitionIs(
  place: number,
  from: Partition | undefined,
  wanted: Partition,
  hasUnnamed: boolean,
): string | undefined {
  if (untold(from) !== untold(wanted)) return undefined;
  const comment = wanted.options.get('comment') ?? '';
  const described =
    from !== undefined && JSON.stringify(from.values) === JSON.stringify(wanted.values)
      ? undefined
      : describedAs(wanted);
  if (described === null) return undefined;
  return and(
    `PARTITION_NAME = ${quoteString(wanted.name)}`,
    `PARTITION_ORDINAL_POSITION = ${String(place)}`,
    described,
    sameBytes("COALESCE(PARTITION_COMMENT, '')", comment),
    subpartitionsAre(wanted, hasUnnamed),
  );
}

/** What PARTITIONS does not tell of a partition: options other than its comment. */
function untold(partition: Partition | undefined): string {
  const options = [...(partition?.options ?? [])].filter(([name]) => name !== 'comment');
  const inner = (partition?.subpartitions ?? []).map((one) => [...one.options]);
  return JSON.stringify([options, inner.some((one) => one.length > 0) ? inner : []]);
}

/** Servers give names to subpartitions that have none, and show only others. */
const UNNAMED =
  "(SUBPARTITION_NAME IS NULL OR SUBPARTITION_NAME = CONCAT(PARTITION_NAME, 'sp', SUBPARTITION_ORDINAL_POSITION - 1))";

function subpartitionsAre(wanted: Partition, hasUnnamed: boolean): string | undefined {
  if (wanted.subpartitions.length === 0) return hasUnnamed ? UNNAMED : undefined;
  const rows = wanted.subpartitions.map((one, at) =>
    and(`SUBPARTITION_NAME = ${quoteString(one.name)}`, `SUBPARTITION_ORDINAL_POSITION = ${String(at + 1)}`),
  );
  return `(${rows.map((row) => `(${row})`).join(' OR ')})`;
}

/** A number, MAXVALUE, NULL, or a text of plain letters, alone or in a row of columns: printed as it was written. */
const PLAIN = /^\(?(?:-?\d+|MAXVALUE|NULL|'[\w .:/+-]*')\)?$/i;

/** The condition on PARTITION_DESCRIPTION; undefined where there are no limits, null where the text is not known. */
function describedAs({ values }: Partition): string | undefined | null {
  if (values === undefined) return undefined;
  if (values.kind === 'default') return "PARTITION_DESCRIPTION = 'DEFAULT'";
  if (values.kind !== 'less than' && values.kind !== 'in') return undefined;
  const items = values.text.split(',').map((item) => item.trim());
  if (!items.every((item) => PLAIN.test(item))) return null;
  const text = items.map((item) => (item.includes("'") ? item : item.toUpperCase())).join(',');
  return sameBytes("COALESCE(PARTITION_DESCRIPTION, '')", text);
}
