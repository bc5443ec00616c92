import type { Column } from './column';
import type { Check, ForeignKey, Index } from './constraint';
import type { TableFacet } from './facet';
import type { Origin } from './origin';
import type { Partitioning } from './partitioning';
import type { UnreadPart } from './unread';

/** Table options as stated; undefined or absent means the source does not say. */
export interface TableOptions {
  readonly engine?: string;
  readonly charset?: string;
  readonly collation?: string;
  readonly comment?: string;
  readonly rowFormat?: string;
  /** The counter. Digits, because it may pass 2^53. Never drift. */
  readonly autoIncrement?: string;
  /** The rest by lower-case name: key_block_size, stats_persistent, encryption, page_compressed, tablespace… */
  readonly rest?: ReadonlyMap<string, string>;
}

/** One table as a source states it. Arrays keep the source's order. */
export interface Table {
  readonly kind: 'table';
  readonly name: string;
  readonly columns: readonly Column[];
  readonly primaryKey?: Index;
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly options: TableOptions;
  readonly partitioning?: Partitioning;
  /** WITH SYSTEM VERSIONING: read and shown, never planned. */
  readonly systemVersioned: boolean;
  /** MariaDB PERIOD FOR name (start, end), SYSTEM_TIME included. */
  readonly periods?: readonly { readonly name: string; readonly start: string; readonly end: string }[];
  readonly facets: readonly TableFacet[];
  /** What was stated of the table and not understood. */
  readonly unread?: readonly UnreadPart[];
  readonly renamedFrom?: string;
  /** Rows that the file itself holds (TOON `data`, INSERTs), counted and left alone. */
  readonly rowsInFile?: number;
  readonly origin: Origin;
}
