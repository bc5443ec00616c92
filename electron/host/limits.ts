/** What the host allows one client to use up. Times in milliseconds, sizes in bytes. */
export interface HostLimits {
  /** Largest request body. */
  readonly bodyBytes: number;
  /** Largest request line and headers together. */
  readonly headerBytes: number;
  /** A client must have sent all headers by then. */
  readonly headersMs: number;
  /** A client must have sent its whole request by then. */
  readonly requestMs: number;
  /** An idle kept-alive connection is closed after this. */
  readonly keepAliveMs: number;
  /** How often the two limits above are looked at. */
  readonly checkMs: number;
  /** Connections at once. */
  readonly connections: number;
  /** Event streams at once. */
  readonly streams: number;
  /** Calls under way at once. */
  readonly calls: number;
}

/** Generous for one person with a few tabs, small for anybody else. */
export const DEFAULT_LIMITS: HostLimits = {
  bodyBytes: 2_000_000,
  headerBytes: 16_384,
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 5_000,
  checkMs: 2_000,
  connections: 128,
  streams: 16,
  calls: 64,
};
