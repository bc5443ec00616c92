import type { ReactElement } from 'react';
import { IconAlertTriangle, IconCheck, IconCircle, IconLoader2, IconMinus, IconX } from '@tabler/icons-react';
import clsx from 'clsx';
import { formatDuration } from '../../primitives/moment';
import type { ProofRow } from './proof-steps';
import css from './proof-list.module.css';

/** The steps of a rehearsal with what each found. */
export function ProofList({ rows }: { readonly rows: readonly ProofRow[] }): ReactElement {
  return (
    <ol className={css['steps']} aria-label="Steps of the rehearsal">
      {rows.map((row) => (
        <li key={row.step} className={clsx(css['step'], css[row.status])}>
          <span className={css['sign']}>
            <StepSign status={row.status} />
          </span>
          <span className={css['title']}>{row.title}</span>
          <span className={css['time']}>
            {row.milliseconds === undefined ? '' : formatDuration(row.milliseconds)}
          </span>
          <span className={css['message']}>{row.message}</span>
        </li>
      ))}
    </ol>
  );
}

function StepSign({ status }: { readonly status: ProofRow['status'] }): ReactElement {
  switch (status) {
    case 'passed':
      return <IconCheck size={15} aria-label="passed" />;
    case 'failed':
      return <IconX size={15} aria-label="failed" />;
    case 'warned':
      return <IconAlertTriangle size={15} aria-label="not as predicted" />;
    case 'now':
      return <IconLoader2 size={15} className={css['turning']} aria-label="under way" />;
    case 'skipped':
      return <IconMinus size={15} aria-label="not tried" />;
    case 'todo':
      return <IconCircle size={13} aria-label="to come" />;
  }
}
