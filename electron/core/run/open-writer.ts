import { openConnection } from '../mysql';
import type { ServerConnection } from '../mysql';
import type { RunRequest } from './run-request';

/** A connection of its own that may write, under a sql_mode in which values can be escaped. */
export async function openWriter(request: RunRequest): Promise<ServerConnection> {
  const connection = await openConnection({ ...request.target, schemas: [] }, { access: 'write' });
  // The driver's escapes are escapes only without NO_BACKSLASH_ESCAPES, whatever the server's own mode is.
  await connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
  return connection;
}
