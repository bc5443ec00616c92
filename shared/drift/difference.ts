import type {
  Check,
  Column,
  ForeignKey,
  Index,
  Origin,
  Partitioning,
  SchemaFacet,
  SchemaObject,
  TableFacet,
} from '../model';

/**
 * How two statements of one thing compare, seen from → to.
 * - `equal`: the same, spelled the same
 * - `equivalent`: the same meaning in another spelling, with the reason
 * - `different`
 * - `missing`: `from` (the reference) has it, `to` does not
 * - `extra`: `to` has it, `from` does not
 * - `unknown`: one of them cannot say, or only a server can tell; never drift
 */
export type DriftStatus = 'equal' | 'equivalent' | 'different' | 'missing' | 'extra' | 'unknown';

/** A spelling that was judged to mean the same: the rule that says so, and what it made equal. */
export interface Equivalence {
  /** Id of the rule in the normalisation table, such as `int-width`. */
  readonly rule: string;
  /** A sentence for people. */
  readonly reason: string;
}

/**
 * One attribute of a column, index, key, option or object. Names are the model's field names, and the plan
 * builds on them:
 * - column: `type` (name, parameters, values, unsigned, zerofill, srid, compressed), `charset`, `collation`,
 *   `nullable`, `default`, `onUpdate`, `autoIncrement`, `generated`, `invisible`, `comment`, `versioning`,
 *   and `options.<name>` for the rest
 * - index and primary key: `kind`, `parts`, `using`, `visible`, `comment`, `parser`, `keyBlockSize`,
 *   `withoutOverlaps`, `options.<name>`
 * - foreign key: `columns`, `references`, `onDelete`, `onUpdate`, `match`; check: `expression`, `enforced`, `column`
 * - part `option`: its name is `engine`, `charset`, `collation`, `comment`, `rowFormat` or a name of `rest`
 * - part `partitioning`: `scheme`, `subpartition`, `partitions`; other objects: their own fields
 * - schema: `defaultCharset`, `defaultCollation`, `comment`, `defaultEncryption`, `readOnly`
 */
export interface AttributeDiff {
  readonly attribute: string;
  readonly facet: TableFacet | SchemaFacet;
  readonly status: 'equivalent' | 'different' | 'unknown';
  /** As spelled by each side, for people; undefined when that side does not state it. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly equivalences: readonly Equivalence[];
  /** For `unknown`: why, and for an expression that a server could settle, true. */
  readonly reason?: string;
  readonly needsServer?: boolean;
}

/** One part of a table, compared. `from` and `to` are the *stated* values; the plan normalises them itself. */
export type PartDiff = {
  readonly name: string;
  readonly facet: TableFacet;
  readonly status: DriftStatus;
  readonly attributes: readonly AttributeDiff[];
} & (
  | { readonly part: 'column'; readonly from?: Column; readonly to?: Column }
  | { readonly part: 'primaryKey' | 'index'; readonly from?: Index; readonly to?: Index }
  | { readonly part: 'foreignKey'; readonly from?: ForeignKey; readonly to?: ForeignKey }
  | { readonly part: 'check'; readonly from?: Check; readonly to?: Check }
  | { readonly part: 'partitioning'; readonly from?: Partitioning; readonly to?: Partitioning }
  | { readonly part: 'option'; readonly from?: string; readonly to?: string }
  | { readonly part: 'columnOrder'; readonly from?: readonly string[]; readonly to?: readonly string[] }
);

/** What an object is; procedures and functions are two kinds, and `schema` is what a schema says of itself. */
export type ObjectKind = SchemaObject['kind'];

/** A table, view, trigger, routine, event, sequence or the schema's own options, compared from → to. Only parts that are not equal are listed. */
export interface ObjectDiff {
  readonly schema: string;
  readonly name: string;
  readonly object: ObjectKind;
  readonly status: DriftStatus;
  /** Why it is unknown, when one side has no such object and cannot tell whether there is one. */
  readonly reason?: string;
  readonly from?: SchemaObject;
  readonly to?: SchemaObject;
  /** Tables: what differs, is equivalent or unknown. */
  readonly parts: readonly PartDiff[];
  /** Other objects: their attributes. Tables: `statement`, where a statement of the table was not understood. */
  readonly attributes: readonly AttributeDiff[];
  readonly origins: { readonly from?: Origin; readonly to?: Origin };
}

/** Two models, compared from → to. Equal objects are counted, not listed. */
export interface ModelDiff {
  readonly objects: readonly ObjectDiff[];
  readonly counts: Readonly<Record<DriftStatus, number>>;
}
