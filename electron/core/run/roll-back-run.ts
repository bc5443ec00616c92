import { AppError } from '../../../shared/app-error';
import { presentState } from '../../../shared/run';
import type { ServerConnection } from '../mysql';
import { schemasOf } from '../rehearse/rehearse-plan';
import { checkBetween, checkServer, isReached } from './check-base';
import { describeStart } from './describe-run';
import { checkServerWritable } from './check-server';
import { guardFailure } from './guard-failure';
import { lookAtDoubt } from './look-at-doubt';
import { openWriter } from './open-writer';
import { readPresent } from './read-present';
import { requireApproval } from './require-approval';
import { requireConsent } from './require-consent';
import { RunJournal, findRunOf, findUnfinishedRun } from './run-journal';
import type { RunLocks } from './run-locks';
import type { RunOutcome, RunRequest } from './run-request';
import { RunSession } from './run-session';
import { takeBack } from './take-back';
import { isInTheWay } from './unfinished-run';

/** Takes back a run, finished or not. Throws AppError where there is nothing that could be taken back safely. */
export async function rollBackRun(
  request: RunRequest,
  control: ServerConnection,
  locks: RunLocks,
  server: string,
): Promise<RunOutcome> {
  const { migration, root } = request;
  const { plan } = migration;
  const schemas = schemasOf(migration);
  checkServer(migration, server);
  if (plan.rollback.length === 0 && plan.statements.length > 0) {
    throw new AppError('unsupported', `${plan.name} has no rollback.`, {
      hint: 'Write one, or plan the way back from a snapshot.',
    });
  }
  const open = await findUnfinishedRun(root, server, schemas);
  if (open !== undefined && open.record.start.hash !== plan.hash) throw isInTheWay(open);
  const last = open ?? (await findRunOf(root, server, plan.hash));
  const state = last === undefined ? undefined : presentState(last.record.track);
  if (state === 'rolled_back') {
    return {
      state: 'rolled_back',
      message: `Nothing to do: ${plan.name} was rolled back already.`,
      executed: 0,
      milliseconds: 0,
      backup: [],
      notes: [],
    };
  }
  requireConsent(request);
  const usable = last !== undefined && last.record.statements.length > 0 ? last : undefined;
  const halfway = usable !== undefined && (state !== 'completed' || usable.record.reverting);
  if (!halfway) await requireReached(request, usable !== undefined, control);
  const journal =
    usable === undefined
      ? await RunJournal.begin(
          root,
          { ...describeStart(request, server, schemas), adopted: 'completed' },
          request.now,
        )
      : await RunJournal.reopen(usable, request.now);
  const session = new RunSession(request, journal, locks, server, usable?.record.tracked?.id);
  session.interrupted = halfway;
  try {
    await session.openTracking(() => openWriter(request));
    if (usable !== undefined) await lookAtDoubt(session, usable);
    if (session.state !== 'completed' && session.state !== 'failed')
      await session.move('failed', { message: 'It was interrupted, and is rolled back now.' });
    return await guardFailure(session, async () => {
      await checkServerWritable(control);
      await requireApproval(request);
      // Read only now: what was under way may have been going on until a moment ago.
      if (halfway) checkBetween(migration, (await readPresent(request, schemas)).model, control.flavor);
      return takeBack(session);
    });
  } finally {
    await session.close();
  }
}

/**
 * What was run to its end is taken back only from the state that it led to: what came later may rest on it. Where that
 * state is not known, as with a migration of one's own, its journal must say that it was run.
 */
async function requireReached(
  request: RunRequest,
  wasRun: boolean,
  control: ServerConnection,
): Promise<void> {
  const { migration } = request;
  if (migration.after === undefined && wasRun) return;
  const present = await readPresent(request, schemasOf(migration));
  if (await isReached(migration, present, control.flavor)) return;
  throw new AppError(
    'stale-plan',
    `${migration.plan.name} was not run here, or the database changed since: there is nothing that its rollback could take back safely.`,
    { hint: 'Plan the way back instead: tidemark plan --make TARGET --follow SNAPSHOT.' },
  );
}
