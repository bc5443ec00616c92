import type {
  Check,
  Column,
  DataType,
  DefaultValue,
  FileOrigin,
  ForeignKey,
  Index,
  Table,
} from '../../../shared/model';
import type { Condition } from './python-value';

/** What belongs to a table and came with a column or as a constraint of its own. */
export type AlembicPart =
  | { readonly part: 'primaryKey' | 'index'; readonly index: Index }
  | { readonly part: 'foreignKey'; readonly foreignKey: ForeignKey }
  | { readonly part: 'check'; readonly check: Check };

/** What alter_column changes; absent means left as it is. */
export interface ColumnChanges {
  readonly name?: string;
  readonly type?: DataType;
  readonly nullable?: boolean;
  /** `none` takes the default away. */
  readonly default?: DefaultValue | 'none';
  readonly comment?: string;
  readonly autoIncrement?: boolean;
}

/** One operation of upgrade() or downgrade(), as far as it is known without running it. */
export type AlembicAction =
  | { readonly kind: 'create-table'; readonly table: Table; readonly tolerant: boolean }
  | { readonly kind: 'drop-table'; readonly table: string; readonly tolerant: boolean }
  | { readonly kind: 'rename-table'; readonly table: string; readonly to: string }
  | {
      readonly kind: 'add-column';
      readonly table: string;
      readonly column: Column;
      readonly parts: readonly AlembicPart[];
      readonly tolerant: boolean;
    }
  | {
      readonly kind: 'drop-column';
      readonly table: string;
      readonly column: string;
      readonly tolerant: boolean;
    }
  | {
      readonly kind: 'alter-column';
      readonly table: string;
      readonly column: string;
      readonly changes: ColumnChanges;
    }
  | {
      readonly kind: 'add-part';
      readonly table: string;
      readonly added: AlembicPart;
      readonly tolerant: boolean;
    }
  /** `table` is '' when the call names none, as drop_index may. */
  | {
      readonly kind: 'drop-part';
      readonly table: string;
      readonly name: string;
      readonly type: 'index' | 'primary' | 'unique' | 'foreignkey' | 'check' | 'unknown';
      readonly tolerant: boolean;
    }
  | { readonly kind: 'comment-table'; readonly table: string; readonly comment: string }
  /** `sql` is undefined when the text is computed at run time. */
  | { readonly kind: 'execute'; readonly sql: string | undefined }
  /** Known by name, without effect on the schema: bulk_insert, get_bind… */
  | { readonly kind: 'other'; readonly name: string }
  /** A name that matters (of a table, a column) is computed at run time. */
  | { readonly kind: 'unknown'; readonly name: string; readonly table: string | undefined };

/** An action with its place and the circumstances under which it runs. */
export interface AlembicOperation {
  readonly action: AlembicAction;
  readonly schema: string;
  readonly origin: FileOrigin;
  /** All of these hold when it runs; empty: it always runs. */
  readonly conditions: readonly Condition[];
  /**
   * True in the branch that runs when a test fails (else, except) while the other branch changes the schema too.
   * Which of them runs cannot be told, so the replay takes the first.
   */
  readonly alternative: boolean;
  /** True when some of what it says of a table is computed at run time. */
  readonly isPartial: boolean;
}

/** One `op.…` call as it stands in the file, however often it runs. */
export interface AlembicCall {
  readonly name: string;
  /** The function that holds it: `upgrade`, `downgrade`, a helper's name, or '' outside of all. */
  readonly within: string;
  readonly origin: FileOrigin;
}
