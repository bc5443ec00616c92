import { useState, type ReactElement } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import type { DriftItem, DriftItemRef } from '../../../shared/api';
import { useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { countOf } from '../../primitives/drift-words';
import { Notice } from '../plan/notice';
import { readPerson, rememberPerson } from '../plan/person';
import { Question } from '../plan/question';
import { READS_OF_IGNORED } from './reads-of-ignored';
import css from './ignore-dialog.module.css';

/** Asks why differences are to be left as they are, and who says so. */
export function IgnoreDialog(props: {
  readonly items: readonly DriftItem[];
  readonly onClose: () => void;
  readonly onIgnored: () => void;
}): ReactElement {
  const { items, onClose, onIgnored } = props;
  const ignore = useWrite('ignored.add', { refreshes: READS_OF_IGNORED });
  const [by, setBy] = useState(readPerson());
  const [reason, setReason] = useState('');
  const ready = by.trim() !== '' && reason.trim() !== '' && !ignore.isPending;
  const [only] = items;
  return (
    <Question title={`Ignore ${countOf(items.length, 'difference')}?`} onClose={onClose}>
      <form
        className={css['dialog']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          rememberPerson(by.trim());
          ignore.mutate(
            { items: items.map(refOfItem), reason: reason.trim(), by: by.trim() },
            { onSuccess: onIgnored },
          );
        }}
      >
        {items.length === 1 && only !== undefined && <p>{only.reason}</p>}
        <p className={css['dim']}>
          Nothing is changed but tidemark.ignored.yaml, beside tidemark.yaml: commit it, and it holds for
          everybody. A difference is shown again as soon as a source says something else of it.
        </p>
        <Textarea
          size="xs"
          label="Why"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={reason}
          data-autofocus
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <TextInput
          label="Your name"
          value={by}
          onChange={(event) => {
            setBy(event.currentTarget.value);
          }}
        />
        {ignore.error !== null && (
          <Notice tone="bad" hint={ignore.error.more.hint}>
            {ignore.error.message}
          </Notice>
        )}
        <div className={css['end']}>
          <Action onClick={onClose}>Not now</Action>
          <Action type="submit" look="main" disabled={!ready}>
            Ignore
          </Action>
        </div>
      </form>
    </Question>
  );
}

/** What names an item to the core. */
export function refOfItem({ object, schema, table, part, name, attribute }: DriftItem): DriftItemRef {
  return { object, schema, table, part, name, ...(attribute === undefined ? {} : { attribute }) };
}
