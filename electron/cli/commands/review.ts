import { resolve } from 'node:path';
import type { OutputOf } from '../../../shared/api';
import type { CommandContext } from '../command-context';
import { EXIT } from '../exit-code';
import { requireFormat } from '../require-format';
import { safeJson, safeText } from '../text/safe-text';
import { UsageError } from '../usage-error';
import { writeResult } from '../write-result';

/** What the review command takes. */
export interface ReviewOptions {
  readonly approve: boolean;
  readonly requestChanges?: string;
  readonly comment?: string;
  readonly statement?: number;
  readonly as?: string;
}

/** Shows a plan's review, or adds to it. */
export async function review(context: CommandContext, path: string, own: ReviewOptions): Promise<number> {
  const { call, options, terminal } = context;
  const format = requireFormat(options.format, ['text', 'json']);
  const place = resolve(terminal.cwd, path);
  const said = [own.approve, own.requestChanges !== undefined, own.comment !== undefined].filter(
    Boolean,
  ).length;
  if (said === 0) {
    const opened = await call('plan.open', { path: place });
    const { forward: _f, rollback: _r, ...rest } = opened;
    await writeResult(
      format === 'json' ? safeJson({ version: 1, ...rest }) : describeOpened(opened),
      terminal,
      options,
    );
    return EXIT.done;
  }
  if (own.approve && own.requestChanges !== undefined)
    throw new UsageError('Either --approve or --request-changes.');
  const by = own.as;
  if (by === undefined) throw new UsageError('Say who you are: --as NAME.');
  const text = own.requestChanges ?? own.comment;
  const result = await call('review.add', {
    path: place,
    kind: own.approve ? 'approve' : own.requestChanges === undefined ? 'comment' : 'request-changes',
    by,
    ...(text === undefined ? {} : { text }),
    ...(own.statement === undefined ? {} : { statement: own.statement }),
  });
  await writeResult(
    format === 'json'
      ? safeJson({ version: 1, ...result })
      : `${safeText(result.name)} ${result.hash.slice(0, 12)}: ${describeVerdict(result.verdict)}`,
    terminal,
    options,
  );
  return EXIT.done;
}

function describeOpened({
  plan,
  review: entries,
  verdict,
  proof,
  destructive,
}: OutputOf<'plan.open'>): string {
  return [
    `${safeText(plan.name)} ${safeText(plan.planVersion)}: ${String(plan.statements.length)} statements${destructive ? ', can lose data' : ''}.`,
    `Plan ${plan.hash}`,
    proof === undefined
      ? 'Not rehearsed.'
      : `Rehearsed on ${proof.flavor}: ${proof.passed ? 'passed' : 'failed'}.`,
    describeVerdict(verdict),
    ...entries.map(
      ({ kind, by, at, text, statement }) =>
        `  ${at.slice(0, 16)}  ${safeText(by)}  ${kind}${statement === undefined ? '' : ` on statement ${String(statement)}`}${text === undefined ? '' : `: ${safeText(text)}`}`,
    ),
  ].join('\n');
}

function describeVerdict(verdict: OutputOf<'plan.open'>['verdict']): string {
  const voided = verdict.voided.map(({ reason }) => ` ${safeText(reason)}`).join('');
  if (!verdict.approved) return `not approved. ${safeText(verdict.reasons.join(' '))}${voided}`;
  const names = verdict.approvals.map(({ by }) => safeText(by)).join(', ');
  return `approved${names === '' ? '' : ` by ${names}`}.${voided}`;
}
