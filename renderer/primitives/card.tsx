import { useId, type ReactElement, type ReactNode } from 'react';
import clsx from 'clsx';
import css from './card.module.css';

/** A panel on the background with a small heading; `aside` stands at the right of the heading. `flush` takes the padding away, for tables. */
export function Card(props: {
  readonly title?: string;
  readonly aside?: ReactNode;
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <section
      className={clsx(css['card'], props.className)}
      aria-labelledby={props.title === undefined ? undefined : id}
    >
      {props.title !== undefined && (
        <header className={css['header']}>
          <h2 id={id} className={css['title']}>
            {props.title}
          </h2>
          {props.aside !== undefined && <div className={css['aside']}>{props.aside}</div>}
        </header>
      )}
      <div className={props.flush === true ? css['flush'] : css['body']}>{props.children}</div>
    </section>
  );
}

/** The small heading above a group of facts, as in the inspector. */
export function Caption(props: { readonly id?: string; readonly children: ReactNode }): ReactElement {
  return (
    <h2 id={props.id} className={css['caption']}>
      {props.children}
    </h2>
  );
}
