import { useMemo, type ReactElement } from 'react';
import { Tooltip } from '@mantine/core';
import clsx from 'clsx';
import type { WorkspaceView } from '../../../shared/api';
import type { Matrix } from '../../api/use-matrix';
import { Card } from '../../primitives/card';
import { countOf, formatCount } from '../../primitives/drift-words';
import { Skeleton } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { countTables } from './overview-facts';
import css from './source-bars.module.css';

/** Tables by schema and source, as bars of one scale; the reference in the accent, short bars stand out. */
export function SourceBars(props: {
  readonly matrix: Matrix | undefined;
  readonly workspace: WorkspaceView | undefined;
}): ReactElement {
  const { matrix, workspace } = props;
  const bars = useMemo(
    () => matrix && countTables(matrix, workspace?.federation.map(({ name }) => name) ?? []),
    [matrix, workspace],
  );
  const names = workspace?.sources.map(({ id }) => id) ?? [];
  if (matrix === undefined || bars === undefined) {
    return (
      <Card title="Tables by schema and source">
        <div
          style={{
            height: `${String(Math.max(3, workspace?.federation.length ?? 3) * Math.max(4, names.length) * 1.125 + 3)}rem`,
          }}
        >
          <Skeleton width="60%" />
        </div>
      </Card>
    );
  }
  const most = Math.max(1, ...bars.flatMap(({ counts }) => counts));
  return (
    <Card title="Tables by schema and source">
      <div className={css['schemas']}>
        {bars.map(({ schema, counts, all }) => (
          <section key={schema} className={css['schema']} aria-label={`Tables of ${schema}`}>
            <div className={css['name']}>
              <code>{schema === '' ? 'no schema' : schema}</code>
              <span className={css['all']}>{countOf(all, 'table')} in all</span>
            </div>
            <ul className={css['bars']}>
              {matrix.sources.map((source, at) => {
                const count = counts[at] ?? 0;
                return (
                  <li key={source.id}>
                    <Tooltip
                      label={`${source.id} states ${countOf(count, 'table')} of ${String(all)} in ${schema}`}
                    >
                      <button
                        type="button"
                        className={css['line']}
                        onClick={() => {
                          goTo(makePlace('drift', [], { schema, source: source.id }));
                        }}
                      >
                        <span className={css['source']}>{source.id}</span>
                        <span className={css['track']}>
                          <span
                            className={clsx(
                              css['bar'],
                              source.id === matrix.reference && css['reference'],
                              count === 0 && css['none'],
                            )}
                            style={{ width: `${String((count / most) * 100)}%` }}
                          />
                        </span>
                        <span className={css['count']}>{formatCount(count)}</span>
                      </button>
                    </Tooltip>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
}
