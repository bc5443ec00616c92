import type { ReactElement } from 'react';
import type { WorkspaceView } from '../../../shared/api';
import type { Matrix } from '../../api/use-matrix';
import { countOf, formatCount } from '../../primitives/drift-words';
import { StatusGlyph } from '../../primitives/status-glyph';
import { makePlace } from '../../state/place';
import { goTo } from '../../state/use-place';
import { standingOfSources } from './overview-facts';
import css from './source-standings.module.css';

/** How each source stands to the reference, a line each, and each the way to its differences. */
export function SourceStandings(props: {
  readonly matrix: Matrix | undefined;
  readonly workspace: WorkspaceView | undefined;
}): ReactElement {
  const { matrix, workspace } = props;
  if (matrix === undefined) {
    // The same number of lines as there will be, so that nothing below moves when they come.
    return (
      <ul className={css['standing']} aria-hidden="true">
        {workspace?.sources.slice(1).map(({ id }) => (
          <li key={id}>
            <span className={css['line']}>
              <span className={css['name']}>{id}</span>
            </span>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className={css['standing']} aria-label="How each source stands">
      {standingOfSources(matrix).map(({ source, missing, different, extra, agree }) => (
        <li key={source}>
          <button
            type="button"
            className={css['line']}
            onClick={() => {
              goTo(makePlace('drift', [], { source }));
            }}
          >
            <span className={css['name']}>{source}</span>
            {(
              [
                ['missing', missing],
                ['different', different],
                ['extra', extra],
              ] as const
            ).map(([status, count]) => (
              <span
                key={status}
                className={count === 0 ? css['zero'] : undefined}
                title={`${countOf(count, 'object')} ${status}`}
              >
                <StatusGlyph status={status} /> {formatCount(count)}
              </span>
            ))}
            <span className={css['agree']} title={`${countOf(agree, 'object')} agree`}>
              <StatusGlyph status="equal" /> {formatCount(agree)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
