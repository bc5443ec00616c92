import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { IconKey } from '@tabler/icons-react';
import clsx from 'clsx';
import type { FactRow, ObjectFacts } from '../../../shared/api';
import { isMenuKey, useContextMenu, type MenuAnchor } from '../../primitives/context-menu';
import { BreakableName } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { copyText } from '../../primitives/copy-button';
import { adjustPlace } from '../../state/use-place';
import { useObjectMenu } from '../../workbench/object-menu';
import { ignoredOf, keyOfFact, nameFact, namePart, type FactGroup } from './fact-groups';
import { FactCell } from './fact-cell';
import { listFactEntries } from './fact-menu';
import css from './fact-grid.module.css';

/** Rows beyond which only those in sight are laid out. */
const MANY = 300;

/**
 * Facts by source. One stop of the Tab key: arrows walk cells, J and K walk differences, Ctrl C copies the cell, Shift
 * F10 shows its menu. The chosen row is in the address and told of in the inspector. What is ignored keeps its sign,
 * without the colour that asks for something.
 */
export function FactGrid(props: {
  readonly facts: ObjectFacts;
  readonly groups: readonly FactGroup[];
  readonly chosen: string | undefined;
}): ReactElement {
  const { facts, groups, chosen } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [column, setColumn] = useState(0);
  const { menu, openMenu } = useContextMenu();
  const objectMenu = useObjectMenu();
  const rows = groups.flatMap((group) => group.rows);
  const at = rows.findIndex((row) => keyOfFact(row) === chosen);
  const chosenRow = rows[at];
  const template = templateOf(facts);

  useEffect(() => {
    if (chosen === undefined) return;
    grid.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const showMenu = (row: FactRow, place: number, anchor: MenuAnchor): void => {
    const { object, schema, name } = facts;
    const value = row.values[place];
    if (value !== undefined)
      openMenu(
        anchor,
        nameFact(row),
        listFactEntries(facts, row, value, objectMenu({ object, schema, name })),
      );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const here = chosenRow?.values[column];
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && getSelection()?.isCollapsed !== false) {
      if (here?.text !== undefined) void copyText(here.text, here.text);
      return;
    }
    if (isMenuKey(event)) {
      if (chosenRow)
        showMenu(chosenRow, column, document.getElementById(`fact-${String(at)}-${String(column)}`));
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = new Map([
      ['ArrowDown', at + 1],
      ['ArrowUp', Math.max(0, at - 1)],
      ['Home', 0],
      ['End', rows.length - 1],
      ['PageDown', at + 15],
      ['PageUp', at - 15],
    ]).get(event.key);
    if (to !== undefined) {
      const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
      if (next) adjustPlace({ row: keyOfFact(next) });
    } else if (event.key === 'ArrowRight') setColumn(Math.min(facts.sources.length - 1, column + 1));
    else if (event.key === 'ArrowLeft') setColumn(Math.max(0, column - 1));
    else if (event.key === 'Escape') adjustPlace({ row: '' });
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        ref={grid}
        className={clsx(css['grid'], rows.length > MANY && css['many'], isTight(facts) && css['tight'])}
        role="grid"
        aria-label={`${facts.name} in every source`}
        aria-rowcount={rows.length + 1}
        aria-colcount={facts.sources.length + 1}
        tabIndex={0}
        aria-activedescendant={chosenRow === undefined ? undefined : `fact-${String(at)}-${String(column)}`}
        data-first-focus
        onKeyDown={onKeyDown}
      >
        <div role="row" className={clsx(css['row'], css['head'])} style={template}>
          <span role="columnheader" className={css['name']}>
            {facts.object === 'table' ? 'column' : 'fact'}
          </span>
          {facts.sources.map((source) => (
            <span role="columnheader" key={source.id} className={css['cell']}>
              {source.id}
              {source.id === facts.reference && <Pill tone="tide">reference</Pill>}
              {!source.present &&
                (source.status === 'missing' ? (
                  <Pill tone="bad">not there</Pill>
                ) : (
                  <span className={css['aside']}>
                    {source.status === 'unknown' ? 'not told' : 'not there'}
                  </span>
                ))}
              {source.stale !== undefined && (
                <Pill tone="warn" title={source.stale.reason}>
                  old snapshot
                </Pill>
              )}
            </span>
          ))}
        </div>
        {groups.map((group, index) => (
          <div role="rowgroup" key={group.title}>
            {index > 0 && (
              <div role="row" className={css['group']} style={{ minWidth: template.minWidth }}>
                <span role="gridcell">{group.title}</span>
              </div>
            )}
            {group.rows.map((row) => {
              const number = rows.indexOf(row);
              const isChosen = row === chosenRow;
              const ignored = ignoredOf(row);
              return (
                <div
                  key={keyOfFact(row)}
                  role="row"
                  aria-rowindex={number + 2}
                  aria-selected={isChosen}
                  className={clsx(
                    css['row'],
                    css['fact'],
                    isChosen && css['chosen'],
                    ignored !== undefined && css['ignored'],
                  )}
                  style={template}
                  onClick={() => {
                    adjustPlace({ row: keyOfFact(row) });
                  }}
                >
                  <span role="rowheader" className={css['name']} title={namePart(row.part)}>
                    {row.part === 'primaryKey' && <IconKey size={13} aria-hidden="true" />}
                    <span>
                      <BreakableName
                        name={row.part === 'object' && row.name === '' ? facts.object : nameFact(row)}
                      />
                    </span>
                    {ignored !== undefined && <Pill title={ignored.reason}>ignored</Pill>}
                  </span>
                  {row.values.map((value, place) => (
                    <FactCell
                      key={value.source}
                      id={`fact-${String(number)}-${String(place)}`}
                      row={row}
                      value={value}
                      source={facts.sources[place]}
                      isReference={value.source === facts.reference}
                      isActive={isChosen && place === column}
                      onChoose={() => {
                        setColumn(place);
                      }}
                      onMenu={(event) => {
                        event.preventDefault();
                        setColumn(place);
                        adjustPlace({ row: keyOfFact(row) });
                        grid.current?.focus();
                        showMenu(row, place, event);
                      }}
                    />
                  ))}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {menu}
    </>
  );
}

/** True where so many sources state it that their columns are narrow. */
function isTight(facts: ObjectFacts): boolean {
  return facts.sources.filter(({ present }) => present).length > 4;
}

/** One width for the names, an equal share for each source, and never less than can be read. */
function templateOf(facts: ObjectFacts): { readonly gridTemplateColumns: string; readonly minWidth: string } {
  // Five and more are seen beside each other at 1280 px, explorer and inspector open; they wrap more.
  const least = isTight(facts) ? 7.5 : 9.5;
  const widths = facts.sources.map(({ present }) => (present ? least : 6.5));
  return {
    gridTemplateColumns: `minmax(8rem, 13rem) ${facts.sources
      .map(({ present }) => (present ? `minmax(${String(least)}rem, 1fr)` : '6.5rem'))
      .join(' ')}`,
    minWidth: `${String(widths.reduce((sum, width) => sum + width, 8))}rem`,
  };
}
