import { createHash, randomBytes } from 'node:crypto';

const VALID_MS = 60_000;

/** Codes that stand for the token in a link that others may see: each works once, and for a minute. */
export class StartCodes {
  readonly #open = new Map<string, number>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Makes a code of 256 bits. */
  issue(): string {
    const code = randomBytes(32).toString('base64url');
    this.#open.set(digest(code), this.now() + VALID_MS);
    return code;
  }

  /** True when the code was issued within the last minute and has not been used; it is used now. */
  redeem(code: string): boolean {
    const key = digest(code);
    const until = this.#open.get(key);
    this.#open.delete(key);
    return until !== undefined && this.now() <= until;
  }
}

// Looked up by digest, so that the time a lookup takes tells nothing of the code.
function digest(code: string): string {
  return createHash('sha256').update(code).digest('base64');
}
