import { AppError } from '../../../shared/app-error';
import { isDestructive } from '../../../shared/review';
import type { RunRequest } from './run-request';

/**
 * Throws AppError `production` where people depend on the target and nobody has typed its name, `destructive` for a
 * plan that can lose data while nobody has confirmed that. Asked only once it is known that there is something to do.
 */
export function requireConsent({ migration, mode, unconfirmed, production, typed = [] }: RunRequest): void {
  const { plan } = migration;
  if (production !== undefined && !typed.includes(production)) {
    throw new AppError('production', `${production} is a database that people depend on.`, {
      hint: `Look at what the plan does once more, then type its name: --confirm ${production} on the command line.`,
      details: { production },
    });
  }
  if (unconfirmed !== true || !isDestructive(plan)) return;
  throw new AppError(
    'destructive',
    `${plan.name} can lose data${mode === 'rollback' ? '; so can its rollback' : ''}.`,
    { hint: 'Look at what it does once more, then confirm it: --yes on the command line.' },
  );
}
