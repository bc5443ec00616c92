import type { ReactNode } from 'react';
import { IconCheck, IconPlayerPlayFilled, IconPoint, IconX } from '@tabler/icons-react';
import type { OutputOf } from '../../../shared/api';
import type { Plan } from '../../../shared/plan';
import { formatDuration } from '../../primitives/moment';
import css from './run.module.css';

type Journaled = OutputOf<'run.log'>['statements'][number];
type Entries = OutputOf<'run.log'>['entries'];

/** The plan backwards: what a rollback runs, and what takes that back again. */
export function reversed(plan: Plan): Plan {
  return { ...plan, statements: plan.rollback, rollback: plan.statements, irreversible: [] };
}

/** The sign before a statement: done, refused, under way, or to come. */
export function statementSign(known: Journaled | undefined): ReactNode {
  if (known === undefined) return <IconPoint size={14} aria-label="to come" />;
  switch (known.phase) {
    case 'done':
      return <IconCheck size={14} className={css['done']} aria-label="done" />;
    case 'failed':
      return <IconX size={14} className={css['failed']} aria-label="failed" />;
    case 'in-doubt':
      return <IconPlayerPlayFilled size={12} className={css['now']} aria-label="under way" />;
  }
}

/** What stands at a statement's end: its time and rows, or the time since it began. */
export function statementTime(
  known: Journaled | undefined,
  entries: Entries,
  direction: 'forward' | 'rollback',
  running: boolean,
): ReactNode {
  if (known === undefined) return '';
  if (known.phase === 'in-doubt') {
    const begun = entries.findLast((entry) => entry.kind === 'statement' && entry.phase === 'start');
    return running && begun !== undefined
      ? formatDuration(Math.max(0, Date.now() - Date.parse(begun.at)))
      : 'in doubt';
  }
  const end = entries.findLast(
    (entry) =>
      entry.kind === 'statement' &&
      entry.phase !== 'start' &&
      entry.direction === direction &&
      entry.number === known.number,
  );
  const rows =
    end?.kind === 'statement' && end.rows !== undefined && end.rows > 0 ? `${String(end.rows)} rows · ` : '';
  return known.milliseconds === undefined ? '' : `${rows}${formatDuration(known.milliseconds)}`;
}
