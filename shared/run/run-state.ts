/** The nine states of a run, in the order of one that goes well; the last two are how others end. */
export const RUN_STATES = [
  'pre_migration',
  'validation',
  'backup',
  'execution',
  'verification',
  'post_migration',
  'completed',
  'failed',
  'rolled_back',
] as const;

/** A state of a run. */
export type RunState = (typeof RUN_STATES)[number];

const NEXT: ReadonlyMap<RunState, readonly RunState[]> = new Map([
  ['pre_migration', ['validation', 'failed']],
  ['validation', ['backup', 'failed']],
  ['backup', ['execution', 'failed']],
  ['execution', ['verification', 'failed']],
  ['verification', ['post_migration', 'failed']],
  ['post_migration', ['completed', 'failed']],
  // A rollback that stops half-way leaves what was completed neither done nor undone: failed.
  ['completed', ['rolled_back', 'failed']],
  ['failed', ['rolled_back', 'pre_migration']],
  ['rolled_back', []],
]);

/** True when a run may go from one state to the other. */
export function isLegalMove(from: RunState, to: RunState): boolean {
  return NEXT.get(from)?.includes(to) === true;
}

/** True for the states in which nobody is at work any more. */
export function isResting(state: RunState): boolean {
  return state === 'completed' || state === 'failed' || state === 'rolled_back';
}

/** One state that a run has been in. `milliseconds` is how long it lasted; absent for the present one. */
export interface StateVisit {
  readonly state: RunState;
  readonly previous?: RunState;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly milliseconds?: number;
}

/** A run's way through its states so far; the last visit is the present state. */
export interface StateTrack {
  readonly visits: readonly StateVisit[];
}

/** A new run, at its first state. `state` is another one only for a run that is taken over as it stands. */
export function startTrack(at: string, state: RunState = 'pre_migration'): StateTrack {
  return { visits: [{ state, at }] };
}

/** The state that a run is in. */
export function presentState(track: StateTrack): RunState {
  return track.visits.at(-1)?.state ?? 'pre_migration';
}

/** The run after one more step. Throws on a move that is not legal: that is a bug of the caller, not of the run. */
export function moveTo(track: StateTrack, state: RunState, at: string): StateTrack {
  const last = track.visits.at(-1);
  if (last === undefined || !isLegalMove(last.state, state)) {
    throw new Error(`A run cannot go from ${last?.state ?? 'nowhere'} to ${state}.`);
  }
  const milliseconds = Math.max(0, Date.parse(at) - Date.parse(last.at));
  return {
    visits: [...track.visits.slice(0, -1), { ...last, milliseconds }, { state, previous: last.state, at }],
  };
}
