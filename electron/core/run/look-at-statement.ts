import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../shared/app-error';
import type { Statement } from '../../../shared/plan';
import { quoteIdentifier } from '../../../shared/sql/quote';
import { numberOf, textOf } from '../mysql';
import type { ServerConnection } from '../mysql';

/** What the database says of a statement whose end nobody saw. */
export interface StatementFinding {
  readonly finding: 'done' | 'not-done' | 'partly' | 'unknown';
  readonly message: string;
}

const EXECUTES = /^(?:PREPARE|EXECUTE|DEALLOCATE)\s/i;
const CHANGES = /tidemark|\b(?:ALTER|CREATE|DROP|RENAME|INSERT|UPDATE|DELETE|TRUNCATE)\b/i;
/** Characters of a statement that a finding shows. */
const LONGEST_SHOWN = 300;
const POLL_MS = 200;

/** How long somebody else's end is waited for. */
export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds; a statement that still runs after them is reported as such. */
  readonly limitMs?: number;
  readonly onWait?: ((seconds: number, statement: string) => void) | undefined;
}

/**
 * Waits until a session of an earlier run has no statement under way: the server goes on with an ALTER when its
 * client has died. Throws AppError `locked` when it has not ended in time.
 */
export async function waitForSession(
  connection: ServerConnection,
  thread: number,
  options: WaitOptions = {},
): Promise<void> {
  const deadline = Date.now() + (options.limitMs ?? 3_600_000);
  for (;;) {
    const [row] = await connection.query(
      "SELECT COMMAND AS command, TIME AS seconds, COALESCE(INFO, '') AS info FROM information_schema.PROCESSLIST WHERE ID = ?",
      [thread],
    );
    if (row === undefined || textOf(row, 'command') === 'Sleep') return;
    const info = textOf(row, 'info').slice(0, 200);
    // After a restart of the server the number may belong to somebody else's session.
    if (info !== '' && !CHANGES.test(info)) return;
    options.onWait?.(numberOf(row, 'seconds') ?? 0, info);
    if (Date.now() > deadline)
      throw new AppError(
        'locked',
        `A statement of the earlier run is still under way on connection ${String(thread)}: ${info}`,
        {
          hint: 'Wait until it has ended, then resume.',
        },
      );
    if (options.signal?.aborted === true)
      throw new AppError('cancelled', 'Cancelled while waiting for the earlier run’s statement.');
    await sleep(POLL_MS);
  }
}

/**
 * Lets a statement's own guards tell whether it is still needed: they are evaluated, and nothing is executed. The
 * session must have been told what scripts tell theirs. A statement without guards is unknown.
 */
export async function lookAtStatement(
  connection: ServerConnection,
  statement: Statement,
  nameOf: (schema: string) => string = (schema) => schema,
): Promise<StatementFinding> {
  if (statement.schema !== '') {
    try {
      await connection.query(`USE ${quoteIdentifier(nameOf(statement.schema))}`);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found')
        return { finding: 'not-done', message: `The schema ${statement.schema} is not there.` };
      throw error;
    }
  }
  let needed = 0;
  let still = '';
  let settled = 0;
  let guarded = false;
  for (const step of statement.steps) {
    if (EXECUTES.test(step)) {
      if (!/^EXECUTE\s/i.test(step)) continue;
      const [row] = await connection.query('SELECT @tidemark_sql AS statement');
      if (row === undefined || ['', 'DO 0'].includes(textOf(row, 'statement'))) settled += 1;
      else {
        needed += 1;
        still ||= textOf(row, 'statement').replace(/\s+/g, ' ');
      }
    } else if (/^SET\s+@/i.test(step)) {
      guarded = true;
      await connection.query(step);
    }
  }
  if (!guarded || needed + settled === 0)
    return {
      finding: 'unknown',
      message: 'The statement says nothing by which it could be judged; it is safe to run again.',
    };
  if (needed === 0) return { finding: 'done', message: 'The database shows what the statement does.' };
  if (settled > 0)
    return {
      finding: 'partly',
      message: `${String(settled)} of ${String(settled + needed)} parts are done.`,
    };
  // Some clauses have no guard, and stand in the statement whatever the database shows.
  const shown = still.length > LONGEST_SHOWN ? `${still.slice(0, LONGEST_SHOWN)}…` : still;
  return { finding: 'not-done', message: `It is still to be done: ${shown}` };
}
