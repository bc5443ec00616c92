import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import clsx from 'clsx';
import type { AppError } from '../../shared/app-error';
import { Action } from './action';
import css from './states.module.css';

/** Nothing to show: what that means, and what to do next. */
export function EmptyState(props: {
  readonly title: string;
  /** True where it stands for a whole screen: its title is then the page's heading. */
  readonly screen?: boolean;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}): ReactElement {
  const Heading = props.screen === true ? 'h1' : 'h2';
  return (
    <div className={clsx(css['state'], props.screen === true && css['screen'])}>
      <Heading className={css['title']}>{props.title}</Heading>
      {props.children !== undefined && <p className={css['text']}>{props.children}</p>}
      {props.action !== undefined && <div className={css['actions']}>{props.action}</div>}
    </div>
  );
}

/** What happened, the way out, and the button that takes it. */
export function ErrorState(props: {
  readonly title: string;
  readonly error: AppError;
  /** True where it stands for a whole screen: its title is then the page's heading. */
  readonly screen?: boolean;
  readonly retry?: () => void;
  readonly action?: ReactNode;
}): ReactElement {
  const { title, error, retry } = props;
  const Heading = props.screen === true ? 'h1' : 'h2';
  return (
    <div className={clsx(css['state'], props.screen === true && css['screen'])} role="alert">
      <Heading className={css['title']}>
        <IconAlertTriangle size={16} className={css['alarm']} aria-hidden="true" /> {title}
      </Heading>
      <p className={css['text']}>{error.message}</p>
      {error.more.hint !== undefined && <p className={css['hint']}>{error.more.hint}</p>}
      <div className={css['actions']}>
        {props.action}
        {retry !== undefined && <Action onClick={retry}>Try again</Action>}
      </div>
    </div>
  );
}

/** A grey bar as wide as what will stand there. */
export function Skeleton(props: { readonly width?: string; readonly height?: string }): ReactElement {
  const style: CSSProperties = { width: props.width ?? '100%', height: props.height ?? '0.75rem' };
  return <span className={css['skeleton']} style={style} aria-hidden="true" />;
}

/** Rows of the height of those to come, so that nothing jumps. */
export function SkeletonRows({ rows }: { readonly rows: number }): ReactElement {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={css['skeletonRow']}>
          <Skeleton width="0.75rem" />
          <Skeleton width={`${String(22 + ((row * 37) % 31))}%`} />
          <Skeleton width={`${String(12 + ((row * 53) % 23))}%`} />
        </div>
      ))}
    </div>
  );
}
