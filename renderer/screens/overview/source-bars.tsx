import { useMemo, type ReactElement } from 'react';
import clsx from 'clsx';
import type { WorkspaceView } from '../../../shared/api';
import type { Matrix } from '../../api/use-matrix';
import { Card } from '../../primitives/card';
import { countOf, formatCount, STATUS_WORDS, type Status } from '../../primitives/drift-words';
import { BreakableName } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { Skeleton } from '../../primitives/states';
import { StatusGlyph } from '../../primitives/status-glyph';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { countTables, standingOfSources, type SourceStanding } from './overview-facts';
import css from './source-bars.module.css';

/** How a source stands to the reference, one line each: the status, its count, and what a count says when pointed at. */
const STANDINGS: readonly {
  readonly status: Status;
  readonly of: Exclude<keyof SourceStanding, 'source'>;
  readonly word: string;
}[] = [
  { status: 'missing', of: 'missing', word: STATUS_WORDS.missing },
  { status: 'different', of: 'different', word: STATUS_WORDS.different },
  { status: 'extra', of: 'extra', word: STATUS_WORDS.extra },
  { status: 'unknown', of: 'untold', word: STATUS_WORDS.unknown },
  { status: 'equal', of: 'agree', word: 'agree' },
];

/**
 * A column for each source: how many tables it states in each schema, a bar below each number, all of one scale; and
 * below them how it stands to the reference. Every number is the way to its list.
 */
export function SourceBars(props: {
  readonly matrix: Matrix | undefined;
  readonly workspace: WorkspaceView | undefined;
}): ReactElement {
  const { matrix, workspace } = props;
  const bars = useMemo(
    () => matrix && countTables(matrix, workspace?.federation.map(({ name }) => name) ?? []),
    [matrix, workspace],
  );
  const standings = useMemo(() => matrix && standingOfSources(matrix), [matrix]);
  const sources = workspace?.sources ?? [];
  const most = Math.max(1, ...(bars?.flatMap(({ counts }) => counts) ?? []));
  const schemas =
    bars?.map(({ schema, all }) => ({ schema, all })) ??
    workspace?.federation.map(({ name }) => ({ schema: name, all: undefined })) ??
    [];
  return (
    <Card title="Tables by schema and source" className={css['card']}>
      <div className={css['scroller']}>
        <table
          className={css['table']}
          style={{ minWidth: `calc(6.75rem + ${String(sources.length)} * 4rem)` }}
        >
          <thead>
            <tr>
              <th scope="col" className={css['first']}>
                schema
              </th>
              {sources.map(({ id }) => (
                <th scope="col" key={id} title={id}>
                  <BreakableName name={id} />
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
                          <span className={css['silent']}>not read</span>
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
          {sources.length > 1 && standings?.length !== 0 && (
            <tbody className={css['standings']}>
              {STANDINGS.map(({ status, of, word }) => (
                <tr key={status}>
                  <th scope="row">
                    <span className={css['status']}>
                      <StatusGlyph status={status} mute /> {word}
                    </span>
                  </th>
                  {sources.map(({ id }) => {
                    const count = standings?.find(({ source }) => source === id)?.[of];
                    return (
                      <td key={id}>
                        {standings === undefined ? (
                          <span className={css['silent']}>
                            <Skeleton width="1.5rem" />
                          </span>
                        ) : count === undefined ? (
                          <span className={css['silent']} aria-label={silenceOf(id, matrix)}>
                            –
                          </span>
                        ) : (
                          <button
                            type="button"
                            className={clsx(css['cell'], (count === 0 || of === 'agree') && css['dim'])}
                            title={`${id}: ${countOf(count, 'object')} ${word}`}
                            onClick={() => {
                              goTo(makePlace('drift', [], { source: id, ...filterOf(of) }));
                            }}
                          >
                            {formatCount(count)}
                          </button>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          )}
        </table>
      </div>
    </Card>
  );
}

/** Why a source has no standing. */
function silenceOf(id: string, matrix: Matrix | undefined): string {
  return id === matrix?.reference ? 'reference' : 'not read';
}

/** What the list of differences is narrowed to; what agrees has no differences, so the source's whole list is shown. */
function filterOf(of: (typeof STANDINGS)[number]['of']): Readonly<Record<string, string>> {
  return of === 'agree' ? {} : { status: of === 'untold' ? 'unknown' : of };
}

function Role(props: {
  readonly workspace: WorkspaceView | undefined;
  readonly schema: string;
}): ReactElement | null {
  const role = props.workspace?.federation.find(({ name }) => name === props.schema)?.role;
  return role === undefined || props.schema.endsWith(role) ? null : <Pill>{role}</Pill>;
}
