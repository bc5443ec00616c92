import type { ReactElement } from 'react';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { EDITOR_IDS, EDITORS } from '../../../shared/editor-address';
import { Action } from '../../primitives/action';
import { Card } from '../../primitives/card';
import { STATUS_MEANINGS, STATUSES } from '../../primitives/drift-words';
import { StatusGlyph } from '../../primitives/status-glyph';
import { remember, useWindow } from '../../state/window-store';
import { chooseAppearance } from '../../theme/appearance';
import css from './settings.module.css';

/** Light or dark, the editor, the panes, and what the signs mean. */
export function AppearanceSettings(): ReactElement {
  const appearance = useWindow((state) => state.preferences.appearance);
  const editor = useWindow((state) => state.preferences.editor);
  return (
    <div className={css['stack']}>
      <Card title="Colours">
        <SegmentedControl
          aria-label="Colours"
          value={appearance}
          onChange={(value) => {
            chooseAppearance(value);
          }}
          data={[
            { value: 'auto', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </Card>
      <Card title="Editor">
        <NativeSelect
          size="xs"
          className={css['editor']}
          label="Lines of files can be opened in"
          description="The sign beside a line then opens it there. Your system asks before it starts the editor."
          value={editor}
          data={[
            { value: 'none', label: 'no editor' },
            ...EDITOR_IDS.map((id) => ({ value: id, label: EDITORS[id] })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            remember({ editor: EDITOR_IDS.find((id) => id === value) ?? 'none' });
          }}
        />
      </Card>
      <Card title="Panes">
        <Action
          onClick={() => {
            remember({ layouts: {}, closed: ['bottom'] });
            location.reload();
          }}
        >
          Put all panes back
        </Action>
      </Card>
      <Card title="What the signs mean">
        <dl className={css['signs']}>
          {STATUSES.map((status) => (
            <div key={status}>
              <dt>
                <StatusGlyph status={status} word />
              </dt>
              <dd className={css['dim']}>{STATUS_MEANINGS[status]}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  );
}
