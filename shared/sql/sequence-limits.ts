import type { Sequence } from '../model';

/** A sequence with the limits and the start that MariaDB gives it where none are said (manual, CREATE SEQUENCE). */
export function withSequenceLimits(
  sequence: Sequence,
): Sequence & { readonly start: string; readonly minimum: string; readonly maximum: string } {
  const isFalling = (sequence.increment ?? '1').startsWith('-');
  const minimum = sequence.minimum ?? (isFalling ? '-9223372036854775807' : '1');
  const maximum = sequence.maximum ?? (isFalling ? '-1' : '9223372036854775806');
  return { ...sequence, minimum, maximum, start: sequence.start ?? (isFalling ? maximum : minimum) };
}
