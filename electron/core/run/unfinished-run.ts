import { AppError } from '../../../shared/app-error';
import { schemasOf } from '../rehearse/rehearse-plan';
import { findUnfinishedRun } from './run-journal';
import type { KnownRun } from './run-journal';
import type { RunRequest } from './run-request';

/** The interrupted run of the plan. Throws AppError when there is none, or one of another plan. */
export async function requireUnfinished(request: RunRequest, server: string): Promise<KnownRun> {
  const { migration, root } = request;
  const known = await findUnfinishedRun(root, server, schemasOf(migration));
  if (known === undefined) {
    throw new AppError('not-found', `There is no unfinished run of ${migration.plan.name} on this server.`, {
      hint: 'Start it with tidemark run.',
    });
  }
  if (known.record.start.hash !== migration.plan.hash) throw isInTheWay(known);
  return known;
}

/** The error that tells of an interrupted run on the same schemas. */
export function isInTheWay({ record }: KnownRun): AppError {
  const { start, statements } = record;
  const done = statements.filter(({ phase }) => phase === 'done').length;
  return new AppError(
    'conflict',
    `A run of ${start.name} on these schemas stopped at ${record.lastAt} after ${String(done)} of ${String(start.statements)} statements${record.failure === undefined ? '' : `: ${record.failure}`}.`,
    {
      hint: `Go on with tidemark run ${start.file} --resume, take it back with tidemark rollback, or give it up with --abandon.`,
      details: { run: start.run, file: start.file },
    },
  );
}
