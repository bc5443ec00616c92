import { AppError } from '../../../shared/app-error';
import { judgePlan } from '../review/review-store';
import type { RunRequest } from './run-request';

/** Throws AppError `not-approved` unless the plan's review satisfies the policy. */
export async function requireApproval(request: RunRequest): Promise<void> {
  const { verdict } = await judgePlan(request.planPath, request.migration, request.policy);
  if (verdict.approved) return;
  const voided = verdict.voided.map((one) => one.reason);
  throw new AppError(
    'not-approved',
    `${request.migration.plan.name} is not approved. ${[...verdict.reasons, ...voided].join(' ')}`,
    {
      hint: 'Have it reviewed: tidemark review PLAN --approve --as NAME.',
      details: { hash: request.migration.plan.hash },
    },
  );
}
