import type { ReactElement, ReactNode } from 'react';
import type { ListedPlan } from '../../../shared/api';
import { formatMoment } from '../../primitives/moment';
import { Pill } from '../../primitives/pill';
import { makePlace, type Screen } from '../../state/place';
import { goTo } from '../../state/use-place';
import { shortHash } from './statement-words';
import css from './plan-table.module.css';

/** Plans below one another; the name opens one on a screen. */
export function PlanTable(props: {
  readonly label: string;
  readonly plans: readonly ListedPlan[];
  readonly screen: Screen;
  readonly state: (plan: ListedPlan) => ReactNode;
}): ReactElement {
  const { label, plans, screen, state } = props;
  return (
    <div className={css['frame']}>
      <table className={css['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Plan</th>
            <th scope="col">Direction</th>
            <th scope="col" className={css['number']}>
              Statements
            </th>
            <th scope="col">Stands</th>
            <th scope="col">Author</th>
            <th scope="col">Written</th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.path}>
              <td>
                <button
                  type="button"
                  className={css['open']}
                  title={plan.path}
                  onClick={() => {
                    goTo(makePlace(screen, [plan.path]));
                  }}
                >
                  {plan.name} {plan.planVersion}
                </button>
                <code className={css['hash']} title={plan.hash}>
                  {shortHash(plan.hash)}
                </code>
              </td>
              <td>
                {plan.target} follows {plan.follow}
              </td>
              <td className={css['number']}>{plan.statements}</td>
              <td>
                <span className={css['pills']}>
                  {state(plan)}
                  {plan.destructive && <Pill tone="bad">can lose data</Pill>}
                </span>
              </td>
              <td>{plan.author}</td>
              <td className={css['dim']}>{formatMoment(plan.writtenAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
