import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import type { Matrix } from '../api/use-matrix';
import { isMenuKey, useContextMenu, type MenuAnchor } from '../primitives/context-menu';
import { readTreeKey } from '../primitives/tree-keys';
import { formatCount } from '../primitives/drift-words';
import { Pill } from '../primitives/pill';
import { StatusGlyph } from '../primitives/status-glyph';
import { keyOfObject, objectOfPlace, placeOfObject, type ObjectRef } from '../state/place';
import { goTo, usePlace } from '../state/use-place';
import { selectObject, useWindow } from '../state/window-store';
import type { ExplorerRow } from './explorer-rows';
import { listGroupEntries } from './group-menu';
import { KindIcon } from './kind-icon';
import { listObjectEntries, useObjectMenu } from './object-menu';
import { SourceBadges } from './source-badges';
import css from './explorer.module.css';

const ROW_HEIGHT = 26;

/** The objects in their groups: the arrows walk and fold, Enter opens, Shift F10 and the right button show a menu. */
export function ExplorerTree(props: {
  readonly rows: readonly ExplorerRow[];
  readonly groupKeys: readonly string[];
  readonly matrix: Matrix;
  readonly filtered: boolean;
}): ReactElement {
  const { rows, groupKeys, matrix, filtered } = props;
  const place = usePlace();
  const selected = useWindow((state) => state.selected);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const { menu, openMenu } = useContextMenu();
  const objectMenu = useObjectMenu();
  // The compiler is not used here; nothing of this is memoized.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // Draws rows at once, not after the pane was measured: a few more than it has room for.
    initialRect: { width: 0, height: window.innerHeight },
  });
  const at = Math.min(active, rows.length - 1);
  const shown = place === undefined ? undefined : objectOfPlace(place);
  const shownKey = shown && keyOfObject(shown);
  const selectedKey = selected && keyOfObject(selected);

  // What opens elsewhere is brought into sight here, unless the person is in this pane already.
  useEffect(() => {
    if (shownKey === undefined || scroller.current?.contains(document.activeElement) === true) return;
    const found = rows.findIndex(({ kind, key }) => kind === 'object' && key === shownKey);
    if (found >= 0) {
      setActive(found);
      virtual.scrollToIndex(found, { align: 'auto' });
    }
    // Only when another object is shown: typing in the filter must not move the list.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shownKey]);

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    virtual.scrollToIndex(next, { align: 'auto' });
    const row = rows[next];
    if (row?.kind === 'object') choose(row.row, false);
  };
  const showMenu = (row: ExplorerRow, index: number, anchor: MenuAnchor): void => {
    if (row.kind === 'object') openMenu(anchor, row.row.name, listObjectEntries(objectMenu(row.row)));
    else openMenu(anchor, row.title, listGroupEntries(row, namesBelow(rows, index), groupKeys));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const asked = readTreeKey(event.key, rows, at, page);
    if (asked?.kind === 'row') move(asked.at);
    else if (asked?.kind === 'fold') fold(asked.key, asked.closed);
    else if (event.key === 'Enter') activate(row);
    else if (isMenuKey(event)) showMenu(row, at, document.getElementById(`explorer-${String(at)}`));
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        id="explorer-tree"
        ref={scroller}
        className={css['tree']}
        role="tree"
        aria-label="Schemas and their objects"
        tabIndex={0}
        aria-activedescendant={rows.length === 0 ? undefined : `explorer-${String(at)}`}
        onKeyDown={onKeyDown}
      >
        <div role="none" className={css['canvas']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const isSelected = row.kind === 'object' && (row.key === selectedKey || row.key === shownKey);
            return (
              <div
                key={item.key}
                id={`explorer-${String(item.index)}`}
                role="treeitem"
                aria-level={row.level}
                aria-expanded={row.kind === 'group' ? row.open : undefined}
                aria-selected={isSelected}
                className={clsx(
                  css['row'],
                  css[row.kind],
                  css[`level${String(row.level)}`],
                  isSelected && css['selected'],
                  item.index === at && css['active'],
                )}
                style={{ transform: `translateY(${String(item.start)}px)` }}
                onClick={() => {
                  setActive(item.index);
                  if (row.kind === 'group') fold(row.key, row.open);
                  else choose(row.row, true);
                }}
                onDoubleClick={() => {
                  if (row.kind === 'object') activate(row);
                }}
                onContextMenu={(event) => {
                  event.preventDefault();
                  setActive(item.index);
                  if (row.kind === 'object') choose(row.row, false);
                  scroller.current?.focus();
                  showMenu(row, item.index, event);
                }}
              >
                <RowWords row={row} matrix={matrix} filtered={filtered} />
              </div>
            );
          })}
        </div>
      </div>
      {menu}
    </>
  );
}

function RowWords(props: {
  readonly row: ExplorerRow;
  readonly matrix: Matrix;
  readonly filtered: boolean;
}): ReactElement {
  const { row, matrix, filtered } = props;
  if (row.kind === 'group') {
    const Chevron = row.open ? IconChevronDown : IconChevronRight;
    return (
      <>
        <Chevron size={14} aria-hidden="true" className={css['chevron']} />
        <span className={css['titled']}>
          <span className={css['name']} title={row.title}>
            {row.title === '' ? 'no schema' : row.title}
          </span>
          {row.role !== undefined && <Pill>{row.role}</Pill>}
        </span>
        <span className={css['count']}>
          {filtered ? `${formatCount(row.shown)} of ${formatCount(row.total)}` : formatCount(row.total)}
        </span>
      </>
    );
  }
  const { status, object, name } = row.row;
  return (
    <>
      {/* Spellings that mean the same are no news in a list of thousands: they get the dot of what agrees. */}
      <StatusGlyph status={status === 'equivalent' ? 'equal' : status} />
      <KindIcon kind={object} />
      <span className={css['name']} title={name}>
        {name}
      </span>
      <SourceBadges row={row.row} matrix={matrix} />
    </>
  );
}

/** The names of the objects that stand below a group, as far as they are open. */
function namesBelow(rows: readonly ExplorerRow[], index: number): readonly string[] {
  const level = rows[index]?.level ?? 0;
  const after = rows.slice(index + 1);
  const end = after.findIndex((row) => row.level <= level);
  return (end < 0 ? after : after.slice(0, end)).flatMap((row) =>
    row.kind === 'object' ? [row.row.name] : [],
  );
}

/** Marks an object; where a table is shown already, the marked one takes its place. */
function choose(ref: ObjectRef, isPress: boolean): void {
  const { object, schema, name } = ref;
  selectObject({ object, schema, name });
  if (isPress && location.hash.startsWith('#/table/')) goTo(placeOfObject(ref));
}

function activate(row: ExplorerRow): void {
  if (row.kind === 'object') goTo(placeOfObject(row.row));
  else fold(row.key, row.open);
}

function fold(key: string, isFolded: boolean): void {
  useWindow.setState(({ folded }) => {
    const next = new Set(folded);
    if (isFolded) next.add(key);
    else next.delete(key);
    return { folded: next };
  });
}
