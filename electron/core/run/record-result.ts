import { join } from 'node:path';
import { AppError } from '../../../shared/app-error';
import type { TargetState } from '../plan/target-state';
import { saveSnapshot } from '../snapshot';
import type { RunSession } from './run-session';

/** Records versions, table counts, classifications and a snapshot; what cannot be recorded is a note. */
export async function recordResult(session: RunSession, reached: TargetState): Promise<void> {
  const { request, journal } = session;
  const { plan } = request.migration;
  const at = new Date().toISOString();
  await session.record(async (store) => {
    for (const schema of reached.model.schemas) {
      if (plan.planVersion !== '')
        await store.setVersion(schema.name, plan.planVersion, schema.tables.length, plan.name, at);
      const role = request.federation?.schemas.find(({ name }) => name === schema.name)?.role;
      await store.classify(
        schema.tables.map((table) => ({ schema: schema.name, table: table.name, role })),
        at,
      );
    }
  });
  const path = join(request.root, '.tidemark', 'snapshots', `${journal.run}.json`);
  try {
    await saveSnapshot(path, reached.model, { takenAt: at, source: plan.target.source });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    session.note(error.message);
  }
}
