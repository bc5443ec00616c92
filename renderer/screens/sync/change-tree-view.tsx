import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import type { WireChange } from '../../../shared/api';
import type { ProbeResult } from '../../../shared/api/plan-schema';
import { isMenuKey, useContextMenu, type MenuAnchor } from '../../primitives/context-menu';
import { readTreeKey } from '../../primitives/tree-keys';
import { Pill } from '../../primitives/pill';
import { useObjectMenu } from '../../workbench/object-menu';
import { RISK_WORDS } from '../plan/statement-words';
import type { ChangeRow, Choice } from './change-tree';
import { listChangeEntries } from './change-menu';
import css from './change-tree-view.module.css';

const ROW = 26;

/** The tree of changes with a box at each: Space ticks, arrows walk and fold, the marked one is told of in the inspector. */
export function ChangeTreeView(props: {
  readonly rows: readonly ChangeRow[];
  readonly probes: ReadonlyMap<string, ProbeResult>;
  readonly selected: string | undefined;
  readonly onSelect: (change: WireChange | undefined, key: string) => void;
  readonly onFold: (key: string, fold: boolean) => void;
  readonly onTick: (row: ChangeRow) => void;
}): ReactElement {
  const { rows, probes, selected, onSelect, onFold, onTick } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const { menu, openMenu } = useContextMenu();
  const objectMenu = useObjectMenu();
  // The compiler leaves this component as it is, which is what the library asks for.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const at = Math.max(0, Math.min(active, rows.length - 1));
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[next];
    if (row === undefined) return;
    setActive(next);
    virtual.scrollToIndex(next, { align: 'auto' });
    onSelect(row.kind === 'change' ? row.change : undefined, row.key);
  };
  const showMenu = (row: ChangeRow, anchor: MenuAnchor): void => {
    const object = row.kind === 'change' ? row.change : undefined;
    openMenu(
      anchor,
      row.kind === 'change' ? row.change.sentence : row.label,
      listChangeEntries(row, object === undefined ? undefined : objectMenu(object), () => {
        onTick(row);
      }),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (row === undefined) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 1);
    const asked = readTreeKey(event.key, rows, at, page);
    if (asked?.kind === 'row') move(asked.at);
    else if (asked?.kind === 'fold') onFold(asked.key, asked.closed);
    else if (event.key === ' ' || event.key === 'Enter') onTick(row);
    else if (isMenuKey(event)) showMenu(row, document.getElementById(`change-${String(at)}`));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        ref={scroller}
        className={css['tree']}
        role="tree"
        aria-label="Changes"
        tabIndex={0}
        aria-activedescendant={rows.length === 0 ? undefined : `change-${String(at)}`}
        onKeyDown={onKeyDown}
      >
        <div role="none" className={css['canvas']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                id={`change-${String(item.index)}`}
                role="treeitem"
                aria-level={row.level + 1}
                aria-expanded={row.kind === 'group' ? row.open : undefined}
                aria-selected={row.key === selected}
                aria-checked={ariaChecked(row)}
                aria-disabled={row.kind === 'change' && row.change.refusal !== undefined ? true : undefined}
                aria-label={labelOf(row, probes)}
                className={clsx(
                  css['row'],
                  css[`level${String(row.level)}`],
                  row.key === selected && css['selected'],
                  item.index === at && css['active'],
                )}
                style={{ transform: `translateY(${String(item.start)}px)` }}
                onClick={() => {
                  setActive(item.index);
                  onSelect(row.kind === 'change' ? row.change : undefined, row.key);
                }}
                onContextMenu={(event) => {
                  event.preventDefault();
                  setActive(item.index);
                  onSelect(row.kind === 'change' ? row.change : undefined, row.key);
                  scroller.current?.focus();
                  showMenu(row, event);
                }}
              >
                {row.kind === 'group' ? (
                  <span
                    className={css['fold']}
                    onClick={(event) => {
                      event.stopPropagation();
                      onFold(row.key, row.open);
                    }}
                  >
                    {row.open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
                  </span>
                ) : (
                  <span className={css['fold']} />
                )}
                <span
                  className={css['tick']}
                  onClick={(event) => {
                    event.stopPropagation();
                    setActive(item.index);
                    onTick(row);
                  }}
                >
                  <Box
                    choice={row.kind === 'group' ? row.choice : row.chosen ? 'all' : 'none'}
                    refused={row.kind === 'change' && row.change.refusal !== undefined}
                  />
                </span>
                <RowWords row={row} probes={probes} />
              </div>
            );
          })}
        </div>
      </div>
      {menu}
    </>
  );
}

