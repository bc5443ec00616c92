import { useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import { pillOfCare, toneOfPrediction, wordsOfLock, type StatementRow } from './statement-words';
import { isMenuKey, useContextMenu } from '../../primitives/context-menu';
import { Pill } from '../../primitives/pill';
import { listStatementEntries } from './statement-menu';
import css from './statement-list.module.css';

const ROW = 26;

/** Statements below one another: number or sign, object, what is done. Arrows walk; the chosen one is told of beside it. */
export function StatementList(props: {
  readonly label: string;
  readonly rows: readonly StatementRow[];
  readonly selected: number | undefined;
  readonly onSelect: (number: number) => void;
  /** Stands before a row in place of its number. */
  readonly sign?: (row: StatementRow) => ReactNode;
  /** Stands at a row's end in place of its prediction. */
  readonly end?: (row: StatementRow) => ReactNode;
  /** Brought into sight when it changes: the statement under way. */
  readonly follow?: number | undefined;
}): ReactElement {
  const { rows, selected, onSelect, sign, end, follow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { menu, openMenu } = useContextMenu();

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const at = Math.max(
    0,
    rows.findIndex(({ statement }) => statement.number === selected),
  );
  const height = virtual.scrollRect?.height;
  const followed = rows.findIndex(({ statement }) => statement.number === follow);
  useEffect(() => {
    if (followed >= 0) virtual.scrollToIndex(followed, { align: 'auto' });
    // Only when another one is followed, or the list gets another height: the reader's own scrolling is left alone.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [followed, height]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves = new Map([
      ['ArrowDown', at + 1],
      ['ArrowUp', at - 1],
      ['Home', 0],
      ['End', rows.length - 1],
      ['PageDown', at + 10],
      ['PageUp', at - 10],
    ]);
    const to = moves.get(event.key);
    const here = rows[at];
    if (isMenuKey(event) && here !== undefined) {
      event.preventDefault();
      openMenu(
        document.getElementById(`statement-${String(at)}`),
        here.statement.title,
        listStatementEntries(here),
      );
    }
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[next];
    if (row === undefined) return;
    onSelect(row.statement.number);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  return (
    <>
      <div
        ref={scroller}
        className={css['list']}
        role="listbox"
        aria-label={props.label}
        tabIndex={0}
        aria-activedescendant={rows.length === 0 ? undefined : `statement-${String(at)}`}
        onKeyDown={onKeyDown}
        data-first-focus
      >
        <div role="none" className={css['canvas']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const { statement } = row;
            const care = pillOfCare(row.care);
            return (
              <div
                key={item.key}
                id={`statement-${String(item.index)}`}
                role="option"
                aria-selected={statement.number === selected}
                className={clsx(css['row'], statement.number === selected && css['selected'])}
                style={{ transform: `translateY(${String(item.start)}px)` }}
                title={`${statement.object}: ${statement.title}`}
                onClick={() => {
                  onSelect(statement.number);
                }}
                onContextMenu={(event) => {
                  event.preventDefault();
                  onSelect(statement.number);
                  scroller.current?.focus();
                  openMenu(event, statement.title, listStatementEntries(row));
                }}
              >
                <span className={css['sign']}>{sign === undefined ? statement.number : sign(row)}</span>
                <code className={css['object']}>{statement.object}</code>
                <span className={css['title']}>{shortTitle(statement.title, statement.object)}</span>
                <span className={css['end']}>
                  {end === undefined ? (
                    <>
                      {row.care !== 'safe' && row.care !== 'locks' && (
                        <Pill tone={care.tone}>{care.word}</Pill>
                      )}
                      {/* Beside a warning, only what others feel needs a place. */}
                      {(row.care === 'safe' || statement.prediction.lock !== 'none') && (
                        <Pill tone={toneOfPrediction(statement.prediction)}>
                          {wordsOfLock(statement.prediction)}
                        </Pill>
                      )}
                    </>
                  ) : (
                    end(row)
                  )}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {menu}
    </>
  );
}

/** `create table` beside the table's name says enough. */
function shortTitle(title: string, object: string): string {
  return /^(create|drop) \w+ /.test(title) && title.endsWith(` ${object}`)
    ? title.slice(0, -object.length - 1)
    : title;
}
