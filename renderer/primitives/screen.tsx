import type { ReactElement, ReactNode } from 'react';
import clsx from 'clsx';
import css from './screen.module.css';

/**
 * The frame of a screen: first a sentence that says how things stand, beside it the one next action. `toolbar`
 * stands below and stays while the content scrolls. `fill` gives the content the height that is left, for grids
 * that scroll themselves.
 */
export function ScreenFrame(props: {
  readonly title: ReactNode;
  readonly says?: ReactNode;
  readonly action?: ReactNode;
  readonly toolbar?: ReactNode;
  readonly fill?: boolean;
  readonly busy?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={css['screen']} aria-busy={props.busy}>
      <header className={css['header']}>
        <div className={css['sentence']}>
          <h1 className={css['title']}>{props.title}</h1>
          {props.says !== undefined && <p className={css['says']}>{props.says}</p>}
        </div>
        {props.action !== undefined && <div className={css['action']}>{props.action}</div>}
      </header>
      {props.toolbar !== undefined && <div className={css['toolbar']}>{props.toolbar}</div>}
      <div className={clsx(props.fill === true ? css['fill'] : css['scroll'])}>{props.children}</div>
    </div>
  );
}
