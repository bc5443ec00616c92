import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Connection, ConnectionOptions, SslOptions } from 'mysql2/promise';
import { AppError } from '../../../shared/app-error';
import { parseFlavor } from '../../../shared/model';
import type { ConnectionTarget, SslSettings } from './connection-target';
import { describeTarget } from './connection-target';
import { toAppError } from './driver-error';
import { applyOptions, readOptionFiles } from './option-file';
import { findPassword } from './password';
import type { AskPassword } from './password';
import type { Row } from './row';
import { textOf } from './row';
import { ServerConnection } from './server-connection';
import type { Access } from './server-connection';
import { openSshStream } from './ssh-stream';

/** How a connection is opened. */
export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  /** For connecting, in milliseconds: 10 s. */
  readonly connectTimeoutMs?: number | undefined;
  /** For each query, in milliseconds: 60 s. */
  readonly timeoutMs?: number | undefined;
  /** `read` when left out. */
  readonly access?: Access | undefined;
  /** Called once when the server refuses an account for which no password is known. */
  readonly askPassword?: AskPassword | undefined;
  /** process.env when left out. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
const QUERY_TIMEOUT_MS = 60_000;
/** Waiting longer for a metadata lock than this would make others queue behind us. Seconds. */
const LOCK_WAIT_SECONDS = 5;

/**
 * Opens a session: option file, environment and password looked up, TLS and ssh as the target asks, limits
 * set, sql_mode and character set made known. A `read` session is READ ONLY for the server itself.
 * Throws AppError: cannot-connect, access-denied, password-needed, timeout, server-gone, cancelled.
 */
export async function openConnection(
  target: ConnectionTarget,
  options: OpenOptions = {},
): Promise<ServerConnection> {
  const environment = options.environment ?? process.env;
  const fromFiles = readOptionFiles(target.defaultsFile).value;
  const { password: filePassword, ...filled } = applyOptions(target, fromFiles);
  const known = findPassword(target, filePassword, environment);
  const complete: ConnectionTarget = {
    ...filled,
    user: filled.user ?? environment['MYSQL_USER'] ?? systemUser(),
    ...(known === undefined ? {} : { password: known }),
  };
  try {
    return await connect(complete, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'access-denied' || known !== undefined) throw error;
    const asked = await options.askPassword?.(complete);
    if (asked === undefined) {
      throw new AppError('password-needed', `${describeTarget(complete)} asks for a password.`, {
        hint: 'Set TIDEMARK_PASSWORD, or put the password in ~/.my.cnf.',
        ...(error.more.details === undefined ? {} : { details: error.more.details }),
      });
    }
    return await connect({ ...complete, password: asked }, options);
  }
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'root';
  }
}

async function connect(
  target: ConnectionTarget,
  options: OpenOptions,
  batches = false,
): Promise<ServerConnection> {
  const limit = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  const timeoutMs = options.timeoutMs ?? QUERY_TIMEOUT_MS;
  const access = options.access ?? 'read';
  const session = await openSession(target, limit, options.signal, batches);
  try {
    const { driver } = session;
    const row = await prepareSession(driver, access, timeoutMs, limit, options.signal);
    const version = textOf(row, 'version');
    const comment = textOf(row, 'comment');
    const flavor = parseFlavor(
      /mariadb/i.test(comment) && !/mariadb/i.test(version) ? `${version}-MariaDB` : version,
    );
    if (flavor === undefined) {
      throw new AppError(
        'unsupported',
        `${describeTarget(target)} is neither MySQL nor MariaDB: it calls itself ${version}.`,
      );
    }
    await limitSession(driver, flavor.vendor === 'mariadb', timeoutMs);
    return new ServerConnection({
      driver,
      target,
      flavor,
      version,
      account: textOf(row, 'account'),
      threadId: Number(textOf(row, 'thread')),
      access,
      encrypted: session.encrypted,
      timeoutMs,
      batches,
      openAnother: (signal, forBatches) =>
        forBatches === true
          ? connect(target, { ...options, signal, access: 'read' }, true)
          : connect(target, { ...options, signal }),
      kill: async (threadId) => {
        const killer = await openSession(target, 1500, undefined, false);
        try {
          await killer.driver.query(`KILL QUERY ${String(threadId)}`);
        } finally {
          killer.driver.destroy();
          killer.close();
        }
      },
      onClose: session.close,
    });
  } catch (error) {
    session.driver.destroy();
    session.close();
    throw toAppError(error, target);
  }
}

