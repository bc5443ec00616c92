import type { Flavor, Partition, Partitioning, PartitionScheme } from '../model';
import { isForeignOption } from './option-vendors';
import { printOptionValue } from './print-option-value';
import { quoteIdentifier, quoteString } from './quote';

/** PARTITION BY with all its partitions, one a line. */
export function printPartitioning(partitioning: Partitioning, flavor: Flavor): string {
  const lines = [
    'PARTITION BY ' + printScheme(partitioning.scheme, 'PARTITIONS', partitioning.partitions.length),
  ];
  if (partitioning.subpartition !== undefined) {
    const stated = partitioning.partitions[0]?.subpartitions.length ?? 0;
    lines.push('SUBPARTITION BY ' + printScheme(partitioning.subpartition, 'SUBPARTITIONS', stated));
  }
  if (partitioning.partitions.length > 0)
    lines.push(
      '(' + partitioning.partitions.map((partition) => printPartition(partition, flavor)).join(',\n ') + ')',
    );
  return lines.join('\n');
}

function printScheme(scheme: PartitionScheme, countWord: string, listed: number): string {
  const head = (scheme.linear ? 'LINEAR ' : '') + scheme.method.toUpperCase();
  const algorithm = scheme.algorithm === undefined ? '' : ' ALGORITHM = ' + String(scheme.algorithm);
  const count = scheme.count === undefined || listed > 0 ? '' : ' ' + countWord + ' ' + String(scheme.count);
  if (scheme.method === 'system_time')
    return head + (scheme.expression === undefined ? '' : ' ' + scheme.expression) + count;
  const inner =
    scheme.columns === undefined ? (scheme.expression ?? '') : scheme.columns.map(quoteIdentifier).join(',');
  return head + algorithm + ' (' + inner + ')' + count;
}

/** One partition, as ADD PARTITION and REORGANIZE read it too. */
export function printPartition(partition: Partition, flavor: Flavor): string {
  const parts = ['PARTITION ' + quoteIdentifier(partition.name)];
  if (partition.values !== undefined) parts.push(printValues(partition.values));
  parts.push(...printOptions(partition.options, flavor));
  if (partition.subpartitions.length > 0) {
    const inner = partition.subpartitions.map((sub) =>
      ['SUBPARTITION ' + quoteIdentifier(sub.name), ...printOptions(sub.options, flavor)].join(' '),
    );
    parts.push('(' + inner.join(', ') + ')');
  }
  return parts.join(' ');
}

function printValues(values: NonNullable<Partition['values']>): string {
  switch (values.kind) {
    case 'less than':
      return 'VALUES LESS THAN ' + (values.text === 'MAXVALUE' ? 'MAXVALUE' : '(' + values.text + ')');
    case 'in':
      return 'VALUES IN (' + values.text + ')';
    default:
      return values.text;
  }
}

function printOptions(options: ReadonlyMap<string, string>, flavor: Flavor): string[] {
  const kept = [...options].filter(([name]) => !isForeignOption(name, flavor));
  return kept.map(([name, value]) => {
    const quoted =
      name === 'comment' || name.endsWith('directory')
        ? quoteString(value)
        : name === 'tablespace'
          ? quoteIdentifier(value)
          : printOptionValue(value);
    return name.toUpperCase() + ' = ' + quoted;
  });
}
