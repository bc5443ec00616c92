import type * as z from 'zod';

/**
 * One method of the API. A `read` changes nothing outside the program's own caches; a `write` changes files or
 * a database, and a read-only session refuses it.
 */
export interface MethodEntry {
  readonly kind: 'read' | 'write';
  /** True: the work goes on when its caller goes away, a page that is reloaded for one. `operation.cancel` ends it. */
  readonly outlivesCaller?: true;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** Keeps each entry's own type while checking its shape. */
export function defineContract<const T extends Readonly<Record<string, MethodEntry>>>(entries: T): T {
  return entries;
}
