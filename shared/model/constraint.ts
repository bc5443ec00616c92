import type { Origin } from './origin';

/** `unique`, `fulltext`, `spatial`, `vector` (MariaDB 11.7+) or a plain `index`. `primary` only in Table.primaryKey. */
export type IndexKind = 'primary' | 'unique' | 'index' | 'fulltext' | 'spatial' | 'vector';

/** One part of an index: a column, with an optional prefix length, or an expression (MySQL 8.0.13+). */
export type IndexPart =
  | {
      readonly kind: 'column';
      readonly column: string;
      readonly length?: number;
      readonly direction?: 'asc' | 'desc';
    }
  | {
      readonly kind: 'expression';
      /** Without its outer parentheses. */
      readonly expression: string;
      readonly direction?: 'asc' | 'desc';
    };

/** An index or the primary key. */
export interface Index {
  readonly kind: IndexKind;
  /** undefined when the source leaves naming to the server. The primary key has none. */
  readonly name?: string;
  readonly parts: readonly IndexPart[];
  /** `btree`, `hash`, `rtree`, lower case, when stated. */
  readonly using?: string;
  /** false for INVISIBLE (MySQL) and IGNORED (MariaDB). */
  readonly visible: boolean;
  readonly comment?: string;
  /** FULLTEXT … WITH PARSER. */
  readonly parser?: string;
  readonly keyBlockSize?: number;
  /** What else was said, by lower-case name: clustering, engine_attribute, m, distance… */
  readonly options?: ReadonlyMap<string, string>;
  /** MariaDB 10.5+: the last part is a period, WITHOUT OVERLAPS. */
  readonly withoutOverlaps?: string;
  /**
   * false when the source can name only some of the parts (a TOON `primary_key` holds one column):
   * the rest is unknown.
   */
  readonly complete: boolean;
  /** True when a server or reader made this index for a foreign key and no source asked for it. */
  readonly implicit?: boolean;
  readonly renamedFrom?: string;
  readonly origin: Origin;
}

/** What a foreign key does; `no action` and `restrict` are kept apart here and judged equal when normalised. */
export type ReferenceAction = 'restrict' | 'cascade' | 'set null' | 'no action' | 'set default';

/** A foreign key. Columns and referenced columns stand in the same order. */
export interface ForeignKey {
  readonly name?: string;
  readonly columns: readonly string[];
  /** undefined when the source does not qualify the table. */
  readonly referencedSchema?: string;
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
  readonly onDelete?: ReferenceAction;
  readonly onUpdate?: ReferenceAction;
  readonly match?: 'full' | 'partial' | 'simple';
  readonly origin: Origin;
}

/** A CHECK constraint, of the table or of one column. */
export interface Check {
  readonly name?: string;
  /** Without its outer parentheses. */
  readonly expression: string;
  /** false for MySQL's NOT ENFORCED. */
  readonly enforced: boolean;
  /** The column whose definition held it. MariaDB keeps such a check unnamed, with the column. */
  readonly column?: string;
  readonly origin: Origin;
}
