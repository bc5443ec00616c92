import { AppError } from '../../../shared/app-error';
import { numberOf, textOf } from '../mysql';
import type { ServerConnection } from '../mysql';

/** Refuses servers that nobody should change: read-only ones and replicas. Throws AppError `read-only`. */
export async function checkServerWritable(connection: ServerConnection): Promise<void> {
  const variables =
    connection.flavor.vendor === 'mysql'
      ? ['super_read_only', 'read_only', 'innodb_read_only', 'transaction_read_only']
      : ['read_only', 'innodb_read_only', 'tx_read_only'];
  for (const variable of variables) {
    const [row] = await connection.query(`SELECT @@GLOBAL.${variable} AS value`).catch(() => []);
    const value = row === undefined ? '0' : textOf(row, 'value');
    if (value !== '0' && value !== 'OFF' && value !== '') {
      throw new AppError('read-only', `${connection.label} is read-only (${variable} is on).`, {
        hint: 'Run it on the primary, or have the server made writable.',
      });
    }
  }
  const source = await replicationSource(connection);
  if (source !== undefined) {
    throw new AppError(
      'read-only',
      `${connection.label} is a replica${source === '' ? '' : ` of ${source}`}; a change there would be lost or break replication.`,
      {
        hint: 'Run it on the primary.',
      },
    );
  }
}

async function replicationSource(connection: ServerConnection): Promise<string | undefined> {
  const mysql = connection.flavor.vendor === 'mysql';
  const statements = mysql
    ? ['SHOW REPLICA STATUS', 'SHOW SLAVE STATUS']
    : ['SHOW ALL REPLICAS STATUS', 'SHOW ALL SLAVES STATUS'];
  for (const statement of statements) {
    try {
      const rows = await connection.query(statement);
      const [row] = rows;
      if (row === undefined) return undefined;
      return textOf(row, 'Source_Host') || textOf(row, 'Master_Host');
    } catch (error) {
      // Without the privilege nobody can tell; read_only, which replicas should have, was looked at already.
      if (error instanceof AppError && error.code === 'server-gone') throw error;
    }
  }
  return undefined;
}

/** A transaction that would hold up an ALTER. */
export interface LongTransaction {
  readonly thread: number;
  readonly seconds: number;
  readonly user: string;
}

/**
 * Transactions that have been open for longer than allowed: an ALTER would wait for them, and everybody behind it.
 * Throws AppError `locked` that names them. Needs the PROCESS privilege; without it nothing is found.
 */
export async function checkLongTransactions(connection: ServerConnection, seconds: number): Promise<void> {
  const rows = await connection
    .query(
      `SELECT t.trx_mysql_thread_id AS thread, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) AS seconds, COALESCE(p.USER, '') AS user
       FROM information_schema.INNODB_TRX t LEFT JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
       WHERE TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) >= ? AND t.trx_mysql_thread_id <> CONNECTION_ID() AND t.trx_mysql_thread_id <> 0
       ORDER BY t.trx_started LIMIT 5`,
      [seconds],
    )
    .catch(() => []);
  if (rows.length === 0) return;
  const named = rows
    .map(
      (row) =>
        `connection ${textOf(row, 'thread')} (${textOf(row, 'user')}, ${String(numberOf(row, 'seconds') ?? 0)} s)`,
    )
    .join(', ');
  throw new AppError(
    'locked',
    `Long transactions are open: ${named}. A change would wait for them, and everybody behind it.`,
    {
      hint: 'End them first, or raise policy.longTransactionSeconds.',
    },
  );
}
