import { presentState } from '../../../shared/run';
import type { ServerConnection } from '../mysql';
import type { TargetState } from '../plan/target-state';
import { schemasOf } from '../rehearse/rehearse-plan';
import { isReached } from './check-base';
import { describeStart } from './describe-run';
import { goForward } from './go-forward';
import { guardFailure } from './guard-failure';
import { readPresent } from './read-present';
import { requireConsent } from './require-consent';
import { RunJournal, findRunOf, findUnfinishedRun } from './run-journal';
import type { RunLocks } from './run-locks';
import type { RunOutcome, RunRequest } from './run-request';
import { RunSession } from './run-session';
import { isInTheWay } from './unfinished-run';

/** Starts a plan's run, or answers that there is nothing to do. Throws AppError `conflict` while another run on its schemas waits. */
export async function startRun(
  request: RunRequest,
  control: ServerConnection,
  locks: RunLocks,
  server: string,
): Promise<RunOutcome> {
  const { migration, root } = request;
  const { plan } = migration;
  const schemas = schemasOf(migration);
  const open = await findUnfinishedRun(root, server, schemas);
  if (open !== undefined) throw isInTheWay(open);
  const present = await readPresent(request, schemas);
  if (await nothingToDo(request, present, control, server)) {
    return {
      state: 'completed',
      message: `Nothing to do: the database is as ${plan.name} wants it.`,
      executed: 0,
      milliseconds: 0,
      backup: [],
      notes: [],
      reached: present.model,
    };
  }
  requireConsent(request);
  const restored = (await findRunOf(root, server, plan.hash))?.record.restored;
  const journal = await RunJournal.begin(root, describeStart(request, server, schemas), request.now);
  const session = new RunSession(request, journal, locks, server);
  try {
    return await guardFailure(session, () => goForward(session, control, present, 'base', restored));
  } finally {
    await session.close();
  }
}

async function nothingToDo(
  request: RunRequest,
  present: TargetState,
  control: ServerConnection,
  server: string,
): Promise<boolean> {
  const { migration, root } = request;
  if (migration.plan.target.server !== undefined && migration.plan.target.server !== server) return false;
  if (migration.after !== undefined) return isReached(migration, present, control.flavor);
  // A hand-written migration does not say what it leads to: its journal says whether it was run to the end.
  const last = await findRunOf(root, server, migration.plan.hash);
  return last !== undefined && presentState(last.record.track) === 'completed';
}
