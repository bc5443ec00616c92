/**
 * What can be expected to go wrong outside the program, each with a code that the window turns into an
 * action and the command line into an exit code.
 */
export type AppErrorCode =
  | 'cannot-connect'
  | 'access-denied'
  | 'password-needed'
  | 'server-gone'
  | 'timeout'
  | 'cancelled'
  | 'not-found'
  | 'not-readable'
  | 'outside-workspace'
  | 'invalid-input'
  | 'invalid-config'
  | 'unsupported'
  | 'read-only'
  | 'stale-plan'
  | 'not-approved'
  | 'destructive'
  | 'production'
  | 'locked'
  | 'missing-grant'
  | 'proof-failed'
  | 'statement-failed'
  | 'conflict'
  | 'internal';

/** An expected failure. `message` is a plain sentence; `hint` is the way out. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly more: {
      readonly hint?: string;
      readonly details?: Readonly<Record<string, unknown>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
  }
}
