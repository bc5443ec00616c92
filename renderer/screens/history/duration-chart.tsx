import type { ReactElement } from 'react';
import clsx from 'clsx';
import { formatDuration, formatMoment } from '../../primitives/moment';
import type { Bar } from './history-rows';
import css from './history.module.css';

const WIDTH = 14;
const GAP = 4;
const HEIGHT = 56;

/** How long the latest runs took, one bar each, oldest at the left. The table below says the same in numbers. */
export function DurationChart(props: {
  readonly bars: readonly Bar[];
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}): ReactElement {
  const { bars, selected, onSelect } = props;
  const width = Math.max(1, bars.length) * (WIDTH + GAP);
  return (
    <svg
      className={css['chart']}
      viewBox={`0 0 ${String(width)} ${String(HEIGHT)}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={`Durations of the latest ${String(bars.length)} runs`}
    >
      <line x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={css['axis']} />
      {bars.map(({ row, height }, at) => {
        const tall = Math.max(2, height * (HEIGHT - 4));
        return (
          <g
            key={row.key}
            className={clsx(
              css['bar'],
              css[row.end.replace(' ', '-')],
              row.key === selected && css['chosenBar'],
            )}
            onClick={() => {
              onSelect(row.key);
            }}
          >
            <title>{`${row.name} ${row.version}, ${formatMoment(row.startedAt)}: ${row.milliseconds === undefined ? 'not timed' : formatDuration(row.milliseconds)}, ${row.end}`}</title>
            <rect x={at * (WIDTH + GAP)} y={0} width={WIDTH} height={HEIGHT} className={css['hit']} />
            <rect x={at * (WIDTH + GAP)} y={HEIGHT - tall} width={WIDTH} height={tall} rx="2" />
          </g>
        );
      })}
    </svg>
  );
}
