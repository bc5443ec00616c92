import { useState, type ReactElement } from 'react';
import { Checkbox } from '@mantine/core';
import clsx from 'clsx';
import type { OutputOf } from '../../../shared/api';
import { useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { countOf, formatCount, listWords } from '../../primitives/drift-words';
import { BreakablePath } from '../../primitives/origin';
import { ScreenFrame } from '../../primitives/screen';
import { EmptyState, ErrorState, Skeleton, SkeletonRows } from '../../primitives/states';
import { Notice } from '../plan/notice';
import { useKeptRead } from '../plan/use-kept-read';
import split from '../plan/split.module.css';
import { SeeSources } from '../see-sources';
import { FilePreview } from './file-preview';
import css from './files-sync.module.css';
import sync from './sync.module.css';

type FollowingFile = OutputOf<'follow.files'>['files'][number];

/** More files than this are named by their number. */
const SHOWN = 500;
const NAMED = 3;

/** Files that follow a source: which would be written, and each as it is and as it would be, before anything is. */
export function FilesSync(props: {
  readonly target: string;
  readonly follow: string;
  /** Who follows whom, to change. */
  readonly bar: ReactElement;
  readonly readOnly: boolean;
}): ReactElement {
  const { target, follow, bar, readOnly } = props;
  const [remove, setRemove] = useState(false);
  const [picked, setPicked] = useState<string>();
  const look = useKeptRead(
    'follow.files',
    { target, follow, write: false, remove },
    { enabled: !readOnly, title: `Looking what ${target} would become`, sameAs: `${target} ${follow}` },
  );
  const write = useWrite('follow.files', {
    title: `Writing ${target}`,
    refreshes: [
      ...(['follow.files', 'follow.preview', 'drift.matrix'] as const),
      ...(['source.list', 'source.read', 'plan.build'] as const),
    ],
  });
  const files = look.data?.files ?? [];
  const shown = files.find(({ path }) => path === picked) ?? files[0];
  return (
    <ScreenFrame
      fill
      busy={!readOnly && (look.isPending || look.isPlaceholderData)}
      title={`Make ${target} follow ${follow}`}
      says={
        readOnly ? (
          'This session is read-only: files are neither tried nor written.'
        ) : look.data === undefined ? (
          look.isError ? undefined : (
            <Skeleton width="18rem" />
          )
        ) : (
          sayFiles(look.data, target, follow)
        )
      }
      toolbar={
        <>
          {bar}
          <Checkbox
            label={`also take away what ${follow} does not have`}
            checked={remove}
            disabled={readOnly}
            onChange={(event) => {
              setRemove(event.currentTarget.checked);
            }}
          />
        </>
      }
      action={
        files.length > 0 && (
          <Action
            look="main"
            disabled={write.isPending || look.isPlaceholderData}
            onClick={() => {
              write.mutate({ target, follow, write: true, remove });
            }}
          >
            {write.isPending ? 'Writing…' : `Write ${countOf(files.length, 'file')}`}
          </Action>
        )
      }
    >
      <div className={sync['notes']}>
        {look.data !== undefined && look.data.notes.length > 0 && (
          <ul className={css['notes']} tabIndex={0} aria-label="What to know of it">
            {look.data.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        {write.isError && (
          <Notice tone="bad" hint={write.error.more.hint}>
            {write.error.message}
          </Notice>
        )}
        {write.isSuccess && <Notice tone="good">{countOf(write.data.files.length, 'file')} written.</Notice>}
      </div>
      {readOnly ? (
        <EmptyState title="This session is read-only">
          Files are not written, and not tried. Start Tidemark without --read-only for that.
        </EmptyState>
      ) : look.isError ? (
        <ErrorState
          title={`${target} cannot follow ${follow}`}
          error={look.error}
          retry={() => void look.refetch()}
          action={<SeeSources />}
        />
      ) : look.data === undefined ? (
        <SkeletonRows rows={10} />
      ) : shown === undefined ? (
        <EmptyState title="Nothing to write">They agree in everything that both can state.</EmptyState>
      ) : (
        <div className={clsx(split['split'], split['narrow'])}>
          <FileList files={files} chosen={shown} onChoose={setPicked} />
          <FilePreview key={shown.path} file={shown} pair={{ target, follow, remove }} />
        </div>
      )}
    </ScreenFrame>
  );
}

function FileList(props: {
  readonly files: readonly FollowingFile[];
  readonly chosen: FollowingFile;
  readonly onChoose: (path: string) => void;
}): ReactElement {
  const { files, chosen, onChoose } = props;
  return (
    <ul className={css['files']} aria-label="Files to write">
      {files.slice(0, SHOWN).map((file) => (
        <li key={file.path}>
          <button
            type="button"
            className={clsx(css['file'], file === chosen && css['chosen'])}
            aria-pressed={file === chosen}
            onClick={() => {
              onChoose(file.path);
            }}
          >
            <code>
              <BreakablePath path={file.path} />
            </code>
            <span className={css['tables']}>
              {file.change}: {sayTables(file.tables)}
            </span>
          </button>
        </li>
      ))}
      {files.length > SHOWN && (
        <li className={css['more']}>and {formatCount(files.length - SHOWN)} more files</li>
      )}
    </ul>
  );
}

function sayTables(tables: readonly string[]): string {
  return tables.length > NAMED + 1
    ? `${tables.slice(0, NAMED).join(', ')} and ${formatCount(tables.length - NAMED)} more`
    : listWords(tables);
}

function sayFiles({ files, unchanged }: OutputOf<'follow.files'>, target: string, follow: string): string {
  if (files.length === 0) return `${target} already states what ${follow} states.`;
  const rest =
    unchanged === 0
      ? ''
      : `, ${formatCount(unchanged)} ${unchanged === 1 ? 'stays' : 'stay'} as ${unchanged === 1 ? 'it is' : 'they are'}`;
  return `${countOf(files.length, 'file')} to write${rest}. Rows and comments in them stay.`;
}
