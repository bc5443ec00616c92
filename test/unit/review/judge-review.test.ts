import { describe, expect, test } from 'vitest';
import { judgeReview } from '../../../shared/review';
import type { ReviewEntry } from '../../../shared/review';

const HASH = 'a'.repeat(64);
const POLICY = { approvals: 1, destructiveApprovals: 2, selfApproval: false };
const PLAN = { hash: HASH, author: 'Ada', destructive: false };

function said(kind: ReviewEntry['kind'], by: string, hash = HASH): ReviewEntry {
  return { kind, by, at: '2026-01-16T10:00:00Z', hash };
}

const judge = (
  entries: readonly ReviewEntry[],
  plan = PLAN,
  policy = POLICY,
): ReturnType<typeof judgeReview> => judgeReview({ version: 1, plan: 'm', entries }, plan, policy);

describe('a review', () => {
  test('without an approval says how many are missing', () => {
    expect(judge([said('comment', 'Mira')])).toMatchObject({
      approved: false,
      reasons: ['Nobody has approved it yet.'],
    });
  });

  test('with an approval of this very plan is approved', () => {
    expect(judge([said('approve', 'Mira')])).toMatchObject({ approved: true, reasons: [], voided: [] });
  });

  test('of a plan that was changed afterwards is void, and says whose', () => {
    const verdict = judge([said('approve', 'Mira', 'b'.repeat(64))]);
    expect(verdict.approved).toBe(false);
    expect(verdict.voided).toMatchObject([
      { by: 'Mira', reason: expect.stringContaining('changed after Mira approved it') as string },
    ]);
  });

  test('by the author does not count, however the name is spelled, unless the policy says so', () => {
    expect(judge([said('approve', ' ada ')])).toMatchObject({ approved: false, voided: [{ by: ' ada ' }] });
    expect(judge([said('approve', 'Ada')], PLAN, { ...POLICY, selfApproval: true }).approved).toBe(true);
  });

  test('of a plan that can lose data needs two people, and one person is one', () => {
    const plan = { ...PLAN, destructive: true };
    const verdict = judge([said('approve', 'Mira'), said('approve', 'MIRA')], plan);
    expect(verdict).toMatchObject({
      approved: false,
      needed: 2,
      reasons: ['MIRA has approved it; it needs one more approval because it can lose data.'],
    });
    expect(judge([], plan).reasons).toEqual([
      'Nobody has approved it yet; it needs two approvals because it can lose data.',
    ]);
    expect(judge([said('approve', 'Mira'), said('approve', 'Noor')], plan).approved).toBe(true);
  });

  test('holds each person to their last word', () => {
    expect(judge([said('approve', 'Mira'), said('request-changes', 'Mira')]).reasons).toContain(
      'Mira asks for changes.',
    );
    expect(judge([said('request-changes', 'Mira'), said('approve', 'Mira')]).approved).toBe(true);
  });

  test('with an open request for changes is not approved by others', () => {
    expect(judge([said('approve', 'Noor'), said('request-changes', 'Mira')]).approved).toBe(false);
  });
});
