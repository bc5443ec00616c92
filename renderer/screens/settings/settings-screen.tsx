import type { ReactElement } from 'react';
import { SegmentedControl } from '@mantine/core';
import type { WorkspaceView } from '../../../shared/api';
import { Action } from '../../primitives/action';
import { ScreenFrame } from '../../primitives/screen';
import { useRead } from '../../api/api-context';
import { countOf } from '../../primitives/drift-words';
import { makePlace, NEW_CONNECTION_ID } from '../../state/place';
import { adjustPlace, goTo } from '../../state/use-place';
import type { ScreenProps } from '../screen-props';
import { ConnectionForm } from '../connection/connection-form';
import { AppearanceSettings } from './appearance-settings';
import { ExportDialog } from './export-dialog';
import { FederationSettings } from './federation-settings';
import { PolicySettings } from './policy-settings';
import { SourceSettings } from './source-settings';

const TABS = [
  { value: 'sources', label: 'Sources' },
  { value: 'federation', label: 'Federation' },
  { value: 'policy', label: 'Policy' },
  { value: 'appearance', label: 'Appearance' },
] as const;

/** Sources, federation rules with where each table lands, appearance. */
export function SettingsScreen({ place }: ScreenProps): ReactElement {
  const tab = TABS.find(({ value }) => value === place.path[0])?.value ?? 'sources';
  const { data } = useRead('workspace.open', {});
  const connection = place.query.get('connection');
  const exported = place.query.get('export');
  return (
    <ScreenFrame
      title="Settings"
      says={data === undefined ? '' : sayPart(tab, data)}
      action={
        tab === 'sources' && (
          <Action
            look="main"
            onClick={() => {
              adjustPlace({ connection: NEW_CONNECTION_ID }, { replace: false });
            }}
          >
            Add a connection
          </Action>
        )
      }
      toolbar={
        <SegmentedControl
          aria-label="Part of the settings"
          value={tab}
          onChange={(value) => {
            goTo(makePlace('settings', [value]));
          }}
          data={[...TABS]}
        />
      }
    >
      {tab === 'sources' && <SourceSettings marked={place.query.get('source')} />}
      {connection !== undefined && (
        <ConnectionForm
          key={connection}
          id={connection === NEW_CONNECTION_ID ? undefined : connection}
          onClose={() => {
            adjustPlace({ connection: undefined });
          }}
          onSaved={(id) => {
            adjustPlace({ connection: undefined, source: id });
          }}
        />
      )}
      {tab === 'sources' && exported !== undefined && (
        <ExportDialog
          key={exported}
          source={exported}
          readOnly={data?.readOnly === true}
          onClose={() => {
            adjustPlace({ export: undefined });
          }}
        />
      )}
      {tab === 'federation' && <FederationSettings text={place.query.get('text') ?? ''} />}
      {tab === 'policy' && <PolicySettings />}
      {tab === 'appearance' && <AppearanceSettings />}
    </ScreenFrame>
  );
}

/** How things stand in a part of the settings. */
function sayPart(tab: (typeof TABS)[number]['value'], workspace: WorkspaceView): string {
  const { sources, configPath, federation, budget } = workspace;
  switch (tab) {
    case 'sources':
      return configPath === undefined
        ? sources.length === 0
          ? 'No source was found in this folder.'
          : `${countOf(sources.length, 'source')}, found by looking. Nothing is saved in a tidemark.yaml yet.`
        : sources.length === 0
          ? `${configPath} names no source that can be read.`
          : `${countOf(sources.length, 'source')}, from ${configPath}. Edit that file to change them; Tidemark follows it.`;
    case 'federation':
      return federation.length === 0
        ? 'No federation is set: tables are where their sources put them.'
        : `${countOf(federation.length, 'schema')}${budget === undefined ? '' : ` with room for ${countOf(budget, 'table')}`}. Rules that are typed are tried at once.`;
    case 'policy':
      return 'What a plan needs before it runs, and what holds while it does.';
    case 'appearance':
      return 'For you, on this machine. Nothing of it is written into the workspace.';
  }
}