async function prepareSession(
  driver: Connection,
  access: Access,
  timeoutMs: number,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Row> {
  const steps = async (): Promise<Row> => {
    // The driver adds IGNORE_SPACE to sql_mode; a reader wants none of the modes that change what SHOW prints
    // (ANSI_QUOTES, NO_BACKSLASH_ESCAPES), a writer the server's own.
    await driver.query(
      access === 'read'
        ? "SET NAMES utf8mb4, SESSION sql_mode = '', SESSION sql_quote_show_create = 1"
        : 'SET NAMES utf8mb4, SESSION sql_mode = @@GLOBAL.sql_mode, SESSION sql_quote_show_create = 1',
    );
    await driver.query(`SET SESSION lock_wait_timeout = ${String(LOCK_WAIT_SECONDS)}`);
    if (access === 'read') await driver.query('SET SESSION TRANSACTION READ ONLY');
    const [rows] = await driver.query(
      'SELECT VERSION() AS version, @@version_comment AS comment, CURRENT_USER() AS account, CONNECTION_ID() AS thread',
    );
    return (rows as readonly Row[])[0] ?? {};
  };
  return await within(steps(), Math.max(limit, Math.min(timeoutMs, 5000)), signal);
}

/** The server ends a SELECT itself after the limit, so that nothing runs on when we are gone. */
async function limitSession(driver: Connection, mariadb: boolean, timeoutMs: number): Promise<void> {
  const statement = mariadb
    ? `SET SESSION max_statement_time = ${String(timeoutMs / 1000)}`
    : `SET SESSION max_execution_time = ${String(timeoutMs)}`;
  // Not all servers that speak the protocol know it; our own timer holds anyway.
  await driver.query(statement).catch(() => undefined);
}

interface Session {
  readonly driver: Connection;
  readonly encrypted: boolean;
  readonly close: () => void;
}

/** Connects, with `preferred` falling back to plain, and plain on a loopback to TLS where the server insists. */
async function openSession(
  target: ConnectionTarget,
  limit: number,
  signal: AbortSignal | undefined,
  batches: boolean,
): Promise<Session> {
  const ssl = target.ssl ?? { mode: isLocal(target) ? 'disabled' : 'preferred' };
  try {
    return await openOnce(target, ssl, limit, signal, batches);
  } catch (error) {
    const insists = error instanceof AppError && error.more.details?.['errno'] === 3159;
    if (insists && target.ssl === undefined)
      return await openOnce(target, { mode: 'required' }, limit, signal, batches);
    if (ssl.mode === 'preferred' && isWithoutTls(error))
      return await openOnce(target, { mode: 'disabled' }, limit, signal, batches);
    throw error;
  }
}

function isLocal(target: ConnectionTarget): boolean {
  if (target.ssh !== undefined) return false;
  return target.socket !== undefined || ['localhost', '127.0.0.1', '::1', undefined].includes(target.host);
}

function isWithoutTls(error: unknown): boolean {
  return error instanceof AppError && error.code === 'cannot-connect' && /cannot encrypt/.test(error.message);
}

async function openOnce(
  target: ConnectionTarget,
  ssl: SslSettings,
  limit: number,
  signal: AbortSignal | undefined,
  batches: boolean,
): Promise<Session> {
  if (signal?.aborted === true) throw new AppError('cancelled', 'Cancelled before connecting.');
  // Imported here because loading the driver costs more than most commands that need no server.
  const { createConnection } = await import('mysql2/promise');
  const tunnel =
    target.ssh === undefined
      ? undefined
      : openSshStream(target.ssh, target.host ?? '127.0.0.1', target.port ?? 3306, limit / 1000);
  const secure = ssl.mode === 'disabled' ? undefined : tlsOptions(ssl);
  const options: ConnectionOptions = {
    user: target.user ?? '',
    password: target.password ?? '',
    host: target.host ?? '127.0.0.1',
    port: target.port ?? 3306,
    charset: 'utf8mb4',
    connectTimeout: limit,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    // Only for batches of our own SHOW statements, in sessions that the server keeps from writing.
    multipleStatements: batches,
    // A hostile server could otherwise ask the client for any file of this machine.
    flags: ['-LOCAL_FILES'],
    ...(target.socket === undefined ? {} : { socketPath: target.socket }),
    ...(secure === undefined ? {} : { ssl: secure }),
    ...(tunnel === undefined ? {} : { stream: tunnel.stream }),
  };
  const pending = createConnection(options);
  try {
    const driver = await within(pending, limit, signal);
    return { driver, encrypted: secure !== undefined, close: () => tunnel?.close() };
  } catch (error) {
    // What connects after we gave up must not stay open.
    void pending.then((late) => {
      late.destroy();
    }, ignore);
    tunnel?.close();
    const complaint = tunnel?.complaint() ?? '';
    if (complaint !== '') {
      throw new AppError('cannot-connect', `ssh to ${target.ssh?.host ?? ''} failed: ${complaint}`, {
        hint: 'Try the same with the ssh command; keys and known hosts are taken from its configuration.',
      });
    }
    throw toAppError(error, target);
  }
}

function ignore(): void {
  // The failure was reported already.
}

function tlsOptions(ssl: SslSettings): SslOptions {
  const verify = ssl.mode === 'verify-ca' || ssl.mode === 'verify-identity';
  return {
    rejectUnauthorized: verify,
    verifyIdentity: ssl.mode === 'verify-identity',
    ...(ssl.ca === undefined ? {} : { ca: readPem(ssl.ca) }),
    ...(ssl.cert === undefined ? {} : { cert: readPem(ssl.cert) }),
    ...(ssl.key === undefined ? {} : { key: readPem(ssl.key) }),
  };
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('not-readable', `The TLS file ${path} cannot be read.`, { cause });
  }
}

/** Rejects with AppError `timeout` or `cancelled` when `work` takes longer than `limit` milliseconds. */
async function within<T>(work: Promise<T>, limit: number, signal: AbortSignal | undefined): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const interrupted = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new AppError('timeout', `The server did not answer within ${String(Math.ceil(limit / 1000))} s.`, {
          hint: 'Check host, port and firewall, or try again later.',
        }),
      );
    }, limit);
    stop = () => {
      reject(new AppError('cancelled', 'Cancelled while connecting.'));
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    clearTimeout(timer);
    if (stop !== undefined) signal?.removeEventListener('abort', stop);
    work.catch(ignore);
  }
}
