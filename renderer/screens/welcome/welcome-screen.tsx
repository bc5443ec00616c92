import { useState, type DragEvent, type ReactElement } from 'react';
import { TextInput } from '@mantine/core';
import { IconFolder, IconFolderOpen } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { refreshAll, useApi, useRead, useWrite } from '../../api/api-context';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { countOf } from '../../primitives/drift-words';
import { ErrorState } from '../../primitives/states';
import { makePlace, NEW_CONNECTION_ID } from '../../state/place';
import { adjustPlace, goTo } from '../../state/use-place';
import { useWindow } from '../../state/window-store';
import { WaveMark } from '../../workbench/wave-mark';
import type { ScreenProps } from '../screen-props';
import { DetectionPreview } from './detection-preview';
import { FolderBrowser } from './folder-browser';
import { RecentCard } from './recent-card';
import { SampleCard } from './sample-card';
import css from './welcome-screen.module.css';

/** The way in: a folder, a workspace that was open before, or the sample. Nothing is opened before it was shown. */
export function WelcomeScreen({ place }: ScreenProps): ReactElement {
  const asked = place.query.get('folder');
  const info = useRead('app.info', {});
  const open = useRead('workspace.open', {});
  const queries = useQueryClient();
  const api = useApi();
  const opening = useWrite('workspace.open', { title: 'Opening the workspace' });
  const [typed, setTyped] = useState(asked ?? '');
  const [over, setOver] = useState(false);
  const [pathless, setPathless] = useState(false);
  const trying = useWrite('trial.open', { title: 'Starting a private server for the sample' });
  const choosing = useWrite('folder.choose');
  const [browsing, setBrowsing] = useState(false);
  const busy = opening.isPending || trying.isPending;
  // A page that begins with a folder shows what is in it first: what stands below would move when that comes.
  const [first] = useState(asked);
  const looked = useRead('workspace.detect', { path: first ?? '' }, first !== undefined);
  const isSettled = first === undefined || looked.data !== undefined || looked.isError;

  const arrive = (): void => {
    useWindow.setState({ tabs: [], selected: undefined, chosen: new Set(), filter: '' });
    // Reset, not removed: what screens wait for now is asked again, of the new workspace.
    void queries.resetQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'app.info' && queryKey[0] !== 'trial.offer',
    });
    goTo(makePlace('overview'));
  };
  const enter = async (path: string): Promise<void> => {
    if (path === open.data?.root) {
      goTo(makePlace('overview'));
      return;
    }
    await opening.mutateAsync({ path });
    arrive();
  };
  const look = (path: string): void => {
    const folder = path.trim().replace(/^file:\/\//, '');
    setTyped(folder);
    adjustPlace({ folder, focus: '' }, { replace: false });
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    const dropped = file === undefined ? '' : (window.tidemark?.pathOf(file) ?? '');
    const named = event.dataTransfer.getData('text/uri-list') || event.dataTransfer.getData('text/plain');
    const [first = ''] = named.split('\n');
    if (dropped !== '') look(dropped);
    else if (first !== '') look(decodePath(first));
    // A browser hands over what a folder holds, never where it is.
    setPathless(dropped === '' && first === '');
  };

  return (
    <div
      className={clsx(css['screen'], over && css['over'])}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={onDrop}
    >
      <div className={css['column']}>
        <header className={css['hero']}>
          <WaveMark size={40} />
          <div>
            <h1>See what your schema is, everywhere it is stated</h1>
            <p>
              Open a folder. Tidemark finds what states a schema in it, puts it side by side, and shows where
              it drifts. Looking changes nothing.
            </p>
          </div>
        </header>

        <Card title="Open a folder">
          <form
            className={css['form']}
            onSubmit={(event) => {
              event.preventDefault();
              if (typed.trim() !== '') look(typed);
            }}
          >
            <TextInput
              className={css['path'] ?? ''}
              aria-label="Path of the folder"
              placeholder="/home/you/project"
              leftSection={<IconFolder size={15} aria-hidden="true" />}
              value={typed}
              autoFocus={place.query.get('focus') === 'folder'}
              spellCheck={false}
              data-first-focus
              onChange={(event) => {
                setTyped(event.currentTarget.value);
              }}
            />
            <Action
              type="submit"
              disabled={typed.trim() === ''}
              icon={<IconFolderOpen size={15} aria-hidden="true" />}
            >
              Look into it
            </Action>
            <Action
              disabled={choosing.isPending}
              onClick={() => {
                if (info.data?.desktop === undefined) setBrowsing(true);
                else
                  choosing.mutate(
                    {},
                    {
                      onSuccess: ({ path }) => {
                        if (path !== undefined) look(path);
                      },
                    },
                  );
              }}
            >
              Choose…
            </Action>
          </form>
          {browsing && (
            <FolderBrowser
              start={typed.trim() === '' ? undefined : typed.trim()}
              onClose={() => {
                setBrowsing(false);
              }}
              onChoose={(path) => {
                setBrowsing(false);
                look(path);
              }}
            />
          )}
          {pathless && (
            <p className={css['hint']} role="alert">
              A browser does not tell where a dropped folder is. Choose it, or paste its path.
            </p>
          )}
          {asked === undefined ? (
            <p className={css['hint']}>
              Paste a path, or drop a folder here. You see what is in it before it is opened.
            </p>
          ) : (
            <DetectionPreview
              key={asked}
              path={asked}
              busy={busy}
              onOpen={(root) => {
                enter(root).catch(() => undefined);
              }}
              onSave={async (root, config) => {
                await opening.mutateAsync({ path: root });
                await api('workspace.acceptConfig', { config });
                refreshAll(queries);
                goTo(makePlace('overview'));
              }}
            />
          )}
        </Card>
        {opening.error !== null && (
          <ErrorState title="The folder could not be opened" error={opening.error} />
        )}
        {trying.error !== null && (
          <ErrorState title="The private server could not be started" error={trying.error} />
        )}

        {isSettled && (
          <div className={css['pair']}>
            <SampleCard
              busy={busy}
              trying={trying.isPending ? (trying.variables.vendor ?? 'mariadb') : undefined}
              onOpen={(path) => {
                enter(path).catch(() => undefined);
              }}
              onTry={(vendor) => {
                trying.mutate({ vendor }, { onSuccess: arrive });
              }}
            />
            <div className={css['column']}>
              <Card title="A database">
                <p className={css['dim']}>
                  Add a connection to MySQL or MariaDB
                  {open.data === undefined ? '' : ` to ${open.data.name}`}, test it, and see what it holds
                  beside your files.
                </p>
                <div className={css['choices']}>
                  <Action
                    disabled={open.data === undefined}
                    onClick={() => {
                      goTo(makePlace('settings', ['sources'], { connection: NEW_CONNECTION_ID }));
                    }}
                  >
                    New connection
                  </Action>
                </div>
              </Card>
              <RecentCard
                busy={busy}
                open={open.data?.root}
                onOpen={(root) => {
                  enter(root).catch(() => undefined);
                }}
              />
            </div>
          </div>
        )}
        {isSettled && open.data !== undefined && open.data.sources.length > 0 && (
          <p className={css['dim']}>
            {open.data.name} is open, with {countOf(open.data.sources.length, 'source')}.{' '}
            <button
              type="button"
              className={css['link']}
              onClick={() => {
                goTo(makePlace('overview'));
              }}
            >
              Go back to it
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

/** `/home/you/my%20project` of a file address as a path; a percent sign that means itself stays. */
function decodePath(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}
