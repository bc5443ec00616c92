import type { OutputOf } from '../../../shared/api';

type Opened = OutputOf<'plan.open'>;

/** One thing that a reviewer said. */
export type Said = Opened['review'][number];

/** Comments by the statement that they are about: `forward 3`. Those on the whole plan are under ''. */
export function commentsByStatement(review: readonly Said[]): ReadonlyMap<string, readonly Said[]> {
  const groups = new Map<string, Said[]>();
  for (const said of review) {
    const key =
      said.statement === undefined ? '' : `${said.direction ?? 'forward'} ${String(said.statement)}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [said]);
    else known.push(said);
  }
  return groups;
}

/** What somebody did, as a verb. */
export function verbOf({ kind }: Said): string {
  switch (kind) {
    case 'approve':
      return 'approved';
    case 'request-changes':
      return 'asked for changes';
    case 'comment':
      return 'wrote';
  }
}

/** How the review of a plan stands, in one sentence. */
export function verdictSentence({ verdict, proof }: Pick<Opened, 'verdict' | 'proof'>): string {
  const { approved, approvals, reasons } = verdict;
  if (approved) {
    const by = approvals.map((one) => one.by);
    return by.length === 0 ? 'It needs no approval.' : `Approved by ${by.join(' and ')}.`;
  }
  if (proof?.passed === false) return 'It cannot be approved: its rehearsal failed.';
  return reasons.join(' ');
}
