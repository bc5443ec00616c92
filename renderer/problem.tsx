import type { ReactElement } from 'react';
import type { AppError } from '../shared/app-error';

/** What happened, what to do, and the button that does it. */
export function Problem(props: {
  readonly title: string;
  readonly error: AppError;
  readonly retry: () => void;
}): ReactElement {
  const { title, error, retry } = props;
  return (
    <div className="notice" role="alert">
      <h2>{title}</h2>
      <p>{error.message}</p>
      {error.more.hint !== undefined && <p className="dim">{error.more.hint}</p>}
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
