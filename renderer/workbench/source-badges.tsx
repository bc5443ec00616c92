import type { ReactElement } from 'react';
import type { DriftRow } from '../../shared/api';
import type { Matrix } from '../api/use-matrix';
import { countOf, isDrift, listWords, STATUS_WORDS } from '../primitives/drift-words';
import { StatusGlyph } from '../primitives/status-glyph';
import css from './source-badges.module.css';

/** More sources than this are counted: a row has no room for a sign of each. */
const MOST = 5;

/** How an object drifts in each source that is no reference, one sign each in the order of the sources; nothing when none does. */
export function SourceBadges(props: {
  readonly row: DriftRow;
  readonly matrix: Pick<Matrix, 'sources' | 'reference'>;
}): ReactElement | null {
  const { row, matrix } = props;
  const compared = matrix.sources.flatMap(({ id }, at) => {
    const cell = row.cells[at];
    return id === matrix.reference || cell === undefined ? [] : [{ id, ...cell }];
  });
  const drifting = compared.filter(({ status }) => isDrift(status));
  if (drifting.length === 0) return null;
  const words = drifting.map(({ id, status, differences }) =>
    status === 'different'
      ? `${countOf(differences, 'difference')} in ${id}`
      : `${STATUS_WORDS[status]} in ${id}`,
  );
  return (
    <span className={css['badges']} title={words.join('\n')}>
      {compared.length > MOST ? (
        <span aria-hidden="true">{`in ${String(drifting.length)} of ${String(compared.length)}`}</span>
      ) : (
        compared.map(({ id, status, present }) => (
          <span key={id} className={css['badge']} aria-hidden="true">
            {(present || status !== 'equal') && <StatusGlyph status={status} mute />}
          </span>
        ))
      )}
      <span className="only-heard">{listWords(words)}</span>
    </span>
  );
}
