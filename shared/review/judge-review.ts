import type { Plan } from '../plan';
import type { RunPolicy } from '../run/run-policy';
import type { ReviewFile } from './review-file';

/** What must be known of a plan to judge its review. */
export interface ReviewedPlan {
  readonly hash: string;
  readonly author: string;
  readonly destructive: boolean;
}

/** Where a review stands. `reasons` say what is still missing; empty when the plan is approved. */
export interface ReviewVerdict {
  readonly approved: boolean;
  readonly needed: number;
  readonly approvals: readonly { readonly by: string; readonly at: string }[];
  readonly reasons: readonly string[];
  /** Approvals that do not count, and why. */
  readonly voided: readonly { readonly by: string; readonly at: string; readonly reason: string }[];
}

/** True when a plan can lose data, or drops, narrows or converts something. */
export function isDestructive(plan: Pick<Plan, 'changes' | 'statements'>): boolean {
  return (
    plan.statements.some((statement) => statement.losesData) ||
    plan.changes.some((change) => change.chosen && change.risk.kind === 'held' && change.risk.losesData)
  );
}

/**
 * Judges a review: each person's last word on this very plan counts, and nobody's word twice. An approval of
 * another hash is void, because the plan was changed after it.
 */
export function judgeReview(
  review: ReviewFile,
  plan: ReviewedPlan,
  policy: Pick<RunPolicy, 'approvals' | 'destructiveApprovals' | 'selfApproval'>,
): ReviewVerdict {
  const voided: { by: string; at: string; reason: string }[] = [];
  const words = new Map<string, { kind: 'approve' | 'request-changes'; by: string; at: string }>();
  for (const { kind, by, at, hash } of review.entries) {
    if (kind === 'comment') continue;
    if (hash === plan.hash) {
      words.set(personKey(by), { kind, by, at });
    } else if (kind === 'approve') {
      voided.push({
        by,
        at,
        reason: `The plan was changed after ${by} approved it (then ${hash.slice(0, 12)}, now ${plan.hash.slice(0, 12)}).`,
      });
    }
  }
  const needed = plan.destructive
    ? Math.max(policy.approvals, policy.destructiveApprovals)
    : policy.approvals;
  const approvals: { by: string; at: string }[] = [];
  const reasons: string[] = [];
  for (const { kind, by, at } of words.values()) {
    if (kind === 'request-changes') {
      reasons.push(`${by} asks for changes.`);
    } else if (!policy.selfApproval && personKey(by) === personKey(plan.author)) {
      voided.push({ by, at, reason: `${by} made the plan and cannot approve it.` });
    } else {
      approvals.push({ by, at });
    }
  }
  if (approvals.length < needed) {
    const why = plan.destructive && needed > policy.approvals ? ' because it can lose data' : '';
    reasons.push(sayWhatIsMissing(approvals, needed, why));
  }
  return { approved: reasons.length === 0, needed, approvals, reasons, voided };
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** `Nobody has approved it yet.` or `Jon has approved it; it needs one more approval because it can lose data.` */
function sayWhatIsMissing(
  approvals: readonly { readonly by: string }[],
  needed: number,
  why: string,
): string {
  const open = needed - approvals.length;
  const count = NUMBERS[open] ?? String(open);
  const approval = open === 1 ? 'approval' : 'approvals';
  if (approvals.length > 0) {
    const names = approvals.map(({ by }) => by).join(' and ');
    return `${names} ${approvals.length === 1 ? 'has' : 'have'} approved it; it needs ${count} more ${approval}${why}.`;
  }
  if (needed === 1 && why === '') return 'Nobody has approved it yet.';
  return `Nobody has approved it yet; it needs ${count} ${approval}${why}.`;
}

/** `Mira ` and `mira` are one person. */
function personKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
