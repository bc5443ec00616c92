import type { PartDiff } from '../drift/difference';
import type { Flavor, Table } from '../model';
import type { StoredTexts } from './stored-text';

/** A table in two states, each stated and normalised for the flavor. */
export interface TablePair {
  readonly flavor: Flavor;
  /** As it stands, confirmed renames of columns and indexes already applied to it. */
  readonly from: Table;
  readonly normalFrom: Table;
  readonly after: Table;
  readonly normalAfter: Table;
  /** What differs from → after. */
  readonly parts: readonly PartDiff[];
  /** New column name → the name it has now. */
  readonly renamedColumns: ReadonlyMap<string, string>;
  /** New index name → the name it has now. */
  readonly renamedIndexes: ReadonlyMap<string, string>;
  /** Columns of `from` that foreign keys, its own or those of other tables, stand on; lower case. */
  readonly keyed: ReadonlySet<string>;
  /** The expressions of the table that the target's server stored, as it spells them. */
  readonly stored: StoredTexts;
  /** True on the way back: `after` is what stood in the target before. */
  readonly restores: boolean;
}
