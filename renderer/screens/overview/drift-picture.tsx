import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import type { Matrix } from '../../api/use-matrix';
import { Card } from '../../primitives/card';
import { formatCount, STATUS_WORDS, type Status } from '../../primitives/drift-words';
import { Legend } from '../../primitives/legend';
import { Skeleton } from '../../primitives/states';
import { StatusGlyph } from '../../primitives/status-glyph';
import { keyOfObject, placeOfObject } from '../../state/place';
import { goTo } from '../../state/use-place';
import { selectObject } from '../../state/window-store';
import { gatherColumns, isCalm, type DriftColumn } from './drift-columns';
import css from './drift-picture.module.css';

const WIDTHS = { fit: 0, near: 14, word: 28 } as const;
type Zoom = keyof typeof WIDTHS;
const LEAST = 3;
const MOST = 36;
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
  // With all in sight, neighbours share a column where there is no room for each.
  const columns = useMemo(
    () => gatherColumns(rows, zoom === 'fit' && width > 0 ? Math.floor(width / LEAST) : rows.length),
    [rows, zoom, width],
  );
  const cellWidth = zoom === 'fit' ? Math.min(MOST, width / Math.max(1, columns.length)) : WIDTHS[zoom];
  // The compiler is not used here; nothing of this is memoized.
  const virtual = useVirtualizer({
    horizontal: true,
    count: columns.length,
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

  const move = (column: number, source: number): void => {
    const next = {
      column: Math.max(0, Math.min(columns.length - 1, column)),
      source: Math.max(0, Math.min(sources.length - 1, source)),
    };
    setAt(next);
    virtual.scrollToIndex(next.column, { align: 'auto' });
    const row = columns[next.column]?.row;
    if (row !== undefined) selectObject({ object: row.object, schema: row.schema, name: row.name });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { column, source } = at;
    const drift = (step: 1 | -1): number => {
      for (let next = column + step; ; next += step) {
        const other = columns[next];
        if (other === undefined) return column;
        if (!isCalm(other)) return next;
      }
    };
    const moves = new Map<string, readonly [number, number]>([
      ['ArrowRight', [column + 1, source]],
      ['ArrowLeft', [column - 1, source]],
      ['ArrowDown', [column, source + 1]],
      ['ArrowUp', [column, source - 1]],
      ['Home', [0, source]],
      ['End', [columns.length - 1, source]],
      ['j', [drift(1), source]],
      ['k', [drift(-1), source]],
    ]);
    const to = moves.get(event.key);
    const row = columns[column]?.row;
    if (to !== undefined) move(...to);
    else if (event.key === 'Enter' && row !== undefined) goTo(placeOfObject(row));
    else return;
    event.preventDefault();
  };

  const here = columns[Math.min(at.column, columns.length - 1)];
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
                const column = columns[item.index];
                if (column === undefined) return null;
                return (
                  <Column
                    key={item.index}
                    column={column}
                    left={item.start}
                    width={item.size}
                    active={at.column === item.index ? at.source : undefined}
                    onChoose={(source, open) => {
                      move(item.index, source);
                      if (open) goTo(placeOfObject(column.row));
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
        {here !== undefined && <Here column={here} matrix={matrix} source={at.source} />}
      </p>
    </>
  );
}

function Here(props: {
  readonly column: DriftColumn;
  readonly matrix: Matrix;
  readonly source: number;
}): ReactElement {
  const { column, matrix, source } = props;
  const { row, count, drifting } = column;
  const cell = count === 1 ? row.cells[source] : column.cells[source];
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
            : matrix.sources[source]?.id === matrix.reference && cell.status === 'equal'
              ? 'reference'
              : STATUS_WORDS[cell.status]}
        {count > 1 &&
          (drifting === 1
            ? ` · the one that drifts among ${formatCount(count)} here`
            : ` · the first of ${drifting === 0 ? formatCount(count) : `${formatCount(drifting)} that drift among ${formatCount(count)}`} here`)}
      </span>
    </>
  );
}

function Column(props: {
  readonly column: DriftColumn;
  readonly left: number;
  readonly width: number;
  readonly active: number | undefined;
  readonly onChoose: (source: number, open: boolean) => void;
  readonly onHover: (source: number) => void;
}): ReactElement {
  const { column, left, width, active } = props;
  const sourceAt = (event: { readonly target: EventTarget }): number =>
    Number((event.target as HTMLElement).dataset['source'] ?? 0);
  return (
    <div
      key={keyOfObject(column.row)}
      className={clsx(css['column'], column.first && css['first'])}
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
      {column.cells.map((cell, source) => {
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
