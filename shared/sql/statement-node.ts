import type {
  Check,
  Column,
  DefaultValue,
  ForeignKey,
  Index,
  Partition,
  Partitioning,
  Routine,
  ScheduledEvent,
  Sequence,
  TableOptions,
  Trigger,
  View,
} from '../model';

/** A name as written: the schema only when it was qualified. */
export interface QualifiedName {
  readonly schema?: string;
  readonly name: string;
}

/** A column definition with the keys and checks that were written inside it. */
export interface ColumnDefinition {
  readonly column: Column;
  /** Keys in the order they were written; UNIQUE and PRIMARY KEY of the column itself. */
  readonly keys: readonly Index[];
  readonly checks: readonly Check[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** FIRST or AFTER column. */
export type ColumnPosition = { readonly kind: 'first' } | { readonly kind: 'after'; readonly column: string };

/** One element between the parentheses of CREATE TABLE, or of ADD in ALTER TABLE. */
export type TableElement =
  | {
      readonly kind: 'column';
      readonly definition: ColumnDefinition;
      readonly ifNotExists: boolean;
      readonly position?: ColumnPosition;
    }
  | { readonly kind: 'index'; readonly index: Index; readonly ifNotExists: boolean }
  | {
      readonly kind: 'foreign key';
      readonly foreignKey: ForeignKey;
      /** The name of the index that the server makes, where it does not name the key too. */
      readonly indexName?: string;
      readonly ifNotExists: boolean;
    }
  | { readonly kind: 'check'; readonly check: Check; readonly ifNotExists: boolean }
  | {
      readonly kind: 'period';
      readonly period: { readonly name: string; readonly start: string; readonly end: string };
      readonly ifNotExists: boolean;
    };

/** Table options with what is not an option of the model's own. */
export interface TableOptionsNode {
  readonly options: TableOptions;
  readonly systemVersioned?: boolean;
}

/** What follows the definitions of CREATE TABLE … SELECT. */
export interface SelectNode {
  readonly text: string;
  /** The one table of `SELECT * FROM table`, when it is as plain as that. */
  readonly allOf?: QualifiedName;
}

/** CREATE TABLE, in any of its forms. */
export interface CreateTable {
  readonly kind: 'create table';
  readonly table: QualifiedName;
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  readonly temporary: boolean;
  readonly like?: QualifiedName;
  readonly elements: readonly TableElement[];
  readonly options: TableOptionsNode;
  readonly partitioning?: Partitioning;
  readonly select?: SelectNode;
  readonly renamedFrom?: string;
  /** Offset of the name, for the table's origin. */
  readonly at: number;
}

/** One action of ALTER TABLE. */
export type AlterAction =
  | { readonly kind: 'add'; readonly element: TableElement }
  | {
      readonly kind: 'modify column';
      readonly name: string;
      readonly definition: ColumnDefinition;
      readonly position?: ColumnPosition;
      readonly ifExists: boolean;
    }
  | {
      readonly kind: 'set default';
      readonly column: string;
      readonly value: DefaultValue | undefined;
      readonly ifExists: boolean;
    }
  | { readonly kind: 'set column visibility'; readonly column: string; readonly visible: boolean }
  | { readonly kind: 'rename column'; readonly from: string; readonly to: string; readonly ifExists: boolean }
  | { readonly kind: 'drop column'; readonly column: string; readonly ifExists: boolean }
  | { readonly kind: 'drop primary key'; readonly ifExists: boolean }
  | { readonly kind: 'drop index'; readonly index: string; readonly ifExists: boolean }
  | { readonly kind: 'drop foreign key'; readonly foreignKey: string; readonly ifExists: boolean }
  | {
      readonly kind: 'drop constraint';
      readonly name: string;
      readonly of: 'check' | 'any';
      readonly ifExists: boolean;
    }
  | { readonly kind: 'rename index'; readonly from: string; readonly to: string; readonly ifExists: boolean }
  | {
      readonly kind: 'set index visibility';
      readonly index: string;
      readonly visible: boolean;
      readonly ifExists: boolean;
    }
  | { readonly kind: 'enforce check'; readonly name: string; readonly enforced: boolean }
  | { readonly kind: 'rename table'; readonly to: QualifiedName }
  | { readonly kind: 'options'; readonly options: TableOptionsNode }
  | {
      readonly kind: 'convert charset';
      readonly charset: string | undefined;
      readonly collation: string | undefined;
    }
  | { readonly kind: 'system versioning'; readonly on: boolean }
  | { readonly kind: 'drop period'; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: 'partition by'; readonly partitioning: Partitioning }
  | {
      readonly kind: 'add partitions';
      readonly partitions: readonly Partition[];
      readonly count?: number;
      readonly ifNotExists: boolean;
    }
  | { readonly kind: 'drop partitions'; readonly names: readonly string[]; readonly ifExists: boolean }
  | { readonly kind: 'coalesce partitions'; readonly count: number }
  | {
      readonly kind: 'reorganize partitions';
      readonly names: readonly string[];
      readonly into: readonly Partition[];
    }
  | { readonly kind: 'remove partitioning' }
  | { readonly kind: 'partition to table'; readonly partition: string; readonly table: QualifiedName }
  | { readonly kind: 'table to partition'; readonly table: QualifiedName; readonly partition: Partition }
  /** Understood, and of no effect on the model: FORCE, ORDER BY, ALGORITHM, ANALYZE PARTITION… */
  | { readonly kind: 'nothing'; readonly clause: string };

/** ALTER TABLE, its actions in the order of the text. */
export interface AlterTable {
  readonly kind: 'alter table';
  readonly table: QualifiedName;
  readonly ifExists: boolean;
  readonly actions: readonly AlterAction[];
}

/** A view, trigger, routine, event or sequence with where it goes. */
export interface CreateObject {
  readonly kind: 'create object';
  readonly schema?: string;
  readonly object: View | Trigger | Routine | ScheduledEvent | Sequence;
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  /** Tables that the text speaks of, as far as FROM, JOIN, ON and INTO show. */
  readonly uses: readonly QualifiedName[];
}

/** What DROP can name. */
export type DroppableKind =
  'table' | 'view' | 'trigger' | 'procedure' | 'function' | 'event' | 'sequence' | 'database';

/** A statement, parsed. `ignored` was understood and does not touch a schema. */
export type StatementNode =
  | CreateTable
  | AlterTable
  | CreateObject
  | {
      readonly kind: 'create index';
      readonly table: QualifiedName;
      readonly index: Index;
      readonly orReplace: boolean;
      readonly ifNotExists: boolean;
    }
  | {
      readonly kind: 'drop index';
      readonly table: QualifiedName;
      readonly index: string;
      readonly ifExists: boolean;
    }
  | {
      readonly kind: 'rename tables';
      readonly ifExists: boolean;
      readonly renames: readonly { readonly from: QualifiedName; readonly to: QualifiedName }[];
    }
  | {
      readonly kind: 'drop';
      readonly object: DroppableKind;
      readonly names: readonly QualifiedName[];
      readonly ifExists: boolean;
      readonly temporary: boolean;
    }
  | {
      readonly kind: 'create database' | 'alter database';
      readonly name: string | undefined;
      readonly orReplace: boolean;
      readonly ifNotExists: boolean;
      readonly charset?: string;
      readonly collation?: string;
      readonly comment?: string;
      readonly encryption?: boolean;
      readonly readOnly?: boolean;
    }
  | {
      readonly kind: 'alter event';
      readonly event: QualifiedName;
      readonly changes: Partial<
        Pick<ScheduledEvent, 'schedule' | 'preserve' | 'status' | 'comment' | 'body'>
      >;
      readonly renameTo?: QualifiedName;
    }
  | {
      readonly kind: 'alter routine';
      readonly routine: QualifiedName;
      readonly object: 'procedure' | 'function';
      readonly changes: Partial<Pick<Routine, 'dataAccess' | 'security' | 'comment'>>;
    }
  | {
      readonly kind: 'alter sequence';
      readonly sequence: QualifiedName;
      readonly changes: Partial<Omit<Sequence, 'kind' | 'name' | 'origin'>>;
      readonly ifExists: boolean;
    }
  | { readonly kind: 'use'; readonly schema: string }
  | { readonly kind: 'truncate'; readonly table: QualifiedName }
  | { readonly kind: 'ignored'; readonly uses: readonly QualifiedName[] };

/** The actions of ALTER TABLE of one kind. */
export type ActionOf<K extends AlterAction['kind']> = Extract<AlterAction, { readonly kind: K }>;
