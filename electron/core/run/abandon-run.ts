import { describeOutcome } from './describe-run';
import { lookAtDoubt } from './look-at-doubt';
import { openWriter } from './open-writer';
import { RunJournal } from './run-journal';
import type { RunLocks } from './run-locks';
import type { RunOutcome, RunRequest } from './run-request';
import { RunSession } from './run-session';
import { requireUnfinished } from './unfinished-run';

/** Gives up an interrupted run: the database stays as it is, and other runs may begin. */
export async function abandonRun(request: RunRequest, locks: RunLocks, server: string): Promise<RunOutcome> {
  const known = await requireUnfinished(request, server);
  const journal = await RunJournal.reopen(known, request.now);
  const session = new RunSession(request, journal, locks, server, known.record.tracked?.id);
  try {
    await session.openTracking(() => openWriter(request));
    await lookAtDoubt(session, known);
    const done = known.record.statements.filter(
      ({ phase, direction }) => phase === 'done' && direction === 'forward',
    ).length;
    const message = `Given up by ${request.by} after ${String(done)} of ${String(known.record.start.statements)} statements; the database stays as it is.`;
    if (session.state === 'failed') {
      const id = session.tracked?.id;
      await session.record(async (store) => {
        if (id !== undefined)
          await store.setStatus(id, 'failed', { at: new Date().toISOString(), error: message });
      });
    } else await session.move('failed', { message });
    await journal.write({ kind: 'abandoned', by: request.by, message });
    return describeOutcome(session, message, 0, { backup: [] });
  } finally {
    await session.close();
  }
}
