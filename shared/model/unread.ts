import type { Origin } from './origin';

/**
 * A place of a source that could not be read, or was read and not understood: a file, a folder, a statement. What it states is
 * not known, so what the source lacks elsewhere is unknown, never missing.
 */
export interface UnreadPlace {
  readonly origin: Origin;
  /** `file`: nothing of it was read, and it may hold anything. `text`: it was read and not understood. */
  readonly kind: 'file' | 'text';
  /** The kind of what it makes, where that much is certain; any kind when left out. */
  readonly makes?: 'table' | 'view' | 'trigger' | 'procedure' | 'function' | 'event' | 'sequence';
  /** The only object that it can be about, where it was certain so far. */
  readonly name?: string;
}

/**
 * A place in what a source states of one table that was not understood.
 * - `part`: it states a part of its own, so what is stated elsewhere stands, and what the table lacks may be here
 * - `any`: it changes the table, and nobody can tell which of its parts
 */
export interface UnreadPart {
  readonly origin: Origin;
  readonly extent: 'part' | 'any';
}
