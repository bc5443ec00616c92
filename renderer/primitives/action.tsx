import type { ButtonHTMLAttributes, ReactElement, ReactNode } from 'react';
import clsx from 'clsx';
import css from './action.module.css';

/**
 * A button. `main` is the one next action of a screen; `quiet` has no frame, for toolbars and rows; `danger` is
 * for what cannot be taken back. `keys` shows the shortcut.
 */
export function Action(
  props: ButtonHTMLAttributes<HTMLButtonElement> & {
    readonly look?: 'plain' | 'main' | 'quiet' | 'danger';
    readonly icon?: ReactNode;
    readonly keys?: string;
    readonly wide?: boolean;
  },
): ReactElement {
  const { look = 'plain', icon, keys, wide = false, className, children, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      className={clsx(css['action'], css[look], wide && css['wide'], className)}
    >
      {icon}
      {children !== undefined && <span>{children}</span>}
      {keys !== undefined && <Keys>{keys}</Keys>}
    </button>
  );
}

/** A key, or keys pressed together. */
export function Keys({ children }: { readonly children: ReactNode }): ReactElement {
  return <kbd className={css['keys']}>{children}</kbd>;
}
