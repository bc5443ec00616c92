import type { FileOrigin } from './origin';

/** How bad: `error` lost something, `warning` may mislead, `info` is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * A mistake in the user's files or database, carried beside a partial result; it never stops the rest.
 * `code` is stable and kebab-case (`sql-not-understood`, `toon-duplicate-table`), `hint` is the way out.
 */
export interface Diagnostic {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly location?: FileOrigin;
  /** A second place that the message speaks of, such as the other of two files that state one table. */
  readonly related?: FileOrigin;
  readonly hint?: string;
}

/** A partial result with what was wrong: readers return this and never throw for user input. */
export interface Read<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}
