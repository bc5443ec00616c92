import { AppError } from '../../../shared/app-error';
import { presentState } from '../../../shared/run';
import { openConnection } from '../mysql';
import type { ServerConnection } from '../mysql';
import type { TargetState } from '../plan/target-state';
import { countRows } from './backup-target';
import { checkBase, checkBetween, checkServer } from './check-base';
import { checkLongTransactions, checkServerWritable } from './check-server';
import { describeOutcome } from './describe-run';
import { executeRun } from './execute-run';
import { keepBackup } from './keep-backup';
import { openWriter } from './open-writer';
import { recordResult } from './record-result';
import { requireApproval } from './require-approval';
import { listRuns } from './run-journal';
import type { RunOutcome } from './run-request';
import type { RunSession } from './run-session';
import { validateRun } from './validate-run';
import { verifyRun } from './verify-run';

/**
 * The way from pre_migration to completed. `expect` says what the database may look like before it, and `restored`
 * what it looked like after the plan was rolled back last.
 */
export async function goForward(
  session: RunSession,
  control: ServerConnection,
  present: TargetState,
  expect: 'base' | 'between',
  restored?: string,
): Promise<RunOutcome> {
  const { request } = session;
  const { migration, policy } = request;
  const { plan } = migration;
  session.report('pre_migration');
  await checkServerWritable(control);
  if (expect === 'base') await checkBase(migration, present, control.flavor, restored);
  else {
    checkServer(migration, session.server);
    checkBetween(migration, present.model, control.flavor);
  }
  await requireApproval(request);
  await checkLongTransactions(control, policy.longTransactionSeconds);
  await session.openTracking(() => openWriter(request));
  await checkDependencies(session);
  await session.track();

  await session.move('validation');
  session.report('validation');
  const reader = await openConnection({ ...request.target, schemas: [] }, { signal: request.signal });
  let rowsBefore: ReadonlyMap<string, number>;
  let backup: readonly string[];
  try {
    await validateRun(session, reader);

    await session.move('backup', { place: policy.backup });
    session.report('backup');
    rowsBefore = await countRows(reader, present.model, plan.statements);
    backup = await keepBackup(session, reader, present);
  } finally {
    await reader.close();
  }

  await session.move('execution', { statements: plan.statements.length, backup });
  const executed = await executeRun(session, plan.statements, 'forward');

  await session.move('verification', { executed });
  session.report('verification');
  const reached = await verifyRun(session, rowsBefore);

  await session.move('post_migration');
  session.report('post_migration');
  await recordResult(session, reached);
  const message = `${plan.name} is completed: ${String(executed)} statements, and the database is as planned.`;
  await session.move('completed', { message });
  return describeOutcome(session, message, executed, { backup, reached: reached.model });
}

async function checkDependencies(session: RunSession): Promise<void> {
  const { migration, root } = session.request;
  const needed = migration.dependsOn ?? [];
  if (needed.length === 0) return;
  const done = new Set(
    (await listRuns(root))
      .filter(
        ({ record }) => record.start.server === session.server && presentState(record.track) === 'completed',
      )
      .map(({ record }) => record.start.name),
  );
  for (const name of needed) {
    if (done.has(name) || (await session.store?.statusOf(name)) === 'completed') continue;
    throw new AppError(
      'conflict',
      `${migration.plan.name} depends on ${name}, which was not run on this server.`,
      {
        hint: `Run ${name} first.`,
      },
    );
  }
}
