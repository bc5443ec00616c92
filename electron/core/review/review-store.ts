import { readFile } from 'node:fs/promises';
import { AppError } from '../../../shared/app-error';
import { isDestructive, judgeReview, reviewFileSchema } from '../../../shared/review';
import type { ReviewedPlan, ReviewEntry, ReviewFile, ReviewVerdict } from '../../../shared/review';
import type { RunPolicy } from '../../../shared/run';
import { codeOf } from '../files/file-error';
import { writeFileAtomic } from '../files/write-file-atomic';
import type { PlannedMigration } from '../plan/plan-file';

/** `<plan>.review.json`, beside the plan or the hand-written migration. */
export function reviewPath(planPath: string): string {
  return `${planPath.replace(/\.(?:plan\.json|sql)$/i, '')}.review.json`;
}

/** Reads a plan's review; empty when nobody has said anything. Throws AppError `invalid-input` for what is none. */
export async function readReview(planPath: string, planName: string): Promise<ReviewFile> {
  const path = reviewPath(planPath);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOENT') return { version: 1, plan: planName, entries: [] };
    if (code === undefined) throw cause;
    throw new AppError('not-readable', `The review ${path} cannot be read (${code}).`, { cause });
  }
  try {
    return reviewFileSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('invalid-input', `${path} is no review of Tidemark.`, {
      hint: 'Restore it from version control; approvals in it do not count as it is.',
      cause,
    });
  }
}

/** What a review is judged by. */
export function reviewedPlan(migration: PlannedMigration): ReviewedPlan {
  return {
    hash: migration.plan.hash,
    author: migration.author,
    destructive: isDestructive(migration.plan),
  };
}

/** Where a plan's review stands. A failed rehearsal, or a missing one, stands in the way where the policy asks for it. */
export async function judgePlan(
  planPath: string,
  migration: PlannedMigration,
  policy: RunPolicy,
): Promise<{ readonly review: ReviewFile; readonly verdict: ReviewVerdict }> {
  const review = await readReview(planPath, migration.plan.name);
  const verdict = judgeReview(review, reviewedPlan(migration), policy);
  const proof = proofReason(migration, policy);
  if (proof === undefined) return { review, verdict };
  return { review, verdict: { ...verdict, approved: false, reasons: [proof, ...verdict.reasons] } };
}

/** Why the plan's proof does not do; undefined when it does. */
export function proofReason(
  migration: PlannedMigration,
  policy: Pick<RunPolicy, 'rehearsal'>,
): string | undefined {
  const { proof } = migration;
  if (proof !== undefined && !proof.passed) {
    const failed = proof.steps.find((step) => !step.passed && step.step !== 'prediction');
    return `Its rehearsal failed at ${failed?.step ?? 'an unknown step'}: ${failed?.message ?? ''}`;
  }
  return proof === undefined && policy.rehearsal ? 'It has not been rehearsed.' : undefined;
}

/**
 * Adds what a reviewer says to the plan's review. An approval of a plan whose rehearsal failed throws AppError
 * `proof-failed`; of one that was not rehearsed, where the policy asks for it, or by its own author, `not-approved`.
 */
export async function addToReview(
  planPath: string,
  migration: PlannedMigration,
  said: Omit<ReviewEntry, 'hash'>,
  policy: RunPolicy,
): Promise<{ readonly review: ReviewFile; readonly verdict: ReviewVerdict }> {
  const { plan } = migration;
  if (said.by.trim() === '') throw new AppError('invalid-input', 'A review needs the name of who gives it.');
  if (said.statement !== undefined) {
    const list = said.direction === 'rollback' ? plan.rollback : plan.statements;
    if (!list.some(({ number }) => number === said.statement))
      throw new AppError('not-found', `The plan has no statement ${String(said.statement)}.`);
  }
  if (said.kind === 'approve') {
    const reason = proofReason(migration, policy);
    if (reason !== undefined) {
      throw new AppError(
        migration.proof === undefined ? 'not-approved' : 'proof-failed',
        `${plan.name} cannot be approved. ${reason}`,
        { hint: 'Run tidemark rehearse on it first.' },
      );
    }
  }
  const known = await readReview(planPath, plan.name);
  const review: ReviewFile = {
    ...known,
    plan: plan.name,
    entries: [...known.entries, { ...said, hash: plan.hash }],
  };
  const verdict = judgeReview(review, reviewedPlan(migration), policy);
  if (said.kind === 'approve') {
    const [own] = judgeReview(
      { ...review, entries: review.entries.slice(-1) },
      reviewedPlan(migration),
      policy,
    ).voided;
    if (own !== undefined)
      throw new AppError('not-approved', own.reason, { hint: 'Somebody else must approve it.' });
  }
  await writeFileAtomic(reviewPath(planPath), `${JSON.stringify(review, null, 2)}\n`);
  return { review, verdict };
}
