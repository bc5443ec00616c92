import { useState, type ReactElement } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { refreshAll, useApi, useRead, useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { Notice } from '../plan/notice';
import { needsConsent, NO_PASSWORD, PasswordFields } from './password-fields';
import css from './connection.module.css';

/** Asks for the password of a source's server, where it was refused without one or with a wrong one. */
export function GivePassword({ source }: { readonly source: string }): ReactElement {
  const queries = useQueryClient();
  const api = useApi();
  const store = useRead('app.info', {}).data?.desktop?.passwordStore;
  const keep = useWrite('connection.keepPassword');
  const [password, setPassword] = useState(NO_PASSWORD);
  const ready = password.text !== '' && !needsConsent(password, store);
  return (
    <form
      className={css['password']}
      aria-label={`Password of ${source}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        keep.mutate(
          { source, password },
          {
            onSuccess: () => {
              setPassword(NO_PASSWORD);
              api('source.read', { sources: [source], refresh: true })
                .catch(() => undefined)
                .finally(() => {
                  refreshAll(queries);
                });
            },
          },
        );
      }}
    >
      <PasswordFields value={password} says={`For ${source}.`} onChange={setPassword} />
      {keep.error !== null && (
        <Notice tone="bad" hint={keep.error.more.hint}>
          {keep.error.message}
        </Notice>
      )}
      <div>
        <Action type="submit" look="main" disabled={!ready || keep.isPending}>
          Connect
        </Action>
      </div>
    </form>
  );
}
