import { lazy, Suspense, type ReactElement, type ReactNode } from 'react';
import clsx from 'clsx';
import { CopyButton } from '../../primitives/copy-button';
import css from './sql-view.module.css';

const LaterEditor = lazy(async () => ({ default: (await import('./sql-editor')).SqlEditor }));

/** A titled SQL text with a copy button. It takes the height that is left and scrolls itself. */
export function SqlView(props: {
  readonly title: string;
  readonly text: string;
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
}): ReactElement {
  const { title, text } = props;
  return (
    <section className={clsx(css['view'], props.className)} aria-label={title}>
      <header className={css['header']}>
        <span className={css['title']}>{title}</span>
        <span className={css['aside']}>
          {props.aside}
          <CopyButton label={`Copy: ${title}`} text={text} />
        </span>
      </header>
      <div className={css['text']}>
        <Suspense fallback={<pre className={css['plain']}>{text.slice(0, 4000)}</pre>}>
          <LaterEditor text={text} label={title} />
        </Suspense>
      </div>
    </section>
  );
}
