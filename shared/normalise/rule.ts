import type {
  Check,
  Column,
  DataType,
  ForeignKey,
  Index,
  Partitioning,
  Table,
  TableOptions,
  Vendor,
} from '../model';
import type { NormaliseContext } from './context';
import type { TypeScope } from './type-rules';

/** What a rule about a column, index or key may look at: the table so far. */
export interface RuleScope extends TypeScope {
  readonly table: Table;
  readonly engine: string;
  /** Columns by lower-case name. */
  readonly columns: ReadonlyMap<string, Column>;
  /** Lower-case names of the primary key's columns. */
  readonly keyColumns: ReadonlySet<string>;
  /** The first TIMESTAMP column, lower case, where such columns are special. */
  readonly firstTimestamp: string | undefined;
}

/**
 * One equivalence. `apply` answers its very argument when it has nothing to do: that is how the notes are
 * made. `attribute` is what it may change.
 */
export type Rule = {
  /** Stable and kebab-case; `off` in the context switches it off. */
  readonly id: string;
  /** A sentence for people: why the two spellings are one. */
  readonly reason: string;
  /** Only for this vendor's servers. */
  readonly vendor?: Vendor;
} & (
  | {
      readonly on: 'type';
      readonly attribute: 'type' | 'charset';
      readonly apply: (type: DataType, scope: RuleScope) => DataType;
    }
  | {
      readonly on: 'column';
      readonly attribute: 'type' | 'nullable' | 'default' | 'onUpdate' | 'comment' | 'options' | 'generated';
      readonly apply: (column: Column, scope: RuleScope) => Column;
    }
  | {
      readonly on: 'index';
      readonly attribute: 'parts' | 'using' | 'comment' | 'kind' | 'keyBlockSize';
      readonly apply: (index: Index, scope: RuleScope) => Index;
    }
  | {
      readonly on: 'foreignKey';
      readonly attribute: 'actions' | 'references' | 'columns';
      readonly apply: (key: ForeignKey, scope: RuleScope) => ForeignKey;
    }
  | {
      readonly on: 'options';
      readonly attribute: 'engine' | 'charset' | 'rowFormat' | 'comment' | 'autoIncrement' | 'options';
      readonly apply: (options: TableOptions, context: NormaliseContext) => TableOptions;
    }
  /** Before all others: what adds columns' properties, keys or checks. */
  | { readonly on: 'table'; readonly apply: (table: Table, context: NormaliseContext) => Table }
  | { readonly on: 'indexes'; readonly apply: (table: Table, context: NormaliseContext) => readonly Index[] }
  | {
      readonly on: 'foreignKeys';
      readonly apply: (table: Table, context: NormaliseContext) => readonly ForeignKey[];
    }
  | { readonly on: 'checks'; readonly apply: (table: Table, context: NormaliseContext) => readonly Check[] }
  | {
      readonly on: 'partitioning';
      readonly apply: (partitioning: Partitioning, scope: RuleScope) => Partitioning;
    }
  /** Carried out where two values are compared, because it needs both: here for its reason and its switch. */
  | { readonly on: 'comparison' }
);
