import { openConnection } from '../mysql';
import type { ServerConnection } from '../mysql';
import { startScriptSession } from '../rehearse/execute-statements';
import { NO_LIMIT_MS } from './run-session';
import type { RunSession } from './run-session';

/** A connection of its own that executes a plan's statements: told what scripts tell their session, without a time limit. */
export async function openExecution(session: RunSession): Promise<ServerConnection> {
  const { request } = session;
  const connection = await openConnection(
    { ...request.target, schemas: [] },
    { access: 'write', timeoutMs: NO_LIMIT_MS, askPassword: request.askPassword },
  );
  try {
    await startScriptSession(connection, request.policy.lockWaitSeconds);
    // An ALTER may take hours: only a person ends it.
    if (connection.flavor.vendor === 'mariadb') await connection.query('SET SESSION max_statement_time = 0');
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}
