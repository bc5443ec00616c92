import type { ReactElement } from 'react';
import { CopyButton } from '../../primitives/copy-button';
import { EmptyState } from '../../primitives/states';
import { logText, type LogEntry } from './run-log';
import css from './run.module.css';

/** A run's journal, line by line, to be read and copied. */
export function LogView({ lines }: { readonly lines: readonly LogEntry[] }): ReactElement {
  if (lines.length === 0)
    return (
      <EmptyState title="Nothing is written yet">
        The journal begins with the run; each line is forced to disk before the next step.
      </EmptyState>
    );
  return (
    <div className={css['logPane']} tabIndex={0} role="region" aria-label="Log of the run">
      <div className={css['logCopy']}>
        <CopyButton label="Copy the log" words="Copy the log" text={() => logText(lines)} />
      </div>
      <ol className={css['log']}>
        {lines.map((line, at) => (
          <li key={at} className={css[line.tone]}>
            <time dateTime={line.at}>{line.at.slice(11, 23)}</time>
            <span>{line.text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
