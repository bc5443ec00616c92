import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { TextInput } from '@mantine/core';
import {
  IconBolt,
  IconCalendarEvent,
  IconChevronDown,
  IconChevronRight,
  IconDatabase,
  IconEye,
  IconFunction,
  IconHash,
  IconSearch,
} from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import type { DriftRow, WorkspaceView } from '../../shared/api';
import { useMatrix } from '../api/use-matrix';
import { formatCount } from '../primitives/drift-words';
import { Pill } from '../primitives/pill';
import { SkeletonRows } from '../primitives/states';
import { StatusGlyph } from '../primitives/status-glyph';
import { keyOfObject, objectOfPlace, placeOfObject, type ObjectRef } from '../state/place';
import { goTo, usePlace } from '../state/use-place';
import { selectObject, useWindow } from '../state/window-store';
import { indexMatrix, listExplorerRows, type ExplorerRow } from './explorer-rows';
import { SourceList } from './source-list';
import css from './explorer.module.css';

const ROW_HEIGHT = 26;

/** The left pane: federation → schema → objects with how they drift, a filter, and the sources below. */
export function Explorer({ workspace }: { readonly workspace: WorkspaceView | undefined }): ReactElement {
  const matrix = useMatrix(workspace !== undefined && workspace.sources.length > 1);
  const filter = useWindow((state) => state.filter);
  const folded = useWindow((state) => state.foldedSchemas);
  const federation = workspace?.federation;
  const index = useMemo(
    () => matrix.data && indexMatrix(matrix.data, federation?.map(({ name }) => name) ?? []),
    [matrix.data, federation],
  );
  const rows = useMemo(() => (index ? listExplorerRows(index, filter, folded) : []), [index, filter, folded]);
  const hits = useMemo(
    () => rows.reduce((sum, row) => sum + (row.kind === 'schema' ? row.shown : 0), 0),
    [rows],
  );
  const roles = useMemo(() => new Map(federation?.map(({ name, role }) => [name, role])), [federation]);
  return (
    <div className={css['explorer']}>
      <div className={css['filter']}>
        <TextInput
          aria-label="Filter objects"
          placeholder={index ? `Filter ${formatCount(index.total)} objects` : 'Filter objects'}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={filter}
          onChange={(event) => {
            useWindow.setState({ filter: event.currentTarget.value });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && filter !== '') {
              event.stopPropagation();
              useWindow.setState({ filter: '' });
            }
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              document.getElementById('explorer-tree')?.focus();
            }
          }}
        />
        <span className="only-heard" role="status">
          {filter === '' ? '' : `${formatCount(hits)} found`}
        </span>
      </div>
      {index === undefined ? (
        matrix.isError || workspace?.sources.length === 0 ? (
          <p className={css['note']}>No objects to show yet.</p>
        ) : (
          <div className={css['reading']}>
            <SkeletonRows rows={14} />
          </div>
        )
      ) : hits === 0 && filter !== '' ? (
        <p className={css['note']}>
          Nothing is named “{filter}”. Press Escape to see all {formatCount(index.total)}.
        </p>
      ) : (
        <Tree rows={rows} roles={roles} filtered={filter !== ''} />
      )}
      <SourceList />
    </div>
  );
}

