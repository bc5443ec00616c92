import { useMemo, useState, type ReactElement } from 'react';
import type { OutputOf } from '../../../shared/api';
import { useRead, useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { CopyButton } from '../../primitives/copy-button';
import { countOf } from '../../primitives/drift-words';
import { sayFlavor } from '../../primitives/flavor-words';
import { formatMoment } from '../../primitives/moment';
import { Pill } from '../../primitives/pill';
import { Caption } from '../../primitives/card';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { makePlace, type Place } from '../../state/place';
import { adjustPlace, goTo } from '../../state/use-place';
import { Notice } from '../plan/notice';
import split from '../plan/split.module.css';
import { StatementDetail } from '../plan/statement-detail';
import { StatementList } from '../plan/statement-list';
import { pillOfCare, readingOrder, shortHash, statementRows } from '../plan/statement-words';
import { TabBar } from '../plan/tab-bar';
import { reversed } from '../run/run-statements';
import { ProofList } from '../sync/proof-list';
import { proofRows } from '../sync/proof-steps';
import { Discussion } from './discussion';
import { ReviewInspector } from './review-inspector';
import { commentsByStatement, verdictSentence } from './review-words';
import { SayDialog } from './say-dialog';
import css from './review.module.css';

type Opened = OutputOf<'plan.open'>;
type Tab = 'statements' | 'rollback' | 'discussion' | 'proof';
type Asked =
  | { readonly kind: 'approve' | 'request-changes' }
  | { readonly kind: 'comment'; readonly statement?: number };

/** One plan as a reviewer reads it: riskiest first, each statement with its cause and reverse, what was said, and the verdict. */
export function PlanReview({ path, place }: { readonly path: string; readonly place: Place }): ReactElement {
  const opened = useRead('plan.open', { path });
  if (opened.isError) {
    return (
      <ScreenFrame title="Review">
        <ErrorState
          title="The plan cannot be opened"
          error={opened.error}
          retry={() => void opened.refetch()}
          action={
            <Action
              onClick={() => {
                goTo(makePlace('review'));
              }}
            >
              All plans
            </Action>
          }
        />
      </ScreenFrame>
    );
  }
  if (opened.data === undefined) {
    return (
      <ScreenFrame title="Review" busy>
        <SkeletonRows rows={12} />
      </ScreenFrame>
    );
  }
  return <OpenedReview path={path} opened={opened.data} tab={tabOf(place.query.get('tab'))} />;
}

function OpenedReview(props: {
  readonly path: string;
  readonly opened: Opened;
  readonly tab: Tab;
}): ReactElement {
  const { path, opened, tab } = props;
  const { plan, verdict, review, author, proof } = opened;
  const workspace = useRead('workspace.open', {});
  const readOnly = workspace.data?.readOnly === true;
  const [asked, setAsked] = useState<Asked>();
  const [picked, setPicked] = useState<number>();
  const add = useWrite('review.add', { refreshes: ['plan.open', 'plan.list'] });
  const direction = tab === 'rollback' ? 'rollback' : 'forward';
  const rows = useMemo(
    () => (tab === 'rollback' ? statementRows(reversed(plan)) : readingOrder(statementRows(plan))),
    [plan, tab],
  );
  const comments = useMemo(() => commentsByStatement(review), [review]);
  const row = rows.find(({ statement }) => statement.number === picked) ?? rows[0];
  const about = row === undefined ? [] : (comments.get(`${direction} ${String(row.statement.number)}`) ?? []);
  const show = (next: Tab): void => {
    setPicked(undefined);
    adjustPlace({ tab: next === 'statements' ? undefined : next });
  };
  const say = (next: Asked): void => {
    add.reset();
    setAsked(next);
  };
  return (
    <ScreenFrame
      title={`${plan.name} ${plan.planVersion}`.trim()}
      says={
        <>
          makes {plan.target.source} follow {plan.follow.source} · by {author} ·{' '}
          <span className={css['content']}>
            content <code title={plan.hash}>{shortHash(plan.hash)}</code>{' '}
            <CopyButton label="Copy the plan’s hash" text={plan.hash} />
          </span>
        </>
      }
      fill
      action={
        <>
          <Action
            disabled={readOnly}
            onClick={() => {
              say({ kind: 'request-changes' });
            }}
          >
            Request changes
          </Action>
          <Action
            look={verdict.approved ? 'plain' : 'main'}
            disabled={readOnly || proof?.passed === false}
            onClick={() => {
              say({ kind: 'approve' });
            }}
          >
            Approve
          </Action>
          {verdict.approved && (
            <Action
              look="main"
              onClick={() => {
                goTo(makePlace('run', [path]));
              }}
            >
              Go to run
            </Action>
          )}
        </>
      }
    >
      <div className={css['verdict']} role="status">
        <Notice tone={verdict.approved ? 'good' : proof?.passed === false ? 'bad' : 'warn'}>
          {verdictSentence(opened)}
        </Notice>
        {verdict.voided.map((one) => (
          <Notice key={`${one.by} ${one.at}`} tone="quiet">
            {one.by}’s approval of {formatMoment(one.at)} does not count: {one.reason}
          </Notice>
        ))}
        {readOnly && (
          <Notice tone="quiet">
            This session is read-only: nothing can be said here. Start Tidemark without --read-only for that.
          </Notice>
        )}
      </div>
      <TabBar<Tab>
        label="Parts of the review"
        value={tab}
        onChange={show}
        items={[
          { key: 'statements', title: 'Statements', note: String(plan.statements.length) },
          { key: 'rollback', title: 'Rollback', note: String(plan.rollback.length) },
          { key: 'discussion', title: 'Discussion', note: String(review.length) },
          {
            key: 'proof',
            title: 'Proof',
            note: proof === undefined ? 'none' : proof.passed ? 'passed' : 'failed',
          },
        ]}
      />
      {(tab === 'statements' || tab === 'rollback') &&
        (row === undefined ? (
          <EmptyState title="No statement">
            {tab === 'rollback' ? 'Nothing takes this plan back.' : 'The plan holds nothing to run.'}
          </EmptyState>
        ) : (
          <div className={split['split']}>
            <StatementList
              label={
                tab === 'rollback'
                  ? 'Statements of the rollback'
                  : 'Statements, those that ask for most care first'
              }
              rows={rows}
              selected={row.statement.number}
              onSelect={setPicked}
              end={(one) => {
                const count = comments.get(`${direction} ${String(one.statement.number)}`)?.length ?? 0;
                const care = pillOfCare(one.care);
                return (
                  <>
                    {count > 0 && <Pill tone="tide">{countOf(count, 'comment')}</Pill>}
                    {one.care !== 'safe' && <Pill tone={care.tone}>{care.word}</Pill>}
                  </>
                );
              }}
            />
            <StatementDetail row={row}>
              <div>
                <Caption>Comments</Caption>
                {about.length > 0 && <Discussion said={about} hash={plan.hash} />}
                <Action
                  disabled={readOnly}
                  onClick={() => {
                    say({ kind: 'comment', statement: row.statement.number });
                  }}
                >
                  Comment on statement {row.statement.number}
                </Action>
              </div>
            </StatementDetail>
          </div>
        ))}
      {tab === 'discussion' && (
        <div className={css['pane']}>
          {review.length === 0 ? (
            <EmptyState title="Nothing was said yet">
              Comments, approvals and requests stand here, and in the review file beside the plan.
            </EmptyState>
          ) : (
            <Discussion
              said={review}
              hash={plan.hash}
              onStatement={(where, number) => {
                show(where === 'rollback' ? 'rollback' : 'statements');
                setPicked(number);
              }}
            />
          )}
          <Action
            disabled={readOnly}
            onClick={() => {
              say({ kind: 'comment' });
            }}
          >
            Comment on the plan
          </Action>
        </div>
      )}
      {tab === 'proof' && (
        <div className={css['pane']}>
          {proof === undefined ? (
            <EmptyState title="It was not rehearsed">
              Rehearse it where it was made, in Sync, or with tidemark rehearse.
            </EmptyState>
          ) : (
            <>
              <p className={css['lead']}>
                {proof.passed ? 'Proved' : 'Not proved'} on {proof.where}, {sayFlavor(proof.flavor)},{' '}
                {formatMoment(proof.at)}.
              </p>
              <ProofList
                rows={proofRows({ proof, progress: undefined, running: false, crashSweep: false })}
              />
            </>
          )}
        </div>
      )}
      <ReviewInspector path={path} opened={opened} />
      {asked !== undefined && (
        <SayDialog
          kind={asked.kind}
          about={
            asked.kind === 'comment' && asked.statement !== undefined
              ? `statement ${String(asked.statement)}`
              : plan.name
          }
          hash={plan.hash}
          author={author}
          busy={add.isPending}
          error={add.error}
          onClose={() => {
            setAsked(undefined);
          }}
          onSay={(by, text) => {
            add.mutate(
              {
                path,
                kind: asked.kind,
                by,
                ...(text === '' ? {} : { text }),
                ...(asked.kind === 'comment' && asked.statement !== undefined
                  ? { statement: asked.statement, direction }
                  : {}),
              },
              {
                onSuccess: () => {
                  setAsked(undefined);
                },
              },
            );
          }}
        />
      )}
    </ScreenFrame>
  );
}

function tabOf(text: string | undefined): Tab {
  return text === 'rollback' || text === 'discussion' || text === 'proof' ? text : 'statements';
}
