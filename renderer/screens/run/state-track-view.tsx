import type { ReactElement, ReactNode } from 'react';
import { IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react';
import clsx from 'clsx';
import type { RunState } from '../../../shared/run';
import { formatDuration } from '../../primitives/moment';
import { STATE_MEANINGS, STATE_WORDS, type TrackStop, type TrackView } from './state-track';
import css from './state-track-view.module.css';

/** The nine states of a run as a track that fills: seven on the way, and the two in which a run ends otherwise. */
export function StateTrackView(props: {
  readonly view: TrackView;
  /** What is said below the state that is under way: `statement 7 of 19`. */
  readonly note?: string | undefined;
  /** What a state left behind, below its time: `DDL of 3 tables`. */
  readonly left?: ReadonlyMap<RunState, string>;
}): ReactElement {
  const { view, note, left } = props;
  return (
    <ol className={css['track']} aria-label="States of the run">
      {view.stops.map((stop, at) => (
        <Stop key={stop.state} stop={stop} isFirst={at === 0}>
          {stop.status === 'now' && note !== undefined
            ? note
            : [
                stop.milliseconds === undefined ? undefined : formatDuration(stop.milliseconds),
                left?.get(stop.state),
              ]
                .filter((text) => text !== undefined)
                .join(' · ')}
        </Stop>
      ))}
      <End state="failed" reached={view.failed} />
      <End state="rolled_back" reached={view.rolledBack} />
    </ol>
  );
}

function Stop(props: {
  readonly stop: TrackStop;
  readonly isFirst: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { stop, isFirst, children } = props;
  return (
    <li
      className={clsx(css['stop'], css[stop.status], isFirst && css['first'])}
      aria-current={stop.status === 'now' ? 'step' : undefined}
      title={STATE_MEANINGS[stop.state]}
      data-state={stop.state}
      data-status={stop.status}
    >
      <span className={css['dot']} aria-hidden="true">
        {stop.status === 'done' && <IconCheck size={11} stroke={3} />}
        {stop.status === 'stopped' && <IconX size={11} stroke={3} />}
      </span>
      <span className={css['name']}>{stop.state}</span>
      <span className="only-heard">{STATUS_WORDS[stop.status]}</span>
      <span className={css['note']}>{children}</span>
    </li>
  );
}

const STATUS_WORDS: Readonly<Record<TrackStop['status'], string>> = {
  done: 'done',
  now: 'under way',
  todo: 'to come',
  stopped: 'stopped here',
};

function End({
  state,
  reached,
}: {
  readonly state: 'failed' | 'rolled_back';
  readonly reached: boolean;
}): ReactElement {
  return (
    <li
      className={clsx(css['end'], reached && css[state])}
      title={STATE_MEANINGS[state]}
      data-state={state}
      data-status={reached ? 'now' : 'todo'}
    >
      <span className={css['dot']} aria-hidden="true">
        {state === 'failed' ? <IconX size={11} stroke={3} /> : <IconArrowBackUp size={11} stroke={3} />}
      </span>
      <span className={css['name']}>{state}</span>
      <span className="only-heard">{reached ? STATE_WORDS[state] : 'not reached'}</span>
    </li>
  );
}
