import type { Connection } from 'mysql2/promise';
import { AppError } from '../../../shared/app-error';
import type { Flavor } from '../../../shared/model';
import type { ConnectionTarget } from './connection-target';
import { describeTarget } from './connection-target';
import { toAppError } from './driver-error';
import type { Row, SqlValue } from './row';

/** Limits of one query. */
export interface QueryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds before the query is killed; the connection's own limit when left out. */
  readonly timeoutMs?: number | undefined;
}

/** What a connection was opened for: `read` sessions cannot change anything, the server sees to it. */
export type Access = 'read' | 'write';

/** How the opener hands over what only it knows. */
export interface ConnectionParts {
  readonly driver: Connection;
  readonly target: ConnectionTarget;
  readonly flavor: Flavor;
  readonly version: string;
  readonly account: string;
  readonly threadId: number;
  readonly access: Access;
  readonly encrypted: boolean;
  readonly timeoutMs: number;
  readonly batches: boolean;
  readonly openAnother: (signal?: AbortSignal, batches?: boolean) => Promise<ServerConnection>;
  readonly kill: (threadId: number) => Promise<void>;
  readonly onClose: () => void;
}

/** How long the server gets to answer a KILL before the connection is dropped, in milliseconds. */
const KILL_GRACE_MS = 1500;

/**
 * One session on a server. Queries run one after another. Every failure is an AppError; when a query times
 * out or is cancelled it is killed on the server too, and the connection is closed where that was not
 * confirmed in time.
 */
export class ServerConnection {
  readonly target: ConnectionTarget;
  readonly flavor: Flavor;
  /** What the server calls its version: `10.11.19-MariaDB-0+deb12u1`. */
  readonly version: string;
  /** The account that the server recognised: `root@localhost`. */
  readonly account: string;
  readonly threadId: number;
  readonly access: Access;
  /** True when TLS is in use. */
  readonly encrypted: boolean;
  readonly timeoutMs: number;
  readonly #parts: ConnectionParts;
  #lost: AppError | undefined;
  #closed = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.target = parts.target;
    this.flavor = parts.flavor;
    this.version = parts.version;
    this.account = parts.account;
    this.threadId = parts.threadId;
    this.access = parts.access;
    this.encrypted = parts.encrypted;
    this.timeoutMs = parts.timeoutMs;
    // Without a listener an idle connection's loss would end the process.
    parts.driver.on('error', (error: unknown) => {
      this.#lost ??= toAppError(error, this.target);
    });
  }

  /** What stands in origins and messages: the source's id, else user, host and port. */
  get label(): string {
    return this.target.id ?? describeTarget(this.target);
  }

  /** True while queries can be sent. */
  get open(): boolean {
    return !this.#closed && this.#lost === undefined;
  }

  /** Runs a statement with `?` values and answers its rows; an empty list for statements without rows. */
  async query(
    sql: string,
    values: readonly SqlValue[] = [],
    options: QueryOptions = {},
  ): Promise<readonly Row[]> {
    const result = await this.#send(sql, values, options);
    return Array.isArray(result) ? (result as readonly Row[]) : [];
  }

  /** Runs a statement and answers how many rows it changed. */
  async execute(sql: string, values: readonly SqlValue[] = [], options: QueryOptions = {}): Promise<number> {
    const result = await this.#send(sql, values, options);
    const { affectedRows } = result as { affectedRows?: unknown };
    return typeof affectedRows === 'number' ? affectedRows : 0;
  }

  /** True when `queryBatch` may be used. */
  get batches(): boolean {
    return this.#parts.batches;
  }

  /**
   * Runs several statements in one round trip and answers the rows of each. The first failure is thrown and the
   * statements after it are not run. Only on sessions that were opened for batches, which are always read-only.
   */
  async queryBatch(
    statements: readonly string[],
    options: QueryOptions = {},
  ): Promise<readonly (readonly Row[])[]> {
    if (!this.#parts.batches) throw new Error('This session was not opened for batches.');
    if (statements.length === 0) return [];
    const result = await this.#send(statements.join(';\n'), [], options);
    return (statements.length === 1 ? [result] : result) as readonly (readonly Row[])[];
  }

  /** Another session with the same account and limits; `batches` makes it a read-only one that takes batches. */
  openAnother(signal?: AbortSignal, batches = false): Promise<ServerConnection> {
    return this.#parts.openAnother(signal, batches);
  }

  /** Ends the session; never throws. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#lost === undefined) {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, 1000);
      });
      await Promise.race([this.#parts.driver.end().catch(() => undefined), limit]);
      clearTimeout(timer);
    }
    this.#parts.driver.destroy();
    this.#parts.onClose();
  }

  async #send(sql: string, values: readonly SqlValue[], options: QueryOptions): Promise<unknown> {
    if (this.#lost !== undefined) throw this.#lost;
    if (this.#closed) throw new AppError('server-gone', `The connection to ${this.label} is closed.`);
    const { signal } = options;
    if (signal?.aborted === true) throw new AppError('cancelled', 'Cancelled before the query was sent.');
    const limit = options.timeoutMs ?? this.timeoutMs;
    // With an empty list the driver would still search the whole text for question marks.
    const answer = this.#parts.driver.query(sql, values.length === 0 ? undefined : [...values]).then(
      ([result]) => result as unknown,
      (error: unknown) => {
        throw this.#explain(error);
      },
    );
    let timer: NodeJS.Timeout | undefined;
    let stop: (() => void) | undefined;
    const interrupted = new Promise<AppError>((resolve) => {
      timer = setTimeout(() => {
        resolve(
          new AppError(
            'timeout',
            `${this.label} did not answer within ${String(Math.ceil(limit / 1000))} s.`,
            {
              hint: 'The server is busy, blocked or gone; try again or allow more time.',
            },
          ),
        );
      }, limit);
      stop = () => {
        resolve(new AppError('cancelled', 'Cancelled.'));
      };
      signal?.addEventListener('abort', stop, { once: true });
    });
    try {
      const first = await Promise.race([answer.then((value) => ({ value })), interrupted]);
      if (!(first instanceof AppError)) return first.value;
      await this.#killRunning(answer);
      throw first;
    } finally {
      clearTimeout(timer);
      if (stop !== undefined) signal?.removeEventListener('abort', stop);
    }
  }

  /** Kills the query by a second connection; where that does not end it in time, drops this connection. */
  async #killRunning(answer: Promise<unknown>): Promise<void> {
    const ended = answer.then(
      () => true,
      () => true,
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, KILL_GRACE_MS, false);
    });
    const killed = this.#parts.kill(this.threadId).catch(() => undefined);
    const done = await Promise.race([killed.then(() => ended), late]);
    clearTimeout(timer);
    if (done) return;
    this.#lost ??= new AppError(
      'server-gone',
      `The connection to ${this.label} was dropped after a query did not end.`,
    );
    this.#parts.driver.destroy();
    this.#parts.onClose();
  }

  #explain(error: unknown): AppError {
    const explained = toAppError(error, this.target);
    if (explained.code === 'server-gone') this.#lost ??= explained;
    return explained;
  }
}
