import type { AppErrorCode } from '../../shared/app-error';

/** What the command line answers its caller with. */
export const EXIT = {
  /** Done, nothing to report. */
  done: 0,
  /** Drift, findings, or a proof that failed. */
  found: 1,
  /** It could not be done. */
  failed: 2,
  /** Refused for safety. */
  refused: 3,
  /** Wrong usage. */
  usage: 64,
  /** Ended by Ctrl-C, as shells expect it: 128 and the signal's number. */
  interrupted: 130,
} as const;

/** The exit code of an expected failure. */
export function exitCodeOf(code: AppErrorCode): number {
  switch (code) {
    case 'read-only':
    case 'stale-plan':
    case 'not-approved':
    case 'destructive':
    case 'production':
      return EXIT.refused;
    case 'invalid-input':
      return EXIT.usage;
    case 'proof-failed':
      return EXIT.found;
    case 'cancelled':
      return EXIT.interrupted;
    default:
      return EXIT.failed;
  }
}
