import { AppError } from '../../../shared/app-error';
import { openConnection } from '../mysql';
import { fingerprintState } from '../plan/target-state';
import type { TargetState } from '../plan/target-state';
import { compareStates, firstFew } from '../rehearse/compare-states';
import { countRows } from './backup-target';
import { readReached } from './read-reached';
import type { RunSession } from './run-session';

/** Reads the database after the last statement. Throws AppError `conflict` unless it is as planned; fewer rows than before are a warning. */
export async function verifyRun(
  session: RunSession,
  rowsBefore: ReadonlyMap<string, number>,
): Promise<TargetState> {
  const { request } = session;
  const { migration } = request;
  const reader = await openConnection({ ...request.target, schemas: [] }, {});
  try {
    const model = await readReached(session, reader, 'after');
    const reached = { model, fingerprint: fingerprintState(model), server: session.server };
    if (migration.after !== undefined) {
      const { differences, unknown } = await compareStates(migration.after, model, reader.flavor);
      if (differences.length > 0) {
        const message = `All statements ran, but the database is not as planned: ${firstFew(differences)}`;
        await session.validated('drift', 'failed', message, { differences: differences.slice(0, 50) });
        throw new AppError('conflict', message, {
          hint: 'Somebody changed it meanwhile? Compare with tidemark drift.',
        });
      }
      await session.validated('drift', 'passed', 'The database is as planned.', { unknown: unknown.length });
    }
    const rows = await countRows(reader, model, migration.plan.statements);
    for (const [table, count] of rowsBefore) {
      const now = rows.get(table);
      if (now === undefined) continue;
      await session.validated(
        'rows',
        now < count ? 'warning' : 'passed',
        `${table}: ${String(count)} rows before, ${String(now)} after.`,
        { table, before: count, after: now },
      );
    }
    return reached;
  } finally {
    await reader.close();
  }
}
