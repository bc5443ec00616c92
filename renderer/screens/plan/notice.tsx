import type { ReactElement, ReactNode } from 'react';
import clsx from 'clsx';
import css from './notice.module.css';

/** A line that says what happened, within a screen that goes on working; `hint` is the way out. */
export function Notice(props: {
  readonly tone: 'quiet' | 'good' | 'warn' | 'bad';
  readonly hint?: string | undefined;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={clsx(css['notice'], css[props.tone])} role={props.tone === 'bad' ? 'alert' : undefined}>
      <div>
        <p>{props.children}</p>
        {props.hint !== undefined && <p className={css['hint']}>{props.hint}</p>}
      </div>
      {props.action !== undefined && <div className={css['action']}>{props.action}</div>}
    </div>
  );
}
