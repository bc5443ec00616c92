import { useState, type ReactElement } from 'react';
import { TextInput } from '@mantine/core';
import { IconArrowUp, IconFolder } from '@tabler/icons-react';
import { useRead } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { countOf } from '../../primitives/drift-words';
import { BreakablePath } from '../../primitives/origin';
import { Pill } from '../../primitives/pill';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { Question } from '../plan/question';
import css from './folder-browser.module.css';

/** Chooses a folder of this machine where there is no dialog of the system: in a browser, which tells no paths. */
export function FolderBrowser(props: {
  /** Where to begin; the person's own folder when left out. */
  readonly start: string | undefined;
  readonly onClose: () => void;
  readonly onChoose: (path: string) => void;
}): ReactElement {
  const [path, setPath] = useState(props.start);
  const [filter, setFilter] = useState('');
  const list = useRead('folder.list', path === undefined ? {} : { path });
  const go = (to: string): void => {
    setPath(to);
    setFilter('');
  };
  const { data } = list;
  const wanted = filter.trim().toLowerCase();
  const shown = data?.folders.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? [];
  const [first] = shown;
  return (
    <Question title="Choose a folder" onClose={props.onClose}>
      <div className={css['browser']}>
        <div className={css['where']}>
          <Action
            icon={<IconArrowUp size={14} aria-hidden="true" />}
            aria-label="Go to the folder above"
            disabled={data?.parent === undefined}
            onClick={() => {
              if (data?.parent !== undefined) go(data.parent);
            }}
          />
          <code>{data === undefined ? '…' : <BreakablePath path={data.path} />}</code>
          {data?.isWorkspace === true && <Pill tone="tide">has a tidemark.yaml</Pill>}
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (first !== undefined && wanted !== '') go(first.path);
          }}
        >
          <TextInput
            aria-label="Filter the folders"
            placeholder="Filter; Enter goes into the first"
            value={filter}
            data-autofocus
            spellCheck={false}
            onChange={(event) => {
              setFilter(event.currentTarget.value);
            }}
          />
        </form>
        <div className={css['list']}>
          {list.isError ? (
            <ErrorState
              title="This folder could not be looked into"
              error={list.error}
              action={
                <Action
                  onClick={() => {
                    setPath(undefined);
                  }}
                >
                  Go to your own folder
                </Action>
              }
            />
          ) : data === undefined ? (
            <SkeletonRows rows={8} />
          ) : shown.length === 0 ? (
            <EmptyState title={wanted === '' ? 'No folder is in it' : 'No folder has such a name'} />
          ) : (
            <ul aria-label="Folders">
              {shown.map(({ name, path: to }) => (
                <li key={to}>
                  <button
                    type="button"
                    onClick={() => {
                      go(to);
                    }}
                  >
                    <IconFolder size={15} aria-hidden="true" />
                    <span>{name}</span>
                  </button>
                </li>
              ))}
              {data.more > 0 && <li className={css['more']}>{countOf(data.more, 'more folder')}</li>}
            </ul>
          )}
        </div>
        <div className={css['end']}>
          <Action onClick={props.onClose}>Not now</Action>
          <Action
            look="main"
            disabled={data === undefined}
            onClick={() => {
              if (data !== undefined) props.onChoose(data.path);
            }}
          >
            Look into this folder
          </Action>
        </div>
      </div>
    </Question>
  );
}
