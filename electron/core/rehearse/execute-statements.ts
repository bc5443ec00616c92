import { AppError } from '../../../shared/app-error';
import type { Statement } from '../../../shared/plan';
import { SESSION_START } from '../../../shared/plan';
import { quoteIdentifier } from '../../../shared/sql/quote';
import type { ServerConnection } from '../mysql';

/** How statements are executed on a session of their own. */
export interface ExecuteOptions {
  /** What a schema is called where they are executed. */
  readonly nameOf?: (schema: string) => string;
  /** Stops after so many steps, counted over all statements: for a crash sweep. */
  readonly stopAfter?: number;
  readonly timeoutMs?: number;
  readonly onStatement?: (statement: Statement, at: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A statement that the server refused, with its words. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
  constructor(
    readonly statement: Statement,
    readonly step: string,
    readonly reason: AppError,
  ) {
    super(
      `Statement ${String(statement.number)} (${statement.object}: ${statement.title}): ${reason.message}`,
    );
  }
}

/** A session that has been told what scripts tell theirs. */
export async function startScriptSession(
  connection: ServerConnection,
  lockWaitSeconds?: number,
): Promise<void> {
  for (const step of SESSION_START) await connection.query(step);
  if (lockWaitSeconds !== undefined)
    await connection.query(`SET SESSION lock_wait_timeout = ${String(lockWaitSeconds)}`);
}

/**
 * Sends statements step by step. Throws StatementError for what the server refuses, AppError `cancelled` between
 * statements. Answers how many steps were sent.
 */
export async function executeStatements(
  connection: ServerConnection,
  statements: readonly Statement[],
  options: ExecuteOptions = {},
): Promise<number> {
  await startScriptSession(connection);
  let schema = '';
  let sent = 0;
  for (const [at, statement] of statements.entries()) {
    if (options.signal?.aborted === true)
      throw new AppError('cancelled', 'Cancelled between two statements.');
    options.onStatement?.(statement, at);
    if (statement.schema !== '' && statement.schema !== schema) {
      schema = statement.schema;
      await connection.query(`USE ${quoteIdentifier(options.nameOf?.(schema) ?? schema)}`);
    }
    for (const step of statement.steps) {
      if (options.stopAfter !== undefined && sent >= options.stopAfter) return sent;
      await sendStep(connection, statement, placeStep(statement, step, options), options.timeoutMs);
      sent += 1;
    }
  }
  return sent;
}

/** A new schema is made under the name that it has where the statements are executed. */
function placeStep({ schema, object }: Statement, step: string, { nameOf }: ExecuteOptions): string {
  const named = `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(object)}`;
  if (nameOf === undefined || schema !== '' || !step.startsWith(named)) return step;
  return `CREATE DATABASE IF NOT EXISTS ${quoteIdentifier(nameOf(object))}${step.slice(named.length)}`;
}

async function sendStep(
  connection: ServerConnection,
  statement: Statement,
  step: string,
  timeoutMs: number | undefined,
): Promise<void> {
  try {
    await connection.query(step, [], timeoutMs === undefined ? {} : { timeoutMs });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new StatementError(statement, step, error);
  }
}
