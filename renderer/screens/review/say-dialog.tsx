import { useState, type ReactElement } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import type { AppError } from '../../../shared/app-error';
import { Action } from '../../primitives/action';
import { CopyButton } from '../../primitives/copy-button';
import { Notice } from '../plan/notice';
import { Question } from '../plan/question';
import { readPerson, rememberPerson } from '../plan/person';
import css from './review.module.css';

/** Asks who speaks, and what they say; an approval shows the hash that it is bound to. */
export function SayDialog(props: {
  readonly kind: 'approve' | 'request-changes' | 'comment';
  readonly about: string;
  readonly hash: string;
  readonly author: string;
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly onClose: () => void;
  readonly onSay: (by: string, text: string) => void;
}): ReactElement {
  const { kind, about, hash, author, busy, error, onClose, onSay } = props;
  const [by, setBy] = useState(readPerson());
  const [text, setText] = useState('');
  const needsText = kind !== 'approve';
  const ready = by.trim() !== '' && (!needsText || text.trim() !== '') && !busy;
  return (
    <Question title={`${TITLES[kind]} ${about}`} onClose={onClose}>
      <form
        className={css['dialog']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          rememberPerson(by.trim());
          onSay(by.trim(), text.trim());
        }}
      >
        {kind === 'approve' && (
          <div className={css['bound']}>
            <p>
              Your approval is bound to this content. If one byte of the plan changes, it no longer counts.
            </p>
            <p>
              <code className={css['fullHash']}>{hash}</code>{' '}
              <CopyButton label="Copy the plan’s hash" text={hash} />
            </p>
          </div>
        )}
        <TextInput
          label="Your name"
          description={`${author} made this plan.`}
          value={by}
          data-autofocus
          onChange={(event) => {
            setBy(event.currentTarget.value);
          }}
        />
        <Textarea
          label={
            kind === 'approve' ? 'A word, if you like' : kind === 'comment' ? 'Comment' : 'What should change'
          }
          autosize
          minRows={3}
          maxRows={10}
          maxLength={20_000}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        {error !== null && (
          <Notice tone="bad" hint={error.more.hint}>
            {error.message}
          </Notice>
        )}
        <div className={css['dialogEnd']}>
          <Action onClick={onClose}>Not now</Action>
          <Action type="submit" look="main" disabled={!ready}>
            {ACTS[kind]}
          </Action>
        </div>
      </form>
    </Question>
  );
}

const TITLES = {
  approve: 'Approve',
  'request-changes': 'Ask for changes in',
  comment: 'Comment on',
} as const;
const ACTS = {
  approve: 'Approve',
  'request-changes': 'Ask for changes',
  comment: 'Add the comment',
} as const;
