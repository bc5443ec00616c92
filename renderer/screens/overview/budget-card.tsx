import { useMemo, type ReactElement } from 'react';
import type { WorkspaceView } from '../../../shared/api';
import type { Matrix } from '../../api/use-matrix';
import { Card } from '../../primitives/card';
import { formatCount, sayOwnTables } from '../../primitives/drift-words';
import { Skeleton } from '../../primitives/states';
import { countTables } from './overview-facts';
import css from './budget-card.module.css';

/** The table budget with its headroom, schema by schema. */
export function BudgetCard(props: {
  readonly matrix: Matrix | undefined;
  readonly workspace: WorkspaceView | undefined;
}): ReactElement {
  const { matrix, workspace } = props;
  const bars = useMemo(
    () => matrix && countTables(matrix, workspace?.federation.map(({ name }) => name) ?? []),
    [matrix, workspace],
  );
  const budget = workspace?.budget;
  // One server is read by several sources, so the largest number is the one of the tables that are there.
  const own = Math.max(0, ...(matrix?.sources.map((source) => source.own ?? 0) ?? []));
  // Runs are recorded there: its place is kept before they are, so that nothing moves when they come.
  const records = own > 0 || workspace?.federation.some(({ role }) => role === 'orchestration') === true;
  const used = bars?.reduce((sum, { all }) => sum + all, 0);
  return (
    <Card title={budget === undefined ? 'Tables' : 'Table budget'}>
      <p className={css['figure']}>
        <strong title="Tables of all sources together">
          {used === undefined ? <Skeleton width="3.5rem" height="1.5rem" /> : formatCount(used)}
        </strong>
        <span className={css['dim']}>
          {budget === undefined
            ? 'in any source'
            : used === undefined
              ? `of ${formatCount(budget)}`
              : used <= budget
                ? `of ${formatCount(budget)} · ${formatCount(budget - used)} left`
                : `of ${formatCount(budget)}: ${formatCount(used - budget)} over budget`}
        </span>
      </p>
      {budget !== undefined && (
        <div
          className={css['meter']}
          role="img"
          aria-label={`${String(used ?? 0)} of ${String(budget)} tables used`}
        >
          {bars?.map(({ schema, all }, at) => (
            <span
              key={schema}
              className={css['part']}
              data-shade={at % 4}
              style={{ width: `${String((all / Math.max(budget, used ?? 0)) * 100)}%` }}
            />
          ))}
        </div>
      )}
      <ul className={css['schemas']}>
        {bars === undefined &&
          workspace?.federation.map(({ name, limit }, at) => (
            <li key={name}>
              <span className={css['swatch']} data-shade={at % 4} aria-hidden="true" />
              <span className={css['schema']}>{name}</span>
              <span className={css['dim']}>{limit !== undefined && `of ${formatCount(limit)}`}</span>
            </li>
          ))}
        {bars?.map(({ schema, all }, at) => {
          const limit = workspace?.federation.find(({ name }) => name === schema)?.limit;
          return (
            <li key={schema}>
              <span className={css['swatch']} data-shade={at % 4} aria-hidden="true" />
              <span className={css['schema']}>{schema === '' ? 'no schema' : schema}</span>
              <span className={css['dim']}>
                {formatCount(all)}
                {limit !== undefined && ` of ${formatCount(limit)}`}
              </span>
            </li>
          );
        })}
        {records && (
          <li title={own > 0 ? sayOwnTables(own) : undefined}>
            <span className={css['hollow']} aria-hidden="true" />
            <span className={css['schema']}>Tidemark’s own</span>
            <span className={css['dim']}>
              {matrix === undefined ? '' : own === 0 ? 'none' : `${formatCount(own)}, not counted`}
            </span>
          </li>
        )}
      </ul>
    </Card>
  );
}
