import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from '@mantine/core';
import clsx from 'clsx';
import { copyText } from '../../primitives/copy-button';
import { formatCount, listWords } from '../../primitives/drift-words';
import { BreakableName } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { StatusGlyph } from '../../primitives/status-glyph';
import { placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { chooseItems, selectObject } from '../../state/window-store';
import { namePart } from '../table/fact-groups';
import { worstOf, type DriftLine } from './drift-lines';
import { factOfItem, keyOfItem, objectOfItem, sourcesOfItem } from './drift-query';
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
 * chooses, Enter opens, left and right fold.
 */
export function DriftList(props: {
  readonly lines: readonly DriftLine[];
  readonly reference: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly marked: string | undefined;
  readonly onMark: (key: string) => void;
  readonly onFold: (key: string, fold: boolean) => void;
}): ReactElement {
  const { lines, chosen, marked, onMark, onFold } = props;
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
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    if (line === undefined || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && getSelection()?.isCollapsed !== false) {
      void copyText(line.kind === 'item' ? line.item.reason : line.title);
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
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
    else if (line.kind === 'group' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      onFold(line.key, event.key === 'ArrowLeft');
    else return;
    event.preventDefault();
  };

  return (
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
              onClick={() => {
                onMark(line.key);
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

function What({ line }: { readonly line: DriftLine }): ReactElement {
  if (line.kind === 'group') {
    return (
      <span className={css['what']}>
        {line.open ? (
          <IconChevronDown size={14} aria-hidden="true" />
        ) : (
          <IconChevronRight size={14} aria-hidden="true" />
        )}
        <StatusGlyph status={worstOf(line.items)} />
        <span className={css['title']}>
          <BreakableName name={line.title} />
        </span>
        <span className={css['dim']}>{formatCount(line.items.length)}</span>
      </span>
    );
  }
  const { item } = line;
  return (
    <span className={css['what']}>
      <StatusGlyph status={item.status} />
      <span>
        <code>{item.part === 'object' || item.name === '' ? item.table : item.name}</code>{' '}
        <span className={css['dim']}>
          {item.part === 'object' ? item.object : namePart(item.part)}
          {item.attribute !== undefined && ` · ${item.attribute}`}
        </span>
        {item.ignored !== undefined && <Pill title={item.ignored.reason}>ignored</Pill>}
      </span>
    </span>
  );
}

function Where({ line }: { readonly line: DriftLine }): ReactElement {
  if (line.kind === 'group') return <span className={css['dim']}>{line.first.schema}</span>;
  return <>{listWords(sourcesOfItem(line.item))}</>;
}

function Why({ line }: { readonly line: DriftLine }): ReactElement | null {
  if (line.kind === 'group') return null;
  const { reason, renameOf } = line.item;
  return (
    <span className={css['why']}>
      {reason}
      {renameOf !== undefined && <em className={css['rename']}> Perhaps renamed from {renameOf}.</em>}
    </span>
  );
}
