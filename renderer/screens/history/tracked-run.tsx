import type { ReactElement } from 'react';
import type { TrackedRunView } from '../../../shared/api';
import { formatDuration } from '../../primitives/moment';
import { Pill } from '../../primitives/pill';
import { isoOfYmdhis } from './history-rows';
import css from './history.module.css';

/** One run as the tracking tables of a server tell it: every state with its time, every check with its result. */
export function TrackedRun({ run }: { readonly run: TrackedRunView }): ReactElement {
  return (
    <section className={css['run']} aria-label={`Tracked run of ${run.name}`}>
      <header className={css['runHeader']}>
        <h2>
          {run.name} {run.version} <span className={css['dim']}>number {run.id}</span>
        </h2>
      </header>
      {run.error !== null && <p className={css['failure']}>{run.error}</p>}
      <div className={css['columns']}>
        <table className={css['table']} aria-label="States">
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">Entered, UTC</th>
              <th scope="col" className={css['number']}>
                Took
              </th>
            </tr>
          </thead>
          <tbody>
            {run.states.map((state, at) => (
              <tr key={at}>
                <td>
                  <code>{state.state}</code>
                </td>
                <td className={css['tight']}>{isoOfYmdhis(state.at).slice(0, 19).replace('T', ' ')}</td>
                <td className={css['number']}>
                  {state.milliseconds === null ? '' : formatDuration(state.milliseconds)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <ul className={css['checks']} aria-label="Checks">
          {run.validations.map((one, at) => (
            <li key={at}>
              <Pill tone={one.status === 'passed' ? 'good' : one.status === 'failed' ? 'bad' : 'warn'}>
                {one.status}
              </Pill>{' '}
              <span className={css['dim']}>{one.type}</span> {one.message}
            </li>
          ))}
        </ul>
      </div>
      {run.tables.length > 0 && (
        <p className={css['dim']}>
          Touched: <code>{run.tables.join(', ')}</code>
        </p>
      )}
    </section>
  );
}
