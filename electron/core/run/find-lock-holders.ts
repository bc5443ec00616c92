import { AppError } from '../../../shared/app-error';
import type { ServerConnection } from '../mysql';
import { numberOf, textOf } from '../mysql/row';
import type { Row } from '../mysql/row';

/** No more than so many sessions are named. */
const NAMED = 5;

const SESSION =
  "p.ID AS id, COALESCE(p.USER, '') AS user, COALESCE(p.HOST, '') AS host, p.TIME AS seconds, p.COMMAND AS command";

/**
 * Where servers say who holds a metadata lock, best first; `?` are schema and table. performance_schema and its instrument are on
 * by default on MySQL and off on MariaDB, where its tables are empty then; METADATA_LOCK_INFO is a plugin of MariaDB that somebody
 * has to install.
 */
const SAYINGS = [
  {
    isOn: `SELECT NAME FROM performance_schema.setup_instruments
            WHERE NAME = 'wait/lock/metadata/sql/mdl' AND ENABLED = 'YES' AND @@GLOBAL.performance_schema = 1`,
    holders: `SELECT DISTINCT ${SESSION} FROM performance_schema.metadata_locks m
         JOIN performance_schema.threads t ON t.THREAD_ID = m.OWNER_THREAD_ID
         JOIN information_schema.PROCESSLIST p ON p.ID = t.PROCESSLIST_ID
        WHERE m.OBJECT_TYPE = 'TABLE' AND m.LOCK_STATUS = 'GRANTED' AND m.OBJECT_SCHEMA = ? AND m.OBJECT_NAME = ?
          AND p.ID <> CONNECTION_ID() ORDER BY p.TIME DESC`,
  },
  {
    isOn: "SELECT PLUGIN_NAME FROM information_schema.PLUGINS WHERE PLUGIN_NAME = 'METADATA_LOCK_INFO' AND PLUGIN_STATUS = 'ACTIVE'",
    holders: `SELECT DISTINCT ${SESSION} FROM information_schema.METADATA_LOCK_INFO m
         JOIN information_schema.PROCESSLIST p ON p.ID = m.THREAD_ID
        WHERE m.LOCK_TYPE = 'Table metadata lock' AND m.TABLE_SCHEMA = ? AND m.TABLE_NAME = ?
          AND p.ID <> CONNECTION_ID() ORDER BY p.TIME DESC`,
  },
];

/** Open transactions: one of them may be the holder, where nobody says which. */
const OPEN = `SELECT ${SESSION} FROM information_schema.INNODB_TRX t
     JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
    WHERE p.ID <> CONNECTION_ID() ORDER BY t.trx_started`;

/**
 * A sentence that says who holds the lock on a table that a statement waited for in vain, or what could not be told and why. Never
 * throws but for a lost connection: the statement has failed already, and that is what matters.
 */
export async function findLockHolders(
  connection: ServerConnection,
  schema: string,
  table: string,
): Promise<string> {
  let isSaid = false;
  for (const { isOn, holders } of SAYINGS) {
    if (((await ask(connection, isOn, [])) ?? []).length === 0) continue;
    const rows = await ask(connection, holders, [schema, table]);
    if (rows === undefined) continue;
    isSaid = true;
    if (rows.length > 0) return `The lock on ${table} is held by ${describe(rows)}.`;
  }
  if (isSaid) return `Nobody holds a lock on ${table} any more.`;
  const open = (await ask(connection, OPEN, [])) ?? [];
  const untold = 'This server does not tell who holds the lock';
  const remedy =
    connection.flavor.vendor === 'mariadb'
      ? " (INSTALL SONAME 'metadata_lock_info' would make it, and so would performance_schema)"
      : ' to this account, or without performance_schema';
  return open.length === 0
    ? `${untold}${remedy}.`
    : `${untold}${remedy}. Transactions are open in ${describe(open)}.`;
}

/** undefined: the server, or the account, knows no such table. */
async function ask(
  connection: ServerConnection,
  sql: string,
  values: readonly string[],
): Promise<readonly Row[] | undefined> {
  try {
    return await connection.query(sql, values);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'server-gone') return undefined;
    throw error;
  }
}

function describe(rows: readonly Row[]): string {
  const named = rows.slice(0, NAMED).map((row) => {
    const seconds = `${String(numberOf(row, 'seconds') ?? 0)} s`;
    const host = textOf(row, 'host').replace(/:\d+$/, '');
    // Not its statement: that may hold what is nobody's business.
    const does = textOf(row, 'command') === 'Sleep' ? 'idle' : 'at work';
    return `connection ${textOf(row, 'id')} (${textOf(row, 'user')}@${host}, ${does} for ${seconds})`;
  });
  const more = rows.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}
