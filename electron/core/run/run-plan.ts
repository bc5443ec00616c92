import { openConnection } from '../mysql';
import { readServerId } from '../plan/target-state';
import { schemasOf } from '../rehearse/rehearse-plan';
import { abandonRun } from './abandon-run';
import { resumeRun } from './resume-run';
import { rollBackRun } from './roll-back-run';
import { RunLocks } from './run-locks';
import type { RunOutcome, RunRequest } from './run-request';
import { settleRecords } from './settle-records';
import { startRun } from './start-run';

const LOCK_PATIENCE_SECONDS = 2;

/**
 * Runs a plan through its states, goes on with an interrupted run, takes one back, or gives one up. Whatever stops it
 * is thrown as an AppError, after the run was recorded as failed: nothing is left in an unknown state that could be
 * looked up. Only one run at a time works on a schema.
 */
export async function runPlan(request: RunRequest): Promise<RunOutcome> {
  const control = await openConnection(
    { ...request.target, schemas: [] },
    { access: 'write', signal: request.signal, askPassword: request.askPassword },
  );
  // The password that was asked for is asked for once.
  const known: RunRequest = { ...request, target: { ...control.target, schemas: request.target.schemas } };
  try {
    await control.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
    const server = await readServerId(control);
    const schemas = schemasOf(known.migration);
    // What was interrupted this moment holds its locks until the server has noticed that it is gone.
    const locks = await RunLocks.take(control, schemas, known.mode === 'start' ? 0 : LOCK_PATIENCE_SECONDS);
    await settleRecords(known, control, server, schemas);
    switch (known.mode) {
      case 'start':
        return await startRun(known, control, locks, server);
      case 'resume':
        return await resumeRun(known, control, locks, server);
      case 'rollback':
        return await rollBackRun(known, control, locks, server);
      case 'abandon':
        return await abandonRun(known, locks, server);
    }
  } finally {
    await control.close();
  }
}
