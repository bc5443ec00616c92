import type { ReactElement } from 'react';
import clsx from 'clsx';
import { formatDuration, formatMoment } from '../../primitives/moment';
import { BreakablePath } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { END_TONES, type HistoryRow } from './history-rows';
import css from './history.module.css';

/** Runs below one another, the latest first. */
export function RunTable(props: {
  readonly rows: readonly HistoryRow[];
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}): ReactElement {
  const { rows, selected, onSelect } = props;
  return (
    <table className={css['table']} aria-label="Runs, the latest first">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Ended</th>
          <th scope="col">Started</th>
          <th scope="col" className={css['number']}>
            Took
          </th>
          <th scope="col">Statements</th>
          <th scope="col">By</th>
          <th scope="col">Where</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={clsx(row.key === selected && css['selected'])}>
            <td className={css['tight']}>
              <button
                type="button"
                className={css['open']}
                aria-expanded={row.key === selected}
                onClick={() => {
                  onSelect(row.key);
                }}
              >
                {row.name} {row.version}
              </button>
            </td>
            <td>
              <Pill tone={END_TONES[row.end]}>{row.end}</Pill>
            </td>
            <td className={css['tight']}>
              {row.startedAt === '' ? 'not recorded' : formatMoment(row.startedAt)}
            </td>
            <td className={css['number']}>
              {row.milliseconds === undefined ? '' : formatDuration(row.milliseconds)}
            </td>
            <td className={css['tight']}>{row.statements}</td>
            <td>{row.by}</td>
            <td className={css['where']}>
              <BreakablePath path={row.where} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
