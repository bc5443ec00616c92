import type { FailLevel } from './options';
import { UsageError } from './usage-error';

/**
 * The level, if the command knows it. Throws a UsageError that names those it knows: a level that means nothing here
 * would let a build pass for ever.
 */
export function requireFailLevel<const T extends FailLevel>(level: FailLevel, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === level);
  if (found !== undefined) return found;
  throw new UsageError(`This command fails on ${allowed.join(', ')}; not ${level}.`);
}
