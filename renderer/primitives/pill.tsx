import type { ReactElement, ReactNode } from 'react';
import clsx from 'clsx';
import css from './pill.module.css';

/** What a pill's colour says. Drift colours are for drift, `good` and `warn` for states of connections and risks. */
export type PillTone = 'quiet' | 'tide' | 'good' | 'warn' | 'bad' | 'extra';

/** A short word or number in a soft colour: a count, a role, a risk. */
export function Pill(props: {
  readonly tone?: PillTone;
  readonly title?: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <span className={clsx(css['pill'], css[props.tone ?? 'quiet'])} title={props.title}>
      {props.children}
    </span>
  );
}
