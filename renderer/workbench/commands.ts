import type { QueryClient } from '@tanstack/react-query';
import type { ApiCall } from '../../shared/api/client';
import { refreshAll } from '../api/api-context';
import { makePlace, NEW_CONNECTION_ID } from '../state/place';
import { adjustPlace, goTo } from '../state/use-place';
import { chooseAppearance } from '../theme/appearance';
import { remember, togglePane } from '../state/window-store';
import { GROUPINGS } from './groupings';
import { COMMAND_KEY } from './keys';

/** Something that the palette can do. `words` are looked for beside the title. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly words?: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** Everything that the window can do from anywhere. */
export function listCommands(queries: QueryClient, api: ApiCall): readonly Command[] {
  const visit = (
    id: Parameters<typeof makePlace>[0],
    title: string,
    words?: string,
    keys?: string,
  ): Command => ({
    id: `go-${id}`,
    title,
    ...(words === undefined ? {} : { words }),
    ...(keys === undefined ? {} : { keys }),
    run: () => {
      goTo(makePlace(id));
    },
  });
  return [
    visit('overview', 'Go to Overview', 'home start federation budget'),
    visit('drift', 'Go to Drift', 'differences list'),
    visit('sync', 'Go to Sync', 'plan migration generate rehearse'),
    visit('review', 'Go to Review', 'approve'),
    visit('history', 'Go to History', 'runs rollback'),
    visit('settings', 'Go to Settings', 'sources federation appearance', `${COMMAND_KEY} ,`),
    visit('welcome', 'Open a folder or the sample', 'welcome workspace recent'),
    {
      id: 'new-connection',
      title: 'Add a connection',
      words: 'database server mysql mariadb password',
      run: () => {
        goTo(makePlace('settings', ['sources'], { connection: NEW_CONNECTION_ID }));
      },
    },
    {
      id: 'export',
      title: 'Export a source, or save a snapshot',
      words: 'sql toon markdown json write files',
      run: () => {
        goTo(makePlace('settings', ['sources']));
      },
    },
    {
      id: 'missing',
      title: 'Show what is missing',
      words: 'drift filter',
      run: () => {
        goTo(makePlace('drift', [], { status: 'missing' }));
      },
    },
    {
      id: 'read-again',
      title: 'Read everything again',
      words: 'refresh reload sources',
      run: () => {
        // Servers too: only the files are watched.
        api('source.read', { refresh: true })
          .catch(() => undefined)
          .finally(() => {
            refreshAll(queries);
          });
      },
    },
    {
      id: 'only-differences',
      title: 'In a table: show only differences',
      words: 'toggle',
      run: () => {
        adjustPlace({ only: 'yes' });
      },
    },
    {
      id: 'explorer',
      title: 'Show or hide the explorer',
      keys: `${COMMAND_KEY} B`,
      run: () => {
        togglePane('explorer');
      },
    },
    {
      id: 'inspector',
      title: 'Show or hide the inspector',
      run: () => {
        togglePane('inspector');
      },
    },
    {
      id: 'bottom',
      title: 'Show or hide problems, tasks and log',
      keys: `${COMMAND_KEY} J`,
      run: () => {
        togglePane('bottom');
      },
    },
    ...GROUPINGS.map(({ value, title }) => ({
      id: `group-${value}`,
      title: `Explorer: ${title.toLowerCase()}`,
      words: 'group objects prefix classification',
      run: () => {
        remember({ explorerGrouping: value });
      },
    })),
    ...(['auto', 'light', 'dark'] as const).map((appearance) => ({
      id: `appearance-${appearance}`,
      title: appearance === 'auto' ? 'Appearance: follow the system' : `Appearance: ${appearance}`,
      words: 'theme colours',
      run: () => {
        chooseAppearance(appearance);
      },
    })),
  ];
}
