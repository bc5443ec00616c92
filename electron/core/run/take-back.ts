import { AppError } from '../../../shared/app-error';
import { openConnection } from '../mysql';
import { fingerprintState } from '../plan/target-state';
import { compareStates, firstFew } from '../rehearse/compare-states';
import { describeOutcome } from './describe-run';
import { executeRun } from './execute-run';
import { readReached } from './read-reached';
import type { RunOutcome } from './run-request';
import type { RunSession } from './run-session';

/** Executes the rollback, compares with the first state, and records it. */
export async function takeBack(session: RunSession): Promise<RunOutcome> {
  const { request } = session;
  const { migration } = request;
  const { plan, before } = migration;
  const executed = await executeRun(session, plan.rollback, 'rollback');
  const reader = await openConnection({ ...request.target, schemas: [] }, {});
  let message = `${plan.name} is rolled back: ${String(executed)} statements.`;
  try {
    const model = await readReached(session, reader, 'before');
    if (before !== undefined) {
      const { differences } = await compareStates(before, model, reader.flavor);
      if (differences.length > 0) {
        const failure = `The rollback ran, but the database is not as it was: ${firstFew(differences)}`;
        await session.validated('rollback', 'failed', failure);
        throw new AppError('conflict', failure);
      }
      message = `${plan.name} is rolled back: the database is as it was${plan.irreversible.length === 0 ? '' : ', but for rows that cannot come back'}.`;
    }
    await session.validated('rollback', 'passed', message);
    const at = new Date().toISOString();
    await session.record(async (store) => {
      for (const { name } of model.schemas) await store.removeVersion(name, plan.planVersion, plan.name, at);
    });
    await session.move('rolled_back', { message, executed, fingerprint: fingerprintState(model) });
    return describeOutcome(session, message, executed, { backup: [], reached: model });
  } finally {
    await reader.close();
  }
}
