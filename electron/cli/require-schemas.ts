import type { CommandContext } from './command-context';
import { listOf } from './text/count';
import { UsageError } from './usage-error';

/**
 * Makes sure that each schema that was asked for is stated by a source. Throws a UsageError otherwise: a misspelt
 * schema has no drift, and would let a build pass for ever. Where a source could not be read, nothing is said.
 */
export async function requireSchemas(
  { call }: CommandContext,
  sources: readonly string[],
  wanted: readonly string[] = [],
): Promise<void> {
  if (wanted.length === 0) return;
  const read = await call('source.read', sources.length === 0 ? {} : { sources });
  if (read.sources.some(({ state }) => state === 'failed')) return;
  const known = new Set(read.sources.flatMap(({ schemas }) => schemas.map(({ name }) => name)));
  const lower = new Set([...known].map((name) => name.toLowerCase()));
  const missing = wanted.filter((name) => !lower.has(name.toLowerCase()));
  if (missing.length === 0) return;
  const named = [...known].filter((name) => name !== '');
  throw new UsageError(
    `No source states the schema ${listOf(missing)}. ` +
      (named.length === 0 ? 'The sources name no schema.' : `They state ${listOf(named)}.`),
  );
}
