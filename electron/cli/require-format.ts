import type { Format } from './options';
import { UsageError } from './usage-error';

/** The format, if the command has it. Throws a UsageError that names those it has. */
export function requireFormat<const T extends Format>(format: Format, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === format);
  if (found !== undefined) return found;
  throw new UsageError(`This command prints ${allowed.join(', ')}; not ${format}.`);
}
