import type { ReactElement } from 'react';
import { SegmentedControl } from '@mantine/core';
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
      says={
        data === undefined
          ? ''
          : data.configPath === undefined
            ? `${countOf(data.sources.length, 'source')}, found by looking. Nothing is saved in a tidemark.yaml yet.`
            : `${countOf(data.sources.length, 'source')}, from ${data.configPath}. Edit that file to change them; Tidemark follows it.`
      }
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