function Tree(props: {
  readonly rows: readonly ExplorerRow[];
  readonly roles: ReadonlyMap<string, string | undefined>;
  readonly filtered: boolean;
}): ReactElement {
  const { rows, roles, filtered } = props;
  const place = usePlace();
  const selected = useWindow((state) => state.selected);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  // The compiler is not used here; nothing of this is memoized.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const at = Math.min(active, rows.length - 1);
  const shown = place === undefined ? undefined : objectOfPlace(place);
  const shownKey = shown && keyOfObject(shown);
  const selectedKey = selected && keyOfObject(selected);

  // What opens elsewhere is brought into sight here, unless the person is in this pane already.
  useEffect(() => {
    if (shownKey === undefined || scroller.current?.contains(document.activeElement) === true) return;
    const found = rows.findIndex((row) => row.kind === 'object' && keyOfObject(row.row) === shownKey);
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
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (row === undefined) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const moves = new Map([
      ['ArrowDown', at + 1],
      ['ArrowUp', at - 1],
      ['Home', 0],
      ['End', rows.length - 1],
      ['PageDown', at + page],
      ['PageUp', at - page],
    ]);
    const to = moves.get(event.key);
    if (to !== undefined) move(to);
    else if (event.key === 'Enter') activate(row);
    else if (event.key === 'ArrowRight' && row.kind === 'schema') {
      if (row.open) move(at + 1);
      else fold(row.name, false);
    } else if (event.key === 'ArrowLeft') {
      if (row.kind === 'schema') fold(row.name, true);
      else move(rows.findLastIndex((one, index) => index < at && one.kind === 'schema'));
    } else return;
    event.preventDefault();
  };

  return (
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
          const key = row.kind === 'object' ? keyOfObject(row.row) : '';
          const isSelected = key !== '' && (key === selectedKey || key === shownKey);
          return (
            <div
              key={item.key}
              id={`explorer-${String(item.index)}`}
              role="treeitem"
              aria-level={row.kind === 'schema' ? 1 : 2}
              aria-expanded={row.kind === 'schema' ? row.open : undefined}
              aria-selected={isSelected}
              className={clsx(
                css['row'],
                css[row.kind],
                isSelected && css['selected'],
                item.index === at && css['active'],
              )}
              style={{ transform: `translateY(${String(item.start)}px)` }}
              onClick={() => {
                setActive(item.index);
                if (row.kind === 'schema') fold(row.name, row.open);
                else choose(row.row, true);
              }}
              onDoubleClick={() => {
                if (row.kind === 'object') activate(row);
              }}
            >
              {row.kind === 'schema' ? (
                <>
                  {row.open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
                  <span className={css['name']} title={row.name}>
                    {row.name === '' ? 'no schema' : row.name}
                  </span>
                  {roles.get(row.name) !== undefined && <Pill>{roles.get(row.name)}</Pill>}
                  <span className={css['count']}>
                    {filtered
                      ? `${formatCount(row.shown)} of ${formatCount(row.total)}`
                      : formatCount(row.total)}
                  </span>
                </>
              ) : (
                <>
                  {/* Spellings that mean the same are no news in a list of thousands: they get the dot of what agrees. */}
                  <StatusGlyph status={row.row.status === 'equivalent' ? 'equal' : row.row.status} />
                  <KindIcon kind={row.row.object} />
                  <span className={css['name']} title={row.row.name}>
                    {row.row.name}
                  </span>
                  {row.differences > 0 && (
                    <span className={css['count']}>
                      {formatCount(row.differences)}
                      <span className="only-heard"> differences</span>
                    </span>
                  )}
                </>
              )}
            </div>
          );
        })}
      </div>
    </div>
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
  else fold(row.name, row.open);
}

function fold(name: string, folded: boolean): void {
  useWindow.setState(({ foldedSchemas }) => {
    const next = new Set(foldedSchemas);
    if (folded) next.add(name);
    else next.delete(name);
    return { foldedSchemas: next };
  });
}

const KIND_ICONS = {
  view: IconEye,
  trigger: IconBolt,
  procedure: IconFunction,
  function: IconFunction,
  event: IconCalendarEvent,
  sequence: IconHash,
  schema: IconDatabase,
} as const;

/** The sign of what is no table; a table, the usual thing, has none. */
export function KindIcon({ kind }: { readonly kind: DriftRow['object'] }): ReactElement | null {
  if (kind === 'table') return null;
  const Icon = KIND_ICONS[kind];
  return (
    <span className={css['kind']} title={kind}>
      <Icon size={13} aria-hidden="true" />
      <span className="only-heard">{kind}</span>
    </span>
  );
}
