import { AppError } from '../../../shared/app-error';
import { isDestructive } from '../../../shared/review';
import type { RunRequest } from './run-request';

/**
 * Throws AppError `destructive` for a plan that can lose data while nobody has confirmed that. Asked only once it is
 * known that there is something to do.
 */
export function requireConsent({ migration, mode, unconfirmed }: RunRequest): void {
  const { plan } = migration;
  if (unconfirmed !== true || !isDestructive(plan)) return;
  throw new AppError(
    'destructive',
    `${plan.name} can lose data${mode === 'rollback' ? '; so can its rollback' : ''}.`,
    { hint: 'Look at what it does once more, then confirm it: --yes on the command line.' },
  );
}
