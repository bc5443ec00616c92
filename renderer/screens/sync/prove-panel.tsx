import { useState, type ReactElement } from 'react';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useRead, useTransport } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { CopyButton } from '../../primitives/copy-button';
import { sayFlavor } from '../../primitives/flavor-words';
import { formatMoment } from '../../primitives/moment';
import { BreakablePath } from '../../primitives/origin';
import { cancelOperation, useOperation, useProgress } from '../plan/operations';
import { shortHash } from '../plan/statement-words';
import { Notice } from '../plan/notice';
import type { PlanChoices } from './plan-choices';
import { ProofList } from './proof-list';
import { proofRows } from './proof-steps';
import type { SavedPlan } from './sync-store';
import css from './sync.module.css';

/** Names the plan, saves its files, rehearses it step by step, and hands it to a reviewer. */
export function ProvePanel(props: {
  readonly choices: PlanChoices;
  readonly onChange: (change: (choices: PlanChoices) => PlanChoices) => void;
  readonly hash: string;
  readonly statements: number;
  readonly saved: SavedPlan | undefined;
  readonly readOnly: boolean;
  readonly onSave: () => void;
  readonly saving: boolean;
  readonly saveError: { readonly message: string; readonly more: { readonly hint?: string } } | null;
  readonly onRehearse: (crashSweep: boolean) => void;
}): ReactElement {
  const { choices, onChange, hash, saved, readOnly } = props;
  const isCurrent = saved?.hash === hash;
  const transport = useTransport();
  const [crashSweep, setCrashSweep] = useState(false);
  const key = `plan.rehearse ${saved?.path ?? ''}`;
  const operation = useOperation(key, 'plan.rehearse');
  const running = operation !== undefined && operation.endedAt === undefined;
  const progress = useProgress(running ? operation.operation : undefined);
  const opened = useRead('plan.open', { path: saved?.path ?? '-' }, isCurrent);
  const proof = isCurrent ? opened.data?.proof : undefined;
  return (
    <div className={css['prove']}>
      <Card title="The plan">
        <div className={css['form']}>
          <Field
            label="Name"
            value={choices.name}
            onCommit={(name) => {
              onChange((now) => ({ ...now, name }));
            }}
          />
          <Field
            label="Version"
            placeholder="such as 4.0.46"
            value={choices.planVersion}
            onCommit={(planVersion) => {
              onChange((now) => ({ ...now, planVersion }));
            }}
          />
          <Field
            label="Author"
            placeholder="you, as this machine knows you"
            value={choices.author}
            onCommit={(author) => {
              onChange((now) => ({ ...now, author }));
            }}
          />
          <Field
            label="Folder"
            value={choices.folder}
            onCommit={(folder) => {
              onChange((now) => ({ ...now, folder }));
            }}
          />
          <NativeSelect
            size="xs"
            label="Script"
            value={choices.style}
            data={[
              { value: 'guarded', label: 'guarded, for every server' },
              { value: 'mariadb', label: 'IF [NOT] EXISTS, for MariaDB only' },
            ]}
            onChange={(event) => {
              const style = event.currentTarget.value === 'mariadb' ? 'mariadb' : 'guarded';
              onChange((now) => ({ ...now, style }));
            }}
          />
          <NativeSelect
            size="xs"
            label="A table that is dropped"
            value={choices.dropMode}
            data={[
              { value: 'rename', label: 'is set aside under another name' },
              { value: 'real', label: 'goes away with its rows' },
            ]}
            onChange={(event) => {
              const dropMode = event.currentTarget.value === 'real' ? 'real' : 'rename';
              onChange((now) => ({ ...now, dropMode }));
            }}
          />
        </div>
        <div className={css['formEnd']}>
          <Action disabled={readOnly || props.saving || props.statements === 0} onClick={props.onSave}>
            {props.saving ? 'Saving…' : isCurrent ? 'Save again' : 'Save the files'}
          </Action>
          <span className={css['dim']}>
            content <code title={hash}>{shortHash(hash)}</code>{' '}
            <CopyButton label="Copy the plan’s hash" text={hash} />
          </span>
        </div>
        {readOnly && (
          <Notice tone="quiet">
            This session is read-only: nothing is saved or rehearsed. The script can be copied.
          </Notice>
        )}
        {props.saveError !== null && (
          <Notice tone="bad" hint={props.saveError.more.hint}>
            {props.saveError.message}
          </Notice>
        )}
        {saved !== undefined && !isCurrent && (
          <Notice tone="warn">
            What was saved is another plan: choices were changed since. Save it again.
          </Notice>
        )}
        {saved !== undefined && isCurrent && (
          <ul className={css['files']} aria-label="Saved files">
            {saved.files.map(({ path, change }) => (
              <li key={path}>
                <code>
                  <BreakablePath path={path} />
                </code>{' '}
                <span className={css['dim']}>{change}</span>
                <CopyButton label={`Copy the path ${path}`} text={path} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card
        title="Rehearsal"
        aside={
          proof !== undefined && (
            <span>{`${sayFlavor(proof.flavor)}, ${proof.where}, ${formatMoment(proof.at)}`}</span>
          )
        }
      >
        <p className={css['lead']} role="status">
          {running
            ? operation.cancelling
              ? 'Stopping. What was made for the rehearsal is taken away.'
              : `Proving it on a scratch server: ${progress?.phase ?? 'starting'}.`
            : proof === undefined
              ? 'Nothing is proved yet. A rehearsal runs the script on a server of its own, twice, takes it back and runs it again.'
              : proof.passed
                ? 'Proved: forward, again, back and forward, all as expected.'
                : 'Not proved. A plan whose rehearsal failed cannot be approved.'}
        </p>
        <ProofList rows={proofRows({ proof, progress, running, crashSweep })} />
        {operation?.error !== undefined && operation.error.code !== 'cancelled' && (
          <Notice tone="bad" hint={operation.error.more.hint}>
            {operation.error.message}
          </Notice>
        )}
        {operation?.error?.code === 'cancelled' && (
          <Notice tone="quiet">It was cancelled; nothing of it is left.</Notice>
        )}
        <div className={css['formEnd']}>
          {running ? (
            <Action
              disabled={operation.cancelling}
              onClick={() => {
                cancelOperation(transport, key);
              }}
            >
              Cancel the rehearsal
            </Action>
          ) : (
            <Action
              disabled={readOnly || props.statements === 0}
              onClick={() => {
                props.onRehearse(crashSweep);
              }}
            >
              {proof === undefined ? 'Rehearse' : 'Rehearse again'}
            </Action>
          )}
          <Checkbox
            label="also stop after every step"
            checked={crashSweep}
            disabled={running}
            onChange={(event) => {
              setCrashSweep(event.currentTarget.checked);
            }}
          />
        </div>
      </Card>
    </div>
  );
}

/** A field whose text counts when it is left, or Enter is pressed: a plan is not made for every letter. */
function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onCommit: (value: string) => void;
}): ReactElement {
  const { label, value, placeholder, onCommit } = props;
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  const commit = (): void => {
    if (text !== value) onCommit(text);
  };
  return (
    <TextInput
      label={label}
      value={text}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
