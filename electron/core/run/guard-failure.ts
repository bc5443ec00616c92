import { AppError } from '../../../shared/app-error';
import type { RunOutcome } from './run-request';
import type { RunSession } from './run-session';
import { takeBack } from './take-back';

/** Records a failure before it is thrown on, and rolls back where the policy asks for it. */
export async function guardFailure(
  session: RunSession,
  work: () => Promise<RunOutcome>,
): Promise<RunOutcome> {
  try {
    return await work();
  } catch (error) {
    const expected = error instanceof AppError ? error : undefined;
    const message = expected?.message ?? 'It stopped because of a bug in Tidemark.';
    const executing = session.state === 'execution' || session.state === 'verification';
    try {
      if (session.state !== 'failed' && session.state !== 'rolled_back')
        await session.move('failed', { message });
    } catch (second) {
      // Where the journal cannot be written the first cause is what matters; the next start finds the run open.
      if (!(second instanceof AppError)) throw second;
      throw error;
    }
    if (
      expected !== undefined &&
      executing &&
      session.request.policy.rollbackOnFailure &&
      expected.code !== 'cancelled'
    ) {
      throw await takeBackAfter(expected, session);
    }
    throw error;
  }
}

/** Rolls back at once, and says in the run's own error how that went: why it failed comes first. */
async function takeBackAfter(failure: AppError, session: RunSession): Promise<AppError> {
  const { plan } = session.request.migration;
  const also = (message: string, hint: string | undefined): AppError =>
    new AppError(failure.code, `${failure.message} ${message}`, {
      ...failure.more,
      ...(hint === undefined ? {} : { hint }),
    });
  if (plan.rollback.length === 0)
    return also('It was not rolled back, because it has no rollback.', failure.more.hint);
  try {
    const back = await takeBack(session);
    return also(back.message, 'The run was rolled back, as the policy asks.');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return also(
      `Rolling back failed too: ${error.message}`,
      'Take it back with tidemark rollback when the cause is gone, or go on with --resume.',
    );
  }
}
