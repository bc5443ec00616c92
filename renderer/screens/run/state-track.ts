import type { RunState, StateVisit } from '../../../shared/run';

/** How one state of the track stands. */
export interface TrackStop {
  readonly state: RunState;
  readonly status: 'done' | 'now' | 'todo' | 'stopped';
  /** How long it took, or has taken so far is not known: absent. Milliseconds. */
  readonly milliseconds?: number;
}

/** A run's way as it is drawn: seven states in a row, and the two ways in which a run ends otherwise. */
export interface TrackView {
  readonly stops: readonly TrackStop[];
  readonly failed: boolean;
  readonly rolledBack: boolean;
  /** How often the run was started again after it failed. */
  readonly again: number;
}

/** The states of a run that goes well, in order. */
export const WAY: readonly RunState[] = [
  'pre_migration',
  'validation',
  'backup',
  'execution',
  'verification',
  'post_migration',
  'completed',
];

/** Names of the states for people. The recorded names stand beside them. */
export const STATE_WORDS: Readonly<Record<RunState, string>> = {
  pre_migration: 'Check first',
  validation: 'Validate',
  backup: 'Back up',
  execution: 'Execute',
  verification: 'Verify',
  post_migration: 'Record',
  completed: 'Completed',
  failed: 'Failed',
  rolled_back: 'Rolled back',
};

/** What each state is for, in a sentence. */
export const STATE_MEANINGS: Readonly<Record<RunState, string>> = {
  pre_migration:
    'Takes the lock and checks the server, the base, the approvals and what the plan depends on.',
  validation: 'Checks the rules of the federation and that every statement still fits the database.',
  backup: 'Keeps the definitions of all that is touched, and the rows that could be lost.',
  execution: 'Sends the statements one by one; each is written to the journal before and after.',
  verification: 'Reads the schema again and expects no difference; counts the rows of what was touched.',
  post_migration: 'Writes the schema’s version, the tables’ classes, a snapshot and the summary.',
  completed: 'The database is as planned.',
  failed: 'It stopped; nothing is done until somebody goes on, takes it back or gives it up.',
  rolled_back: 'The database is as it was before.',
};

/** Draws a run from the states that it has been in. Empty visits draw a run that has not begun. */
export function trackView(visits: readonly StateVisit[]): TrackView {
  // A run that was resumed begins anew at pre_migration: only the last way counts.
  const begin = visits.findLastIndex(({ state }) => state === 'pre_migration');
  const last = visits.slice(Math.max(0, begin));
  const present = last.at(-1)?.state;
  const failed = last.some(({ state }) => state === 'failed') && present !== 'rolled_back';
  const rolledBack = present === 'rolled_back';
  const way = last.filter(({ state }) => WAY.includes(state));
  const furthest = way.at(-1);
  const stops = WAY.map((state): TrackStop => {
    const visit = way.findLast((one) => one.state === state);
    if (visit === undefined) return { state, status: 'todo' };
    // How long it has rested as completed is no time that the run took.
    const time =
      visit.milliseconds === undefined || state === 'completed' ? {} : { milliseconds: visit.milliseconds };
    if (visit !== furthest || state === 'completed') return { state, status: 'done', ...time };
    return { state, status: failed || rolledBack ? 'stopped' : 'now', ...time };
  });
  return {
    stops,
    failed,
    rolledBack,
    again: visits.slice(0, Math.max(0, begin)).filter(({ state }) => state === 'failed').length,
  };
}
