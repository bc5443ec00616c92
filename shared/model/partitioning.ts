/** PARTITION BY or SUBPARTITION BY. */
export interface PartitionScheme {
  readonly method: 'range' | 'list' | 'hash' | 'key' | 'range columns' | 'list columns' | 'system_time';
  readonly linear: boolean;
  /** The expression of RANGE, LIST and HASH, without its outer parentheses; SYSTEM_TIME's limit clause. */
  readonly expression?: string;
  /** The columns of KEY and of the COLUMNS methods; empty for KEY (). */
  readonly columns?: readonly string[];
  /** KEY ALGORITHM = 1 | 2. */
  readonly algorithm?: number;
  /** PARTITIONS n or SUBPARTITIONS n, when stated. */
  readonly count?: number;
}

/** One partition. `values` holds the text between the parentheses, or MAXVALUE / DEFAULT / CURRENT / HISTORY. */
export interface Partition {
  readonly name: string;
  readonly values?: {
    readonly kind: 'less than' | 'in' | 'current' | 'history' | 'default';
    readonly text: string;
  };
  /** engine, comment, data directory, max_rows…, by lower-case name, as spelled. */
  readonly options: ReadonlyMap<string, string>;
  readonly subpartitions: readonly { readonly name: string; readonly options: ReadonlyMap<string, string> }[];
}

/** How a table is partitioned: by what, and into which partitions, in order. */
export interface Partitioning {
  readonly scheme: PartitionScheme;
  readonly subpartition?: PartitionScheme;
  readonly partitions: readonly Partition[];
}

/** Partitions that go to the engine of their table, whatever SHOW CREATE said of each. */
export function withoutEngines(partitioning: Partitioning): Partitioning {
  const strip = (options: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...options].filter(([name]) => name !== 'engine'));
  return {
    ...partitioning,
    partitions: partitioning.partitions.map((partition) => ({
      ...partition,
      options: strip(partition.options),
      subpartitions: partition.subpartitions.map((part) => ({ ...part, options: strip(part.options) })),
    })),
  };
}
