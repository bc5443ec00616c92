/**
 * Thrown by a job that was begun where only a little may be read, when it turns out to need more: more bytes than it was
 * allowed, or a parser that takes long to load. The job is then done from its start on a thread of its own.
 */
export class HeavyJobError extends Error {
  override readonly name = 'HeavyJobError';

  constructor() {
    super('The source is too large for the thread that asks for it.');
  }
}

/** Throws HeavyJobError where `mayRead` is given and says no. */
export function askToRead(mayRead: ((bytes: number) => boolean) | undefined, bytes: number): void {
  if (mayRead?.(bytes) === false) throw new HeavyJobError();
}
