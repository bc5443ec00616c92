import type { SchemaModel } from '../model';

/**
 * The version of the snapshot format that this program writes. It reads this one and older ones.
 * 2: a server's origin may end with `shown`, and a column's default may be `none`.
 * 3: a schema may state `encryption` and `readOnly`.
 */
export const SNAPSHOT_VERSION = 3;

/** A saved model with its time and fingerprint. */
export interface Snapshot {
  /** When the model was read, ISO 8601 UTC. */
  readonly takenAt: string;
  /** The source that was read, for people: an id or an address without its password. */
  readonly source?: string;
  /** A hash of what the model states, without origins; made by whoever saves. */
  readonly fingerprint?: string;
  readonly model: SchemaModel;
}
