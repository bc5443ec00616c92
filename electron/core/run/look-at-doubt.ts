import { AppError } from '../../../shared/app-error';
import { startScriptSession } from '../rehearse/execute-statements';
import { isAlive } from './is-under-way';
import { lookAtStatement, waitForSession } from './look-at-statement';
import { openWriter } from './open-writer';
import type { KnownRun } from './run-journal';
import type { RunSession } from './run-session';

/** Waits for what may still run, then lets the database say what became of the statement in doubt. */
export async function lookAtDoubt(session: RunSession, known: KnownRun): Promise<void> {
  const { record } = known;
  const { inDoubt } = record;
  if (record.program !== undefined && isAlive(record.program.process)) {
    const { name, process: id } = record.program;
    throw new AppError(
      'locked',
      `The online schema change that the run started is still at work: ${name}, process ${String(id)}.`,
      { hint: 'Wait until it has ended, or end it; then start again.' },
    );
  }
  const connection = await openWriter(session.request);
  try {
    if (record.session !== undefined) {
      await waitForSession(connection, record.session.thread, {
        signal: session.request.signal,
        onWait: (seconds, info) => {
          session.report('waiting for the statement under way', seconds, seconds, info);
        },
      });
    }
    if (inDoubt === undefined) return;
    const { plan } = session.request.migration;
    const list = inDoubt.direction === 'forward' ? plan.statements : plan.rollback;
    const statement = list.find(({ number }) => number === inDoubt.number);
    if (statement === undefined) return;
    await startScriptSession(connection);
    const found = await lookAtStatement(connection, statement);
    await session.journal.write({
      kind: 'looked',
      direction: inDoubt.direction,
      number: inDoubt.number,
      ...found,
    });
    session.note(
      `Statement ${String(inDoubt.number)} (${inDoubt.title}) was under way when the run was interrupted. ${found.message}`,
    );
  } finally {
    await connection.close();
  }
}
