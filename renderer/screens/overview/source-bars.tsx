import { useMemo, type ReactElement } from 'react';
import clsx from 'clsx';
import type { WorkspaceView } from '../../../shared/api';
import type { Matrix } from '../../api/use-matrix';
import { Card } from '../../primitives/card';
import { countOf, formatCount } from '../../primitives/drift-words';
import { BreakableName } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { Skeleton } from '../../primitives/states';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { countTables } from './overview-facts';
import { SourceStandings } from './source-standings';
import css from './source-bars.module.css';

/** How many tables each source states in each schema: numbers side by side, a bar below each, all of one scale. */
export function SourceBars(props: {
  readonly matrix: Matrix | undefined;
  readonly workspace: WorkspaceView | undefined;
}): ReactElement {
  const { matrix, workspace } = props;
  const bars = useMemo(
    () => matrix && countTables(matrix, workspace?.federation.map(({ name }) => name) ?? []),
    [matrix, workspace],
  );
  const sources = workspace?.sources ?? [];
  const most = Math.max(1, ...(bars?.flatMap(({ counts }) => counts) ?? []));
  const schemas =
    bars?.map(({ schema, all }) => ({ schema, all })) ??
    workspace?.federation.map(({ name }) => ({ schema: name, all: undefined })) ??
    [];
  return (
    <Card title="Tables by schema and source">
      <div className={css['scroller']}>
        <table className={css['table']} style={{ minWidth: `calc(7rem + ${String(sources.length)} * 4rem)` }}>
          <thead>
            <tr>
              <th scope="col" className={css['first']}>
                schema
              </th>
              {sources.map(({ id }) => (
                <th scope="col" key={id} title={id}>
                  {id}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {schemas.map(({ schema, all }, line) => (
              <tr key={schema}>
                <th scope="row">
                  <span className={css['schema']}>
                    <code>{schema === '' ? 'no schema' : <BreakableName name={schema} />}</code>
                    <Role workspace={workspace} schema={schema} />
                  </span>
                </th>
                {sources.map(({ id }) => {
                  const at = matrix?.sources.findIndex((source) => source.id === id) ?? -1;
                  const count = bars?.[line]?.counts[at];
                  return (
                    <td key={id}>
                      {count === undefined ? (
                        matrix === undefined ? (
                          <Skeleton width="60%" />
                        ) : (
                          <span className={css['dim']}>not read</span>
                        )
                      ) : (
                        <button
                          type="button"
                          className={css['cell']}
                          title={`${id} states ${formatCount(count)} of ${countOf(all ?? 0, 'table')} in ${schema}`}
                          onClick={() => {
                            goTo(
                              makePlace('drift', [], { schema, source: id === matrix?.reference ? '' : id }),
                            );
                          }}
                        >
                          <span className={clsx(count === 0 && css['dim'])}>{formatCount(count)}</span>
                          <span className={css['track']}>
                            <span
                              className={clsx(css['bar'], id === matrix?.reference && css['reference'])}
                              style={{ width: `${String((count / most) * 100)}%` }}
                            />
                          </span>
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <SourceStandings matrix={matrix} workspace={workspace} />
    </Card>
  );
}

function Role(props: {
  readonly workspace: WorkspaceView | undefined;
  readonly schema: string;
}): ReactElement | null {
  const role = props.workspace?.federation.find(({ name }) => name === props.schema)?.role;
  return role === undefined || props.schema.endsWith(role) ? null : <Pill>{role}</Pill>;
}
