import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { IconKey } from '@tabler/icons-react';
import clsx from 'clsx';
import type { FactRow, ObjectFacts } from '../../../shared/api';
import { formatOrigin } from '../../../shared/model';
import { isDrift, STATUS_WORDS } from '../../primitives/drift-words';
import { Pill } from '../../primitives/pill';
import { BreakableText } from '../../primitives/origin';
import { StatusGlyph } from '../../primitives/status-glyph';
import { copyText } from '../../primitives/copy-button';
import { adjustPlace } from '../../state/use-place';
import { keyOfFact, nameFact, namePart, type FactGroup } from './fact-groups';
import { markDifference } from './mark-difference';
import css from './fact-grid.module.css';

type Value = FactRow['values'][number];

/** Rows beyond which only those in sight are laid out. */
const MANY = 300;

/**
 * Facts by source. One stop of the Tab key: arrows walk cells, J and K walk differences, Ctrl C copies the cell. The
 * chosen row is in the address and told of in the inspector.
 */
export function FactGrid(props: {
  readonly facts: ObjectFacts;
  readonly groups: readonly FactGroup[];
  readonly chosen: string | undefined;
}): ReactElement {
  const { facts, groups, chosen } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [column, setColumn] = useState(0);
  const rows = groups.flatMap((group) => group.rows);
  const at = rows.findIndex((row) => keyOfFact(row) === chosen);
  const chosenRow = rows[at];
  const template = templateOf(facts);

  useEffect(() => {
    if (chosen === undefined) return;
    grid.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const here = chosenRow?.values[column];
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && getSelection()?.isCollapsed !== false) {
      if (here?.text !== undefined) void copyText(here.text);
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
    <div
      ref={grid}
      className={clsx(css['grid'], rows.length > MANY && css['many'])}
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
            {!source.present && (
              <Pill tone={source.status === 'missing' ? 'bad' : 'quiet'}>
                {source.status === 'unknown' ? 'not told' : 'not there'}
              </Pill>
            )}
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
            return (
              <div
                key={keyOfFact(row)}
                role="row"
                aria-rowindex={number + 2}
                aria-selected={isChosen}
                className={clsx(css['row'], css['fact'], isChosen && css['chosen'])}
                style={template}
                onClick={() => {
                  adjustPlace({ row: keyOfFact(row) });
                }}
              >
                <span role="rowheader" className={css['name']} title={namePart(row.part)}>
                  {row.part === 'primaryKey' && <IconKey size={13} aria-hidden="true" />}
                  <span>{row.part === 'object' && row.name === '' ? facts.object : nameFact(row)}</span>
                </span>
                {row.values.map((value, place) => (
                  <Cell
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
                  />
                ))}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

/** One width for the names, an equal share for each source, and never less than can be read. */
function templateOf(facts: ObjectFacts): { readonly gridTemplateColumns: string; readonly minWidth: string } {
  const widths = facts.sources.map(({ present }) => (present ? 9.5 : 6.5));
  return {
    gridTemplateColumns: `minmax(8rem, 13rem) ${facts.sources
      .map(({ present }) => (present ? 'minmax(9.5rem, 1fr)' : '6.5rem'))
      .join(' ')}`,
    minWidth: `${String(widths.reduce((sum, width) => sum + width, 8))}rem`,
  };
}

function Cell(props: {
  readonly id: string;
  readonly row: FactRow;
  readonly value: Value;
  readonly source: ObjectFacts['sources'][number] | undefined;
  readonly isReference: boolean;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}): ReactElement {
  const { row, value, source, isReference, isActive } = props;
  const status = value.status ?? 'equal';
  const other = row.values.find((one) =>
    isReference
      ? one.status === 'different' && one.text !== undefined
      : one.source !== value.source && one.status === 'equal' && one.text !== undefined,
  );
  const marked = value.text !== undefined && other?.text !== undefined && (isReference || isDrift(status));
  const reason = row.attributes.find(({ values }) =>
    values.some((one) => one.source === value.source && one.status === status),
  )?.reason;
  const hint = [
    reason ??
      (source?.present === false
        ? `${value.source} has no such ${source.kind === 'migrations' ? 'table in its files' : 'table'}`
        : undefined),
    value.at && formatOrigin(value.at),
  ]
    .filter((part) => part !== undefined)
    .join('\n');
  return (
    <span
      id={props.id}
      role="gridcell"
      className={clsx(css['cell'], css['value'], !isReference && css[status], isActive && css['active'])}
      title={hint === '' ? undefined : hint}
      onClick={props.onChoose}
    >
      {!isReference && status !== 'equal' && <StatusGlyph status={status} className={css['glyph']} />}
      {value.text !== undefined ? (
        <code>
          {marked && other.text !== undefined ? (
            markDifference(value.text, other.text).map((segment, at) =>
              segment.differs ? (
                <mark key={at}>
                  <BreakableText text={segment.text} />
                </mark>
              ) : (
                <span key={at}>
                  <BreakableText text={segment.text} />
                </span>
              ),
            )
          ) : (
            <BreakableText text={value.text} />
          )}
        </code>
      ) : (
        <span className={css['none']}>
          {source?.present === false
            ? row.part === 'object'
              ? status === 'unknown'
                ? 'not told'
                : 'not there'
              : '–'
            : status === 'unknown'
              ? `${source?.kind ?? 'the source'} does not say`
              : status === 'missing' || status === 'different'
                ? 'not there'
                : status === 'equivalent'
                  ? `not said, ${STATUS_WORDS.equivalent}`
                  : 'none'}
        </span>
      )}
    </span>
  );
}
