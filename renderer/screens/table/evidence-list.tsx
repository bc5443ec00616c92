import type { ReactElement } from 'react';
import type { FactRow } from '../../../shared/api';
import { CopyButton } from '../../primitives/copy-button';
import type { Status } from '../../primitives/drift-words';
import { BreakableText, OriginText } from '../../primitives/origin';
import { StatusGlyph } from '../../primitives/status-glyph';
import css from './fact-inspector.module.css';

/** Who says what of one fact, and where, source below source; `silence` is what stands where one says nothing. */
export function EvidenceList(props: {
  readonly values: FactRow['values'];
  readonly statusOf: (value: FactRow['values'][number]) => Status;
  readonly silence: (source: string) => string;
}): ReactElement {
  const { values, statusOf, silence } = props;
  return (
    <ul>
      {values.map((value) => (
        <li key={value.source} className={css['said']}>
          <div className={css['who']}>
            {/* One that says nothing, and need not, is no evidence of an agreement. */}
            {(value.text !== undefined || statusOf(value) !== 'equal') && (
              <StatusGlyph status={statusOf(value)} />
            )}
            <span>{value.source}</span>
            {value.text !== undefined && (
              <CopyButton label={`Copy what ${value.source} says`} text={value.text} />
            )}
          </div>
          {value.text === undefined ? (
            <span className={css['dim']}>{silence(value.source)}</span>
          ) : (
            <code className={css['value']}>
              <BreakableText text={value.text} />
            </code>
          )}
          {value.at !== undefined && (
            <div>
              <OriginText origin={value.at} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
