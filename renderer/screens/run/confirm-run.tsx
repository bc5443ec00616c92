import { useState, type ReactElement } from 'react';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { InputOf } from '../../../shared/api';
import { Action } from '../../primitives/action';
import { Notice } from '../plan/notice';
import { Question } from '../plan/question';
import css from './run.module.css';

/** What a person decides before a run. */
export type RunDecision = Pick<
  InputOf<'run.start'>,
  'mode' | 'by' | 'createTracking' | 'rollbackOnFailure' | 'backup' | 'confirmed' | 'confirmedTargets'
>;

/** Asks once more before a run, its rollback, or giving it up; where data or production is at stake, for the target's name. */
export function ConfirmRun(props: {
  readonly mode: 'start' | 'resume' | 'rollback' | 'abandon';
  readonly target: string;
  /** The name that is asked for. */
  readonly name: string;
  /** Why the target's name is asked for; '' when it is not. */
  readonly stake: string;
  readonly person: string;
  readonly canTrack: boolean;
  readonly trackingSchema: string | undefined;
  readonly onClose: () => void;
  readonly onDecide: (decision: RunDecision) => void;
}): ReactElement {
  const { mode, target, name, stake, person, canTrack, trackingSchema, onClose, onDecide } = props;
  const [typed, setTyped] = useState('');
  const [by, setBy] = useState(person);
  const [backup, setBackup] = useState<'policy' | 'file' | 'table' | 'none'>('policy');
  const [track, setTrack] = useState(false);
  const [back, setBack] = useState(false);
  const words = WORDS[mode];
  const ready = stake === '' || typed.trim() === name;
  return (
    <Question title={words.title(target)} onClose={onClose}>
      <form
        className={css['confirm']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          onDecide({
            mode,
            confirmed: true,
            ...(stake === '' ? {} : { confirmedTargets: [typed.trim()] }),
            ...(by.trim() === '' ? {} : { by: by.trim() }),
            ...(track ? { createTracking: true } : {}),
            ...(back ? { rollbackOnFailure: true } : {}),
            ...(backup === 'policy' ? {} : { backup }),
          });
        }}
      >
        <p>{words.says}</p>
        <TextInput
          label="Your name, for the record"
          placeholder="as this machine knows you"
          value={by}
          onChange={(event) => {
            setBy(event.currentTarget.value);
          }}
        />
        {(mode === 'start' || mode === 'resume') && (
          <>
            <NativeSelect
              size="xs"
              label="Keep what could be lost"
              value={backup}
              data={[
                { value: 'policy', label: 'as the workspace’s policy says' },
                { value: 'file', label: 'in a file of the workspace' },
                { value: 'table', label: 'in tables beside the others' },
                { value: 'none', label: 'nowhere' },
              ]}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setBackup(value === 'file' || value === 'table' || value === 'none' ? value : 'policy');
              }}
            />
            {canTrack && (
              <Checkbox
                label={`Create the tracking tables in ${trackingSchema ?? 'the orchestration schema'} where they are missing`}
                description="Five tables that record runs, their states and checks, schema versions and table classes."
                checked={track}
                onChange={(event) => {
                  setTrack(event.currentTarget.checked);
                }}
              />
            )}
            <Checkbox
              label="Roll back at once when a statement fails"
              checked={back}
              onChange={(event) => {
                setBack(event.currentTarget.checked);
              }}
            />
          </>
        )}
        {stake !== '' && (
          <>
            <Notice tone="warn">{stake}</Notice>
            <TextInput
              label={`Type ${name} to go on`}
              value={typed}
              data-autofocus
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
              }}
            />
          </>
        )}
        <div className={css['confirmEnd']}>
          <Action onClick={onClose}>Not now</Action>
          <Action
            type="submit"
            look={mode === 'start' || mode === 'resume' ? 'main' : 'danger'}
            disabled={!ready}
          >
            {words.act}
          </Action>
        </div>
      </form>
    </Question>
  );
}

const WORDS: Readonly<
  Record<
    'start' | 'resume' | 'rollback' | 'abandon',
    { readonly title: (target: string) => string; readonly says: string; readonly act: string }
  >
> = {
  start: {
    title: (target) => `Run this on ${target}?`,
    says: 'Statements take effect one by one: MySQL and MariaDB cannot take a whole migration back by themselves. Each is journalled before and after, so a run that stops can go on or be rolled back.',
    act: 'Run it',
  },
  resume: {
    title: (target) => `Go on with the run on ${target}?`,
    says: 'The database is looked at first: what is done stays done, what is half done is found by its guard.',
    act: 'Go on',
  },
  rollback: {
    title: (target) => `Roll back on ${target}?`,
    says: 'The rollback’s statements are run one by one, and the database is compared with its first state. Rows that were dropped come back from the backup only.',
    act: 'Roll it back',
  },
  abandon: {
    title: (target) => `Give up the run on ${target}?`,
    says: 'Nothing more is done: the database stays as it is now, and the run is not offered again.',
    act: 'Give it up',
  },
};
