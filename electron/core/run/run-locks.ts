import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/app-error';
import { numberOf, textOf } from '../mysql';
import type { ServerConnection } from '../mysql';

/** Names over 64 characters are refused by MySQL; a schema's name alone may have 64, of four bytes each. */
function lockName(schema: string): string {
  return `tidemark.${createHash('sha256').update(schema.toLowerCase()).digest('hex').slice(0, 40)}`;
}

/**
 * Holds a server-wide lock on each schema that a run touches, for as long as this connection lives: another run on
 * one of them is told who holds it. The server frees them when we die.
 */
export class RunLocks {
  private constructor(private readonly connection: ServerConnection) {}

  /**
   * Takes all locks or none, each after waiting so many seconds at the most. Throws AppError `locked` with the holder's
   * name.
   */
  static async take(
    connection: ServerConnection,
    schemas: readonly string[],
    patience: number,
  ): Promise<RunLocks> {
    // An idle session must not be closed under a long ALTER.
    await connection.query('SET SESSION wait_timeout = 604800').catch(() => undefined);
    // In one order, so that two runs that want the same two never wait for each other.
    for (const schema of [...new Set(schemas)].sort()) {
      const [row] = await connection.query('SELECT GET_LOCK(?, ?) AS taken', [lockName(schema), patience]);
      if (row !== undefined && numberOf(row, 'taken') === 1) continue;
      const holder = await describeHolder(connection, lockName(schema));
      throw new AppError('locked', `Another run holds ${schema}: ${holder}.`, {
        hint: 'Wait until it has ended; tidemark status tells what it does.',
        details: { schema },
      });
    }
    return new RunLocks(connection);
  }

  /** Throws AppError `server-gone` when the locks were lost with their connection. */
  check(): void {
    if (this.connection.open) return;
    throw new AppError('server-gone', 'The connection that holds the run’s lock was lost.', {
      hint: 'Start the run again with --resume when the server is back.',
    });
  }

  /** Frees the locks; never throws. */
  async release(): Promise<void> {
    await this.connection.close();
  }
}

async function describeHolder(connection: ServerConnection, name: string): Promise<string> {
  const [used] = await connection.query('SELECT IS_USED_LOCK(?) AS thread', [name]).catch(() => []);
  const thread = used === undefined ? undefined : numberOf(used, 'thread');
  if (thread === undefined) return 'it has just ended';
  const [row] = await connection
    .query(
      'SELECT USER AS user, HOST AS host, TIME AS seconds FROM information_schema.PROCESSLIST WHERE ID = ?',
      [thread],
    )
    .catch(() => []);
  if (row === undefined) return `connection ${String(thread)}`;
  return `${textOf(row, 'user')}@${textOf(row, 'host')}, connection ${String(thread)}`;
}
