import type { ReactElement } from 'react';
import { Checkbox, NativeSelect, PasswordInput } from '@mantine/core';
import type { InputOf, OutputOf } from '../../../shared/api';
import { useRead } from '../../api/api-context';
import css from './connection.module.css';

/** A password as it stands in a form. */
export interface PasswordDraft {
  readonly text: string;
  readonly keep: 'session' | 'store';
  readonly plainText: boolean;
}

/** No password yet. */
export const NO_PASSWORD: PasswordDraft = { text: '', keep: 'session', plainText: false };

/** What a form's password says to the core; undefined when none was typed. */
export function keptPassword(draft: PasswordDraft): InputOf<'workspace.saveConnection'>['password'] {
  return draft.text === '' ? undefined : { ...draft };
}

/** True when the store would hold the password in the open and nobody agreed to that. */
export function needsConsent(draft: PasswordDraft, store: Store | undefined): boolean {
  return draft.text !== '' && draft.keep === 'store' && store?.isEncrypted === false && !draft.plainText;
}

/** A place for passwords that lasts from one start to the next, if there is one. */
export type Store = NonNullable<NonNullable<OutputOf<'app.info'>['desktop']>['passwordStore']>;

/** A password, and where it is kept. It goes to no file of the workspace. */
export function PasswordFields(props: {
  readonly value: PasswordDraft;
  readonly says: string;
  readonly onChange: (value: PasswordDraft) => void;
}): ReactElement {
  const { value, says, onChange } = props;
  const store = useRead('app.info', {}).data?.desktop?.passwordStore;
  return (
    <>
      <PasswordInput
        size="xs"
        label="Password"
        description={says}
        value={value.text}
        autoComplete="off"
        onChange={(event) => {
          onChange({ ...value, text: event.currentTarget.value });
        }}
      />
      {store === undefined ? (
        <p className={css['dim']}>
          It is kept in memory until Tidemark ends, and written nowhere. To give it for good, put it into
          ~/.my.cnf, or set TIDEMARK_PASSWORD.
        </p>
      ) : (
        <>
          <NativeSelect
            size="xs"
            label="Keep it"
            value={value.keep}
            data={[
              { value: 'session', label: 'until Tidemark ends' },
              { value: 'store', label: `in ${store.name}` },
            ]}
            onChange={(event) => {
              onChange({ ...value, keep: event.currentTarget.value === 'store' ? 'store' : 'session' });
            }}
          />
          {!store.isEncrypted && value.keep === 'store' && (
            <Checkbox
              label="Keep it in plain text: this system has no store that encrypts"
              checked={value.plainText}
              onChange={(event) => {
                onChange({ ...value, plainText: event.currentTarget.checked });
              }}
            />
          )}
        </>
      )}
    </>
  );
}
