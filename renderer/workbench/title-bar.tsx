import type { ReactElement } from 'react';
import { Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconClock,
  IconFolderOpen,
  IconHome,
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconLock,
  IconPlugConnectedX,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react';
import clsx from 'clsx';
import type { SourceSummary, WorkspaceView } from '../../shared/api';
import { useRead } from '../api/api-context';
import { Keys } from '../primitives/action';
import { countOf } from '../primitives/drift-words';
import { sayFlavor } from '../primitives/flavor-words';
import { formatMoment } from '../primitives/moment';
import { Pill } from '../primitives/pill';
import { makePlace } from '../state/place';
import { goTo } from '../state/use-place';
import { togglePane, useWindow } from '../state/window-store';
import { openPalette } from './palette-state';
import { COMMAND_KEY } from './keys';
import { WaveMark } from './wave-mark';
import css from './title-bar.module.css';

/** The workspace, the palette, and how the servers stand. */
export function TitleBar({ workspace }: { readonly workspace: WorkspaceView | undefined }): ReactElement {
  const read = useRead('source.read', {}, workspace !== undefined);
  const servers = read.data?.sources.filter(({ kind }) => kind === 'mysql' || kind === 'snapshot') ?? [];
  return (
    <header className={css['bar']}>
      <div className={css['left']}>
        <WaveMark />
        <strong>Tidemark</strong>
        <WorkspaceMenu workspace={workspace} />
        {workspace?.trial === true && (
          <Pill
            tone="tide"
            title="A copy of the sample with a private server. All of it goes when you open another folder or end Tidemark."
          >
            trial
          </Pill>
        )}
        {workspace?.detected === true && (
          <Pill title="No tidemark.yaml: the sources were found by looking. Nothing is saved.">
            not saved
          </Pill>
        )}
      </div>
      <button
        type="button"
        className={css['search']}
        aria-keyshortcuts="Control+K"
        aria-label="Go to table, run a command"
        onClick={() => {
          openPalette('everything');
        }}
      >
        <IconSearch size={14} aria-hidden="true" />
        <span>Go to table, run a command…</span>
        <Keys>{COMMAND_KEY} K</Keys>
      </button>
      <div className={css['right']}>
        <Servers servers={servers} />
        {workspace?.readOnly === true && (
          <Pill>
            <IconLock size={12} aria-hidden="true" /> read-only
          </Pill>
        )}
        <PaneButton pane="explorer" label="Explorer" icon={<IconLayoutSidebar size={16} />} />
        <PaneButton pane="inspector" label="Inspector" icon={<IconLayoutSidebarRight size={16} />} />
      </div>
    </header>
  );
}

function WorkspaceMenu({ workspace }: { readonly workspace: WorkspaceView | undefined }): ReactElement {
  const recent = useWindow((state) => state.preferences.recent);
  const others = recent.filter(({ root }) => root !== workspace?.root).slice(0, 6);
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className={css['workspace']} title={workspace?.root}>
          <span className={css['name']}>{workspace?.name ?? 'No workspace'}</span>
          <IconChevronDown size={14} aria-hidden="true" />
          <span className="only-heard">Workspace menu</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconHome size={15} />}
          onClick={() => {
            goTo(makePlace('welcome'));
          }}
        >
          Welcome
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFolderOpen size={15} />}
          onClick={() => {
            goTo(makePlace('welcome', [], { focus: 'folder' }));
          }}
        >
          Open a folder…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSettings size={15} />}
          onClick={() => {
            goTo(makePlace('settings'));
          }}
        >
          Settings
        </Menu.Item>
        {others.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>Recent</Menu.Label>
            {others.map(({ root, name }) => (
              <Menu.Item
                key={root}
                onClick={() => {
                  goTo(makePlace('welcome', [], { folder: root }));
                }}
              >
                {name}
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** More than these have no room beside the search: one pill tells of all. */
const MOST_SHOWN = 2;

/** Each server by itself where there is room, else all in one pill that lists them. */
function Servers({ servers }: { readonly servers: readonly SourceSummary[] }): ReactElement | null {
  if (servers.length === 0) return null;
  const away = servers.filter(({ error, stale }) => error !== undefined || stale !== undefined).length;
  return (
    <>
      {servers.length <= MOST_SHOWN && (
        <div className={css['servers']}>
          {servers.map((source) => (
            <ServerPill key={source.id} source={source} />
          ))}
        </div>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <button
            type="button"
            className={clsx(css['together'], servers.length > MOST_SHOWN && css['always'])}
          >
            <Pill tone={away > 0 ? 'bad' : 'quiet'}>
              {away > 0
                ? `${String(away)} of ${countOf(servers.length, 'server')} away`
                : countOf(servers.length, 'server')}
              <IconChevronDown size={12} aria-hidden="true" />
            </Pill>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {servers.map((source) => (
            <Menu.Item
              key={source.id}
              onClick={() => {
                goTo(makePlace('settings', ['sources']));
              }}
            >
              <ServerPill source={source} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function ServerPill({ source }: { readonly source: SourceSummary }): ReactElement {
  const flavor = source.flavor === undefined ? '' : ` · ${sayFlavor(source.flavor)}`;
  if (source.error !== undefined) {
    return (
      <Pill tone="bad" title={source.error.message}>
        <IconPlugConnectedX size={12} aria-hidden="true" /> <span>{source.id} · not reached</span>
      </Pill>
    );
  }
  if (source.stale !== undefined) {
    return (
      <Pill tone="warn" title={source.stale.reason}>
        <IconClock size={12} aria-hidden="true" />{' '}
        <span>{`${source.id} · offline, snapshot of ${formatMoment(source.stale.since)}`}</span>
      </Pill>
    );
  }
  if (source.kind === 'snapshot') {
    return (
      <Pill tone="warn" title={`${source.address}${flavor}`}>
        <IconClock size={12} aria-hidden="true" />{' '}
        <span>{`${source.id} · snapshot${source.readAt === undefined ? '' : ` of ${formatMoment(source.readAt)}`}`}</span>
      </Pill>
    );
  }
  return (
    <Pill tone="good" title={source.address}>
      <i className={css['online']} aria-hidden="true" /> <span>{`${source.id}${flavor}`}</span>
    </Pill>
  );
}

function PaneButton(props: {
  readonly pane: 'explorer' | 'inspector';
  readonly label: string;
  readonly icon: ReactElement;
}): ReactElement {
  const open = useWindow((state) => !state.preferences.closed.includes(props.pane));
  return (
    <button
      type="button"
      className={css['pane']}
      aria-pressed={open}
      aria-label={props.label}
      title={`${open ? 'Hide' : 'Show'} the ${props.label.toLowerCase()}`}
      onClick={() => {
        togglePane(props.pane);
      }}
    >
      {props.icon}
    </button>
  );
}
