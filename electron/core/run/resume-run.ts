import { AppError } from '../../../shared/app-error';
import type { ServerConnection } from '../mysql';
import { goForward } from './go-forward';
import { guardFailure } from './guard-failure';
import { lookAtDoubt } from './look-at-doubt';
import { openWriter } from './open-writer';
import { readPresent } from './read-present';
import { requireConsent } from './require-consent';
import { RunJournal } from './run-journal';
import type { KnownRun } from './run-journal';
import type { RunLocks } from './run-locks';
import type { RunOutcome, RunRequest } from './run-request';
import { RunSession } from './run-session';
import { requireUnfinished } from './unfinished-run';

/** Goes on with an interrupted run, after the database has said what became of the statement under way. */
export async function resumeRun(
  request: RunRequest,
  control: ServerConnection,
  locks: RunLocks,
  server: string,
): Promise<RunOutcome> {
  const known = await requireUnfinished(request, server);
  requireConsent(request);
  const skip = doneOnce(request, known);
  const journal = await RunJournal.reopen(known, request.now);
  const session = new RunSession(request, journal, locks, server, known.record.tracked?.id, skip);
  session.interrupted = true;
  try {
    await session.openTracking(() => openWriter(request));
    await lookAtDoubt(session, known);
    if (session.state !== 'failed')
      await session.move('failed', { message: 'It was interrupted, and is resumed now.' });
    await session.move('pre_migration', { message: `Resumed by ${request.by}.` });
    return await guardFailure(session, async () => {
      const present = await readPresent(request, session.schemas);
      return goForward(session, control, present, 'between');
    });
  } finally {
    await session.close();
  }
}

/**
 * The statements of a hand-written migration that were done and may not be done twice. Throws AppError `conflict` when
 * one of them was under way: then nobody but a person can tell whether it was done.
 */
function doneOnce({ migration }: RunRequest, { record }: KnownRun): ReadonlySet<number> {
  const once = new Set(migration.handwritten?.once);
  const { inDoubt } = record;
  if (inDoubt?.direction === 'forward' && once.has(inDoubt.number)) {
    throw new AppError(
      'conflict',
      `Statement ${String(inDoubt.number)} (${inDoubt.title}) was under way when the run was interrupted, and it may not be run twice.`,
      {
        hint: 'Look whether it was done. Then take the run back with tidemark rollback, or give it up with --abandon.',
      },
    );
  }
  return new Set(
    record.statements
      .filter(
        ({ direction, phase, number }) => direction === 'forward' && phase === 'done' && once.has(number),
      )
      .map(({ number }) => number),
  );
}
