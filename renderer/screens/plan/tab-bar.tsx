import { useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import clsx from 'clsx';
import css from './tab-bar.module.css';

/** A part of a screen that a tab shows. */
export interface TabItem<K extends string> {
  readonly key: K;
  readonly title: string;
  /** A number or a sign beside the title. */
  readonly note?: ReactNode;
}

/** The parts of a screen, side by side; arrows go from one to the next. */
export function TabBar<K extends string>(props: {
  readonly label: string;
  readonly items: readonly TabItem<K>[];
  readonly value: K;
  readonly onChange: (key: K) => void;
}): ReactElement {
  const { label, items, value, onChange } = props;
  const bar = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = items.findIndex(({ key }) => key === value);
    const next = items[(at + step + items.length) % items.length];
    if (next === undefined) return;
    onChange(next.key);
    bar.current?.querySelectorAll<HTMLElement>('[role="tab"]')[items.indexOf(next)]?.focus();
    event.preventDefault();
  };
  return (
    <div ref={bar} className={css['bar']} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {items.map(({ key, title, note }) => (
        <button
          key={key}
          type="button"
          role="tab"
          aria-selected={key === value}
          tabIndex={key === value ? 0 : -1}
          className={clsx(css['tab'], key === value && css['active'])}
          onClick={() => {
            onChange(key);
          }}
        >
          {title}
          {note !== undefined && <span className={css['note']}>{note}</span>}
        </button>
      ))}
    </div>
  );
}
