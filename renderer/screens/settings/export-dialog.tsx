import { useState, type ReactElement } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { CopyButton } from '../../primitives/copy-button';
import { countOf } from '../../primitives/drift-words';
import { Notice } from '../plan/notice';
import { Question } from '../plan/question';
import { EXPORT_FORMS, suggestPath, type ExportForm } from './export-forms';
import css from './export-dialog.module.css';

const SHOWN = 8;

/** Writes what a source states into files of the workspace: in which form, where, and what the form cannot hold. */
export function ExportDialog(props: {
  readonly source: string;
  readonly readOnly: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { source, readOnly, onClose } = props;
  const run = useWrite('export.run', { title: `Exporting ${source}` });
  const [form, setForm] = useState<ExportForm>('sql');
  const [named, setNamed] = useState<string>();
  const path = named ?? suggestPath(source, form);
  const ready = path.trim() !== '' && !run.isPending && !readOnly;
  const written = run.data?.written.filter(({ change }) => change !== 'unchanged') ?? [];
  return (
    <Question title={`Export ${source}`} onClose={onClose}>
      <form
        className={css['dialog']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) run.mutate({ source, as: form, path: path.trim() });
        }}
      >
        <Select
          label="As"
          allowDeselect={false}
          data={[...EXPORT_FORMS]}
          value={form}
          data-autofocus
          onChange={(value) => {
            const chosen = EXPORT_FORMS.find((one) => one.value === value);
            if (chosen) setForm(chosen.value);
            run.reset();
          }}
        />
        <TextInput
          label={form === 'toon' ? 'Folder in the workspace' : 'File in the workspace'}
          value={path}
          onChange={(event) => {
            setNamed(event.currentTarget.value);
            run.reset();
          }}
        />
        {readOnly && <Notice tone="quiet">This session is read-only: nothing is written.</Notice>}
        {run.error !== null && (
          <Notice tone="bad" hint={run.error.more.hint}>
            {run.error.message}
          </Notice>
        )}
        {run.data !== undefined && (
          <Notice tone="good">
            {written.length === 0
              ? 'It says this already: nothing had to be written.'
              : `${countOf(written.length, 'file')} written.`}
          </Notice>
        )}
        {run.data !== undefined && (
          <ul className={css['files']} aria-label="Written files">
            {run.data.written.slice(0, SHOWN).map(({ path: file, change }) => (
              <li key={file}>
                <code>{file}</code>
                <span className={css['dim']}>{change}</span>
                <CopyButton label={`Copy the path ${file}`} text={file} />
              </li>
            ))}
            {run.data.written.length > SHOWN && (
              <li className={css['dim']}>and {countOf(run.data.written.length - SHOWN, 'more file')}</li>
            )}
          </ul>
        )}
        {run.data !== undefined && run.data.lost.length > 0 && (
          <Notice tone="warn">
            {countOf(run.data.lost.length, 'thing')} that this form cannot hold:{' '}
            {run.data.lost.slice(0, 3).join('; ')}
            {run.data.lost.length > 3 && ` and ${countOf(run.data.lost.length - 3, 'more', 'more')}`}.
          </Notice>
        )}
        <div className={css['end']}>
          <Action onClick={onClose}>{run.data === undefined ? 'Not now' : 'Close'}</Action>
          <Action type="submit" look="main" disabled={!ready}>
            {run.isPending ? 'Writing…' : 'Export'}
          </Action>
        </div>
      </form>
    </Question>
  );
}
