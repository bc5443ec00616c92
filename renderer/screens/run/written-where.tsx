import type { ReactElement } from 'react';
import type { OutputOf } from '../../../shared/api';
import { CopyButton } from '../../primitives/copy-button';
import { BreakablePath } from '../../primitives/origin';
import { relativeTo } from '../plan/relative-path';
import css from './run.module.css';

/** What a run wrote where: its record, what was kept before it, its journal. Nothing where it wrote nothing. */
export function WrittenWhere({
  value,
  root,
}: {
  readonly value: OutputOf<'run.start'>;
  /** The workspace's folder: paths below it are shown from there. */
  readonly root: string;
}): ReactElement | null {
  const lines = [
    ...(value.tracked === undefined
      ? []
      : [`Recorded in ${value.tracked.schema} as number ${value.tracked.id}.`]),
    ...value.notes,
  ];
  const files = [
    ...value.backup.map((path) => ({ what: 'Kept in', path: relativeTo(root, path) })),
    ...(value.journal === undefined ? [] : [{ what: 'Journal:', path: relativeTo(root, value.journal) }]),
  ];
  if (lines.length + files.length === 0) return null;
  return (
    <ul className={css['written']} aria-label="What was written where">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {files.map(({ what, path }) => (
        <li key={path}>
          {what}{' '}
          <code>
            <BreakablePath path={path} />
          </code>{' '}
          <CopyButton label={`Copy the path ${path}`} text={path} />
        </li>
      ))}
    </ul>
  );
}
