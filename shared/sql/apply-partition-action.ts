import type { Partition, Partitioning } from '../model';
import { SERVER_STOPS } from './execution';
import type { Execution } from './execution';
import type { ActionOf, AlterAction } from './statement-node';
import { TableDraft } from './table-draft';

/** Actions on partitions. */
export function applyPartitionAction(
  execution: Execution,
  schema: string,
  table: TableDraft,
  action: AlterAction,
): void {
  if (action.kind === 'partition by') {
    table.partitioning = action.partitioning;
    return;
  }
  if (action.kind === 'nothing') return;
  const old = table.partitioning;
  if (old === undefined) {
    execution.report('warning', 'sql-not-partitioned', `${table.name} is not partitioned. ${SERVER_STOPS}`);
    return;
  }
  const names = (list: readonly string[]): ReadonlySet<string> =>
    new Set(list.map((name) => name.toLowerCase()));
  const without = (list: readonly string[]): Partition[] => {
    const gone = names(list);
    return old.partitions.filter((partition) => !gone.has(partition.name.toLowerCase()));
  };
  switch (action.kind) {
    case 'remove partitioning':
      table.partitioning = undefined;
      break;
    case 'add partitions':
      table.partitioning = addPartitions(old, action);
      break;
    case 'drop partitions':
      table.partitioning = { ...old, partitions: without(action.names) };
      break;
    case 'coalesce partitions':
      table.partitioning = withCount(old, Math.max(1, partitionCount(old) - action.count));
      break;
    case 'reorganize partitions': {
      const gone = names(action.names);
      const at = old.partitions.findIndex((partition) => gone.has(partition.name.toLowerCase()));
      const kept = without(action.names);
      kept.splice(at < 0 ? kept.length : at, 0, ...action.into);
      table.partitioning = { ...old, partitions: kept };
      break;
    }
    case 'partition to table': {
      const copy = TableDraft.from(table.toTable());
      copy.name = action.table.name;
      copy.partitioning = undefined;
      copy.origin = execution.origin;
      copy.touch();
      execution.model.schemaOf({ schema, ...action.table }).tables.set(copy.name, copy);
      table.partitioning = { ...old, partitions: without([action.partition]) };
      break;
    }
    case 'table to partition':
      table.partitioning = { ...old, partitions: [...old.partitions, action.partition] };
      execution.model.schemaOf({ schema, ...action.table }).tables.delete(action.table.name);
      break;
    default:
  }
  // A count beside partitions that are listed holds for the statement that says it.
  const now = table.partitioning;
  if (now === undefined || now.partitions.length === 0 || now.scheme.count === undefined) return;
  const { count: _count, ...scheme } = now.scheme;
  table.partitioning = { ...now, scheme };
}

function partitionCount(partitioning: Partitioning): number {
  return partitioning.partitions.length > 0
    ? partitioning.partitions.length
    : (partitioning.scheme.count ?? 1);
}

function withCount(partitioning: Partitioning, count: number): Partitioning {
  if (partitioning.partitions.length > 0)
    return { ...partitioning, partitions: partitioning.partitions.slice(0, count) };
  return { ...partitioning, scheme: { ...partitioning.scheme, count } };
}

function addPartitions(old: Partitioning, action: ActionOf<'add partitions'>): Partitioning {
  if (action.count !== undefined) {
    if (old.partitions.length === 0) return withCount(old, partitionCount(old) + action.count);
    // HASH and KEY partitions that the server names itself go on as p<n>.
    const next = old.partitions.length;
    const added = Array.from({ length: Math.min(action.count, 8192) }, (_, at): Partition => ({
      name: 'p' + String(next + at),
      options: new Map(),
      subpartitions: [],
    }));
    return { ...old, partitions: [...old.partitions, ...added] };
  }
  const known = new Set(old.partitions.map((partition) => partition.name.toLowerCase()));
  const fresh = action.partitions.filter(
    (partition) => !(action.ifNotExists && known.has(partition.name.toLowerCase())),
  );
  return { ...old, partitions: [...numberedPartitions(old), ...fresh] };
}

/** The partitions that were only counted, by the names that servers give them. */
function numberedPartitions({ partitions, scheme }: Partitioning): readonly Partition[] {
  if (partitions.length > 0 || (scheme.method !== 'hash' && scheme.method !== 'key')) return partitions;
  return Array.from({ length: Math.min(scheme.count ?? 1, 8192) }, (_, at): Partition => ({
    name: 'p' + String(at),
    options: new Map(),
    subpartitions: [],
  }));
}
