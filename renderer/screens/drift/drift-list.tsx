import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from '@mantine/core';
import clsx from 'clsx';
import { isMenuKey, useContextMenu, type MenuAnchor } from '../../primitives/context-menu';
import { copyText } from '../../primitives/copy-button';
import { placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { chooseItems, selectObject } from '../../state/window-store';
import { isCommand } from '../../workbench/keys';
import type { DriftItem } from '../../../shared/api';
import { Where, What, Why } from './drift-cells';
import type { DriftLine } from './drift-lines';
import { useDriftMenu } from './drift-menu';
import { factOfItem, keyOfItem, objectOfItem } from './drift-query';
import css from './drift-list.module.css';

const features = tableFeatures({});
const helper = createColumnHelper<typeof features, DriftLine>();
const columns = helper.columns([
  helper.display({ id: 'what', header: 'What differs', cell: ({ row }) => <What line={row.original} /> }),
  helper.display({ id: 'where', header: 'Where', cell: ({ row }) => <Where line={row.original} /> }),
  helper.display({ id: 'why', header: 'Why', cell: ({ row }) => <Why line={row.original} /> }),
]);

const ROW_HEIGHT = 26;

/**
 * The list, as long as it may be: only what is in sight is there. One stop of the Tab key: arrows and J, K walk, Space
 * chooses, with Shift the arrows and a press choose all on the way, Ctrl A all there are, Enter opens, left and right
 * fold, Shift F10 shows a menu.
 */
export function DriftList(props: {
  readonly lines: readonly DriftLine[];
  readonly reference: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly marked: string | undefined;
  readonly readOnly: boolean;
  readonly onMark: (key: string) => void;
  readonly onIgnore: (items: readonly DriftItem[]) => void;
  readonly onFold: (key: string, fold: boolean) => void;
}): ReactElement {
  const { lines, chosen, marked, onMark, onFold } = props;
  const { menu, openMenu } = useContextMenu();
  const listEntries = useDriftMenu(props);
  const scroller = useRef<HTMLDivElement>(null);
  const data = useMemo(() => [...lines], [lines]);
  const table = useTable({ features, columns, data, getRowId: (line) => `${line.kind} ${line.key}` });
  const { rows } = table.getRowModel();
  // The compiler is not used here; nothing of this is memoized.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
  });
  const at = Math.max(
    0,
    lines.findIndex(({ key }) => key === marked),
  );

  useEffect(() => {
    const line = lines[at];
    if (line?.kind === 'item' && marked !== undefined) selectObject(objectOfItem(line.item));
  }, [lines, at, marked]);

  const mark = (index: number): void => {
    const next = Math.max(0, Math.min(lines.length - 1, index));
    const line = lines[next];
    if (line === undefined) return;
    onMark(line.key);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  const chooseLines = (from: number, to: number): void => {
    const some = lines.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1);
    // A group that is walked over chooses what is in it only where it is folded: what is open follows by itself.
    const keys = some.flatMap((line) => (line.kind === 'group' && line.open ? [] : keysOf(line)));
    chooseItems(keys, true);
  };
  const showMenu = (line: DriftLine, anchor: MenuAnchor): void => {
    openMenu(anchor, line.kind === 'group' ? line.title : line.item.reason, listEntries(line));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    if (line === undefined || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && getSelection()?.isCollapsed !== false) {
      const text = line.kind === 'item' ? line.item.reason : line.title;
      void copyText(text, text);
      return;
    }
    if (isCommand(event.nativeEvent) && event.key === 'a') {
      chooseItems(lines.flatMap(keysOf), true);
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const next = marked === undefined ? at : at + (event.key === 'ArrowDown' ? 1 : -1);
      chooseLines(at, next);
      mark(next);
      event.preventDefault();
      return;
    }
    const to = new Map([
      ['ArrowDown', marked === undefined ? 0 : at + 1],
      ['ArrowUp', at - 1],
      ['j', lines.findIndex((one, index) => index > at && one.kind === 'item')],
      ['k', lines.findLastIndex((one, index) => index < at && one.kind === 'item')],
      ['Home', 0],
      ['End', lines.length - 1],
      ['PageDown', at + 20],
      ['PageUp', at - 20],
    ]).get(event.key);
    if (to !== undefined) mark(to < 0 ? at : to);
    else if (event.key === ' ') choose(line, chosen);
    else if (event.key === 'Enter') open(line);
    else if (isMenuKey(event)) showMenu(line, document.getElementById(`drift-${String(at)}`));
    else if (line.kind === 'group' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      onFold(line.key, event.key === 'ArrowLeft');
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        ref={scroller}
        className={css['list']}
        role="treegrid"
        aria-label="Differences"
        aria-rowcount={lines.length + 1}
        aria-multiselectable="true"
        tabIndex={0}
        data-first-focus
        aria-activedescendant={marked === undefined ? undefined : `drift-${String(at)}`}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={css['head']}>
          {table.getHeaderGroups().map((group) => (
            <div role="row" key={group.id} className={css['row']}>
              <span role="columnheader" className={css['tick']}>
                <span className="only-heard">Chosen</span>
              </span>
              {group.headers.map((header) => (
                <span role="columnheader" key={header.id} className={css['cell']}>
                  <table.FlexRender header={header} />
                </span>
              ))}
            </div>
          ))}
        </div>
        <div role="rowgroup" className={css['canvas']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            const line = row?.original;
            if (row === undefined || line === undefined) return null;
            const keys = keysOf(line);
            const count = keys.filter((key) => chosen.has(key)).length;
            return (
              <div
                key={item.key}
                id={`drift-${String(item.index)}`}
                ref={virtual.measureElement}
                data-index={item.index}
                role="row"
                aria-rowindex={item.index + 2}
                aria-level={line.kind === 'group' ? 1 : 2}
                aria-selected={count === keys.length}
                aria-expanded={line.kind === 'group' ? line.open : undefined}
                className={clsx(css['row'], css[line.kind], line.key === marked && css['marked'])}
                style={{ transform: `translateY(${String(item.start)}px)` }}
                onClick={(event) => {
                  if (event.shiftKey && marked !== undefined) {
                    chooseLines(at, item.index);
                    getSelection()?.removeAllRanges();
                  }
                  onMark(line.key);
                }}
                onContextMenu={(event) => {
                  event.preventDefault();
                  onMark(line.key);
                  scroller.current?.focus();
                  showMenu(line, event);
                }}
                onDoubleClick={() => {
                  open(line);
                }}
              >
                <span role="gridcell" className={css['tick']}>
                  <Checkbox
                    tabIndex={-1}
                    aria-label={`Choose ${line.kind === 'group' ? line.title : line.item.reason}`}
                    checked={count === keys.length}
                    indeterminate={count > 0 && count < keys.length}
                    onChange={() => {
                      choose(line, chosen);
                    }}
                  />
                </span>
                {row.getAllCells().map((cell) => (
                  <span
                    role="gridcell"
                    key={cell.id}
                    className={css['cell']}
                    onClick={() => {
                      if (cell.column.id === 'what' && line.kind === 'group') onFold(line.key, line.open);
                    }}
                  >
                    <table.FlexRender cell={cell} />
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {menu}
    </>
  );
}

function keysOf(line: DriftLine): readonly string[] {
  return line.kind === 'group' ? line.items.map(keyOfItem) : [line.key];
}

function choose(line: DriftLine, chosen: ReadonlySet<string>): void {
  const keys = keysOf(line);
  chooseItems(keys, !keys.every((key) => chosen.has(key)));
}

function open(line: DriftLine): void {
  const item = line.kind === 'group' ? line.first : line.item;
  goTo(placeOfObject(objectOfItem(item), line.kind === 'group' ? {} : { row: factOfItem(item) }));
}
