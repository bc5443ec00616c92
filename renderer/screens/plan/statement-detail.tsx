import { useState, type ReactElement, type ReactNode } from 'react';
import { Caption } from '../../primitives/card';
import { OriginText } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { Action } from '../../primitives/action';
import { SqlView } from './sql-view';
import {
  explainPrediction,
  pillOfCare,
  toneOfPrediction,
  wordsOfPrediction,
  type StatementRow,
} from './statement-words';
import css from './statement-detail.module.css';

/** One statement: what, why, risk, lock, its SQL with or without the guard, and what takes it back. */
export function StatementDetail(props: {
  readonly row: StatementRow;
  readonly children?: ReactNode;
}): ReactElement {
  const { row } = props;
  const { statement } = row;
  const [guarded, setGuarded] = useState(true);
  const care = pillOfCare(row.care);
  const origins = row.changes.flatMap(({ cause }) => cause);
  return (
    <section className={css['detail']} aria-label={`Statement ${String(statement.number)}`}>
      <header className={css['header']}>
        <div className={css['what']}>
          <code className={css['object']}>{statement.object}</code>{' '}
          <span className={css['title']}>{statement.title}</span>
        </div>
        <div className={css['pills']}>
          {row.care !== 'safe' && <Pill tone={care.tone}>{care.word}</Pill>}
          <Pill tone={toneOfPrediction(statement.prediction)} title={explainPrediction(statement.prediction)}>
            {wordsOfPrediction(statement.prediction)}
          </Pill>
        </div>
      </header>
      <SqlView
        title={guarded ? 'As it runs, safe to run again' : 'The statement alone'}
        text={guarded ? scriptOf(statement.steps) : statement.sql}
        className={css['sql']}
        aside={
          <Action
            look="quiet"
            aria-pressed={guarded}
            onClick={() => {
              setGuarded(!guarded);
            }}
          >
            Guard
          </Action>
        }
      />
      <div className={css['facts']} tabIndex={0} role="region" aria-label="About this statement">
        {row.reasons.length > 0 && (
          <div>
            <ul className={css['reasons']}>
              {row.reasons.map((reason) => (
                <li key={reason}>{reason}.</li>
              ))}
            </ul>
          </div>
        )}
        <p className={css['meanwhile']}>{explainPrediction(statement.prediction)}</p>
        <div>
          <Caption>Undo</Caption>
          {row.reverse.length === 0 ? (
            <p>Nothing takes this back.</p>
          ) : (
            row.reverse.map((one) => (
              <pre key={one.number} className={css['undo']}>
                {one.sql}
              </pre>
            ))
          )}
          {row.irreversible && (
            <p>The structure comes back; rows that were lost do not, but from the backup.</p>
          )}
        </div>
        {origins.length > 0 && (
          <div>
            <Caption>Because</Caption>
            <ul className={css['because']}>
              {row.changes.map((change) => (
                <li key={change.id}>
                  {change.sentence}
                  {change.cause.map((origin, at) => (
                    <span key={at}>
                      , <OriginText origin={origin} />
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </div>
        )}
        {props.children}
      </div>
    </section>
  );
}

/** Steps as one script. */
export function scriptOf(steps: readonly string[]): string {
  return steps.map((step) => `${step};`).join('\n');
}
