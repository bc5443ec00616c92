import type { ReactElement } from 'react';
import type { ListedPlan } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import { countOf } from '../../primitives/drift-words';
import { Pill } from '../../primitives/pill';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { Notice } from '../plan/notice';
import { PlanTable } from '../plan/plan-table';
import type { ScreenProps } from '../screen-props';
import { MakePlan } from '../make-plan';
import { PlanReview } from './plan-review';
import css from './review.module.css';

/** Review: the plans that wait, or one plan with its statements, comments and approvals. */
export function ReviewScreen({ place }: ScreenProps): ReactElement {
  const [path] = place.path;
  return path === undefined ? <PlansThatWait /> : <PlanReview key={path} path={path} place={place} />;
}

function PlansThatWait(): ReactElement {
  const list = useRead('plan.list', {});
  if (list.isError)
    return (
      <ScreenFrame title="Review">
        <ErrorState
          title="The plans could not be listed"
          error={list.error}
          retry={() => void list.refetch()}
        />
      </ScreenFrame>
    );
  if (list.data === undefined)
    return (
      <ScreenFrame title="Review" busy>
        <SkeletonRows rows={8} />
      </ScreenFrame>
    );
  const { plans, unreadable } = list.data;
  const waiting = plans.filter((plan) => plan.run === undefined && !plan.verdict.approved);
  const others = plans.filter((plan) => !waiting.includes(plan));
  if (plans.length === 0 && unreadable.length === 0)
    return (
      <EmptyState screen title="No plan is saved in this workspace" action={<MakePlan />}>
        A plan is made in Sync, saved and rehearsed there; then it waits here for somebody else’s eyes.
      </EmptyState>
    );
  return (
    <ScreenFrame
      title={
        waiting.length === 0
          ? 'No plan waits for review'
          : `${countOf(waiting.length, 'plan')} ${waiting.length === 1 ? 'waits' : 'wait'} for review`
      }
      says={
        others.length > 0
          ? `${countOf(others.length, waiting.length === 0 ? 'plan' : 'other plan')} ${others.length === 1 ? 'was' : 'were'} approved or run.`
          : undefined
      }
    >
      {unreadable.map(({ path, error }) => (
        <Notice key={path} tone="bad" hint={error.hint}>
          <code>{path}</code>: {error.message}
        </Notice>
      ))}
      {plans.length > 0 && (
        <div className={css['lists']}>
          {waiting.length > 0 && (
            <PlanTable label="Plans that wait" plans={waiting} screen="review" state={stateOf} />
          )}
          {others.length > 0 && (
            <section aria-labelledby="other-plans">
              <h2 id="other-plans" className={css['heading']}>
                Approved or run
              </h2>
              <PlanTable
                label="Plans that are approved or were run"
                plans={others}
                screen="review"
                state={stateOf}
              />
            </section>
          )}
        </div>
      )}
    </ScreenFrame>
  );
}

function stateOf({ proof, verdict, run }: ListedPlan): ReactElement {
  if (run?.unfinished === true) return <Pill tone="warn">run stopped</Pill>;
  if (run !== undefined)
    return <Pill tone={run.state === 'completed' ? 'good' : 'quiet'}>{run.state.replace('_', ' ')}</Pill>;
  if (proof?.passed === false) return <Pill tone="bad">rehearsal failed</Pill>;
  if (proof === undefined) return <Pill tone="warn">not rehearsed</Pill>;
  if (verdict.approved) return <Pill tone="good">approved</Pill>;
  const open = verdict.needed - verdict.approvals.length;
  if (open <= 0) return <Pill tone="warn">changes asked for</Pill>;
  return (
    <Pill tone="tide">
      {verdict.approvals.length === 0 ? `needs ${countOf(open, 'approval')}` : `needs ${String(open)} more`}
    </Pill>
  );
}
