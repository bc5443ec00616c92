import type { Origin } from './origin';

/**
 * A column's type as it was spelled, split into its parts but not normalised: `INTEGER(11)` has name
 * `integer` and parameters `['11']`. `name` is lower case with single spaces (`double precision`).
 */
export interface DataType {
  readonly name: string;
  /** What stands in the parentheses, for all types but enum and set: `['10', '2']`. Empty when there are none. */
  readonly parameters: readonly string[];
  /** The decoded values of an enum or set, in order. */
  readonly values?: readonly string[];
  readonly unsigned: boolean;
  readonly zerofill: boolean;
  /** As stated, lower case; undefined when inherited from the table. */
  readonly charset?: string;
  readonly collation?: string;
  /** The BINARY attribute of a character column (the charset's _bin collation). */
  readonly binary?: boolean;
  readonly srid?: number;
  /** MariaDB's COMPRESSED attribute. */
  readonly compressed?: boolean;
}

/**
 * A stated default.
 * - `null`: DEFAULT NULL
 * - `none`: the default of a column that may be NULL was dropped (ALTER COLUMN … DROP DEFAULT), so that strict INSERTs
 *   must name the column. MySQL keeps that apart from DEFAULT NULL (not for BLOB and TEXT), MariaDB does not
 * - `string`: a quoted text, decoded (`DEFAULT 'it''s'` has value `it's`)
 * - `number`: an unquoted number with its sign, as spelled (`-1`, `1.50`, `1e3`)
 * - `bit` / `hex`: `b'01'` has value `01`, `0xAB`/`x'ab'` has value `AB`, as spelled but for the prefix
 * - `boolean`: TRUE or FALSE, value `true` or `false`
 * - `expression`: anything else, without its outer parentheses: `CURRENT_TIMESTAMP`, `uuid()`
 */
export type DefaultValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'string' | 'number' | 'bit' | 'hex' | 'boolean' | 'expression';
      readonly value: string;
      /** A charset introducer or typed-literal keyword that stood before it: `_utf8mb4`, `DATE`. Lower case. */
      readonly introducer?: string;
      /**
       * The time zone in which the text of a TIMESTAMP is meant, as a script set it (`+00:00`, as dumps do). Left out where that is
       * the server's own.
       */
      readonly zone?: string;
    };

/** GENERATED ALWAYS AS (expression). `expression` is without its outer parentheses. */
export interface Generated {
  readonly expression: string;
  /** PERSISTENT is `stored`. */
  readonly storage: 'virtual' | 'stored';
}

/** One column as a source states it. Column-level keys and checks are lifted to the table. */
export interface Column {
  readonly name: string;
  readonly type: DataType;
  /** undefined when the source says neither NULL nor NOT NULL. */
  readonly nullable?: boolean;
  /** undefined when no DEFAULT is stated. */
  readonly default?: DefaultValue;
  /** ON UPDATE expression: `CURRENT_TIMESTAMP(3)`. */
  readonly onUpdate?: string;
  readonly autoIncrement: boolean;
  readonly generated?: Generated;
  readonly invisible: boolean;
  /** undefined when none is stated; '' is the same as none. */
  readonly comment?: string;
  /** What else was said of the column, by lower-case name: column_format, storage, engine_attribute, encrypted… */
  readonly options?: ReadonlyMap<string, string>;
  /** MariaDB: GENERATED ALWAYS AS ROW START / ROW END, WITHOUT SYSTEM VERSIONING. */
  readonly versioning?: 'row-start' | 'row-end' | 'without';
  /** A former name that the source itself declares, e.g. by a `-- @renamed from=old` comment. */
  readonly renamedFrom?: string;
  readonly origin: Origin;
}
