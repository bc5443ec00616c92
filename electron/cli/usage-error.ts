/** A command line that cannot be understood; the program ends with 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
