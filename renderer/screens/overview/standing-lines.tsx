import type { ReactElement, ReactNode } from 'react';
import clsx from 'clsx';
import type { WorkspaceView } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import type { Matrix } from '../../api/use-matrix';
import { Card } from '../../primitives/card';
import { formatMoment } from '../../primitives/moment';
import { Pill } from '../../primitives/pill';
import { Skeleton } from '../../primitives/states';
import { makePlace, type Place } from '../../state/place';
import { goTo } from '../../state/use-place';
import { END_TONES, rowOfJournal } from '../history/history-rows';
import { sayBudget, sayPlans } from './overview-facts';
import css from './standing-lines.module.css';

/** What goes with the schemas, one line each, and each the way to its list: runs, plans, doctrine, claims. */
export function StandingLines(props: {
  readonly matrix: Matrix | undefined;
  readonly workspace: WorkspaceView | undefined;
}): ReactElement {
  const { matrix, workspace } = props;
  const runs = useRead('run.status', {}, matrix !== undefined);
  const plans = useRead('plan.list', {}, matrix !== undefined);
  const last = runs.data?.runs.map(rowOfJournal).sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
  return (
    <Card title="What goes with it">
      <dl className={css['lines']}>
        <Line name="last run" to={makePlace('history')} twoLines>
          {runs.isError ? (
            runs.error.message
          ) : runs.data === undefined ? (
            <Skeleton width="10rem" />
          ) : last === undefined ? (
            'Nothing was run yet.'
          ) : (
            <>
              <span className={css['name']}>
                {last.name} {last.version}
              </span>
              <Pill tone={END_TONES[last.end]}>{last.end}</Pill>{' '}
              <span className={css['dim']}>{formatMoment(last.startedAt)}</span>
            </>
          )}
        </Line>
        <Line name="plans" to={makePlace('review')}>
          {plans.isError ? (
            plans.error.message
          ) : plans.data === undefined ? (
            <Skeleton width="10rem" />
          ) : (
            sayPlans(plans.data.plans)
          )}
        </Line>
        <Line name="doctrine" to={makePlace('settings', ['federation'])}>
          {matrix === undefined ? <Skeleton width="80%" /> : sayBudget(matrix, workspace)}{' '}
          <span className={css['dim']}>Rules are not measured yet.</span>
        </Line>
        <Line name="claims">
          <span className={css['dim']}>Not measured yet.</span>
        </Line>
      </dl>
    </Card>
  );
}

function Line(props: {
  readonly name: string;
  readonly to?: Place;
  /** True where two lines are kept for words that come later. */
  readonly twoLines?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { name, to, twoLines = false, children } = props;
  return (
    <div className={css['line']}>
      <dt>{name}</dt>
      <dd className={clsx(twoLines && css['twoLines'])}>
        {to === undefined ? (
          children
        ) : (
          <button
            type="button"
            className={css['to']}
            // Its name until its words have come.
            title={name}
            onClick={() => {
              goTo(to);
            }}
          >
            {children}
          </button>
        )}
      </dd>
    </div>
  );
}