function RowWords({
  row,
  probes,
}: {
  readonly row: ChangeRow;
  readonly probes: ReadonlyMap<string, ProbeResult>;
}): ReactElement {
  if (row.kind === 'group') {
    return (
      <>
        <span className={clsx(css['name'], row.level === 1 && css['mono'])} title={row.label}>
          {row.label}
        </span>
        {row.object !== '' && row.object !== 'table' && <span className={css['dim']}>{row.object}</span>}
        <span className={css['count']}>
          {row.chosen} of {row.total}
        </span>
      </>
    );
  }
  const { change } = row;
  const probe = probes.get(change.id);
  return (
    <>
      {row.level === 1 && (
        <span className={clsx(css['name'], css['mono'], css['object'])}>{change.name}</span>
      )}
      <span className={css['sentence']} title={change.sentence}>
        {shortSentence(change, row.level)}
      </span>
      <span className={css['marks']}>
        {change.refusal !== undefined && <Pill tone="bad">refused</Pill>}
        {change.ignored !== undefined && <Pill title={change.ignored}>ignored</Pill>}
        {change.refusal === undefined && change.risk.kind === 'held' && (
          <>
            {probe !== undefined && (
              <span className={css['probe']} title={probe.sentence}>
                {probe.sentence}
              </span>
            )}
            <Pill tone={change.risk.losesData ? 'bad' : 'warn'} title={change.risk.reason}>
              {RISK_WORDS[change.risk.class]}
            </Pill>
          </>
        )}
      </span>
    </>
  );
}

/** Beside the table's name, `create table` says enough. */
function shortSentence({ sentence, name, part }: WireChange, level: number): string {
  return level === 1 && part === 'object' && sentence.endsWith(` ${name}`)
    ? sentence.slice(0, -name.length - 1)
    : sentence;
}

function ariaChecked(row: ChangeRow): boolean | 'mixed' {
  if (row.kind === 'change') return row.chosen;
  return row.choice === 'some' ? 'mixed' : row.choice === 'all';
}

function labelOf(row: ChangeRow, probes: ReadonlyMap<string, ProbeResult>): string {
  if (row.kind === 'group')
    return `${row.object} ${row.label}, ${String(row.chosen)} of ${String(row.total)} chosen`.trim();
  const { change } = row;
  const probe = probes.get(change.id);
  const name = change.part === 'object' ? '' : `${change.name}: `;
  if (change.refusal !== undefined) return `${name}${change.sentence}, refused: ${change.refusal.reason}`;
  if (change.ignored !== undefined) return `${name}${change.sentence}, ignored: ${change.ignored}`;
  if (change.risk.kind === 'safe') return `${name}${change.sentence}`;
  return `${name}${change.sentence}, held: ${RISK_WORDS[change.risk.class]}, ${change.risk.reason}${probe === undefined ? '' : `, ${probe.sentence}`}`;
}

function Box({ choice, refused }: { readonly choice: Choice; readonly refused: boolean }): ReactElement {
  return (
    <svg
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden="true"
      className={clsx(css['box'], css[choice], refused && css['refused'])}
    >
      <rect x="0.75" y="0.75" width="12.5" height="12.5" rx="3" />
      {choice === 'all' && <path d="M3.600 7.300 6 9.700l4.500-5" />}
      {choice === 'some' && <path d="M4 7h6" />}
    </svg>
  );
}
