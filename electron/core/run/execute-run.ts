import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../shared/app-error';
import type { Statement } from '../../../shared/plan';
import type { RunDirection } from '../../../shared/run';
import { quoteIdentifier } from '../../../shared/sql/quote';
import type { ServerConnection } from '../mysql';
import { findLockHolders } from './find-lock-holders';
import { lookAtStatement, waitForSession } from './look-at-statement';
import { openExecution } from './open-execution';
import { runOnline } from './run-online';
import type { RunSession } from './run-session';

/** After a lost connection the server is tried again for so long, in milliseconds. */
const RECONNECT_MS = 15_000;

/**
 * Sends the statements one by one on one session. Before each, a line is forced to the journal's disk, and after
 * each another; cancelling stops between two. A statement that the server refuses, or whose connection is lost,
 * throws AppError with what the database shows afterwards. Answers how many were executed.
 */
export async function executeRun(
  session: RunSession,
  statements: readonly Statement[],
  direction: RunDirection,
): Promise<number> {
  const { request, journal, locks } = session;
  const connection = await openExecution(session);
  let executed = 0;
  let schema = '';
  try {
    await journal.write({ kind: 'session', thread: connection.threadId, process: process.pid });
    for (const [at, statement] of statements.entries()) {
      if (request.signal?.aborted === true) {
        throw new AppError(
          'cancelled',
          `Cancelled after ${String(executed)} of ${String(statements.length)} statements; the one under way was finished.`,
          { hint: 'Go on with --resume, or take it back with tidemark rollback.' },
        );
      }
      if (direction === 'forward' && session.skip.has(statement.number)) continue;
      locks.check();
      session.report(
        direction === 'forward' ? 'executing' : 'rolling back',
        at,
        statements.length,
        `${statement.object}: ${statement.title}`,
      );
      await journal.write({
        kind: 'statement',
        direction,
        number: statement.number,
        phase: 'start',
        title: statement.title,
      });
      const start = performance.now();
      try {
        if (statement.schema !== '' && statement.schema !== schema) {
          await connection.query(`USE ${quoteIdentifier(statement.schema)}`);
          schema = statement.schema;
        }
        const rows = await executeStatement(session, connection, statement);
        await journal.write({
          kind: 'statement',
          direction,
          number: statement.number,
          phase: 'done',
          milliseconds: Math.round((performance.now() - start) * 10) / 10,
          rows,
        });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        throw await explainStop(session, connection, statement, direction, error);
      }
      executed += 1;
    }
    session.report(
      direction === 'forward' ? 'executing' : 'rolling back',
      statements.length,
      statements.length,
    );
  } finally {
    await connection.close();
  }
  return executed;
}

async function executeStatement(
  session: RunSession,
  connection: ServerConnection,
  statement: Statement,
): Promise<number> {
  const online = session.request.policy.onlineSchemaChange;
  if (online !== undefined && (await runOnline(session, connection, statement, online))) return 0;
  let rows = 0;
  for (const step of statement.steps) rows += await connection.execute(step);
  return rows;
}

/** Says in the journal, and in an error, what became of a statement that did not end well. */
async function explainStop(
  session: RunSession,
  connection: ServerConnection,
  statement: Statement,
  direction: RunDirection,
  error: AppError,
): Promise<AppError> {
  const { journal } = session;
  const name = `Statement ${String(statement.number)} (${statement.object}: ${statement.title})`;
  const about = {
    statement: statement.number,
    object: `${statement.schema}.${statement.object}`,
    sql: statement.sql.slice(0, 4000),
  };
  const hint = 'Go on with --resume when the cause is gone, or take it back with tidemark rollback.';
  // The journal itself failed: whatever the database holds will be looked up at the next start.
  if (error.code === 'not-readable')
    return new AppError(error.code, error.message, { hint: error.more.hint ?? hint, details: about });
  if (error.code !== 'server-gone' && connection.open) {
    await journal.write({
      kind: 'statement',
      direction,
      number: statement.number,
      phase: 'failed',
      message: error.message,
    });
    const holders =
      error.code === 'locked'
        ? ` ${await findLockHolders(connection, statement.schema, statement.object).catch(() => '')}`.trimEnd()
        : '';
    return new AppError(
      error.code === 'cancelled' ? 'statement-failed' : error.code,
      `${name} was refused: ${holders === '' ? error.message : `${error.message.replace(/\.?$/, '.')}${holders}`}`,
      {
        hint: error.more.hint ?? hint,
        details: { ...error.more.details, ...about },
      },
    );
  }
  session.interrupted = true;
  const found = await lookAfterLoss(session, connection.threadId, statement);
  if (found === undefined) {
    return new AppError(
      'server-gone',
      `${name}: the connection was lost, and the server does not answer. What became of the statement is looked up at the next start.`,
      {
        hint,
        details: about,
      },
    );
  }
  await journal.write({ kind: 'looked', direction, number: statement.number, ...found });
  return new AppError('server-gone', `${name}: the connection was lost. ${found.message}`, {
    hint,
    details: about,
  });
}

/** Comes back to the server, waits until the statement no longer runs, and looks. undefined: the server is away. */
async function lookAfterLoss(
  session: RunSession,
  thread: number,
  statement: Statement,
): Promise<Awaited<ReturnType<typeof lookAtStatement>> | undefined> {
  const deadline = Date.now() + RECONNECT_MS;
  for (;;) {
    try {
      const connection = await openExecution(session);
      try {
        await waitForSession(connection, thread, {
          signal: session.request.signal,
          onWait: (seconds, info) => {
            session.report('waiting for the statement under way', seconds, seconds, info);
          },
        });
        return await lookAtStatement(connection, statement);
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (Date.now() > deadline || session.request.signal?.aborted === true) return undefined;
      await sleep(300);
    }
  }
}
