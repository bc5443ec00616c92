import type { FileOrigin } from '../model';
import type { MigrationEffect } from './effect';

/** Which system a migration belongs to. */
export type MigrationSystem = 'sql' | 'alembic';

/** What a target's records say of a migration; `unknown` when no target was asked. */
export type MigrationState = 'unknown' | 'pending' | 'applied' | 'failed' | 'rolled-back';

/** A dependency that a migration states itself, as written, before it is matched with another migration. */
export interface DeclaredDependency {
  /**
   * - `declared`: a `-- depends-on:`, `-- prerequisite` or `run after` header
   * - `include`: a SOURCE command; what is included runs in the order of the list, before the file that lists it
   * - `revision`: Alembic's down_revision or depends_on
   */
  readonly reason: 'declared' | 'include' | 'revision';
  /** A file name, a path, an id or a revision. */
  readonly reference: string;
  /** False for prose that only may name a migration: when nothing matches, nothing is missing. */
  readonly certain: boolean;
  readonly origin: FileOrigin;
}

/** One migration: a file of SQL, or an Alembic revision. */
export interface Migration {
  /** Unique: the path, or for Alembic `alembic:` and the revision. */
  readonly id: string;
  readonly path: string;
  readonly system: MigrationSystem;
  /** `YYYYMMDDHHMMSS`, unknown parts 0, from the name; from the file's header only when the name says nothing. */
  readonly date?: string;
  /** The header's date where the name has a version: it tells when that version was current. */
  readonly headerDate?: string;
  /** `[4, 0, 46]`. */
  readonly version?: readonly number[];
  /** The number that the name begins with, or that follows its date. */
  readonly number?: number;
  readonly dependencies: readonly DeclaredDependency[];
  readonly effects: readonly MigrationEffect[];
  readonly state: MigrationState;
}
