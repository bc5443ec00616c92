import { useState, type ReactElement } from 'react';
import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { refreshAll, useRead, useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { ErrorState, SkeletonRows } from '../../primitives/states';
import { Notice } from '../plan/notice';
import { Question } from '../plan/question';
import { ConnectionAnswer } from './connection-answer';
import { draftOf, nameProblem, NEW_CONNECTION, readDraft, type ConnectionDraft } from './connection-draft';
import {
  keptPassword,
  needsConsent,
  NO_PASSWORD,
  PasswordFields,
  type PasswordDraft,
} from './password-fields';
import css from './connection.module.css';

/** The words of the choices for TLS. '' is what an address without a mode means. */
const TLS = [
  { value: '', label: 'on other machines, where the server can' },
  { value: 'required', label: 'always' },
  { value: 'verify-ca', label: 'always, and check who signed the certificate' },
  { value: 'verify-identity', label: 'always, and check the host’s name as well' },
  { value: 'preferred', label: 'where the server can, also on this machine' },
  { value: 'disabled', label: 'never' },
] as const;

/** Adds a connection to the workspace, or changes one. It is written to tidemark.yaml, its password is not. */
export function ConnectionForm(props: {
  /** The source to change; undefined adds one. */
  readonly id: string | undefined;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}): ReactElement {
  const { id, onClose } = props;
  const known = useRead('connection.read', { source: id ?? '' }, id !== undefined);
  return (
    <Question title={id === undefined ? 'New connection' : `Connection of ${id}`} onClose={onClose}>
      {id === undefined ? (
        <Fields {...props} start={NEW_CONNECTION} passwordFrom="" />
      ) : known.isError ? (
        <ErrorState title="The connection cannot be shown" error={known.error} />
      ) : known.data === undefined ? (
        <SkeletonRows rows={6} />
      ) : (
        <Fields
          {...props}
          start={draftOf(id, known.data)}
          passwordFrom={passwordWords(known.data.password)}
        />
      )}
    </Question>
  );
}

function Fields(props: {
  readonly id: string | undefined;
  readonly start: ConnectionDraft;
  readonly passwordFrom: string;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}): ReactElement {
  const { id, start, passwordFrom, onClose, onSaved } = props;
  const queries = useQueryClient();
  const workspace = useRead('workspace.open', {});
  const store = useRead('app.info', {}).data?.desktop?.passwordStore;
  const test = useWrite('connection.test', { title: 'Testing the connection' });
  const save = useWrite('workspace.saveConnection', { title: 'Saving the connection' });
  const [draft, setDraft] = useState(start);
  const [password, setPassword] = useState<PasswordDraft>(NO_PASSWORD);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<ConnectionDraft>): void => {
    setDraft({ ...draft, ...change });
    test.reset();
  };
  const reading = readDraft(draft);
  const others = (workspace.data?.sources ?? []).map((source) => source.id).filter((one) => one !== id);
  const badName = nameProblem(draft.id, others);
  const problemAt = (field: keyof ConnectionDraft): string | undefined =>
    tried && !reading.ok && reading.field === field ? reading.problem : undefined;
  const text = (
    field: Exclude<keyof ConnectionDraft, 'vendor' | 'way' | 'ssl' | 'throughSsh' | 'defaultsFile'>,
    label: string,
    more: { readonly placeholder?: string; readonly description?: string } = {},
  ): ReactElement => (
    <TextInput
      label={label}
      value={draft[field]}
      spellCheck={false}
      autoComplete="off"
      data-autofocus={field === 'id' ? true : undefined}
      error={field === 'id' ? tried && badName : problemAt(field)}
      {...more}
      onChange={(event) => {
        set({ [field]: event.currentTarget.value });
      }}
    />
  );

  return (
    <form
      className={css['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!reading.ok || badName !== undefined || needsConsent(password, store)) return;
        const given = keptPassword(password);
        const snapshot = draft.snapshot.trim();
        save.mutate(
          {
            id: draft.id,
            connection: reading.connection,
            ...(snapshot === '' ? {} : { snapshot }),
            ...(id === undefined ? {} : { replaces: id }),
            ...(given === undefined ? {} : { password: given }),
          },
          {
            onSuccess: () => {
              refreshAll(queries);
              onSaved(draft.id);
            },
          },
        );
      }}
    >
      <div className={css['two']}>
        {text('id', 'Name', { placeholder: 'production' })}
        <SegmentedControl
          className={css['bottom'] ?? ''}
          aria-label="How the server is reached"
          value={draft.way}
          onChange={(way) => {
            set({ way });
          }}
          data={[
            { value: 'host', label: 'Host' },
            { value: 'socket', label: 'Socket' },
          ]}
        />
      </div>
      {draft.way === 'host' ? (
        <div className={css['hostPort']}>
          {text('host', 'Host', { placeholder: 'db.example.com' })}
          {text('port', 'Port', { placeholder: '3306' })}
        </div>
      ) : (
        text('socket', 'Path of the socket', { placeholder: '/run/mysqld/mysqld.sock' })
      )}
      <div className={css['two']}>
        {text('user', 'User', { placeholder: 'as ~/.my.cnf says' })}
        {text('schemas', 'Schemas', { placeholder: 'all; some, with commas between' })}
      </div>
      <PasswordFields
        value={password}
        says={
          passwordFrom === '' ? 'Left empty, it comes from ~/.my.cnf or TIDEMARK_PASSWORD.' : passwordFrom
        }
        onChange={(value) => {
          setPassword(value);
          test.reset();
        }}
      />
      <NativeSelect
        size="xs"
        label="Encrypt"
        value={draft.ssl}
        data={[...TLS]}
        onChange={(event) => {
          const mode = TLS.find(({ value }) => value === event.currentTarget.value);
          set({ ssl: mode?.value ?? '' });
        }}
      />
      {draft.ssl !== '' && draft.ssl !== 'disabled' && draft.ssl !== 'preferred' && (
        <div className={css['three']}>
          {text('ca', 'Authority’s certificate', { placeholder: '/path/ca.pem' })}
          {text('cert', 'Own certificate', { placeholder: 'none' })}
          {text('key', 'Its key', { placeholder: 'none' })}
        </div>
      )}
      <Checkbox
        label="Through SSH"
        description="By the system’s ssh, with its keys, agent and known hosts."
        checked={draft.throughSsh}
        onChange={(event) => {
          set({ throughSsh: event.currentTarget.checked });
        }}
      />
      {draft.throughSsh && (
        <>
          <div className={css['hostPort']}>
            {text('sshHost', 'SSH host', { placeholder: 'gate.example.com' })}
            {text('sshPort', 'SSH port', { placeholder: '22' })}
          </div>
          <div className={css['two']}>
            {text('sshUser', 'SSH user', { placeholder: 'as ssh’s configuration says' })}
            {text('identity', 'Key file', { placeholder: 'as ssh’s configuration says' })}
          </div>
        </>
      )}
      {text('snapshot', 'Snapshot for when it is away', {
        placeholder: 'none',
        description:
          'A path in the workspace, such as snapshots/production.json. It is renewed at each reading.',
      })}
      {(test.data !== undefined || test.error !== null) && (
        <ConnectionAnswer found={test.data} error={test.error} />
      )}
      {tried && needsConsent(password, store) && (
        <Notice tone="warn">Agree to plain text, or keep the password only until Tidemark ends.</Notice>
      )}
      {save.error !== null && (
        <Notice tone="bad" hint={save.error.more.hint}>
          {save.error.message}
        </Notice>
      )}
      {workspace.data?.readOnly === true ? (
        <p className={css['dim']}>This session is read-only: a connection can be tested, not saved.</p>
      ) : (
        <p className={css['dim']}>
          {workspace.data?.configPath === undefined
            ? 'Saving writes a tidemark.yaml with what was found in the folder, and this connection.'
            : `Saving writes it to ${workspace.data.configPath}, without the password.`}
        </p>
      )}
      <div className={css['end']}>
        <Action
          disabled={test.isPending}
          onClick={() => {
            setTried(true);
            if (!reading.ok) return;
            test.mutate({
              connection: reading.connection,
              ...(password.text === '' ? {} : { password: password.text }),
            });
          }}
        >
          {test.isPending ? 'Testing…' : 'Test'}
        </Action>
        <span className={css['space']} />
        <Action onClick={onClose}>Not now</Action>
        <Action
          type="submit"
          look="main"
          disabled={save.isPending || workspace.data === undefined || workspace.data.readOnly}
        >
          {save.isPending ? 'Saving…' : 'Save'}
        </Action>
      </div>
    </form>
  );
}

/** Where a connection's password comes from now, in a sentence. */
export function passwordWords(password: {
  readonly from: 'store' | 'session' | 'environment' | 'option-file' | 'none';
  readonly variable?: string;
}): string {
  switch (password.from) {
    case 'store':
      return 'It is kept in the system’s store. Type another to replace it.';
    case 'session':
      return 'It is kept until Tidemark ends. Type another to replace it.';
    case 'environment':
      return `It comes from ${password.variable ?? 'the environment'}.`;
    case 'option-file':
      return 'It comes from an option file such as ~/.my.cnf.';
    case 'none':
      return 'None is known.';
  }
}
