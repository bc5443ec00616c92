import type { ReactElement } from 'react';
import { formatMoment } from '../../primitives/moment';
import { Pill } from '../../primitives/pill';
import { shortHash } from '../plan/statement-words';
import { verbOf, type Said } from './review-words';
import css from './review.module.css';

/** What was said, oldest first; what was said of another content of the plan bears a mark. */
export function Discussion(props: {
  readonly said: readonly Said[];
  readonly hash: string;
  readonly onStatement?: (direction: 'forward' | 'rollback', number: number) => void;
}): ReactElement {
  const { said, hash, onStatement } = props;
  return (
    <ol className={css['discussion']}>
      {said.map((one, at) => (
        <li key={at} className={css['said']}>
          <p className={css['who']}>
            <strong>{one.by}</strong> {verbOf(one)}
            {one.statement !== undefined && onStatement !== undefined && (
              <>
                {' '}
                on{' '}
                <button
                  type="button"
                  className={css['link']}
                  onClick={() => {
                    onStatement(one.direction ?? 'forward', one.statement ?? 1);
                  }}
                >
                  {one.direction === 'rollback' ? 'rollback statement' : 'statement'} {one.statement}
                </button>
              </>
            )}
            <time className={css['when']} dateTime={one.at}>
              {formatMoment(one.at)}
            </time>
            {one.hash !== hash && <Pill tone="warn">of {shortHash(one.hash)}, not this content</Pill>}
          </p>
          {one.text !== undefined && <p className={css['text']}>{one.text}</p>}
        </li>
      ))}
    </ol>
  );
}
