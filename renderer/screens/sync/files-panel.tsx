import { useState, type ReactElement } from 'react';
import { Checkbox } from '@mantine/core';
import { useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { CopyButton } from '../../primitives/copy-button';
import { countOf, formatCount, listWords } from '../../primitives/drift-words';
import { BreakablePath } from '../../primitives/origin';
import { EmptyState, ErrorState, SkeletonRows } from '../../primitives/states';
import { useKeptRead } from '../plan/use-kept-read';
import { Notice } from '../plan/notice';
import css from './sync.module.css';

/** Files that follow a source: which would be written, shown before anything is. */
export function FilesPanel(props: {
  readonly target: string;
  readonly follow: string;
  readonly readOnly: boolean;
}): ReactElement {
  const { target, follow, readOnly } = props;
  const [remove, setRemove] = useState(false);
  const look = useKeptRead(
    'follow.files',
    { target, follow, write: false, remove },
    { enabled: !readOnly, title: `Looking what ${target} would become`, sameAs: `${target} ${follow}` },
  );
  const write = useWrite('follow.files', {
    title: `Writing ${target}`,
    refreshes: ['follow.files', 'drift.matrix', 'source.list', 'source.read', 'plan.build'],
  });
  if (readOnly)
    return (
      <EmptyState title="This session is read-only">
        Files are not written, and not tried. Start Tidemark without --read-only for that.
      </EmptyState>
    );
  if (look.isError)
    return (
      <ErrorState
        title={`${target} cannot follow ${follow}`}
        error={look.error}
        retry={() => void look.refetch()}
      />
    );
  if (look.data === undefined) return <SkeletonRows rows={10} />;
  const { files, unchanged, notes } = look.data;
  return (
    <div className={css['filesPanel']}>
      <Card
        title={`${countOf(files.length, 'file')} to write${unchanged === 0 ? '' : `, ${formatCount(unchanged)} as ${unchanged === 1 ? 'it is' : 'they are'}`}`}
        aside={
          <Checkbox
            label={`also take away what ${follow} does not have`}
            checked={remove}
            onChange={(event) => {
              setRemove(event.currentTarget.checked);
            }}
          />
        }
      >
        {files.length === 0 ? (
          <p>
            {target} already states what {follow} states.
          </p>
        ) : (
          <ul className={css['files']} aria-label="Files to write">
            {files.map(({ path, change, tables }) => (
              <li key={path}>
                <code>
                  <BreakablePath path={path} />
                </code>
                <span className={css['dim']}>
                  {change}:{' '}
                  {tables.length > 4
                    ? `${tables.slice(0, 3).join(', ')} and ${formatCount(tables.length - 3)} more`
                    : listWords(tables)}
                </span>
                <CopyButton label={`Copy the path ${path}`} text={path} />
              </li>
            ))}
          </ul>
        )}
        {notes.map((note) => (
          <Notice key={note} tone="quiet">
            {note}
          </Notice>
        ))}
        {write.isError && (
          <Notice tone="bad" hint={write.error.more.hint}>
            {write.error.message}
          </Notice>
        )}
        {write.isSuccess && <Notice tone="good">{countOf(write.data.files.length, 'file')} written.</Notice>}
        <div className={css['formEnd']}>
          <Action
            look="main"
            disabled={files.length === 0 || write.isPending}
            onClick={() => {
              write.mutate({ target, follow, write: true, remove });
            }}
          >
            {write.isPending ? 'Writing…' : `Write ${countOf(files.length, 'file')}`}
          </Action>
        </div>
      </Card>
    </div>
  );
}
