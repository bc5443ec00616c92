import type { ReactElement } from 'react';
import { STATUS_MEANINGS, STATUS_WORDS, type Status } from './drift-words';
import { StatusGlyph } from './status-glyph';
import css from './legend.module.css';

/** What the signs mean, in a row. */
export function Legend({ statuses }: { readonly statuses: readonly Status[] }): ReactElement {
  return (
    <ul className={css['legend']} aria-label="Legend">
      {statuses.map((status) => (
        <li key={status} title={STATUS_MEANINGS[status]}>
          <StatusGlyph status={status} mute /> {STATUS_WORDS[status]}
        </li>
      ))}
    </ul>
  );
}
