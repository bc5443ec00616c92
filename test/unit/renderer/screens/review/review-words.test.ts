import { describe, expect, it } from 'vitest';
import { commentsByStatement, verdictSentence } from '../../../../../renderer/screens/review/review-words';

const at = '2026-01-01T00:00:00.000Z';

describe('what reviewers said', () => {
  it('stands at its statement, each direction apart', () => {
    const said = commentsByStatement([
      { kind: 'comment', by: 'Jon', at, hash: 'a', statement: 3, text: 'why' },
      { kind: 'comment', by: 'Jon', at, hash: 'a', statement: 3, direction: 'rollback', text: 'how' },
      { kind: 'approve', by: 'Ana', at, hash: 'a' },
    ]);
    expect([...said.keys()]).toEqual(['forward 3', 'rollback 3', '']);
  });

  it('is summed up in one sentence', () => {
    const verdict = {
      approved: false,
      needed: 2,
      approvals: [{ by: 'Ana', at }],
      reasons: ['Ana has approved it; it needs one more approval.'],
      voided: [],
    };
    expect(verdictSentence({ verdict })).toBe('Ana has approved it; it needs one more approval.');
    expect(verdictSentence({ verdict: { ...verdict, approved: true, reasons: [] } })).toBe(
      'Approved by Ana.',
    );
  });
});
