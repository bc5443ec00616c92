import { describeTarget } from '../mysql/connection-target';
import type { TargetState } from '../plan/target-state';
import type { RunStart } from './run-journal';
import type { RunOutcome, RunRequest } from './run-request';
import type { RunSession } from './run-session';

/** The first line of a run's journal. */
export function describeStart(request: RunRequest, server: string, schemas: readonly string[]): RunStart {
  const { plan } = request.migration;
  return {
    name: plan.name,
    planVersion: plan.planVersion,
    hash: plan.hash,
    file: request.planPath,
    server,
    where: describeTarget(request.target),
    schemas,
    by: request.by,
    statements: plan.statements.length,
  };
}

/** How a run ended, for whoever asked for it. */
export function describeOutcome(
  session: RunSession,
  message: string,
  executed: number,
  more: { readonly backup: readonly string[]; readonly reached?: TargetState['model'] },
): RunOutcome {
  return {
    run: session.journal.run,
    state: session.state,
    message,
    executed,
    milliseconds: Date.now() - session.started,
    backup: more.backup,
    journal: session.journal.path,
    ...(session.tracked === undefined ? {} : { tracked: session.tracked }),
    notes: session.notes,
    ...(more.reached === undefined ? {} : { reached: more.reached }),
  };
}
