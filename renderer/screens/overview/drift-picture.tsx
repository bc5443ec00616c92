import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import type { DriftRow } from '../../../shared/api';
import type { Matrix } from '../../api/use-matrix';
import { Card } from '../../primitives/card';
import { STATUS_WORDS, type Status } from '../../primitives/drift-words';
import { Legend } from '../../primitives/legend';
import { Skeleton } from '../../primitives/states';
import { StatusGlyph } from '../../primitives/status-glyph';
import { keyOfObject, placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { selectObject } from '../../state/window-store';
import css from './drift-picture.module.css';

const WIDTHS = { fit: 0, near: 14, word: 28 } as const;
type Zoom = keyof typeof WIDTHS;
const LEAST = 3;
const LEGEND: readonly Status[] = ['equal', 'equivalent', 'different', 'missing', 'extra', 'unknown'];

/**
 * Every object against every source, one cell each. One stop of the Tab key: the arrows walk the cells, what is
 * under them is told below and in the inspector, Enter opens it.
 */
export function DriftPicture({ matrix }: { readonly matrix: Matrix | undefined }): ReactElement {
  const [zoom, setZoom] = useState<Zoom>('fit');
  return (
    <Card
      title="Drift, every object against every source"
      aside={
        <>
          <Legend statuses={LEGEND} />
          <SegmentedControl
            aria-label="Zoom"
            value={zoom}
            onChange={(value) => {
              setZoom(value);
            }}
            data={[
              { value: 'fit', label: 'All' },
              { value: 'near', label: 'Near' },
              { value: 'word', label: 'Nearest' },
            ]}
          />
        </>
      }
    >
      {matrix === undefined ? (
        <div style={{ height: '8.25rem' }}>
          <Skeleton height="4.75rem" />
        </div>
      ) : (
        <Cells matrix={matrix} zoom={zoom} />
      )}
    </Card>
  );
}

function Cells({ matrix, zoom }: { readonly matrix: Matrix; readonly zoom: Zoom }): ReactElement {
  const { rows, sources } = matrix;
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [at, setAt] = useState<{ readonly column: number; readonly source: number }>({
    column: 0,
    source: 0,
  });
  const cellWidth = zoom === 'fit' ? Math.max(LEAST, width / Math.max(1, rows.length)) : WIDTHS[zoom];
  // The compiler is not used here; nothing of this is memoized.
  const virtual = useVirtualizer({
    horizontal: true,
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cellWidth,
    overscan: 40,
  });
  useEffect(() => {
    virtual.measure();
  }, [virtual, cellWidth]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      setWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  const bounds = useMemo(() => schemaBounds(rows), [rows]);

  const move = (column: number, source: number): void => {
    const next = {
      column: Math.max(0, Math.min(rows.length - 1, column)),
      source: Math.max(0, Math.min(sources.length - 1, source)),
    };
    setAt(next);
    virtual.scrollToIndex(next.column, { align: 'auto' });
    const row = rows[next.column];
    if (row !== undefined) selectObject({ object: row.object, schema: row.schema, name: row.name });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { column, source } = at;
    const drift = (step: 1 | -1): number => {
      let next = column + step;
      while (rows[next] !== undefined && isCalm(rows[next])) next += step;
      return rows[next] === undefined ? column : next;
    };
    const moves = new Map<string, readonly [number, number]>([
      ['ArrowRight', [column + 1, source]],
      ['ArrowLeft', [column - 1, source]],
      ['ArrowDown', [column, source + 1]],
      ['ArrowUp', [column, source - 1]],
      ['Home', [0, source]],
      ['End', [rows.length - 1, source]],
      ['j', [drift(1), source]],
      ['k', [drift(-1), source]],
    ]);
    const to = moves.get(event.key);
    const row = rows[column];
    if (to !== undefined) move(...to);
    else if (event.key === 'Enter' && row !== undefined) goTo(placeOfObject(row));
    else return;
    event.preventDefault();
  };

  const here = rows[at.column];
  return (
    <>
      <div className={css['picture']}>
        <ul className={css['sources']} aria-hidden="true">
          {sources.map(({ id }) => (
            <li key={id} title={id}>
              {id}
            </li>
          ))}
        </ul>
        <div
          ref={scroller}
          className={css['scroller']}
          role="application"
          aria-roledescription="drift picture"
          aria-label="Drift of every object in every source. Arrow keys walk, J and K go to the next drift, Enter opens."
          aria-describedby="drift-picture-here"
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <div
            className={css['canvas']}
            style={{ width: virtual.getTotalSize(), height: `${String(sources.length * 1.25)}rem` }}
          >
            {width > 0 &&
              virtual.getVirtualItems().map((item) => {
                const row = rows[item.index];
                if (row === undefined) return null;
                return (
                  <Column
                    key={item.index}
                    row={row}
                    left={item.start}
                    width={item.size}
                    isFirst={bounds.has(item.index)}
                    active={at.column === item.index ? at.source : undefined}
                    onChoose={(source, open) => {
                      move(item.index, source);
                      if (open) goTo(placeOfObject(row));
                    }}
                    onHover={(source) => {
                      setAt({ column: item.index, source });
                    }}
                  />
                );
              })}
          </div>
        </div>
      </div>
      <p id="drift-picture-here" className={css['here']} aria-live="polite">
        {here !== undefined && <Here row={here} matrix={matrix} source={at.source} />}
      </p>
    </>
  );
}

function Here(props: {
  readonly row: DriftRow;
  readonly matrix: Matrix;
  readonly source: number;
}): ReactElement {
  const { row, matrix, source } = props;
  const cell = row.cells[source];
  return (
    <>
      {cell !== undefined && (
        <StatusGlyph status={cell.present || cell.status !== 'equal' ? cell.status : 'unknown'} mute />
      )}
      <code>{row.name}</code>
      <span className={css['dim']}>
        {row.schema} · {matrix.sources[source]?.id}:{' '}
        {cell === undefined || (!cell.present && cell.status === 'equal')
          ? 'not there, nor in the reference'
          : cell.status === 'different'
            ? `${String(cell.differences)} different`
            : STATUS_WORDS[cell.status]}
      </span>
    </>
  );
}

function Column(props: {
  readonly row: DriftRow;
  readonly left: number;
  readonly width: number;
  readonly isFirst: boolean;
  readonly active: number | undefined;
  readonly onChoose: (source: number, open: boolean) => void;
  readonly onHover: (source: number) => void;
}): ReactElement {
  const { row, left, width, isFirst, active } = props;
  const sourceAt = (event: { readonly target: EventTarget }): number =>
    Number((event.target as HTMLElement).dataset['source'] ?? 0);
  return (
    <div
      key={keyOfObject(row)}
      className={clsx(css['column'], isFirst && css['first'])}
      style={{ width, transform: `translateX(${String(left)}px)` }}
      onMouseOver={(event) => {
        props.onHover(sourceAt(event));
      }}
      onClick={(event) => {
        props.onChoose(sourceAt(event), false);
      }}
      onDoubleClick={(event) => {
        props.onChoose(sourceAt(event), true);
      }}
    >
      {row.cells.map((cell, source) => {
        const absent = !cell.present && cell.status === 'equal';
        return (
          <span
            key={source}
            data-source={source}
            className={clsx(
              css['cell'],
              absent ? css['absent'] : css[cell.status],
              active === source && css['here-cell'],
            )}
          >
            {width >= 13 && !absent && cell.status !== 'equal' && <StatusGlyph status={cell.status} mute />}
          </span>
        );
      })}
    </div>
  );
}

function isCalm(row: DriftRow | undefined): boolean {
  return (
    row === undefined ||
    !row.cells.some(({ status }) => status === 'different' || status === 'missing' || status === 'extra')
  );
}

/** The first column of each schema but the first, where a gap is drawn. */
function schemaBounds(rows: readonly DriftRow[]): ReadonlySet<number> {
  const bounds = new Set<number>();
  rows.forEach((row, at) => {
    if (at > 0 && rows[at - 1]?.schema !== row.schema) bounds.add(at);
  });
  return bounds;
}
