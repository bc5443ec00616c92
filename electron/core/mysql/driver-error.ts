import { AppError } from '../../../shared/app-error';
import type { AppErrorCode } from '../../../shared/app-error';
import type { ConnectionTarget } from './connection-target';
import { describeTarget } from './connection-target';
import { redact } from './password';

/** What mysql2 and Node put on their errors. */
interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly message: string;
  readonly sqlMessage?: string;
}

const GONE: ReadonlySet<string> = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'PROTOCOL_ENQUEUE_AFTER_QUIT',
  'ECONNRESET',
  'EPIPE',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_CLIENT_INTERACTION_TIMEOUT',
]);
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'EACCES',
  'ENOTSOCK',
]);
/** 1044, 1045, 1698 (MariaDB's unix_socket refusal), 3118 (account locked), 4151 (MariaDB, the same). */
const DENIED: ReadonlySet<number> = new Set([1044, 1045, 1698, 3118, 4151]);
/** 1142, 1143, 1227, 1370, 1419: a privilege is missing for one statement. */
const NOT_GRANTED: ReadonlySet<number> = new Set([1142, 1143, 1227, 1370, 1419]);
/** 3024 MySQL max_execution_time, 1969 MariaDB max_statement_time. */
const TOO_LONG: ReadonlySet<number> = new Set([3024, 1969]);

/** 126, 127, 134, 144, 145 of MyISAM and Aria, as MariaDB passes them on (10.11), 1194 and 1195: the table's file is broken. */
const CRASHED: ReadonlySet<number> = new Set([126, 127, 134, 144, 145, 1194, 1195]);

/**
 * Failed to read from the .par file. MariaDB (10.11.19), killed while an ALTER that copies a partitioned table waits for its last
 * lock, finishes that ALTER on its next start by half: it drops the old partitions, gives the new definition (.frm) the table's
 * name, and leaves the new partitions, which hold every row, under the name of the ALTER's own table.
 */
const LOST_PARTITIONS = 1696;
const FIND_PARTITIONS =
  'The server was killed in an ALTER of this table and finished it by half on its next start. Do not drop the table: its rows are in the files #sql-alter-… of the folder of the schema, as a whole. ' +
  'In that folder rename the .frm file of the table as its .par file is called (#sql-alter-… .frm), and give the table its name back by RENAME TABLE `#mysql50##sql-alter-…` TO the name of the table. Then go on with --resume, or take it back with tidemark rollback.';

/**
 * Turns what the driver throws into an AppError with a code, a plain sentence and a way out. AppErrors pass
 * through. No secret of the target is in the result.
 */
export function toAppError(error: unknown, target: ConnectionTarget): AppError {
  if (error instanceof AppError) return error;
  const driver = readDriverError(error);
  const where = describeTarget(target);
  const said = redact(driver.sqlMessage ?? driver.message, [target.password]);
  const details = { ...(driver.errno === undefined ? {} : { errno: driver.errno }), server: where };
  const make = (code: AppErrorCode, message: string, hint?: string): AppError =>
    new AppError(code, message, { ...(hint === undefined ? {} : { hint }), details });
  const errno = driver.errno ?? 0;
  const code = driver.code ?? '';
  if (DENIED.has(errno)) {
    return make(
      'access-denied',
      `${where} refuses this account: ${said}`,
      'Check user name, password and the host that the account may come from.',
    );
  }
  if (NOT_GRANTED.has(errno)) return make('missing-grant', `The account lacks a privilege: ${said}`);
  if (errno === 1049) return make('not-found', `${where} has no such schema: ${said}`);
  if (errno === 1146 || errno === 1305) return make('not-found', said);
  if (errno === 1205)
    return make(
      'locked',
      `${where}: a lock was not to be had in time: ${said}`,
      'Find the transaction that holds it and try again.',
    );
  if (errno === 1792 || errno === 1290) return make('read-only', said);
  if (TOO_LONG.has(errno)) return make('timeout', `${where} took longer than allowed: ${said}`);
  if (errno === 1317) return make('cancelled', 'The query was cancelled.');
  if (errno === 1040)
    return make(
      'cannot-connect',
      `${where} has no free connection: ${said}`,
      'Close other clients or raise max_connections.',
    );
  if (errno === 1130 || errno === 1129)
    return make('access-denied', `${where} takes no connections from this machine: ${said}`);
  if (errno === 3159)
    return make(
      'cannot-connect',
      `${where} takes encrypted connections only.`,
      'Add ?ssl-mode=required to the address.',
    );
  if (CRASHED.has(errno))
    return make('statement-failed', said, 'REPAIR TABLE mends a table whose engine did not survive a crash.');
  if (errno === LOST_PARTITIONS) return make('statement-failed', said, FIND_PARTITIONS);
  // Below 1000 are what storage engines say, when a server passes it on as it is.
  if (errno >= 1000 ? errno < 10000 : errno > 0 && driver.sqlMessage !== undefined)
    return make('statement-failed', said);
  if (GONE.has(code) || /closed state|connection.*(lost|closed)/i.test(driver.message)) {
    return make(
      'server-gone',
      `The connection to ${where} was lost.`,
      'The server stopped, restarted or dropped the connection; try again.',
    );
  }
  if (code === 'ETIMEDOUT')
    return make('timeout', `${where} did not answer in time.`, 'Check host, port and firewall.');
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') {
    return make(
      'cannot-connect',
      `${where} cannot encrypt, and the address asks for TLS.`,
      'Use ?ssl-mode=preferred, or set TLS up on the server.',
    );
  }
  if (
    code === 'HANDSHAKE_SSL_ERROR' ||
    /certificate|self[- ]signed|SSL routines|tls/i.test(`${code} ${driver.message}`)
  ) {
    return make(
      'cannot-connect',
      `TLS with ${where} failed: ${said}`,
      'Check ?ssl-ca= and the host name in the certificate, or use ?ssl-mode=required.',
    );
  }
  if (UNREACHABLE.has(code)) {
    return make('cannot-connect', `${where} cannot be reached (${code}).`, unreachableHint(code, target));
  }
  return make('cannot-connect', `${where}: ${said}`);
}

/** The server's error number, when the error came from a server. */
export function serverErrorNumber(error: unknown): number | undefined {
  if (error instanceof AppError) {
    const errno = error.more.details?.['errno'];
    return typeof errno === 'number' ? errno : undefined;
  }
  return readDriverError(error).errno;
}

function unreachableHint(code: string, target: ConnectionTarget): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'The host’s name is not known; check its spelling and the network.';
  if (target.socket !== undefined)
    return 'Check that the server runs and that this is the path of its socket.';
  return 'Check that the server runs, and its host and port.';
}

function readDriverError(error: unknown): DriverError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, errno, sqlMessage } = error as { code?: unknown; errno?: unknown; sqlMessage?: unknown };
  return {
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    // Node's own errors carry negative system numbers here.
    ...(typeof errno === 'number' && errno > 0 ? { errno } : {}),
    ...(typeof sqlMessage === 'string' ? { sqlMessage } : {}),
  };
}
