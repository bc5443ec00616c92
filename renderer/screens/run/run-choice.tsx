import type { ReactElement } from 'react';
import { useRead } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { countOf } from '../../primitives/drift-words';
import { formatMoment } from '../../primitives/moment';
import { Pill } from '../../primitives/pill';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { PlanTable } from '../plan/plan-table';

/** Plans that are approved and not run yet, and runs that wait for a decision. */
export function RunChoice(): ReactElement {
  const list = useRead('plan.list', {});
  if (list.isError)
    return (
      <ScreenFrame title="Run">
        <ErrorState
          title="The plans could not be listed"
          error={list.error}
          retry={() => void list.refetch()}
        />
      </ScreenFrame>
    );
  if (list.data === undefined)
    return (
      <ScreenFrame title="Run" busy>
        <SkeletonRows rows={8} />
      </ScreenFrame>
    );
  const plans = list.data.plans.filter(
    ({ verdict, run }) => run?.unfinished === true || (verdict.approved && run === undefined),
  );
  const waiting = plans.filter(({ run }) => run?.unfinished === true).length;
  if (plans.length === 0)
    return (
      <EmptyState
        screen
        title="No approved plan waits"
        action={
          <Action
            look="main"
            onClick={() => {
              goTo(makePlace('review'));
            }}
          >
            Go to Review
          </Action>
        }
      >
        A plan is made in Sync, rehearsed, and approved in Review. Then it can be run here.
      </EmptyState>
    );
  return (
    <ScreenFrame
      title={`${countOf(plans.length, 'plan')} can be run`}
      says={
        waiting > 0
          ? `${countOf(waiting, 'run')} stopped and ${waiting === 1 ? 'waits' : 'wait'} for a decision.`
          : undefined
      }
    >
      <PlanTable
        label="Plans that can be run"
        plans={plans}
        screen="run"
        state={({ run, verdict }) =>
          run?.unfinished === true ? (
            <Pill tone="warn">stopped {formatMoment(run.at)}</Pill>
          ) : (
            <Pill tone="good">approved by {verdict.approvals.map(({ by }) => by).join(', ')}</Pill>
          )
        }
      />
    </ScreenFrame>
  );
}
